import Foundation

/// How close a network fitted to noisy labels is to the teacher, at which confidence, and under which assumptions.
///
/// Unlike a proof from noiseless labels it can be wrong: with the probability stated, and where an assumption is.
public struct StatisticalCertificate: Certificate, Hashable {
  /// How the network was estimated.
  public enum Method: String, Sendable, Hashable, CaseIterable, Encodable {
    /// By least squares over both layers.
    case refined
    /// By moments of the labels alone; the accuracy is that of a least-squares fit that was made to judge it.
    case moments
  }

  /// `statistical`.
  public let kind: String = "statistical"
  /// What the noise was taken for.
  public let noise: NoiseModel
  /// How the network was estimated.
  public let method: Method
  /// The number of hidden units, *k*.
  public let hiddenUnits: Int
  /// Whether the number of hidden units was read off the moments rather than given.
  public let hiddenUnitsEstimated: Bool
  /// The number of samples, *n*.
  public let samples: Int
  /// σ: the root mean square of the noise over all labels, in their unit, estimated from the residuals.
  public let noiseLevel: Double
  /// ``noiseLevel`` relative to the root mean square of what the network itself gives.
  public let relativeNoiseLevel: Double
  /// The parameters that are free once scales are fixed: k (d − 1 + m), and m for an intercept.
  public let degreesOfFreedom: Int
  /// The largest standard error over all directions and, relative to their sizes, output weights.
  public let worstRelativeStandardError: Double
  /// The probability with which ``parameterErrorBound`` and the confidence region hold.
  public let confidence: Double
  /// What no direction's or output weight's relative error exceeds.
  public let parameterErrorBound: Double
  /// The joint region: δᵀ C⁻¹ δ is at most this, for the error δ of all parameters and its covariance C.
  public let chiSquaredRadius: Double
  /// *c*, the mean of the noise in each label, which is not part of the student; nil where it was taken to be zero.
  public let intercept: [Double]?
  /// The standard errors of ``intercept``.
  public let interceptStandardErrors: [Double]?
  /// The largest dependence of the residuals on the inputs, as a share of what chance explains; at most 1.
  public let lackOfFit: Double
  /// The starting points that least squares began from.
  public let starts: Int
  /// The starting points that ended on this network.
  public let agreeingStarts: Int
  /// What was taken for granted.
  public let assumptions: [String]

  /// The argument in one word.
  public var argument: String { kind }

  /// The accuracy of the parameters, and the noise.
  public var facts: [CertificateFact] {
    func short(_ value: Double) -> String { String(format: "%.2g", value) }
    var facts: [CertificateFact] = [
      CertificateFact(
        "parameters",
        "relative error at most \(short(parameterErrorBound)) at confidence 1 - \(short(1 - confidence)); "
          + "standard error \(short(worstRelativeStandardError))"),
      CertificateFact(
        "noise",
        "\(short(noiseLevel)) root mean square, \(short(relativeNoiseLevel)) of what the network gives"),
    ]
    if let intercept {
      facts.append(
        CertificateFact(
          "intercept",
          "\(intercept.map(short).joined(separator: ", ")): the mean of the noise, not in the student"))
    }
    if hiddenUnitsEstimated {
      facts.append(
        CertificateFact(
          "hidden", "\(hiddenUnits) units, read off the moments; one with a small weight would go unseen"))
    }
    facts.append(CertificateFact("assumed", assumptions.joined(separator: "; ")))
    return facts
  }
}
