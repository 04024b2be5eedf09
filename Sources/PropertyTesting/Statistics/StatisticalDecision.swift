/// What the observations so far say about a statistical claim.
///
/// The rates at which the two answers err stand in the test, or the ``StatisticalVerdict``, that gives the decision.
public enum StatisticalDecision: String, Sendable, Hashable, CaseIterable {
  /// The claim holds, up to the indifference zone.
  case holds
  /// The claim does not hold.
  case violated
  /// More observations are needed.
  case undecided
}
