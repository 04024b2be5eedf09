/// The generator SplitMix64, whose words are fixed by its state.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014,
/// doi:10.1145/2660193.2660195.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// The finaliser: a bijection that changes about half of the bits where one changes.
  static func mix(_ word: UInt64) -> UInt64 {
    var word: UInt64 = word
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number from 0 to a limit, all equally likely: words past the last whole multiple of the range are drawn again.
  mutating func next(upTo limit: UInt64) -> UInt64 {
    guard limit < .max else { return next() }
    let range: UInt64 = limit + 1
    let excess: UInt64 = (0 &- range) % range
    var word: UInt64 = next()
    while word > .max - excess { word = next() }
    return word % range
  }

  /// A number in [0, 1), one of 2⁵³ that are equally likely.
  mutating func nextUnit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }
}
