/// Elementary functions of nothing but IEEE additions, products and quotients.
///
/// The C library's functions differ in the last place between platforms, and one such bit in a table would change
/// a stream. These give the same bits everywhere, with a relative error of a few units in the last place.
enum PortableMath {
  private static let naturalLogOfTwo: Double = 0x1.62e42fefa39efp-1
  /// What the Double nearest to ln 2 leaves out.
  private static let naturalLogOfTwoRest: Double = 0x1.abc9e3b39803fp-56
  /// Terms of the series of the logarithm: at |s| ≤ 0.1716 the first one left out is below 2^-60.
  private static let logTerms: Int = 12
  /// Terms of the Taylor series of the exponential: at |r| ≤ 0.3466 the first one left out is below 2^-60.
  private static let exponentialTerms: Int = 14

  /// The natural logarithm of a positive normal number.
  ///
  /// With x = 2^e·m and m in [√½, √2), ln x = e·ln 2 + 2·artanh(s) for s = (m − 1)/(m + 1).
  static func log(_ x: Double) -> Double {
    var mantissa: Double = x.significand
    var exponent: Int = Int(x.exponent)
    if mantissa > 0x1.6a09e667f3bcdp0 {
      mantissa /= 2
      exponent += 1
    }
    let s: Double = (mantissa - 1) / (mantissa + 1)
    let square: Double = s * s
    var sum: Double = 0
    for term in stride(from: logTerms, through: 1, by: -1) {
      sum = square * (sum + 1 / Double(2 * term + 1))
    }
    let scale: Double = Double(exponent)
    return scale * naturalLogOfTwo + (2 * s + (2 * s * sum + scale * naturalLogOfTwoRest))
  }

  /// The exponential of a number in [−700, 700].
  ///
  /// With x = k·ln 2 + r and |r| ≤ ½·ln 2, e^x = 2^k·e^r.
  static func exp(_ x: Double) -> Double {
    let scale: Double = (x / naturalLogOfTwo).rounded()
    let rest: Double = (x - scale * naturalLogOfTwo) - scale * naturalLogOfTwoRest
    var sum: Double = 1
    for term in stride(from: exponentialTerms, through: 1, by: -1) {
      sum = 1 + sum * rest / Double(term)
    }
    return Double(sign: .plus, exponent: Int(scale), significand: sum)
  }
}
