import DataFiles
import ExactArithmetic
public import Foundation
import Networks

/// A network with rational weights, its certificate, and the samples that it was checked on: one JSON file.
///
/// The file is a network document, `"format": "assay-network"`, of version 2: weights are strings of rationals,
/// `"weights": [["-3/7", "2"], …]`. Any reader of networks takes it, rounded to `Double`. Beside `layers` it has
/// `certificate` and `samples`.
public struct ExactStudent: Sendable {
  /// The samples that the network was checked on.
  public struct SampleRecord: Sendable, Hashable, Codable {
    /// The file of inputs, as it was named.
    public let inputs: String
    /// The file of labels, as it was named.
    public let labels: String
    /// The number of samples, *n*.
    public let count: Int
    /// The number of inputs, *d*.
    public let inputsDimension: Int
    /// The number of labels of a sample, *m*.
    public let outputsDimension: Int
    /// A checksum of all numbers, which does not depend on how they are stored.
    public let fingerprint: String

    /// Describes samples in files.
    ///
    /// - Throws: `DataError` where a file cannot be used.
    public init(inputsPath: String, labelsPath: String) throws {
      let inputs: RationalMatrix = try FractionFile.readExactly(inputsPath)
      let labels: RationalMatrix = try FractionFile.readExactly(labelsPath)
      self.inputs = inputsPath
      self.labels = labelsPath
      self.count = inputs.rowCount
      self.inputsDimension = inputs.columnCount
      self.outputsDimension = labels.columnCount
      self.fingerprint = SampleFingerprint.text(inputs: inputs, labels: labels)
    }
  }

  /// What a certificate in a file claims; nothing of it is taken as true.
  struct Claims: Decodable {
    let kind: String
    let labels: ExactCertificate.Labels
    let uniqueness: ExactCertificate.Uniqueness
    let hiddenUnits: Int
    let samples: Int
    let pureSamples: [Int]
    let pureRanks: [Int]
    let pairEvidence: Int
    let tripleEvidence: Int?
    let heldOut: [Int]
    let rounding: ExactCertificate.Rounding?
  }

  private struct Document: Encodable {
    let format: String = Network.formatName
    let version: Int = RationalNetwork.formatVersion
    let layers: [RationalLayer]
    let certificate: ExactCertificate
    let samples: SampleRecord
  }

  /// The file as read.
  struct Reading: Decodable {
    let format: String
    let version: Int
    let layers: [RationalLayer]
    let certificate: Claims
    let samples: SampleRecord
  }

  private let certificate: ExactCertificate
  private let samples: SampleRecord

  /// Joins a certificate, which holds its network, and the samples.
  public init(_ certificate: ExactCertificate, samples: SampleRecord) {
    self.certificate = certificate
    self.samples = samples
  }

  /// The student's JSON, the same bytes for the same student.
  public func jsonData() throws -> Data {
    try CanonicalJSON.encode(
      Document(layers: certificate.network.layers, certificate: certificate, samples: samples),
      layout: .compact)
  }

  /// Writes the student, all or nothing.
  ///
  /// - Throws: `DataError` where the file cannot be written.
  public func write(to path: String) throws {
    try AtomicFile.write(try jsonData(), to: path)
  }

  /// Whether a file is such a student: a network document of version 2 with a certificate.
  public static func isNamed(_ path: String) -> Bool {
    struct Probe: Decodable {
      let format: String
      let version: Int
    }
    let probe: Probe? = try? InputFile.decode(Probe.self, from: path)
    return probe?.format == Network.formatName && probe?.version == RationalNetwork.formatVersion
  }
}
