import Foundation

/// Why the network found is the only one with as many hidden units that fits the samples.
public struct UniquenessCertificate: Certificate, Hashable {
  /// The argument that the certificate rests on.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Encodable {
    /// For each neuron the samples on which it alone is active span the input space. Holds for any inputs.
    case purePatterns
    /// The activity patterns are varied enough for inputs drawn from a density, which the caller vouches for.
    case generalPosition
    /// The same variety, and samples that the search never saw agree without exception.
    case heldOut
  }

  /// The argument that the certificate rests on.
  public let kind: Kind
  /// The number of hidden units, which is the rank of the labels.
  public let hiddenUnits: Int
  /// σ₁ / σ_k of the labels.
  public let amplification: Double
  /// A bound on the relative error of each recovered parameter, from the precision of the labels.
  public let parameterErrorBound: Double
  /// For each neuron, by how many distinct samples it is told from any single other neuron; N₂ in the theory.
  public let pairEvidence: Int
  /// The number that ``pairEvidence`` must reach, d + 2.
  public let pairEvidenceNeeded: Int
  /// By how many distinct samples any three neurons are told apart, N₃; `nil` below three neurons.
  public let tripleEvidence: Int?
  /// The number that ``tripleEvidence`` must reach, d + k.
  public let tripleEvidenceNeeded: Int?
  /// The distinct samples that the search did not see and that agree.
  public let heldOutSamples: Int
  /// At confidence 1 − 10⁻⁶ at most this share of the input distribution disagrees; `nil` without held-out samples.
  public let disagreementMassBound: Double?

  /// Creates a certificate from its parts; it proves only what the learner that creates it has checked.
  public init(
    kind: Kind, hiddenUnits: Int, amplification: Double, parameterErrorBound: Double, pairEvidence: Int,
    pairEvidenceNeeded: Int, tripleEvidence: Int?, tripleEvidenceNeeded: Int?, heldOutSamples: Int,
    disagreementMassBound: Double?
  ) {
    self.kind = kind
    self.hiddenUnits = hiddenUnits
    self.amplification = amplification
    self.parameterErrorBound = parameterErrorBound
    self.pairEvidence = pairEvidence
    self.pairEvidenceNeeded = pairEvidenceNeeded
    self.tripleEvidence = tripleEvidence
    self.tripleEvidenceNeeded = tripleEvidenceNeeded
    self.heldOutSamples = heldOutSamples
    self.disagreementMassBound = disagreementMassBound
  }

  /// The argument in one word.
  public var argument: String { kind.rawValue }

  /// The accuracy of the parameters.
  public var facts: [CertificateFact] {
    [
      CertificateFact(
        "parameters", "relative error at most \(String(format: "%.2g", parameterErrorBound))")
    ]
  }
}
