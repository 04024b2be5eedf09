#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Student's t distribution.
///
/// ```swift
/// try StudentT(degreesOfFreedom: 10).quantile(0.975)  // 2.228…
/// ```
///
/// The tails come from the incomplete beta function, `P(T > t) = ½·I_x(ν/2, ½)` with `x = ν/(ν + t²)` for t ≥ 0, and have
/// a relative error near 1e-13, however small they are.
///
/// Source: M. Abramowitz, I. A. Stegun, *Handbook of Mathematical Functions* (1964), 26.7.1.
public struct StudentT: Sendable, Hashable {
  /// The degrees of freedom, ν.
  public let degreesOfFreedom: Double

  /// Fewer degrees of freedom have quantiles beyond all numbers; with more, the quantiles at 0.9999 and below are normal
  /// to nine digits.
  private static let served: ClosedRange<Double> = 0.1...1e9
  /// Greater quantiles are given as about this.
  private static let largest: Double = 0x1p1000

  /// Names the distribution.
  ///
  /// - Throws: ``StatisticsError`` where the degrees of freedom are not in 0.1…10^9.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    guard Self.served.contains(degreesOfFreedom) else {
      throw StatisticsError(
        code: .count,
        description: """
          \(degreesOfFreedom) degrees of freedom are not in \(Self.served); use a number there, and beyond it the \
          normal distribution
          """)
    }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value above t; NaN for NaN.
  public func upperTail(_ t: Double) -> Double {
    guard !t.isNaN else { return .nan }
    let tail: Double = exp(logTail(abs(t)))
    return t >= 0 ? tail : 1 - tail
  }

  /// The t that a value exceeds with the probability 1 − p.
  ///
  /// - Throws: ``StatisticsError`` where p is not strictly between 0 and 1.
  /// - Complexity: O(√ν) for each of about 60 bisection steps.
  public func quantile(_ probability: Double) throws(StatisticsError) -> Double {
    try StatisticsError.check(probability: probability, name: "the probability of a quantile")
    return probability < 0.5 ? -quantile(tail: probability) : quantile(tail: 1 - probability)
  }

  /// The t ≥ 0 that a value exceeds with a probability of at most ½.
  func quantile(tail: Double) -> Double {
    guard tail < 0.5 else { return 0 }
    let target: Double = log(tail)
    var upper: Double = 1
    while upper < Self.largest, logTail(upper) > target { upper *= 2 }
    let ends: (below: Double, above: Double) = bisect(0...upper) { logTail($0) <= target }
    return ends.above
  }

  /// log P(T > t) for t ≥ 0.
  private func logTail(_ t: Double) -> Double {
    guard t > 0 else { return -log(2) }
    // Whichever of ν and t² is larger is divided out, so that neither quotient overflows.
    let ratio: Double = t / degreesOfFreedom.squareRoot()
    let square: Double = ratio * ratio
    let x: Double = 1 / (1 + square)
    let y: Double = square > 1 ? 1 / (1 + 1 / square) : square / (1 + square)
    return IncompleteBeta(a: degreesOfFreedom / 2, b: 0.5, x: x, y: y).logLower - log(2)
  }
}
