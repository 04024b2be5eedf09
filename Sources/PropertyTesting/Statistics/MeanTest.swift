#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A test of the claim that a bounded metric has at most, or at least, a given mean, which may be looked at after each
/// observation and always ends.
///
/// ```swift
/// var test = try MeanTest(.atMost(0.3), in: 0...1, indifference: 0.02, falseAlarmRate: 1e-6)
/// while test.decision == .undecided { try test.record(measureError()) }
/// ```
///
/// For the claim that the mean is at most μ (`atLeast` is the mirror image):
///
/// - where the mean is μ or less, *violated* is said with probability at most α, the `falseAlarmRate`;
/// - where it is μ + zone or more, *holds* is said with probability at most β, the `missRate`;
/// - in the *indifference zone* between them either answer is right.
///
/// **The mathematics.** After scaling the range to [0, 1], one wager bets on means above μ and another on means below
/// μ + zone. A wager holds stakes on several bets λ; each multiplies its stake by `1 + λ·(Y − μ)` at the observation Y,
/// or by `1 + λ·(μ + zone − Y)`. Whatever the distribution, this is a non-negative supermartingale while the hypothesis
/// that is bet against is true, so by Ville's inequality it *ever* reaches 1/ε with probability at most ε: the claim is
/// violated where the first wager reaches 1/α, and holds where the second reaches 1/β. The bets are chosen such that at
/// any true mean one of them grows, so that every run ends.
///
/// **Trials.** A metric with the standard deviation σ, at the distance d from the end of the zone, takes about
/// `2·(σ/d)²·log(1/ε)`: the test adapts to small variances by itself. ``worstExpectedTrials`` is for the worst metric,
/// which takes the two ends of the range only, at the worst mean in the zone.
///
/// The observations must be independent, or at least each have the stated mean whatever came before. A decision stays;
/// later observations enter the mean but cannot change it.
///
/// Source: I. Waudby-Smith, A. Ramdas, *Estimating means of bounded random variables by betting*, J. R. Stat. Soc. B 86
/// (2024), doi:10.1093/jrsssb/qkad009.
public struct MeanTest: Sendable, Hashable {
  /// The claimed bound on the mean.
  public let bound: StatisticalBound
  /// The range that holds every possible observation.
  public let range: ClosedRange<Double>
  /// The width of the zone beyond the bound in which either answer is right, in the unit of the metric.
  public let indifference: Double
  /// The probability of calling a true claim violated, at most: α.
  public let falseAlarmRate: Double
  /// The probability of accepting a claim that is false by the zone or more, at most: β.
  public let missRate: Double
  /// What was recorded.
  public private(set) var observations: [Double] = []
  /// The first decision that was reached.
  public private(set) var decision: StatisticalDecision = .undecided

  private var against: MeanWager
  private var inFavour: MeanWager

  /// Sets up a test before its first observation.
  ///
  /// - Throws: ``StatisticsError`` where the range is not finite or has no width, the bound is not strictly inside it, the
  ///   zone is not positive or reaches its end, or a rate is not strictly between 0 and 1.
  public init(
    _ bound: StatisticalBound, in range: ClosedRange<Double>, indifference: Double,
    falseAlarmRate: Double = 1e-6, missRate: Double = 1e-3
  ) throws(StatisticsError) {
    let width: Double = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else {
      throw StatisticsError(
        code: .range,
        description: "the range \(range) has no finite positive width; name finite bounds of the metric")
    }
    // From here on everything is in terms of a claim 'at most' about observations in [0, 1].
    let distance: Double =
      bound.isUpper ? bound.value - range.lowerBound : range.upperBound - bound.value
    let claimed: Double = distance / width
    let zone: Double = indifference / width
    guard claimed > 0, claimed < 1 else {
      throw StatisticsError(
        code: .range,
        description:
          "the claimed mean \(bound.value) is not strictly inside \(range); widen the range or move the claim"
      )
    }
    guard zone > 0, claimed + zone < 1 else {
      throw StatisticsError(
        code: .indifference,
        description: """
          the indifference zone is \(indifference); choose a positive width that ends inside \(range), starting from \
          \(bound.value)
          """)
    }
    try StatisticsError.check(falseAlarmRate: falseAlarmRate, missRate: missRate)
    self.bound = bound
    self.range = range
    self.indifference = indifference
    self.falseAlarmRate = falseAlarmRate
    self.missRate = missRate
    against = MeanWager(bound: claimed, excess: zone / 2)
    inFavour = MeanWager(bound: 1 - (claimed + zone), excess: zone / 2)
  }

  /// Counts one observation and looks at the evidence.
  ///
  /// - Throws: ``StatisticsError`` where the observation is NaN or outside the range; the test is then unchanged.
  /// - Complexity: O(1), about 40 multiplications.
  public mutating func record(_ observation: Double) throws(StatisticsError) {
    guard range.contains(observation) else {
      throw StatisticsError(
        code: .observation,
        description: observation.isNaN
          ? "an observation is NaN; find the case that yields it, or give failed cases the worst value of \(range)"
          : "an observation is \(observation), outside \(range); widen the range to hold every possible value, or "
            + "clip the metric")
    }
    observations.append(observation)
    guard decision == .undecided else { return }
    let width: Double = range.upperBound - range.lowerBound
    // Each part is measured from its own end, so that 0 and 1 are met exactly.
    let above: Double = min(1, (observation - range.lowerBound) / width)
    let below: Double = min(1, (range.upperBound - observation) / width)
    against.record(bound.isUpper ? above : below)
    inFavour.record(bound.isUpper ? below : above)
    if against.capital >= 1 / falseAlarmRate {
      decision = .violated
    } else if inFavour.capital >= 1 / missRate {
      decision = .holds
    }
  }

  /// The capital of the wager against the claim, from 1, when it was last looked at; violated from 1/α on.
  public var evidenceAgainstClaim: Double { against.capital }

  /// The capital of the wager for the claim, from 1, when it was last looked at; the claim holds from 1/β on.
  public var evidenceForClaim: Double { inFavour.capital }

  /// About how many observations a run takes for the worst metric at the worst true mean.
  public var worstExpectedTrials: Double { forecast.worst }

  /// A number of observations within which nearly every run ends, whatever the truth.
  public var trialLimit: Int { forecast.limit }

  private var forecast: TrialForecast {
    // As a claim 'at least' about 1 − Y.
    TrialForecast(
      claimed: 1 - against.bound, missed: inFavour.bound, falseAlarmRate: falseAlarmRate, missRate: missRate)
  }
}
