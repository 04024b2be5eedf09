import RandomStreams
import Testing

@Suite("The block function")
struct PhiloxTests {
  /// The published known-answer vectors of Random123 for philox4x32 with 10 rounds.
  static let knownAnswers: [(SIMD4<UInt32>, SIMD2<UInt32>, SIMD4<UInt32>)] = [
    (
      SIMD4(0, 0, 0, 0), SIMD2(0, 0),
      SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD4(repeating: .max), SIMD2(repeating: .max),
      SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0),
      SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ]

  @Test("gives the published answers", arguments: 0..<3)
  func knownAnswer(_ index: Int) {
    let (counter, key, answer) = Self.knownAnswers[index]
    #expect(Philox4x32.block(counter: counter, key: key) == answer)
  }

  @Test("changes about half of its bits when any one bit of counter or key changes")
  func avalanche() {
    let counter: SIMD4<UInt32> = SIMD4(1, 2, 3, 4)
    let key: SIMD2<UInt32> = SIMD2(5, 6)
    let base: SIMD4<UInt32> = Philox4x32.block(counter: counter, key: key)
    for bit in 0..<192 {
      var changedCounter: SIMD4<UInt32> = counter
      var changedKey: SIMD2<UInt32> = key
      if bit < 128 {
        changedCounter[bit / 32] ^= 1 << (bit % 32)
      } else {
        changedKey[bit / 32 - 4] ^= 1 << (bit % 32)
      }
      let difference: SIMD4<UInt32> = base ^ Philox4x32.block(counter: changedCounter, key: changedKey)
      let flipped: Int = (0..<4).reduce(0) { $0 + difference[$1].nonzeroBitCount }
      // Binomial(128, ½): outside 28…100 with probability below 2e-10 for each of the 192 bits.
      #expect((28...100).contains(flipped), "bit \(bit) flips \(flipped)")
    }
  }
}
