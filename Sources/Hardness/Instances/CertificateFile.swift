import DataFiles
public import ExactArithmetic
public import Foundation

/// The file `certificate.json`: a network, the source solution that it encodes, and how the solver ended.
public struct CertificateFile: Sendable, Hashable, Codable {
  /// A solution of the source problem.
  public typealias Solution = SourceSolution

  /// The exchange format's name.
  public let format: String
  /// The network.
  public let certificate: CertificateNetwork
  /// The source solution that the network is the image of; `nil` where the file gives a network alone.
  public let solution: Solution?
  /// The satisfying assignment of the CNF formula that the source stands for, as DIMACS literals; `nil` where the
  /// source is not of a formula.
  public let assignment: [Int]?
  /// The loss that the file claims for the network.
  public let loss: Rational?
  /// How the search ended: `optimal` or `feasible`.
  public let status: String?
  /// The source problem's optimum, where it was settled.
  public let optimum: Rational?
  /// What no source solution can cost less than.
  public let bound: Rational?
  /// The solver's name and version.
  public let solver: String?
  /// What made the file.
  public let generator: Provenance?

  /// Creates a file's content from its parts.
  public init(
    certificate: CertificateNetwork, solution: Solution?, loss: Rational?, status: String? = nil,
    optimum: Rational? = nil, bound: Rational? = nil, solver: String? = nil, generator: Provenance? = nil,
    assignment: [Int]? = nil
  ) {
    self.format = InstanceFile.format
    self.certificate = certificate
    self.solution = solution
    self.assignment = assignment
    self.loss = loss
    self.status = status
    self.optimum = optimum
    self.bound = bound
    self.solver = solver
    self.generator = generator
  }

  /// Reads a certificate; its shape is checked against an instance by the verifier.
  ///
  /// - Throws: `DataError` that names the field.
  public init(contentsOf path: String) throws {
    self = try InputFile.decode(CertificateFile.self, from: path)
    guard format == InstanceFile.format else {
      throw DataError(
        .badData, file: path, place: "format", problem: "is '\(format)'",
        mend: "give a file of format '\(InstanceFile.format)'")
    }
  }

  /// The file's bytes, the same for the same content.
  public func data() throws -> Data { try CanonicalJSON.encode(self, layout: .compact) }
}
