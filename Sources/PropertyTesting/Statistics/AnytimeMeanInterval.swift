#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An interval for the mean of bounded observations that may be looked at after every one, as often as one likes.
///
/// With the confidence, *all* the intervals of a run contain the mean together. It holds the m that neither of two
/// wagers refutes, one on means above m and one on means below: each is the average, over fixed bets θ, of
///
///     Π ((1 − θ) + θ·Yᵢ/m)     and     Π ((1 − θ) + θ·(1 − Yᵢ)/(1 − m))     for observations Y scaled to [0, 1].
///
/// Under the mean m both are non-negative martingales that start at 1, and by Ville's inequality each ever reaches
/// 2/(1 − confidence) with probability at most (1 − confidence)/2. Both are monotone in m, so that the set is an interval
/// and bisection finds its ends. It adapts to small variances: constant observations narrow it like log(n)/n.
///
/// Source: I. Waudby-Smith, A. Ramdas, *Estimating means of bounded random variables by betting*, J. R. Stat. Soc. B 86
/// (2024), doi:10.1093/jrsssb/qkad009; the mixture over fixed bets takes the place of their predictable ones.
public struct AnytimeMeanInterval: Sendable, Hashable {
  /// The mean of the observations; nil without any.
  public let mean: Double?
  /// How many observations there were.
  public let count: Int
  /// The probability that all intervals of a run contain the mean, at least.
  public let confidence: Double
  /// The lower end of the interval.
  public let lowerBound: Double
  /// The upper end of the interval.
  public let upperBound: Double

  /// The bets are 2^−0, 2^−1, …: with this many of them one is near the best for up to 10^8 observations.
  private static let betCount: Int = 17
  /// The ends are found to 2^−40 of the range, and rounded outward.
  private static let bisections: Int = 40
  /// Products are moved to their logarithm before they leave this range.
  private static let safeProducts: ClosedRange<Double> = 0x1p-400...0x1p400

  /// Computes the interval.
  ///
  /// - Throws: ``StatisticsError`` where the range has no finite positive width, an observation is outside it or NaN, or
  ///   the confidence is not strictly between 0 and 1.
  /// - Complexity: O(n), about 1400 multiplications for each of the n observations.
  public init(
    _ observations: [Double], in range: ClosedRange<Double>, confidence: Double
  ) throws(StatisticsError) {
    try StatisticsError.check(probability: confidence, name: "the confidence")
    let width: Double = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else {
      throw StatisticsError(
        code: .range,
        description: "the range \(range) has no finite positive width; name finite bounds of the metric")
    }
    guard observations.allSatisfy({ range.contains($0) }) else {
      throw StatisticsError(
        code: .observation,
        description: "an observation is NaN or outside \(range); widen the range to hold every possible value"
      )
    }
    self.init(checked: observations, in: range, confidence: confidence)
  }

  init(checked observations: [Double], in range: ClosedRange<Double>, confidence: Double) {
    let width: Double = range.upperBound - range.lowerBound
    let above: [Double] = observations.map { min(1, ($0 - range.lowerBound) / width) }
    let below: [Double] = observations.map { min(1, (range.upperBound - $0) / width) }
    self.confidence = confidence
    count = observations.count
    let fromBelow: Double = Self.leastMean(of: above, confidence: confidence)
    let fromAbove: Double = Self.leastMean(of: below, confidence: confidence)
    lowerBound = range.lowerBound + fromBelow * width
    upperBound = range.upperBound - fromAbove * width
    mean =
      observations.isEmpty
      ? nil : range.lowerBound + width * above.reduce(0) { $0 + $1 / Double(observations.count) }
  }

  /// The largest known m such that the wager on means above m has won.
  private static func leastMean(of values: [Double], confidence: Double) -> Double {
    let threshold: Double = log(2 / (1 - confidence))
    var (refuted, open): (Double, Double) = (0, 1)
    for _ in 0..<bisections where !values.isEmpty {
      let middle: Double = refuted + (open - refuted) / 2
      if logCapital(of: values, bound: middle) >= threshold { refuted = middle } else { open = middle }
    }
    return refuted
  }

  private static func logCapital(of values: [Double], bound: Double) -> Double {
    let bets: [Double] = (0..<betCount).map { Double(sign: .plus, exponent: -$0, significand: 1) }
    let logarithms: [Double] = bets.map { bet in
      let kept: Double = 1 - bet
      let bought: Double = bet / bound
      var (sum, product): (Double, Double) = (0, 1)
      for value in values {
        product *= kept + bought * value
        guard !safeProducts.contains(product) else { continue }
        sum += log(product)
        product = 1
      }
      return sum + log(product)
    }
    let largest: Double = logarithms.reduce(-.infinity, max)
    guard largest > -.infinity else { return largest }
    return largest + log(logarithms.reduce(0) { $0 + exp($1 - largest) } / Double(betCount))
  }
}
