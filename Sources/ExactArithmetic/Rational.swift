public import BigInt

/// An exact fraction of two integers of any size, always in lowest terms.
///
/// ```swift
/// let half: Rational = Rational(2) / 4       // 1/2
/// half + Rational(1) / 3                     // 5/6
/// Rational(exactly: 0.1)?.description        // "3602879701896397/36028797018963968"
/// ```
///
/// The invariant that makes equality and hashing structural: the denominator is positive and shares no factor with
/// the numerator; zero is 0/1. Every operation restores it.
public struct Rational: Sendable, Hashable {
  /// The signed integer above the line.
  public let numerator: BigInt
  /// The integer below the line, at least 1, coprime to ``numerator``.
  public let denominator: BigInt

  /// The fraction `numerator / denominator`, reduced.
  ///
  /// - Precondition: `denominator` is not 0.
  /// - Complexity: that of one greatest common divisor.
  public init(_ numerator: BigInt, over denominator: BigInt) {
    precondition(!denominator.isZero, "a fraction needs a denominator that is not zero")
    guard denominator != 1 else {
      self.init(reduced: numerator, 1)
      return
    }
    let divisor: BigInt = numerator.greatestCommonDivisor(with: denominator)
    let signed: BigInt = denominator.sign == .minus ? -divisor : divisor
    self.init(reduced: numerator / signed, denominator / signed)
  }

  /// The integer `value` as a fraction over 1.
  public init(_ value: BigInt) { self.init(reduced: value, 1) }

  /// The integer `value` as a fraction over 1.
  public init(_ value: Int) { self.init(reduced: BigInt(value), 1) }

  init(reduced numerator: BigInt, _ denominator: BigInt) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The number 0.
  public static let zero: Rational = Rational(0)
  /// The number 1.
  public static let one: Rational = Rational(1)

  /// Whether the number is 0.
  public var isZero: Bool { numerator.isZero }
  /// Whether the denominator is 1.
  public var isInteger: Bool { denominator == 1 }
  /// −1, 0 or 1, as the number is negative, zero or positive.
  public var signum: Int { numerator.isZero ? 0 : numerator.sign == .minus ? -1 : 1 }
  /// The absolute value.
  public var magnitude: Rational { Rational(reduced: BigInt(numerator.magnitude), denominator) }
  /// The number times itself.
  public var squared: Rational { Rational(reduced: numerator * numerator, denominator * denominator) }
  /// The number where it is positive, else 0: the rectifier of a hidden unit.
  public var positivePart: Rational { signum > 0 ? self : .zero }

  /// The largest integer that is not above the number.
  public var floor: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder.sign == .minus && !remainder.isZero ? quotient - 1 : quotient
  }

  /// The smallest integer that is not below the number.
  public var ceiling: BigInt { -(-self).floor }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// The number that an integer literal names.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Comparable {
  /// Whether the left number is smaller, decided by cross-multiplication.
  public static func < (left: Rational, right: Rational) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}
