/// A test of the claim that an error follows a power of a size, whatever the distribution of the errors; it may be looked
/// at after each replicate and always ends.
///
/// ```swift
/// // error ∝ n^(−1/2)
/// var test = try SlopeTest(-0.55 ... -0.45, sizes: [100, 200, 400, 800], indifference: 0.1)
/// while test.decision == .undecided { try test.record(errors: sizes.map { measureError(size: $0) }) }
/// ```
///
/// A *replicate* is one independent run of the whole experiment: an error at each size. It gives one slope, that of the
/// least-squares line through its own logarithms (``SlopeFit``). The claim is that **the median slope lies in the range**,
/// which is two claims about proportions: P(slope ≤ upper end) ≥ ½ and P(slope ≥ lower end) ≥ ½.
///
/// - *Violated* is said where either of them is found violated, each at half the false-alarm rate α: a true claim is
///   called violated with probability at most α. A point outside the range is never the median where one of them fails.
/// - *Holds* is said where both are found to hold, each at the full miss rate β: where one of the probabilities is
///   ½ − zone or less, its own test says that it holds with probability at most β, and both are needed.
/// - The *indifference zone* is a probability, as in ``QuantileTest``: between ½ − zone and ½ either answer is right.
///
/// Nothing is assumed about the errors but that replicates are independent: they may be heavy-tailed, biased, of unequal
/// scatter, and dependent within a replicate. The median of a replicate's slope is what is claimed: choose sizes at which
/// the rate has set in, and a range that allows for the bias of the smallest.
public struct SlopeTest: Sendable, Hashable {
  /// The range in which the median slope is claimed to lie.
  public let range: ClosedRange<Double>
  /// The width of the zone in which either answer is right, as a probability.
  public let indifference: Double
  /// The probability of calling a true claim violated, at most: α.
  public let falseAlarmRate: Double
  /// The probability of accepting a claim that is false by the zone or more, at most: β.
  public let missRate: Double
  /// The slope of each replicate.
  public private(set) var slopes: [Double] = []
  /// The first decision that was reached.
  public private(set) var decision: StatisticalDecision = .undecided

  private let design: LogSizes
  private var atMostUpper: ProportionTest
  private var atLeastLower: ProportionTest

  /// The zone where none is named: a replicate is then on the right side of each end with probability ½ (claimed) or
  /// 0.4 (false).
  public static let defaultIndifference: Double = 0.1

  /// Sets up a test before its first replicate.
  ///
  /// - Throws: ``StatisticsError`` where the range is not finite, a size is not positive and finite, there are not two
  ///   different sizes, the zone is not strictly between 0 and ½, or a rate not strictly between 0 and 1.
  public init(
    _ range: ClosedRange<Double>, sizes: [Double], indifference: Double = SlopeTest.defaultIndifference,
    falseAlarmRate: Double = 1e-6, missRate: Double = 1e-3
  ) throws(StatisticsError) {
    guard range.lowerBound.isFinite, range.upperBound.isFinite else {
      throw StatisticsError(
        code: .range, description: "the claimed slopes \(range) are unbounded; name a finite range")
    }
    try StatisticsError.check(falseAlarmRate: falseAlarmRate, missRate: missRate)
    design = try LogSizes(sizes)
    atMostUpper = try ProportionTest(
      successProbability: 0.5, indifference: indifference, falseAlarmRate: falseAlarmRate / 2,
      missRate: missRate)
    atLeastLower = atMostUpper
    self.range = range
    self.indifference = indifference
    self.falseAlarmRate = falseAlarmRate
    self.missRate = missRate
  }

  /// The sizes at which each replicate is measured.
  public var sizes: [Double] { design.sizes }
  /// About how many replicates a run takes in the worst case.
  public var worstExpectedTrials: Double { atMostUpper.worstExpectedTrials }
  /// A number of replicates within which nearly every run ends, whatever the truth.
  public var trialLimit: Int { atMostUpper.trialLimit }

  /// Counts one replicate and looks at the evidence.
  ///
  /// - Parameter errors: the error at each of the ``sizes``, in their order.
  /// - Throws: ``StatisticsError`` where there is not one positive finite error for each size; the test is then unchanged.
  public mutating func record(errors: [Double]) throws(StatisticsError) {
    let slope: Double = design.slope(
      logErrors: try LogSizes.logarithms(errors: errors, count: design.sizes.count))
    slopes.append(slope)
    atMostUpper.record(succeeded: slope <= range.upperBound)
    atLeastLower.record(succeeded: slope >= range.lowerBound)
    guard decision == .undecided else { return }
    if atMostUpper.decision == .violated || atLeastLower.decision == .violated {
      decision = .violated
    } else if atMostUpper.decision == .holds, atLeastLower.decision == .holds {
      decision = .holds
    }
  }
}
