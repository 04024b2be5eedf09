/// A test of the claim that a quantile is at most, or at least, a given value, which may be looked at after each
/// observation and always ends.
///
/// ```swift
/// var test = try QuantileTest(0.95, .atMost(2.0), indifference: 0.02)
/// while test.decision == .undecided { try test.record(measureSeconds()) }
/// ```
///
/// The q-quantile is at most x where P(X ≤ x) ≥ q, and at least x where P(X ≥ x) ≥ 1 − q. So this is a claim about a
/// proportion, tested by ``ProportionTest`` with its error rates, for any distribution, continuous or not. The
/// *indifference zone* is therefore a **probability**: with the zone z, *holds* is said with probability at most the
/// miss rate where P(X ≤ x) ≤ q − z, that is, where already the (q − z)-quantile reaches beyond x. A zone in the unit of the metric
/// could not promise an end: a distribution may have next to no probability there.
///
/// Infinite observations are allowed (a run without a result may count as ∞); NaN is not.
public struct QuantileTest: Sendable, Hashable {
  /// Which quantile, q; 0.5 is the median.
  public let level: Double
  /// The claimed bound on the quantile.
  public let bound: StatisticalBound
  /// What was recorded.
  public private(set) var observations: [Double] = []
  private var proportion: ProportionTest

  /// Sets up a test before its first observation.
  ///
  /// - Parameter indifference: by how much the probability of the claimed side may be short of its claim, with either
  ///   answer right.
  /// - Throws: ``StatisticsError`` where the bound is NaN, the level or a rate not strictly between 0 and 1, or the zone
  ///   not between 0 and the claimed probability.
  public init(
    _ level: Double, _ bound: StatisticalBound, indifference: Double,
    falseAlarmRate: Double = 1e-6, missRate: Double = 1e-3
  ) throws(StatisticsError) {
    try StatisticsError.check(probability: level, name: "the level of the quantile")
    guard !bound.value.isNaN else {
      throw StatisticsError(
        code: .range, description: "the claimed bound on the quantile is NaN; name a number")
    }
    self.level = level
    self.bound = bound
    proportion = try ProportionTest(
      successProbability: bound.isUpper ? level : 1 - level, indifference: indifference,
      falseAlarmRate: falseAlarmRate, missRate: missRate)
  }

  /// The width of the zone in which either answer is right, as a probability.
  public var indifference: Double { proportion.indifference }
  /// The probability of calling a true claim violated, at most.
  public var falseAlarmRate: Double { proportion.falseAlarmRate }
  /// The probability of accepting a claim that is false by the zone or more, at most.
  public var missRate: Double { proportion.missRate }
  /// The first decision that was reached.
  public var decision: StatisticalDecision { proportion.decision }
  /// About how many observations a run takes in the worst case.
  public var worstExpectedTrials: Double { proportion.worstExpectedTrials }
  /// A number of observations within which nearly every run ends, whatever the truth.
  public var trialLimit: Int { proportion.trialLimit }

  /// Counts one observation and looks at the evidence.
  ///
  /// - Throws: ``StatisticsError`` where the observation is NaN; the test is then unchanged.
  public mutating func record(_ observation: Double) throws(StatisticsError) {
    guard !observation.isNaN else {
      throw StatisticsError(
        code: .observation, description: "an observation is NaN; give failed cases an infinite value instead")
    }
    observations.append(observation)
    proportion.record(
      succeeded: bound.isUpper ? observation <= bound.value : observation >= bound.value)
  }
}
