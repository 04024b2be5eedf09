/// A small generator for test data, the same numbers for the same seed: SplitMix64 (Steele, Lea and Flood 2014,
/// doi:10.1145/2660193.2660195).
///
/// It shares nothing with the product's own streams, so a test of those may use it.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates the generator of a seed.
  public init(seed: UInt64) { self.state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word: UInt64 = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// The next `count` numbers, uniform in −1 to 1.
  public mutating func doubles(_ count: Int) -> [Double] {
    (0..<count).map { _ in Double(Int64(bitPattern: next()) >> 11) * 0x1p-52 }
  }
}
