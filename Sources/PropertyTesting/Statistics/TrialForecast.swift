#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many trials two wagers on a probability take, to good approximation.
///
/// A spread stake on `p > p₀` after n trials at a true probability q has about `n·KL(q‖p₀) − ½·log n` of logarithmic
/// capital, with `KL(q‖p) = q·log(q/p) + (1 − q)·log((1 − q)/(1 − p))`; it reaches 1/ε at the n that solves
/// `n·KL(q‖p₀) = log(1/ε) + ½·log(n + 1)`. For observations anywhere in [0, 1] with mean q the same number suffices:
/// the logarithm of a payoff is concave in the observation, so that 0 and 1 are the slowest observations.
struct TrialForecast: Sendable, Hashable {
  /// The bound that the claim puts on the probability.
  let claimed: Double
  /// The bound beyond which the claim must not be accepted; less than `claimed`.
  let missed: Double
  let falseAlarmRate: Double
  let missRate: Double

  /// Few runs in a thousand take more than this many times the expected trials.
  private static let patience: Double = 4
  private static let most: Double = 0x1p53
  /// The crossing of the two forecasts is found to this part of the zone.
  private static let bisections: Int = 30

  /// The expected trials at a true probability, at most 2^53.
  func expected(at truth: Double) -> Double {
    min(untilViolated(truth), untilHolds(truth))
  }

  /// The expected trials at the worst true probability, which lies inside the indifference zone.
  var worst: Double {
    var (low, high): (Double, Double) = (missed, claimed)
    for _ in 0..<Self.bisections {
      let middle: Double = low + (high - low) / 2
      if untilHolds(middle) > untilViolated(middle) { low = middle } else { high = middle }
    }
    return max(expected(at: low), expected(at: high))
  }

  /// A number of trials within which nearly every run ends.
  var limit: Int { Int(min(Self.most, (Self.patience * worst).rounded(.up))) }

  private func untilViolated(_ truth: Double) -> Double {
    guard truth < claimed else { return Self.most }
    // There is no evidence against a claim before the first failure.
    let first: Double = 1 / (1 - truth)
    return max(first, Self.trials(entropy: Self.relativeEntropy(truth, claimed), error: falseAlarmRate))
  }

  private func untilHolds(_ truth: Double) -> Double {
    guard truth > missed else { return Self.most }
    return Self.trials(entropy: Self.relativeEntropy(truth, missed), error: missRate)
  }

  /// The solution n of the equation above, by its quickly converging fixed-point iteration from below.
  private static func trials(entropy: Double, error: Double) -> Double {
    guard entropy > 0 else { return most }
    var count: Double = -log(error) / entropy
    for _ in 0..<bisections { count = (-log(error) + 0.5 * log(count + 1)) / entropy }
    return min(most, max(1, count))
  }

  private static func relativeEntropy(_ truth: Double, _ bound: Double) -> Double {
    let hit: Double = truth > 0 ? truth * log(truth / bound) : 0
    let miss: Double = truth < 1 ? (1 - truth) * (log1p(-truth) - log1p(-bound)) : 0
    return hit + miss
  }
}
