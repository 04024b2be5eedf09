extension Philox4x32 {
  /// Writes the words of consecutive blocks, two words a block, in the order of the counters.
  ///
  /// The rounds are written out so that the loop over the blocks is the innermost one: the compiler turns it into
  /// vector code, two blocks to a register on the plainest 64-bit processors.
  ///
  /// - Parameters:
  ///   - destination: room for `2 * blocks` words of 8 bytes.
  ///   - blocks: how many.
  ///   - firstBlock: the low 64 bits of the first counter.
  ///   - tail: the high 64 bits of every counter.
  static func fill(
    _ destination: UnsafeMutableRawPointer, blocks: Int, firstBlock: UInt64, tail: SIMD2<UInt32>,
    key: SIMD2<UInt32>
  ) {
    let c: UInt64 = UInt64(tail.x)
    let d: UInt64 = UInt64(tail.y)
    for index in 0..<blocks {
      let counter: UInt64 = firstBlock &+ UInt64(truncatingIfNeeded: index)
      var block: WideBlock = WideBlock(a: counter, b: counter &>> 32, c: c, d: d)
      block.mix(key, round: 0)
      block.mix(key, round: 1)
      block.mix(key, round: 2)
      block.mix(key, round: 3)
      block.mix(key, round: 4)
      block.mix(key, round: 5)
      block.mix(key, round: 6)
      block.mix(key, round: 7)
      block.mix(key, round: 8)
      block.mix(key, round: 9)
      let even: UInt64 = (block.a & WideBlock.low) | (block.b &<< 32)
      let odd: UInt64 = (block.c & WideBlock.low) | (block.d &<< 32)
      destination.storeBytes(of: even, toByteOffset: 16 &* index, as: UInt64.self)
      destination.storeBytes(of: odd, toByteOffset: 16 &* index &+ 8, as: UInt64.self)
    }
  }
}

/// A Philox block whose 32-bit numbers lie in the low halves of 64-bit integers.
///
/// The high halves are left dirty from round to round, because a product reads only the low half; so a round costs
/// two products, two shifts and four exclusive ors.
private struct WideBlock {
  static let low: UInt64 = 0xFFFF_FFFF

  var a: UInt64
  var b: UInt64
  var c: UInt64
  var d: UInt64

  @inline(__always)
  mutating func mix(_ key: SIMD2<UInt32>, round: UInt32) {
    let first: UInt64 = (a & Self.low) &* UInt64(Philox4x32.firstMultiplier)
    let second: UInt64 = (c & Self.low) &* UInt64(Philox4x32.secondMultiplier)
    a = (second &>> 32) ^ b ^ UInt64(key.x &+ round &* Philox4x32.firstKeyStep)
    b = second
    c = (first &>> 32) ^ d ^ UInt64(key.y &+ round &* Philox4x32.secondKeyStep)
    d = first
  }
}
