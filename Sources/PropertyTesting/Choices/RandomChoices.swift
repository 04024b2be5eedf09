/// How random choices are drawn.
public enum DrawStyle: Sendable, Hashable {
  /// Whole numbers of a range are equally likely, and so are the numbers of a floating-point range: for claims about
  /// probabilities, which depend on how values are drawn.
  case uniform
  /// Ends of ranges, simple numbers, numbers of every magnitude and repetitions of earlier ones come often: for
  /// properties that must hold of every value.
  case edgeCases
}

/// Choices drawn at random in a style.
struct RandomChoices {
  private var words: Words
  private let style: DrawStyle
  /// Whether all numbers of this value are drawn small: such values fail in simple ways, and parts of them coincide.
  private let drawsSmall: Bool

  /// One value in so many is drawn small.
  private static let smallPeriod: UInt64 = 3
  /// Ranges of at most so many numbers are drawn from uniformly, because every number comes up soon.
  private static let smallRange: UInt64 = 15
  /// One number of so many repeats an earlier one, where there is one of its range.
  private static let repetitionPeriod: UInt64 = 12
  /// How far a repetition may be off.
  private static let nearby: UInt64 = 4

  init(_ words: Words, style: DrawStyle) {
    var words: Words = words
    self.drawsSmall = style == .edgeCases && words.next(upTo: Self.smallPeriod - 1) == 0
    self.words = words
    self.style = style
  }

  mutating func boolean(probability: Double) -> Bool { words.nextUnit() < probability }

  /// A place, with a probability in proportion to its weight.
  mutating func place(weights: [Int]) -> Int {
    var remaining: UInt64 = words.next(upTo: UInt64(weights.reduce(0, +)) - 1)
    var place: Int = 0
    while remaining >= UInt64(weights[place]) {
      remaining -= UInt64(weights[place])
      place += 1
    }
    return place
  }

  // MARK: - Whole numbers

  mutating func integer(below: UInt64, above: UInt64, after earlier: ChoiceSequence) -> IntegerChoice {
    let limit: UInt64 = below + above
    guard style == .edgeCases else {
      return IntegerChoice(index: words.next(upTo: limit), below: below, above: above)
    }
    if let repeated = repetition(below: below, above: above, after: earlier) { return repeated }
    if drawsSmall || limit <= Self.smallRange {
      return IntegerChoice(
        index: words.next(upTo: min(limit, Self.smallRange)), below: below, above: above)
    }
    switch words.next(upTo: 15) {
    case 0: return IntegerChoice(index: words.next(upTo: 2), below: below, above: above)
    case 1: return IntegerChoice(offset: Int128(above), below: below, above: above)
    case 2: return IntegerChoice(offset: -Int128(below), below: below, above: above)
    case 3...8:
      let bits: UInt64 = words.next(upTo: UInt64(UInt64.bitWidth - limit.leadingZeroBitCount))
      let largest: UInt64 = bits == 64 ? .max : (1 << bits) - 1
      return IntegerChoice(index: words.next(upTo: min(largest, limit)), below: below, above: above)
    default: return IntegerChoice(index: words.next(upTo: limit), below: below, above: above)
    }
  }

  /// Now and then a number that was chosen before from the same range, or one near it.
  private mutating func repetition(
    below: UInt64, above: UInt64, after earlier: ChoiceSequence
  ) -> IntegerChoice? {
    guard earlier.count > 0, words.next(upTo: Self.repetitionPeriod - 1) == 0,
      case .integer(let old) = earlier.choices[Int(words.next(upTo: UInt64(earlier.count - 1)))],
      old.below == below, old.above == above
    else { return nil }
    guard words.next(upTo: 1) == 1 else { return old }
    let step: Int128 = Int128(words.next(upTo: 2 * Self.nearby)) - Int128(Self.nearby)
    return IntegerChoice(offset: old.offset + step, below: below, above: above)
  }

  /// A number of a range of more than 2⁶⁴, all equally likely, as its distance to the simplest; nil where the style asks
  /// for ends and small numbers, which its words are drawn by.
  mutating func wideInteger(
    below: UInt128, above: UInt128
  ) -> (isBelow: Bool, distance: UInt128)? {
    guard style == .uniform else { return nil }
    let (limit, overflow): (UInt128, Bool) = below.addingReportingOverflow(above)
    // Words are cut to the bits of the range, so that at least half of them lie in it.
    let mask: UInt128 = overflow ? .max : .max >> UInt128(limit.leadingZeroBitCount)
    var place: UInt128
    repeat {
      place = (UInt128(words.next(upTo: .max)) << 64 | UInt128(words.next(upTo: .max))) & mask
    } while !overflow && place > limit
    return place < below ? (true, below - place) : (false, place - below)
  }

  // MARK: - Floating-point numbers

  mutating func float(in domain: FloatChoice.Domain) -> FloatChoice {
    guard style == .edgeCases else { return FloatChoice(uniformFloat(in: domain), in: domain) }
    let drawn: Double
    switch drawsSmall ? 5 + words.next(upTo: 3) : words.next(upTo: 15) {
    case 0...2:
      drawn = Self.specialValues[Int(words.next(upTo: UInt64(Self.specialValues.count - 1)))]
    case 3: drawn = domain.lowerBound
    case 4: drawn = domain.upperBound
    case 5...6: drawn = domain.simplest + Double(words.next(upTo: 20)) - 10
    case 7...8: drawn = domain.simplest + (Double(words.next(upTo: 2000)) - 1000) / 100
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
      return min(max(lower + width * words.nextUnit(), lower), domain.upperBound)
    }
    if lower == domain.upperBound { return lower }
    // A range of infinite width holds numbers of every magnitude on one side of 0 at least, so few are drawn in vain;
    // the attempts are bounded all the same, for a range such as from the greatest finite number to infinity.
    for _ in 0..<Self.mostAttempts {
      let drawn: Double = anyFinite()
      if domain.contains(drawn) { return drawn }
    }
    return lower.isFinite ? lower : domain.upperBound
  }

  /// How many numbers of any magnitude are drawn until one lies in a range.
  private static let mostAttempts: Int = 64

  /// A finite number with random bits.
  private mutating func anyFinite() -> Double {
    while true {
      let drawn: Double = Double(bitPattern: words.next(upTo: .max))
      if drawn.isFinite { return drawn }
    }
  }
}
