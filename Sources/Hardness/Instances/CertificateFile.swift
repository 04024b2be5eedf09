import DataFiles
public import ExactArithmetic
public import Foundation

/// The file `certificate.json`: a network, the source solution that it encodes, and how the solver ended.
public struct CertificateFile: Sendable, Hashable, Codable {
  /// A solution of the source problem; in JSON `{"sets": [0, 3], "cost": "7"}`.
  public struct Solution: Sendable, Hashable, Codable {
    /// The chosen sets, counted from 0, ascending.
    public let sets: [Int]
    /// What they cost together.
    public let cost: Rational

    /// Creates a solution.
    public init(sets: [Int], cost: Rational) {
      self.sets = sets
      self.cost = cost
    }
  }

  /// The exchange format's name.
  public let format: String
  /// The network.
  public let certificate: CertificateNetwork
  /// The source solution that the network is the image of; `nil` where the file gives a network alone.
  public let solution: Solution?
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
    optimum: Rational? = nil, bound: Rational? = nil, solver: String? = nil, generator: Provenance? = nil
  ) {
    self.format = InstanceFile.format
    self.certificate = certificate
    self.solution = solution
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
