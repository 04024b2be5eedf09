import BigInt

extension Rational {
  /// The dyadic rational that a `Double` stands for; `nil` where it is NaN or infinite.
  ///
  /// Both zeros give 0.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    guard value != 0 else {
      self = .zero
      return
    }
    let fractionBits: Int = Double.significandBitCount
    let scaled: Int64 = Int64(value.significand * Double(sign: .plus, exponent: fractionBits, significand: 1))
    let twos: Int = scaled.trailingZeroBitCount
    let odd: BigInt = BigInt(value.sign == .minus ? -(scaled >> twos) : scaled >> twos)
    let exponent: Int = Int(value.exponent) - fractionBits + twos
    self.init(
      reduced: exponent >= 0 ? odd << exponent : odd,
      exponent >= 0 ? 1 : BigInt(1) << -exponent)
  }

  /// The nearest `Double`, ties to even; infinite where the number is beyond the largest finite one.
  ///
  /// Subnormal results are rounded once, so they too are the nearest. A tiny negative number may give −0.
  ///
  /// - Complexity: one division of integers as long as the numerator and the denominator.
  public var doubleValue: Double {
    guard !isZero else { return 0 }
    let top: BigUInt = numerator.magnitude
    let bottom: BigUInt = denominator.magnitude
    let precision: Int = Double.significandBitCount + 1
    // Two guard bits beyond the precision, whatever the lengths; the remainder is the sticky bit.
    let shift: Int = precision + 2 - (top.bitWidth - bottom.bitWidth)
    let (quotient, remainder) =
      shift >= 0
      ? (top << shift).quotientAndRemainder(dividingBy: bottom)
      : top.quotientAndRemainder(dividingBy: bottom << -shift)
    let bits: UInt64 = UInt64(quotient)
    let length: Int = UInt64.bitWidth - bits.leadingZeroBitCount

    let smallestExponent: Int = Int(Double.leastNonzeroMagnitude.exponent)
    let kept: Int = min(precision, length - shift - smallestExponent)
    guard kept >= 0 else { return numerator.sign == .minus ? -0.0 : 0 }
    let dropped: Int = length - kept
    var significand: UInt64 = bits >> UInt64(dropped)
    let rest: UInt64 = bits & ((1 << UInt64(dropped)) - 1)
    let half: UInt64 = 1 << UInt64(dropped - 1)
    if rest > half || (rest == half && (!remainder.isZero || significand & 1 == 1)) { significand += 1 }
    let exponent: Int = dropped - shift
    guard exponent <= Int(Double.greatestFiniteMagnitude.exponent) else {
      return numerator.sign == .minus ? -.infinity : .infinity
    }
    return Double(
      sign: numerator.sign == .minus ? .minus : .plus, exponent: exponent, significand: Double(significand))
  }

  /// The `Double` that equals the number exactly; `nil` where there is none.
  public var exactDouble: Double? {
    if isInteger, let small = Int64(exactly: numerator), let value = Double(exactly: small) { return value }
    let nearest: Double = doubleValue
    return Rational(exactly: nearest) == self ? nearest : nil
  }
}
