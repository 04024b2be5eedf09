#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The exact interval of Clopper and Pearson for a probability, from a number of trials fixed beforehand.
///
/// ```swift
/// let interval = try ClopperPearson(successes: 98, trials: 100, confidence: 0.95)
/// interval.lowerBound  // 0.9296…
/// ```
///
/// Whatever the true probability, the interval covers it with at least the confidence. **It loses that property when
/// it is looked at repeatedly and the looks decide when to stop**; use ``AnytimeInterval`` there.
///
/// - The lower bound is the p at which at least this many successes have probability (1 − confidence)/2, or 0.
/// - The upper bound is the p at which at most this many successes have that probability, or 1.
/// - Without trials it is [0, 1].
///
/// The bounds are rounded outward; the tail probabilities behind them have a relative error near 1e-13.
///
/// Source: C. J. Clopper, E. S. Pearson, *The use of confidence or fiducial limits illustrated in the case of the
/// binomial*, Biometrika 26 (1934), doi:10.1093/biomet/26.4.404.
public struct ClopperPearson: Sendable, Hashable {
  /// How many trials succeeded.
  public let successes: Int
  /// How many trials there were.
  public let trials: Int
  /// The probability of covering the truth, at least.
  public let confidence: Double
  /// The lower end of the interval.
  public let lowerBound: Double
  /// The upper end of the interval.
  public let upperBound: Double

  /// Computes the interval.
  ///
  /// - Throws: ``StatisticsError`` where `successes` is not in 0…`trials`, or `confidence` not strictly between 0
  ///   and 1.
  /// - Complexity: O(√trials) for each of about 60 bisection steps.
  public init(successes: Int, trials: Int, confidence: Double) throws(StatisticsError) {
    try StatisticsError.check(part: successes, whole: trials, names: ("successes", "trials"))
    try StatisticsError.check(probability: confidence, name: "the confidence")
    self.successes = successes
    self.trials = trials
    self.confidence = confidence
    let logTail: Double = log((1 - confidence) / 2)
    let failures: Int = trials - successes
    if successes == 0 {
      lowerBound = 0
    } else {
      lowerBound =
        bisect(0...1) { p in
          IncompleteBeta(a: successes, b: failures + 1, x: p, y: 1 - p).logLower > logTail
        }.below
    }
    if failures == 0 {
      upperBound = 1
    } else {
      upperBound =
        bisect(0...1) { p in
          IncompleteBeta(a: successes + 1, b: failures, x: p, y: 1 - p).logUpper < logTail
        }.above
    }
  }
}
