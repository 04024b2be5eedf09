#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An interval for a quantile that may be looked at after every observation, as often as one likes.
///
/// With the confidence, *all* the intervals of a run contain every q-quantile together, whatever the distribution, with
/// ties or without. A number x is a q-quantile where P(X ≤ x) ≥ q and P(X < x) ≤ q. It is left out
///
/// - at the lower end, where so few observations are at most x that a wager on P(X ≤ x) < q has won, and
/// - at the upper end, where so many observations are below x that a wager on P(X < x) > q has won,
///
/// each with the capital 2/(1 − confidence). The wagers are those of ``ProportionTest``, with the stake spread evenly
/// over the probabilities that they bet on; at a quantile each is a non-negative supermartingale, so that by Ville's
/// inequality it ever wins with probability at most (1 − confidence)/2. Both ends are observations, or infinite.
///
/// Source: S. R. Howard, A. Ramdas, *Sequential estimation of quantiles with applications to A/B testing and best-arm
/// identification*, Bernoulli 28 (2022), doi:10.3150/21-BEJ1388, whose reduction to counts this is.
public struct AnytimeQuantileInterval: Sendable, Hashable {
  /// Which quantile, strictly between 0 and 1; 0.5 is the median.
  public let level: Double
  /// The smallest observation that at least the part `level` of them does not exceed; nil without any.
  public let quantile: Double?
  /// How many observations there were.
  public let count: Int
  /// The probability that all intervals of a run contain the quantile, at least.
  public let confidence: Double
  /// The lower end of the interval, an observation or −∞.
  public let lowerBound: Double
  /// The upper end of the interval, an observation or ∞.
  public let upperBound: Double

  /// Computes the interval.
  ///
  /// - Throws: ``StatisticsError`` where an observation is NaN, or the level or the confidence is not strictly between 0
  ///   and 1.
  /// - Complexity: O(n·log n) for n observations.
  public init(
    _ observations: [Double], level: Double, confidence: Double
  ) throws(StatisticsError) {
    try StatisticsError.check(probability: level, name: "the level of the quantile")
    try StatisticsError.check(probability: confidence, name: "the confidence")
    guard observations.allSatisfy({ !$0.isNaN }) else {
      throw StatisticsError(
        code: .observation, description: "an observation is NaN; give failed cases an infinite value instead")
    }
    self.init(checked: observations, level: level, confidence: confidence)
  }

  init(checked observations: [Double], level: Double, confidence: Double) {
    let sorted: [Double] = observations.sorted()
    let count: Int = sorted.count
    let threshold: Double = log(2 / (1 - confidence))
    self.level = level
    self.confidence = confidence
    self.count = count
    // Where `few` observations are at most x, x is too low; the wager falls as the count rises.
    let isTooFew: (Int) -> Bool = { few in
      BernoulliWager.logSpread(
        successes: count - few, trials: count, bound: 1 - level, complement: level) >= threshold
    }
    let isTooMany: (Int) -> Bool = { many in
      BernoulliWager.logSpread(successes: many, trials: count, bound: level, complement: 1 - level)
        >= threshold
    }
    let fewest: Int = Self.first(in: 0...count) { !isTooFew($0) }
    let most: Int = count - Self.first(in: 0...count) { !isTooMany(count - $0) }
    lowerBound = fewest == 0 ? -.infinity : sorted[fewest - 1]
    upperBound = most == count ? .infinity : sorted[most]
    let rank: Int = Self.first(in: 0...count) { Double($0) >= level * Double(count) }
    quantile = count == 0 ? nil : sorted[max(1, rank) - 1]
  }

  /// The first number of the range that satisfies a condition, which is false up to some point and true from there on.
  private static func first(in range: ClosedRange<Int>, where condition: (Int) -> Bool) -> Int {
    var (low, high): (Int, Int) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle: Int = low + (high - low) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
