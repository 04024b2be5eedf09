import Foundation

/// Why the network found is the only one with as many hidden units that fits the samples, whatever the inputs are.
///
/// All hidden units of all networks that fit lie on faces of one cone in label space, and every face was decided
/// about. It rests on comparisons of floating-point numbers with ``zeroTolerance``, none of which was close.
public struct ExhaustiveCertificate: Certificate, Hashable {
  /// What singles the network out.
  public enum Uniqueness: String, Sendable, Hashable, CaseIterable, Encodable {
    /// Every face of the cone was searched.
    case allFaces
    /// Only the rays were searched, or rounding left a face open; but for each neuron the samples on which it alone
    /// is active span the input space.
    case purePatterns
  }

  /// The field `kind` of the JSON.
  public let kind: String = "exhaustive"
  /// What singles the network out.
  public let uniqueness: Uniqueness
  /// The number of hidden units, which is the rank of the labels.
  public let hiddenUnits: Int
  /// The samples with an input that is not zero.
  public let samples: Int
  /// The extreme rays of the cone.
  public let rays: Int
  /// The faces that were decided about.
  public let faces: Int
  /// The linear programs that were solved; most faces are decided by linear equations alone.
  public let programs: Int
  /// For each neuron the rank of the labels of the samples that leave it inactive, at most k − 1.
  public let inactiveLabelRanks: [Int]
  /// For each neuron the number of samples that activate it.
  public let activeSamples: [Int]
  /// What counts as 0, for samples scaled to norm 1.
  public let zeroTolerance: Double
  /// σ₁ / σ_k of the labels.
  public let amplification: Double
  /// A bound on the relative error of each recovered parameter, from the precision of the labels.
  public let parameterErrorBound: Double

  /// The argument in one word.
  public var argument: String { kind }

  /// What was searched, and the accuracy of the parameters.
  public var facts: [CertificateFact] {
    let searched: String =
      switch uniqueness {
      case .allFaces: "all \(faces) faces of a cone with \(rays) rays, \(programs) linear programs"
      case .purePatterns:
        "\(faces) faces of a cone with \(rays) rays; each neuron alone is active on spanning samples"
      }
    return [
      CertificateFact("search", searched),
      CertificateFact(
        "parameters", "relative error at most \(String(format: "%.2g", parameterErrorBound))"),
    ]
  }
}
