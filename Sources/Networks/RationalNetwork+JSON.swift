import DataFiles
public import ExactArithmetic

/// A layer with rational weights, as the JSON of a network of version 2 has it.
public struct RationalLayer: Sendable, Hashable, Codable {
  /// The weights, a row for each unit; each is a string `"p"` or `"p/q"`.
  public let weights: RationalMatrix
  /// What is applied to each output.
  public let activation: Activation

  private enum CodingKeys: String, CodingKey {
    case weights, bias, activation
  }

  /// Joins weights and an activation.
  public init(weights: RationalMatrix, activation: Activation) {
    self.weights = weights
    self.activation = activation
  }

  /// Decodes a layer without bias.
  ///
  /// - Throws: `DecodingError` at the place at fault.
  public init(from decoder: any Decoder) throws {
    let container: KeyedDecodingContainer<CodingKeys> = try decoder.container(keyedBy: CodingKeys.self)
    self.weights = try container.decode(RationalMatrix.self, forKey: .weights)
    self.activation = try container.decode(Activation.self, forKey: .activation)
    let bias: [Rational]? = try container.decodeIfPresent([Rational].self, forKey: .bias)
    guard bias?.allSatisfy(\.isZero) ?? true else {
      throw DecodingError.dataCorruptedError(
        forKey: .bias, in: container, debugDescription: "is not null, and a rational network has no biases")
    }
  }

  /// Encodes a layer without bias.
  public func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(weights, forKey: .weights)
    // Written as null rather than left out, so that a reader sees that there is none.
    try container.encodeNil(forKey: .bias)
    try container.encode(activation, forKey: .activation)
  }
}

extension RationalNetwork {
  /// The version of the format `assay-network` whose weights are strings of rationals.
  public static let formatVersion: Int = 2

  private struct Document: Decodable {
    let format: String
    let version: Int
    let layers: [RationalLayer]
  }

  private struct Version: Decodable {
    let version: Int
  }

  /// The layers, from the inputs to the outputs.
  public var layers: [RationalLayer] {
    [
      RationalLayer(weights: hidden, activation: .relu),
      RationalLayer(weights: output, activation: .identity),
    ]
  }

  /// The network of two layers that a file holds.
  ///
  /// - Throws: `DataError` that names the layer where they are not one ReLU layer and an output layer that fit.
  public init(layers: [RationalLayer], path: String) throws {
    func fault(_ place: String, _ problem: String, _ mend: String) -> DataError {
      DataError(.badData, file: path, place: place, problem: problem, mend: mend)
    }
    guard layers.count == 2 else {
      throw fault(
        "layers", "there are \(layers.count) layers", "give a hidden ReLU layer and an output layer")
    }
    for (index, wanted) in [Activation.relu, .identity].enumerated() {
      guard layers[index].activation == wanted else {
        throw fault(
          "layers[\(index)].activation", "is \(layers[index].activation.rawValue)", "use \(wanted.rawValue)")
      }
      guard layers[index].weights.rowCount > 0, layers[index].weights.columnCount > 0 else {
        throw fault("layers[\(index)].weights", "are empty", "give at least one unit")
      }
    }
    guard layers[1].weights.columnCount == layers[0].weights.rowCount else {
      throw fault(
        "layers[1].weights",
        "take \(layers[1].weights.columnCount) inputs where the layer before has \(layers[0].weights.rowCount) units",
        "make the shapes agree")
    }
    self.init(hidden: layers[0].weights, output: layers[1].weights)
  }

  /// Reads a two-layer ReLU network from its JSON file, exactly: rationals of version 2, or the floats of version 1.
  ///
  /// - Throws: `DataError` that names the field where the file is not such a network.
  public init(contentsOf path: String) throws {
    guard try InputFile.decode(Version.self, from: path).version == Self.formatVersion else {
      guard let exact = RationalNetwork(exactly: try Network(contentsOf: path)) else {
        throw DataError(
          .badData, file: path, place: "layers",
          problem: "are not one ReLU layer and an output layer, without bias",
          mend: "give a two-layer ReLU network without biases")
      }
      self = exact
      return
    }
    let document: Document = try InputFile.decode(Document.self, from: path)
    guard document.format == Network.formatName else {
      throw DataError(
        .badData, file: path, place: "format", problem: "is '\(document.format)'",
        mend: "give a file of format '\(Network.formatName)'")
    }
    try self.init(layers: document.layers, path: path)
  }
}
