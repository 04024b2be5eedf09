/// A short stand-in for a sequence of choices: what was chosen, and how much there was to choose from.
struct ChoiceDigest: Sendable {
  /// Equal for equal sequences, and hardly ever for others.
  let fingerprint: UInt64
  /// How many choices there are.
  let count: Int
  /// About how many bits tell the sequence from others with the same ranges.
  let bits: Int

  init(_ sequence: ChoiceSequence) {
    var word: UInt64 = UInt64(sequence.count)
    var bits: Int = 0
    for choice in sequence.choices {
      let chosen: UInt64
      switch choice {
      case .boolean(let value):
        chosen = value ? 1 : 0
        bits += 1
      case .integer(let integer):
        chosen = integer.index
        bits += UInt64.bitWidth - (integer.below &+ integer.above).leadingZeroBitCount
      case .float(let float):
        chosen = float.value.bitPattern
        bits += float.domain.lowerBound < float.domain.upperBound ? UInt64.bitWidth : 0
      }
      word = SplitMix64.mix((word ^ chosen) &+ 0x9E37_79B9_7F4A_7C15)
    }
    self.fingerprint = word
    self.count = sequence.count
    self.bits = bits
  }
}
