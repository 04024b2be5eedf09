/// How random choices are drawn.
public enum DrawStyle: Sendable, Hashable {
  /// Whole numbers of a range are equally likely, and so are the numbers of a floating-point range: for claims about
  /// probabilities, which depend on how values are drawn.
  case uniform
  /// Ends of ranges, simple numbers, numbers of every magnitude and repetitions of earlier ones come often: for
  /// properties that must hold of every value.
  case edgeCases
}

/// The draws of numbers in either style.
extension Words {
  /// Ranges of at most so many numbers are drawn from uniformly, because every number comes up soon.
  private static var smallRange: UInt64 { 15 }

  mutating func integer(
    below: UInt64, above: UInt64, style: DrawStyle, small: Bool
  ) -> IntegerChoice {
    let limit: UInt64 = below + above
    if small {
      return IntegerChoice(index: next(upTo: min(limit, Self.smallRange)), below: below, above: above)
    }
    guard style == .edgeCases, limit > Self.smallRange else {
      return IntegerChoice(index: next(upTo: limit), below: below, above: above)
    }
    switch next(upTo: 15) {
    case 0: return IntegerChoice(index: next(upTo: 2), below: below, above: above)
    case 1: return IntegerChoice(offset: Int128(above), below: below, above: above)
    case 2: return IntegerChoice(offset: -Int128(below), below: below, above: above)
    case 3...8:
      let bits: UInt64 = next(upTo: UInt64(UInt64.bitWidth - limit.leadingZeroBitCount))
      let largest: UInt64 = bits == 64 ? .max : (1 << bits) - 1
      return IntegerChoice(index: next(upTo: min(largest, limit)), below: below, above: above)
    default: return IntegerChoice(index: next(upTo: limit), below: below, above: above)
    }
  }

  mutating func float(in domain: FloatChoice.Domain, style: DrawStyle) -> FloatChoice {
    guard style == .edgeCases else { return FloatChoice(uniformFloat(in: domain), in: domain) }
    let drawn: Double
    switch next(upTo: 15) {
    case 0...2:
      drawn = Self.specialValues[Int(next(upTo: UInt64(Self.specialValues.count - 1)))]
    case 3: drawn = domain.lowerBound
    case 4: drawn = domain.upperBound
    case 5...6: drawn = domain.simplest + Double(next(upTo: 20)) - 10
    case 7...8: drawn = domain.simplest + (Double(next(upTo: 2000)) - 1000) / 100
    case 9...10: drawn = anyFinite()
    default: drawn = uniformFloat(in: domain)
    }
    // What the domain does not have is replaced by what it has, so that no end of it is drawn too often.
    return FloatChoice(domain.contains(drawn) ? drawn : uniformFloat(in: domain), in: domain)
  }

  /// Numbers at which formulas break.
  private static let specialValues: [Double] = [
    0, -0.0, 1, -1, 0.5, -0.5, .ulpOfOne, -.ulpOfOne, 1 + .ulpOfOne, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    0x1p53,
    0x1p53 + 2, 1e16, 0.1, 1 / 3.0, .infinity, -.infinity, .nan, .nan,
  ]

  /// A number of the range; uniform in its value where the width of the range is finite, else in its magnitude.
  private mutating func uniformFloat(in domain: FloatChoice.Domain) -> Double {
    let lower: Double = domain.lowerBound
    let width: Double = domain.upperBound - lower
    if width.isFinite {
      return min(max(lower + width * nextUnit(), lower), domain.upperBound)
    }
    // At least a quarter of all finite numbers lies in a range of infinite width, so few are drawn in vain.
    while true {
      let drawn: Double = anyFinite()
      if domain.contains(drawn) { return drawn }
    }
  }

  /// A finite number with random bits.
  private mutating func anyFinite() -> Double {
    while true {
      let drawn: Double = Double(bitPattern: next(upTo: .max))
      if drawn.isFinite { return drawn }
    }
  }
}
