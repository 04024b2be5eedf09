import Foundation
public import Networks

/// Why the network found, of one rectified activation, is the one that made the labels.
public struct RectifiedCertificate: Certificate, Hashable {
  /// The argument that the certificate rests on.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Encodable {
    /// For each neuron the samples on which it alone is active span the input space, and the activation is
    /// homogeneous and increasing. Holds for any inputs.
    case purePatterns
    /// The activity patterns are varied, and samples that the search never saw agree without exception.
    case heldOut
    /// For the step: the samples show enough patterns that the neurons' patterns and output weights are unique for any
    /// inputs. The hyperplanes are known up to ``RectifiedCertificate/angleBound``.
    case halfSpaces
  }

  /// The argument that the certificate rests on.
  public let kind: Kind
  /// The activation of the hidden units; the certificate says nothing of networks with another.
  public let activation: Activation
  /// The number of hidden units, which is the rank of the labels.
  public let hiddenUnits: Int
  /// σ₁ / σ_k of the labels.
  public let amplification: Double
  /// A bound on the relative error of each recovered parameter, from the precision of the labels; for the step, of the
  /// output weights alone.
  public let parameterErrorBound: Double
  /// For the step, a bound on the angle in radians between each direction and the one that made the labels; `nil` for
  /// other activations.
  public let angleBound: Double?
  /// For each neuron, by how many distinct samples it is told from any single other neuron.
  public let pairEvidence: Int
  /// The number that ``pairEvidence`` must reach for ``Kind/heldOut``, d + 2.
  public let pairEvidenceNeeded: Int
  /// By how many distinct samples any three neurons are told apart; `nil` below three neurons.
  public let tripleEvidence: Int?
  /// The number that ``tripleEvidence`` must reach for ``Kind/heldOut``, d + k.
  public let tripleEvidenceNeeded: Int?
  /// The distinct samples that the search did not see and that agree.
  public let heldOutSamples: Int
  /// At confidence 1 − 10⁻⁶ at most this share of the input distribution disagrees; `nil` without held-out samples.
  public let disagreementMassBound: Double?

  /// The argument in one word.
  public var argument: String { kind.rawValue }

  /// The activation and the accuracy of the parameters.
  public var facts: [CertificateFact] {
    let bound: String = String(format: "%.2g", parameterErrorBound)
    let accuracy: [CertificateFact] =
      angleBound.map { angle in
        [
          CertificateFact("outputs", "output weights with relative error at most \(bound)"),
          CertificateFact(
            "directions", "within \(String(format: "%.2g", angle)) radians; the step shows no more"),
        ]
      } ?? [CertificateFact("parameters", "relative error at most \(bound)")]
    return [CertificateFact("activation", "\(activation.rawValue), f(t) = \(activation.formula)")] + accuracy
  }
}
