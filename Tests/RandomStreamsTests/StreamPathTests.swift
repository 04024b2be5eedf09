import RandomStreams
import Testing

@Suite("Streams")
struct StreamPathTests {
  private func head(_ stream: RandomStream) -> [UInt64] { (0..<4).map(stream.word(at:)) }

  @Test("of different paths differ, also where the labels join to the same text")
  func noCollision() {
    let paths: [[RandomStream.Component]] = [
      [], [""], ["", ""], ["ab", "c"], ["a", "bc"], ["abc"], ["a", "b", "c"], [1], ["1"], [1, 1], [11],
      ["11"],
      [-1], [0], [0, 0], ["\0"], ["\0\0"], ["12345678"], ["1234567", "8"], ["12345678", ""], ["123456789"],
      ["e\u{301}"], ["\u{e9}"], [.index(.max)], [.index(.min)],
    ]
    var heads: Set<[UInt64]> = []
    for seed in [UInt64.min, 1, 0x1_0000_0000, .max] {
      for path in paths { heads.insert(head(RandomStream(seed: seed, path: path))) }
    }
    #expect(heads.count == 4 * paths.count)
  }

  @Test("are the same by path and by steps")
  func steps() {
    let path: RandomStream = RandomStream(seed: 5, path: ["teacher", 12])
    #expect(path == RandomStream(seed: 5).child("teacher").child(12))
    #expect(path == RandomStream(seed: 5).child(.label("teacher")).child(.index(12)))
    #expect(path != RandomStream(seed: 6, path: ["teacher", 12]))
  }

  @Test("of many indices are all different")
  func manyChildren() {
    let parent: RandomStream = RandomStream(seed: 0, path: ["trial"])
    let words: Set<UInt64> = Set((0..<20_000).map { parent.child($0).word(at: 0) })
    // Two of 20 000 random 64-bit words agree with probability 1.1e-11.
    #expect(words.count == 20_000)
  }

  @Test("keep words, uniform and Gaussian numbers apart")
  func kindsAreApart() {
    let stream: RandomStream = RandomStream(seed: 3)
    let fromWord: Double = Double(stream.word(at: 0) >> 11) * 0x1p-53
    #expect(stream.uniform(at: 0) != fromWord)
    let count: Int = 20_000
    let products: [Double] = (0..<UInt64(count)).map { index in
      stream.gaussian(at: index) * (stream.uniform(at: index) - 0.5) * 12.0.squareRoot()
    }
    // A mean of independent products of variance 1; ±6.5 standard errors have false-alarm rate 8e-11.
    #expect(abs(products.reduce(0, +) / Double(count)) < 6.5 / Double(count).squareRoot())
  }

  @Test("tell labels apart by bytes as components too")
  func componentEquality() {
    let decomposed: RandomStream.Component = "e\u{301}"
    #expect(decomposed != "\u{e9}")
    #expect(RandomStream.Component.label("1") != .index(1))
  }
}
