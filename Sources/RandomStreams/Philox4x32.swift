/// The block function Philox4x32-10: a keyed bijection of 128-bit counters whose outputs are random words.
///
/// Ten rounds of a Feistel-like network, each of two 32 × 32 → 64-bit products and four exclusive ors. There is
/// no state: a counter and a key give four words, so any element of any stream is reached directly.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, *Parallel random numbers: as easy as 1, 2, 3*,
/// SC '11 (2011), doi:10.1145/2063384.2063405. It passes the known-answer vectors published with Random123.
public enum Philox4x32 {
  /// The number of rounds.
  public static let rounds: Int = 10

  static let firstMultiplier: UInt32 = 0xD251_1F53
  static let secondMultiplier: UInt32 = 0xCD9E_8D57
  static let firstKeyStep: UInt32 = 0x9E37_79B9
  static let secondKeyStep: UInt32 = 0xBB67_AE85

  /// The four random words of a counter under a key.
  ///
  /// - Complexity: O(1), twenty multiplications.
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (a, b, c, d) = (counter.x, counter.y, counter.z, counter.w)
    var (firstKey, secondKey) = (key.x, key.y)
    for _ in 0..<rounds {
      let first: UInt64 = UInt64(a) &* UInt64(firstMultiplier)
      let second: UInt64 = UInt64(c) &* UInt64(secondMultiplier)
      a = UInt32(truncatingIfNeeded: second &>> 32) ^ b ^ firstKey
      b = UInt32(truncatingIfNeeded: second)
      c = UInt32(truncatingIfNeeded: first &>> 32) ^ d ^ secondKey
      d = UInt32(truncatingIfNeeded: first)
      firstKey &+= firstKeyStep
      secondKey &+= secondKeyStep
    }
    return SIMD4(a, b, c, d)
  }
}
