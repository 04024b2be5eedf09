/// What a run of trials says about a ``StatisticalClaim``, with everything needed to judge it.
///
/// ```text
/// Holds: success with probability at least 0.99. Decided after 1,204 trials: the share of successes is 0.9983, between
/// 0.9921 and 0.9999 at confidence 0.999. Were the claim true, it would be called violated with probability at most 1e-09;
/// were success to have probability 0.985 or less, it would be said to hold with probability at most 0.001.
/// ```
public struct StatisticalVerdict: Sendable, Hashable {
  /// What was claimed.
  public let claim: StatisticalClaim
  /// What the trials say.
  public let decision: StatisticalDecision
  /// How many trials it took.
  public let trials: Int
  /// The quantity that the claim is about, with an interval that holds at all looks together; nil without a trial.
  public let estimate: StatisticalEstimate?
  /// The probability of calling the claim violated though it is true, at most.
  public let falseAlarmRate: Double
  /// The probability of accepting the claim though it is false by the indifference zone or more, at most.
  public let missRate: Double
  /// A number of trials within which nearly every run ends, whatever the truth.
  public let trialLimit: Int

  /// The part of the run's false-alarm probability that this claim has used up, whatever its decision.
  ///
  /// A test that was looked at has had its chance of a false alarm; without a trial it had none.
  public var falseAlarmProbabilitySpent: Double { trials > 0 ? falseAlarmRate : 0 }
}

extension StatisticalVerdict: CustomStringConvertible {
  /// The verdict, the evidence and the error rates in one paragraph.
  public var description: String {
    let head: String =
      switch decision {
      case .holds: "Holds: \(claim). Decided after \(count)"
      case .violated: "Violated: \(claim). Decided after \(count)"
      case .undecided: "Undecided: \(claim). Not decided after \(count)"
      }
    let advice: String =
      decision == .undecided
      ? " Allow up to \(ShortNumber.text(trialLimit)) trials, or widen the indifference zone "
        + "of \(ShortNumber.text(stated: claim.indifference))." : ""
    return
      "\(head)\(evidence).\(advice) Were the claim true, it would be called violated with probability at most "
      + "\(ShortNumber.text(stated: falseAlarmRate)); should \(claim.falsehood), it would be said to hold with probability "
      + "at most \(ShortNumber.text(stated: missRate))."
  }

  private var count: String { trials == 1 ? "1 trial" : "\(ShortNumber.text(trials)) trials" }

  private var evidence: String {
    guard let estimate else { return "" }
    return ": \(claim.quantity) is \(ShortNumber.text(estimate.value)), between "
      + "\(ShortNumber.text(estimate.lowerBound)) and \(ShortNumber.text(estimate.upperBound)) at confidence "
      + ShortNumber.text(stated: estimate.confidence)
  }
}
