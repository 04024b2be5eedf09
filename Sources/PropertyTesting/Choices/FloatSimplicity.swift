/// How simple a floating-point number is to read; less is simpler.
///
/// Whole numbers come first, then decimals with one place, two, and so on; powers of two count as decimals of few places. Then come numbers too large or too small to be written without an exponent, infinities, and NaN. Among
/// equals a smaller magnitude is simpler, and a positive number is simpler than its negative.
struct FloatSimplicity: Comparable {
  private let tier: Int
  private let magnitude: Double
  private let isNegative: Bool

  /// Whole numbers up to here are told apart from their neighbours.
  static let greatestWhole: Double = 0x1p53
  /// The tier that powers of two have at most.
  static let powerOfTwoPlaces: Int = 4
  /// Beyond as many decimals no number near 1 needs more to be told from its neighbours.
  static let mostPlaces: Int = 17
  private static let exponentTier: Int = 20
  private static let infinityTier: Int = 21
  private static let nanTier: Int = 22

  init(_ value: Double) {
    isNegative = value.sign == .minus
    let size: Double = value.magnitude
    if value.isNaN {
      (tier, magnitude) = (Self.nanTier, 0)
    } else if value.isInfinite {
      (tier, magnitude) = (Self.infinityTier, 0)
    } else if Self.isWhole(size) {
      (tier, magnitude) = (0, size)
    } else {
      let places: Int = Self.decimalPlaces(of: size) ?? Self.exponentTier
      tier = Self.isPowerOfTwo(size) ? min(places, Self.powerOfTwoPlaces) : places
      magnitude = tier == places && places < Self.exponentTier ? size : max(size, 1 / size)
    }
  }

  /// Whether a magnitude is a whole number that is told apart from its neighbours.
  static func isWhole(_ size: Double) -> Bool {
    size <= greatestWhole && size == size.rounded(.towardZero)
  }

  static func isPowerOfTwo(_ size: Double) -> Bool {
    size.isNormal && size.significandBitPattern == 0
  }

  static func < (first: FloatSimplicity, second: FloatSimplicity) -> Bool {
    if first.tier != second.tier { return first.tier < second.tier }
    if first.magnitude != second.magnitude { return first.magnitude < second.magnitude }
    return !first.isNegative && second.isNegative
  }

  static func == (first: FloatSimplicity, second: FloatSimplicity) -> Bool {
    first.tier == second.tier && first.magnitude == second.magnitude && first.isNegative == second.isNegative
  }

  /// How many places the shortest decimal has, or nil where it is written with an exponent.
  static func decimalPlaces(of size: Double) -> Int? {
    if isWhole(size) { return 0 }
    let text: String = size.description
    guard !text.utf8.contains(UInt8(ascii: "e")), let point = text.utf8.firstIndex(of: UInt8(ascii: "."))
    else { return nil }
    return text.utf8.distance(from: point, to: text.utf8.endIndex) - 1
  }

  /// The number rounded to some decimal places.
  static func rounded(_ value: Double, places: Int, _ rule: FloatingPointRoundingRule) -> Double {
    let scale: Double = powerOfTen(places)
    let scaled: Double = (value * scale).rounded(rule)
    return scaled.isFinite ? scaled / scale : value
  }

  /// A power of ten that is exact, up to 10²².
  static func powerOfTen(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
