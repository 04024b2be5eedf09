/// Where random choices get their words: a seeded generator, or a function of the caller's.
enum Words {
  case seeded(SplitMix64)
  case drawn((UInt64) -> UInt64)

  /// A number from 0 to a limit, both included, all equally likely.
  mutating func next(upTo limit: UInt64) -> UInt64 {
    switch self {
    case .seeded(var words):
      let value: UInt64 = words.next(upTo: limit)
      self = .seeded(words)
      return value
    case .drawn(let draw):
      guard limit > 0 else { return 0 }
      let value: UInt64 = draw(limit)
      precondition(value <= limit, "a word source must keep to the limit it is given")
      return value
    }
  }

  /// A number in [0, 1), one of 2⁵³ that are equally likely.
  mutating func nextUnit() -> Double {
    Double(next(upTo: 1 << 53 - 1)) * 0x1p-53
  }
}
