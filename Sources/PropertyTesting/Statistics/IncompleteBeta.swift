#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The regularised incomplete beta function I_x(a, b) with positive a and b, as a pair of logarithms.
///
/// The continued fraction is evaluated on the side of the mean where it converges fast and nothing cancels, so that
/// the smaller of the two probabilities has full relative precision however small it is.
///
/// Source: A. R. DiDonato, A. H. Morris, *Significant digit computation of the incomplete beta function ratios*, ACM
/// Trans. Math. Softw. 18 (1992), doi:10.1145/131766.131776.
struct IncompleteBeta {
  /// log I_x(a, b), at most 0; NaN where the fraction did not converge.
  let logLower: Double
  /// log(1 − I_x(a, b)), at most 0; NaN where the fraction did not converge.
  let logUpper: Double

  /// Where a step changes the fraction by no more than this, one unit in the last place, it has converged.
  private static let relativeTolerance: Double = 0x1p-52

  /// - Parameter y: 1 − x, to full precision.
  init(a: Int, b: Int, x: Double, y: Double) {
    self.init(a: Double(a), b: Double(b), x: x, y: y)
  }

  /// - Parameter y: 1 − x, to full precision.
  init(a: Double, b: Double, x: Double, y: Double) {
    if x <= 0 {
      (logLower, logUpper) = (-.infinity, 0)
    } else if y <= 0 {
      (logLower, logUpper) = (0, -.infinity)
    } else {
      // The distance from the mean; the smaller of x and y has it without cancellation.
      let distance: Double = x < y ? a - (a + b) * x : (a + b) * y - b
      if distance > 0 {
        logLower = min(0, Self.logTail(a: a, b: b, x: x, y: y, distance: distance))
        logUpper = Self.logComplement(logLower)
      } else {
        logUpper = min(0, Self.logTail(a: b, b: a, x: y, y: x, distance: -distance))
        logLower = Self.logComplement(logUpper)
      }
    }
  }

  /// log(1 − e^value).
  private static func logComplement(_ value: Double) -> Double {
    value < -1 ? log1p(-exp(value)) : log(-expm1(value))
  }

  /// log I_x(a, b) where x is at most the mean: x^a·y^b / B(a, b), over the fraction.
  private static func logTail(a: Double, b: Double, x: Double, y: Double, distance: Double) -> Double {
    let mass: Double = BinomialMass.log(hits: a, misses: b, success: x, failure: y)
    return mass + log(a * (b / (a + b)) / fraction(a: a, b: b, x: x, y: y, distance: distance))
  }

  /// The continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method; NaN where it does not converge.
  private static func fraction(a: Double, b: Double, x: Double, y: Double, distance: Double) -> Double {
    let mostSteps: Int = 1000 + 20 * Int(min(max(a, b), 1e14).squareRoot())
    var value: Double = a / (a + 1) * (distance + 1)
    var numerator: Double = value
    var denominator: Double = 0
    for step in 1...mostSteps {
      let n: Double = Double(step)
      let odd: Double = a + 2 * n - 1
      let over: Double = (a + n - 1) / odd * ((a + b + n - 1) / odd) * n * (b - n) * x * x
      let under: Double = n + n * (b - n) * x / odd + (a + n) / (odd + 2) * (distance + 1 + n * (1 + y))
      denominator = 1 / (under + over * denominator)
      numerator = under + over / numerator
      let change: Double = denominator * numerator
      value *= change
      if abs(change - 1) <= relativeTolerance { return value }
    }
    return .nan
  }
}
