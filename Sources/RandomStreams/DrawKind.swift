/// What a block of random words is used for; each kind has counters of its own.
enum DrawKind: UInt32 {
  case words = 0
  case uniform = 1
  case gaussian = 2
  case integer = 3
  case labelLength = 128
  case labelBytes = 129
  case childIndex = 130
}

extension RandomStream {
  /// The high 64 bits of the counters of a kind and a lane.
  func counterTail(_ kind: DrawKind, lane: UInt32) -> SIMD2<UInt32> {
    SIMD2(kind.rawValue << 24 | lane, salt)
  }

  /// The four words of one block.
  func block(_ index: UInt64, _ kind: DrawKind, lane: UInt32) -> SIMD4<UInt32> {
    let tail: SIMD2<UInt32> = counterTail(kind, lane: lane)
    let low: UInt32 = UInt32(truncatingIfNeeded: index)
    let high: UInt32 = UInt32(truncatingIfNeeded: index >> 32)
    return Philox4x32.block(counter: SIMD4(low, high, tail.x, tail.y), key: key)
  }

  /// The first word of an element: half of a block that it shares with its neighbour, in lane 0.
  func firstWord(_ index: UInt64, _ kind: DrawKind) -> UInt64 {
    let words: SIMD4<UInt32> = block(index >> 1, kind, lane: 0)
    return index & 1 == 0
      ? UInt64(words.x) | UInt64(words.y) << 32 : UInt64(words.z) | UInt64(words.w) << 32
  }

  /// The two further words that an element has for itself in a lane from 1 on.
  func furtherWords(_ index: UInt64, _ kind: DrawKind, lane: UInt32) -> (UInt64, UInt64) {
    let words: SIMD4<UInt32> = block(index, kind, lane: lane)
    return (UInt64(words.x) | UInt64(words.y) << 32, UInt64(words.z) | UInt64(words.w) << 32)
  }
}
