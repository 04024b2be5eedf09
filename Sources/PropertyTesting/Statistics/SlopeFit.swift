#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The straight line of least squares through log error against log size: how fast an error falls with a size.
///
/// ```swift
/// let fit = try SlopeFit(errors: [0.31, 0.155, 0.081, 0.039], sizes: [10, 40, 160, 640])
/// fit.slope                            // −0.495…: the error falls like 1/√n
/// try fit.interval(confidence: 0.99)
/// ```
///
/// With x = log size and y = log error, the slope is `Σ(x − x̄)·y / Σ(x − x̄)²`. Its interval is Student's,
/// `slope ± t·s`, with the standard error `s² = Σ residual² / ((n − 2)·Σ(x − x̄)²)` and the t quantile for n − 2 degrees of
/// freedom. **That is exact only where the logarithms of the errors scatter about a line independently, normally and
/// equally, and for a number of errors that was fixed beforehand.** ``SlopeTest`` needs none of this.
///
/// Source: N. R. Draper, H. Smith, *Applied Regression Analysis*, 3rd ed. (1998), doi:10.1002/9781118625590, section 1.4.
public struct SlopeFit: Sendable, Hashable {
  /// The exponent: the error behaves like size^slope.
  public let slope: Double
  /// The logarithm of the error at size 1 on the line.
  public let intercept: Double
  /// How many errors the line goes through.
  public let count: Int
  /// The standard error of the slope; nil for two errors, which leave no residual.
  public let standardError: Double?

  /// Fits the line.
  ///
  /// - Throws: ``StatisticsError`` where an error or a size is not positive and finite, their counts differ, or there are
  ///   not two different sizes.
  /// - Complexity: O(n).
  public init(errors: [Double], sizes: [Double]) throws(StatisticsError) {
    self.init(
      logErrors: try LogSizes.logarithms(errors: errors, count: sizes.count), over: try LogSizes(sizes))
  }

  init(logErrors: [Double], over design: LogSizes) {
    let mean: Double = logErrors.reduce(0, +) / Double(logErrors.count)
    let slope: Double = design.slope(logErrors: logErrors)
    self.slope = slope
    intercept = mean - slope * design.mean
    count = logErrors.count
    guard count > 2 else {
      standardError = nil
      return
    }
    let squares: Double = zip(design.deviations, logErrors).reduce(0) { sum, point in
      let residual: Double = point.1 - mean - slope * point.0
      return sum + residual * residual
    }
    standardError = (squares / Double(count - 2) / design.squares).squareRoot()
  }

  /// Student's interval for the slope.
  ///
  /// - Throws: ``StatisticsError`` where the confidence is not strictly between 0 and 1, or there are only two errors.
  public func interval(confidence: Double) throws(StatisticsError) -> ClosedRange<Double> {
    try StatisticsError.check(probability: confidence, name: "the confidence")
    guard let standardError else {
      throw StatisticsError(
        code: .count,
        description: "two errors leave no residual to judge the slope by; measure at three sizes or more")
    }
    let student: StudentT = try StudentT(degreesOfFreedom: Double(count - 2))
    let margin: Double = student.quantile(tail: (1 - confidence) / 2) * standardError
    return (slope - margin)...(slope + margin)
  }
}

/// The logarithms of the sizes of a rate check, prepared for lines of least squares over them.
struct LogSizes: Sendable, Hashable {
  /// The sizes themselves.
  let sizes: [Double]
  /// The mean of their logarithms.
  let mean: Double
  /// The logarithms less their mean.
  let deviations: [Double]
  /// The sum of the squared deviations.
  let squares: Double

  init(_ sizes: [Double]) throws(StatisticsError) {
    guard sizes.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw StatisticsError(
        code: .sizes, description: "the sizes \(sizes) have no logarithms; use positive finite sizes")
    }
    let logarithms: [Double] = sizes.map { log($0) }
    let mean: Double = logarithms.reduce(0, +) / Double(max(1, sizes.count))
    self.sizes = sizes
    self.mean = mean
    deviations = logarithms.map { $0 - mean }
    squares = deviations.reduce(0) { $0 + $1 * $1 }
    guard let first = sizes.first, sizes.contains(where: { $0 != first }), squares > 0 else {
      throw StatisticsError(
        code: .sizes, description: "the sizes \(sizes) do not span a line; use at least two different ones")
    }
  }

  func slope(logErrors: [Double]) -> Double {
    zip(deviations, logErrors).reduce(0) { $0 + $1.0 * $1.1 } / squares
  }

  /// The logarithms of errors, one for each size.
  static func logarithms(errors: [Double], count: Int) throws(StatisticsError) -> [Double] {
    guard errors.count == count else {
      throw StatisticsError(
        code: .observation,
        description: "\(errors.count) errors for \(count) sizes; pass one error for each size")
    }
    guard errors.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw StatisticsError(
        code: .observation,
        description: """
          the errors \(errors) do not all have a logarithm; an error of 0 shows that the sizes reach beyond the rate's \
          range (use smaller ones, or a floor such as the rounding error), NaN or ∞ that a run failed
          """)
    }
    return errors.map { log($0) }
  }
}
