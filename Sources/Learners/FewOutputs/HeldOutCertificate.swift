import Foundation

/// Why a network from few outputs can be relied on: samples that the search never saw agree without exception.
///
/// The network is also the only one with as many hidden units for its function, its exact step had one solution, and
/// the activity on the samples studied is varied enough to leave no room for another network in general position.
public struct HeldOutCertificate: Certificate, Hashable {
  /// The fewest distinct samples that a certificate rests on.
  public static let fewestHeldOutSamples: Int = HeldOutRows.fewest

  /// The argument, always `heldOut`.
  public let kind: String
  /// The number of hidden units, *k*.
  public let hiddenUnits: Int
  /// Whether *k* was given, or is the least for which a network was found.
  public let hiddenUnitsWereGiven: Bool
  /// The distinct samples that the search did not see and that agree.
  public let heldOutSamples: Int
  /// At confidence 1 − 10⁻⁶ at most this share of the input distribution disagrees.
  public let disagreementMassBound: Double
  /// The distinct samples that the search saw.
  public let studiedSamples: Int
  /// The start that ended on the network, counted from 1.
  public let starts: Int
  /// σ_max / σ_min of the linear system that gives the parameters once the activity patterns are known.
  public let patternConditionNumber: Double
  /// How many times the samples studied outnumber what another network could fit by chance; above 1.
  public let patternVariety: Double
  /// A bound on the relative error of each recovered parameter, from the precision of the labels.
  public let parameterErrorBound: Double

  /// Creates a certificate from its parts; it proves only what the learner that creates it has checked.
  public init(
    hiddenUnits: Int, hiddenUnitsWereGiven: Bool, heldOutSamples: Int, disagreementMassBound: Double,
    studiedSamples: Int, starts: Int, patternConditionNumber: Double, patternVariety: Double,
    parameterErrorBound: Double
  ) {
    self.kind = "heldOut"
    self.hiddenUnits = hiddenUnits
    self.hiddenUnitsWereGiven = hiddenUnitsWereGiven
    self.heldOutSamples = heldOutSamples
    self.disagreementMassBound = disagreementMassBound
    self.studiedSamples = studiedSamples
    self.starts = starts
    self.patternConditionNumber = patternConditionNumber
    self.patternVariety = patternVariety
    self.parameterErrorBound = parameterErrorBound
  }

  /// The argument in one word.
  public var argument: String { kind }

  /// The agreement, the accuracy of the parameters, and what the search took.
  public var facts: [CertificateFact] {
    let share: String = String(format: "%.2g", disagreementMassBound)
    let error: String = String(format: "%.2g", parameterErrorBound)
    var facts: [CertificateFact] = [
      CertificateFact(
        "held out",
        "\(heldOutSamples) samples that the search never saw agree; at most \(share) of the inputs do not"),
      CertificateFact("parameters", "relative error at most \(error)"),
      CertificateFact("search", "start \(starts), on \(studiedSamples) samples"),
    ]
    if !hiddenUnitsWereGiven {
      facts.append(
        CertificateFact("hidden", "\(hiddenUnits) units, the least number for which a network was found"))
    }
    return facts
  }
}
