import BigInt

extension Rational: AdditiveArithmetic {
  /// The exact sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    if left.isInteger && right.isInteger { return Rational(left.numerator + right.numerator) }
    return Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  /// The exact difference.
  public static func - (left: Rational, right: Rational) -> Rational { left + -right }

  /// The number with its sign turned.
  public static prefix func - (value: Rational) -> Rational {
    Rational(reduced: -value.numerator, value.denominator)
  }

  /// The exact product.
  public static func * (left: Rational, right: Rational) -> Rational {
    if left.isInteger && right.isInteger { return Rational(left.numerator * right.numerator) }
    return Rational(left.numerator * right.numerator, over: left.denominator * right.denominator)
  }

  /// The exact quotient.
  ///
  /// - Precondition: `right` is not 0.
  public static func / (left: Rational, right: Rational) -> Rational {
    precondition(!right.isZero, "division by zero")
    return Rational(left.numerator * right.denominator, over: left.denominator * right.numerator)
  }

  /// Multiplies in place.
  public static func *= (left: inout Rational, right: Rational) { left = left * right }

  /// Divides in place.
  ///
  /// - Precondition: `right` is not 0.
  public static func /= (left: inout Rational, right: Rational) { left = left / right }
}
