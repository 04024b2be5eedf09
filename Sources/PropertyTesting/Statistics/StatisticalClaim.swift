/// A claim about a random program that is tested with stated error rates.
///
/// ```swift
/// let claim: StatisticalClaim = .holds(withProbability: 0.99, indifference: 0.005)
/// var test = try claim.test(falseAlarmRate: 1e-9, missRate: 1e-3)
/// while test.decision == .undecided, test.trials < test.trialLimit { try test.record(try runTrial()) }
/// print(test.verdict)
/// ```
///
/// Every claim has an *indifference zone* beside its bound: a claim that is false by less than the zone may be accepted.
/// It is the smallest discrepancy that the test promises to see, and what makes every run end. The number of trials grows
/// like 1/zone² for a bound in the middle of its range and like 1/zone for one near its end, so choose it as wide as you
/// can bear.
///
/// A claim is a description only; its numbers are checked where a test is made of it.
public struct StatisticalClaim: Sendable, Hashable {
  /// What one trial of a claim yields.
  public enum Observation: Sendable, Hashable {
    /// Success or failure: ``StatisticalTest/record(succeeded:)``.
    case success
    /// A number: ``StatisticalTest/record(_:)``.
    case value
    /// An error for each of these sizes, in their order: ``StatisticalTest/record(errors:)``.
    case errors(sizes: [Double])
  }

  enum Kind: Sendable, Hashable {
    case proportion(Double)
    case mean(StatisticalBound, ClosedRange<Double>)
    case quantile(Double, StatisticalBound)
    case slope(ClosedRange<Double>, [Double])
  }

  let kind: Kind
  /// The width of the zone in which either answer is right: a probability, or for a mean in the unit of the metric.
  public let indifference: Double

  /// A default zone is this part of the distance from a claimed probability to 0 or 1, whichever is nearer, …
  private static let zonePart: Double = 0.5
  /// … and at most this wide.
  private static let widestZone: Double = 0.05

  /// Trials succeed with at least this probability (``ProportionTest``).
  ///
  /// - Parameters:
  ///   - probability: above 0 and at most 1.
  ///   - indifference: by how much the probability may be smaller and the claim yet be accepted. Where it is nil, half the
  ///     distance of the probability from 0 or 1, whichever is nearer, and at most 0.05: 0.005 for 0.99. The probability
  ///     1 has no default zone.
  public static func holds(withProbability probability: Double, indifference: Double? = nil)
    -> StatisticalClaim
  {
    StatisticalClaim(kind: .proportion(probability), indifference: indifference ?? zone(around: probability))
  }

  /// The mean of a metric that lies in a range is at most this (``MeanTest``).
  ///
  /// - Parameters:
  ///   - bound: strictly inside the range.
  ///   - range: holds every possible value of the metric, by its nature and not by experience.
  ///   - indifference: by how much the mean may be greater and the claim yet be accepted, in the unit of the metric.
  public static func mean(
    atMost bound: Double, in range: ClosedRange<Double>, indifference: Double
  ) -> StatisticalClaim {
    StatisticalClaim(kind: .mean(.atMost(bound), range), indifference: indifference)
  }

  /// The mean of a metric that lies in a range is at least this (``MeanTest``).
  ///
  /// - Parameters:
  ///   - bound: strictly inside the range.
  ///   - range: holds every possible value of the metric, by its nature and not by experience.
  ///   - indifference: by how much the mean may be smaller and the claim yet be accepted, in the unit of the metric.
  public static func mean(
    atLeast bound: Double, in range: ClosedRange<Double>, indifference: Double
  ) -> StatisticalClaim {
    StatisticalClaim(kind: .mean(.atLeast(bound), range), indifference: indifference)
  }

  /// A quantile of a metric is at most this (``QuantileTest``).
  ///
  /// - Parameters:
  ///   - level: which quantile, strictly between 0 and 1; 0.5 is the median.
  ///   - bound: the claimed bound; the metric itself may be unbounded.
  ///   - indifference: by how much the probability of values up to the bound may be short of the level and the claim yet
  ///     be accepted. Where it is nil, as in ``holds(withProbability:indifference:)``.
  public static func quantile(
    _ level: Double, atMost bound: Double, indifference: Double? = nil
  ) -> StatisticalClaim {
    StatisticalClaim(
      kind: .quantile(level, .atMost(bound)), indifference: indifference ?? zone(around: level))
  }

  /// A quantile of a metric is at least this (``QuantileTest``).
  ///
  /// - Parameters:
  ///   - level: which quantile, strictly between 0 and 1; 0.5 is the median.
  ///   - bound: the claimed bound; the metric itself may be unbounded.
  ///   - indifference: by how much the probability of values from the bound on may be short of 1 − level and the claim
  ///     yet be accepted. Where it is nil, as in ``holds(withProbability:indifference:)``.
  public static func quantile(
    _ level: Double, atLeast bound: Double, indifference: Double? = nil
  ) -> StatisticalClaim {
    StatisticalClaim(
      kind: .quantile(level, .atLeast(bound)), indifference: indifference ?? zone(around: level))
  }

  /// An error follows a power of a size: the median, over replicates, of the slope of log error on log size lies in a
  /// range (``SlopeTest``).
  ///
  /// - Parameters:
  ///   - range: −0.55...−0.45 says that the error falls about like 1/√size.
  ///   - sizes: where each replicate measures the error; positive, and at least two different ones.
  ///   - indifference: by how much the probability of a slope on the right side of an end may be short of ½ and the claim
  ///     yet be accepted.
  public static func slope(
    _ range: ClosedRange<Double>, against sizes: [Double],
    indifference: Double = SlopeTest.defaultIndifference
  ) -> StatisticalClaim {
    StatisticalClaim(kind: .slope(range, sizes), indifference: indifference)
  }

  /// What one trial yields.
  public var observation: Observation {
    switch kind {
    case .proportion: .success
    case .mean, .quantile: .value
    case .slope(_, let sizes): .errors(sizes: sizes)
    }
  }

  /// Makes a test of the claim, before its first trial.
  ///
  /// - Parameters:
  ///   - falseAlarmRate: the probability of calling the claim violated though it is true, at most; see ``SuiteBudget``.
  ///   - missRate: the probability of accepting the claim though it is false by the zone or more, at most.
  /// - Throws: ``StatisticsError`` where a number of the claim, or a rate, makes no sense.
  public func test(falseAlarmRate: Double, missRate: Double = 1e-3) throws(StatisticsError) -> StatisticalTest
  {
    try StatisticalTest(self, falseAlarmRate: falseAlarmRate, missRate: missRate)
  }

  private static func zone(around probability: Double) -> Double {
    min(widestZone, zonePart * min(probability, 1 - probability))
  }
}
