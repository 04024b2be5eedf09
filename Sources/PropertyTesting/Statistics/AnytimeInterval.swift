#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An interval for a probability that may be looked at after every trial, as often as one likes.
///
/// With the confidence, *all* the intervals of a run cover the true probability together, so that any rule may decide
/// when to stop. It holds the p against which the evidence stays below 1/(1 − confidence), where the evidence is the
/// ratio of the likelihood averaged over all probabilities to the likelihood of p:
///
///     M(p) = ∫₀¹ q^s (1 − q)^f dq / (p^s (1 − p)^f)     after s successes and f failures.
///
/// Under p this is a non-negative martingale that starts at 1, and Ville's inequality bounds the probability that it
/// ever reaches 1/(1 − confidence) by 1 − confidence.
///
/// Source: H. Robbins, *Statistical methods related to the law of the iterated logarithm*, Ann. Math. Statist. 41
/// (1970), doi:10.1214/aoms/1177696786.
public struct AnytimeInterval: Sendable, Hashable {
  /// How many trials succeeded.
  public let successes: Int
  /// How many trials there were.
  public let trials: Int
  /// The probability that all intervals of a run cover the truth, at least.
  public let confidence: Double
  /// The lower end of the interval.
  public let lowerBound: Double
  /// The upper end of the interval.
  public let upperBound: Double

  /// Computes the interval.
  ///
  /// - Throws: ``StatisticsError`` where `successes` is not in 0…`trials`, or `confidence` not strictly between 0
  ///   and 1.
  /// - Complexity: O(1), about 60 bisection steps for each end.
  public init(successes: Int, trials: Int, confidence: Double) throws(StatisticsError) {
    try StatisticsError.check(part: successes, whole: trials, names: ("successes", "trials"))
    try StatisticsError.check(probability: confidence, name: "the confidence")
    self.init(checkedSuccesses: successes, trials: trials, confidence: confidence)
  }

  init(checkedSuccesses successes: Int, trials: Int, confidence: Double) {
    self.successes = successes
    self.trials = trials
    self.confidence = confidence
    // M(p) = 1 / ((n + 1)·P(X = s)) for X binomial, so that M(p) < 1/α where log P > log α − log(n + 1).
    let threshold: Double = log(1 - confidence) - log(Double(trials) + 1)
    let isInside: (Double) -> Bool = { p in
      BinomialMass.log(successes: successes, trials: trials, success: p, failure: 1 - p) > threshold
    }
    let mode: Double = trials == 0 ? 0 : Double(successes) / Double(trials)
    lowerBound = successes == 0 ? 0 : bisect(0...mode, until: isInside).below
    upperBound = successes == trials ? 1 : bisect(mode...1, until: { !isInside($0) }).above
  }
}
