#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The logarithm of binomial probabilities by Loader's saddle-point expansion.
///
/// Differences of log-gamma values lose all digits at large counts; here every term is small where the probability
/// is large, so that the relative error of the probability stays near 1e-14 up to 10^7 trials and beyond.
///
/// Source: C. Loader, *Fast and accurate computation of binomial probabilities* (2000).
enum BinomialMass {
  /// Up to this count the error of Stirling's formula is computed from the gamma function itself.
  private static let exactFactorials: Double = 15
  /// Within this relative distance of the mean the deviance is summed as a series.
  private static let seriesDistance: Double = 0.1

  /// log P(X = successes) for X binomial with the given trials; `failure` is 1 − `success` to full precision.
  static func log(successes: Int, trials: Int, success: Double, failure: Double) -> Double {
    log(
      hits: Double(successes), misses: Double(trials - successes), success: success, failure: failure)
  }

  /// The same for counts that need not be whole, with the gamma function for the factorial.
  static func log(hits: Double, misses: Double, success: Double, failure: Double) -> Double {
    let count: Double = hits + misses
    if hits == 0 { return success < 0.5 ? count * log1p(-success) : count * logarithm(failure) }
    if misses == 0 { return failure < 0.5 ? count * log1p(-failure) : count * logarithm(success) }
    let corrections: Double = stirlingError(count) - stirlingError(hits) - stirlingError(misses)
    // Both distances from the mean are one number; the smaller probability has it without cancellation.
    let excess: Double = success < failure ? hits - count * success : count * failure - misses
    let deviances: Double =
      deviance(hits, mean: count * success, difference: excess)
      + deviance(misses, mean: count * failure, difference: -excess)
    return corrections - deviances + 0.5 * logarithm(count / (2 * Double.pi * hits) / misses)
  }

  /// log n! − log(√(2πn)·(n/e)^n).
  private static func stirlingError(_ n: Double) -> Double {
    if n <= exactFactorials {
      return n == 0
        ? 0 : logarithm(tgamma(n + 1)) - (n + 0.5) * logarithm(n) + n - 0.5 * logarithm(2 * Double.pi)
    }
    let square: Double = n * n
    let tail: Double = 1.0 / 1680 - (1.0 / 1188 - 691.0 / 360_360 / square) / square
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - tail / square) / square) / square) / n
  }

  /// x·log(x/m) + m − x, exact to rounding also where the difference x − m is small.
  private static func deviance(_ x: Double, mean: Double, difference: Double) -> Double {
    guard abs(difference) < seriesDistance * (x + mean) else {
      return x * logarithm(x / mean) - difference
    }
    let ratio: Double = difference / (x + mean)
    var sum: Double = difference * ratio
    var power: Double = 2 * x * ratio
    var odd: Double = 3
    while true {
      power *= ratio * ratio
      let next: Double = sum + power / odd
      if next == sum || next.isNaN { return next }
      sum = next
      odd += 2
    }
  }

  private static func logarithm(_ x: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log(x)
    #elseif canImport(Musl)
      Musl.log(x)
    #else
      Darwin.log(x)
    #endif
  }
}
