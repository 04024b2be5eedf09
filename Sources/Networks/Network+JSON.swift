import DataFiles
public import Foundation
import LinearAlgebra

/// The JSON form of a network, `"format": "assay-network"`.
///
/// Weights are rows of output units; numbers are the shortest decimals that read back to the same `Double`. Version 2,
/// which only ``RationalNetwork`` writes, has rationals for weights, as strings.
private struct NetworkDocument: Codable {
  struct LayerDocument: Codable {
    let weights: [[Double]]
    let bias: [Double]?
    let activation: String

    func encode(to encoder: any Encoder) throws {
      var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(weights, forKey: .weights)
      // Written as null rather than left out, so that a reader sees that there is none.
      try container.encode(bias, forKey: .bias)
      try container.encode(activation, forKey: .activation)
    }
  }

  static let format: String = "assay-network"
  static let version: Int = 1

  var format: String = NetworkDocument.format
  var version: Int = NetworkDocument.version
  let layers: [LayerDocument]
}

extension Network {
  /// The field `format` of a network's JSON.
  public static let formatName: String = NetworkDocument.format

  private struct Version: Decodable {
    let format: String?
    let version: Int?
  }

  /// Reads a network from its JSON file; rational weights are rounded to the nearest `Double`.
  ///
  /// - Throws: `DataError` that names the field where the file is not a network of a known version.
  public init(contentsOf path: String) throws {
    let kind: Version? = try? InputFile.decode(Version.self, from: path)
    if kind?.format == NetworkDocument.format, kind?.version == RationalNetwork.formatVersion {
      self = try RationalNetwork(contentsOf: path).rounded(path: path)
      return
    }
    let document: NetworkDocument = try InputFile.decode(NetworkDocument.self, from: path)
    guard document.format == NetworkDocument.format else {
      throw DataError(
        .badData, file: path, place: "format", problem: "is '\(document.format)'",
        mend: "give a file of format '\(NetworkDocument.format)'")
    }
    guard document.version == NetworkDocument.version else {
      throw DataError(
        .badData, file: path, place: "version", problem: "is \(document.version)",
        mend:
          "give version \(NetworkDocument.version) or \(RationalNetwork.formatVersion), or use a newer assay")
    }
    var layers: [Layer] = []
    for (index, layer) in document.layers.enumerated() {
      let place: String = "layers[\(index)]"
      guard let activation = Activation(rawValue: layer.activation) else {
        let known: String = Activation.allCases.map(\.rawValue).joined(separator: ", ")
        throw DataError(
          .badData, file: path, place: "\(place).activation", problem: "'\(layer.activation)' is unknown",
          mend: "use one of \(known)")
      }
      do {
        layers.append(
          try Layer(weights: try Matrix(layer.weights), bias: layer.bias, activation: activation))
      } catch let error as LinearAlgebraError {
        throw DataError(
          .badData, file: path, place: "\(place).weights", problem: error.description,
          mend: "make the rows equally long")
      } catch let error as NetworkError {
        throw DataError(
          .badData, file: path, place: "\(place).\(error.field)", problem: error.problem, mend: error.mend)
      }
    }
    do {
      try self.init(layers: layers)
    } catch {
      throw DataError(
        .badData, file: path, place: error.field, problem: error.problem, mend: error.mend)
    }
  }

  /// The network's JSON, the same bytes for the same network.
  public func jsonData() throws -> Data {
    let document: NetworkDocument = NetworkDocument(
      layers: layers.map { layer in
        NetworkDocument.LayerDocument(
          weights: layer.weights.nestedRows, bias: layer.bias, activation: layer.activation.rawValue)
      })
    return try CanonicalJSON.encode(document, layout: .compact)
  }

  /// Writes the network as JSON, all or nothing.
  ///
  /// - Throws: `DataError` where the file cannot be written.
  public func write(to path: String) throws {
    try AtomicFile.write(try jsonData(), to: path)
  }
}

extension RationalNetwork {
  /// The network in floats, with an error that names its file.
  fileprivate func rounded(path: String) throws -> Network {
    do {
      return try rounded()
    } catch {
      throw DataError(
        .badData, file: path, place: error.field, problem: "are beyond the range of Double",
        mend: "rescale the network")
    }
  }
}
