/// What the observations say about a quantity, with an interval that holds at all looks together.
///
/// With at least the ``confidence``, *all* the intervals of a run contain the quantity, so that any rule may decide when
/// to stop.
public struct StatisticalEstimate: Sendable, Hashable {
  /// The best guess: the share, the mean or the quantile of the observations.
  public let value: Double
  /// The lower end of the interval; −∞ where the observations do not bound it.
  public let lowerBound: Double
  /// The upper end of the interval; ∞ where the observations do not bound it.
  public let upperBound: Double
  /// The probability that all intervals of a run contain the quantity, at least.
  public let confidence: Double
}
