#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The capital of wagers that the success probability is above a bound, p₀, as logarithms.
///
/// Each starts at 1 and is a non-negative supermartingale while p ≤ p₀, even if p changes from trial to trial, because
/// each is an average of likelihood ratios of q > p₀ against p₀, whose factor has expectation
/// `(q/p₀)·p + ((1 − q)/(1 − p₀))·(1 − p)`, at most 1 there.
enum BernoulliWager {
  /// The stake spread evenly over q in (p₀, 1]: `∫ (q/p₀)^s ((1 − q)/(1 − p₀))^f dq / (1 − p₀)`.
  ///
  /// - Parameters:
  ///   - bound: p₀.
  ///   - complement: 1 − p₀, to full precision.
  /// - Complexity: O(√trials).
  static func logSpread(successes: Int, trials: Int, bound: Double, complement: Double) -> Double {
    // The integral is B(s + 1, f + 1) times a tail of the beta distribution; with B(s + 1, f + 1) =
    // 1/((n + 1)·C(n, s)), the powers of p₀ and 1 − p₀ join C(n, s) to a binomial probability.
    let beta: IncompleteBeta = IncompleteBeta(
      a: successes + 1, b: trials - successes + 1, x: bound, y: complement)
    let logMass: Double = BinomialMass.log(
      successes: successes, trials: trials, success: bound, failure: complement)
    return beta.logUpper - logMass - log(Double(trials) + 1) - log(complement)
  }

  /// Half a stake on q = 1, half spread evenly over q in (p₀, 1].
  static func logSpreadAndSure(successes: Int, trials: Int, bound: Double, complement: Double) -> Double {
    let spread: Double = logSpread(
      successes: successes, trials: trials, bound: bound, complement: complement)
    guard successes == trials else { return spread - log(2) }
    let sure: Double = -Double(trials) * (complement < 0.5 ? log1p(-complement) : log(bound))
    let larger: Double = max(sure, spread)
    return larger + log1p(exp(min(sure, spread) - larger)) - log(2)
  }
}
