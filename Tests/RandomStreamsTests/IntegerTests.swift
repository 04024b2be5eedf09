import RandomStreams
import Testing

@Suite("Bounded integers")
struct IntegerTests {
  static let stream: RandomStream = RandomStream(seed: 0, path: ["integers"])

  /// Pearson's statistic over equally likely cells.
  private func pearson(_ counts: [Int]) -> Double {
    let mean: Double = Double(counts.reduce(0, +)) / Double(counts.count)
    return counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) / mean }
  }

  @Test("take every value equally often")
  func unbiased() {
    var counts: [Int] = Array(repeating: 0, count: 7)
    for index in 0..<70_000 { counts[Int(Self.stream.integer(below: 7, at: UInt64(index)))] += 1 }
    // Chi-squared with 6 degrees of freedom exceeds 53 with probability 1.2e-9.
    #expect(pearson(counts) < 53)
  }

  @Test("are unbiased where a plain remainder or product is not")
  func rejection() {
    // Of the integers below 3·2^62, a word's remainder falls below 2^62 half of the time, not a third.
    let bound: UInt64 = 3 << 62
    var thirds: [Int] = [0, 0, 0]
    var remainders: [Int] = [0, 0, 0]
    for index in 0..<UInt64(30_000) {
      thirds[Int(Self.stream.integer(below: bound, at: index) >> 62)] += 1
      remainders[Int((Self.stream.word(at: index) % bound) >> 62)] += 1
    }
    // Chi-squared with 2 degrees of freedom exceeds 42 with probability 7.6e-10.
    #expect(pearson(thirds) < 42)
    #expect(pearson(remainders) > 42)
  }

  @Test("keep to their range at its extremes")
  func extremes() {
    #expect(Self.stream.integer(below: 1, at: 9) == 0)
    #expect(Self.stream.integer(in: 4...4, at: 9) == 4)
    for index in 0..<UInt64(1000) {
      #expect((-2...2).contains(Self.stream.integer(in: -2...2, at: index)))
      #expect((Int.min...Int.min + 1).contains(Self.stream.integer(in: Int.min...Int.min + 1, at: index)))
    }
    let whole: Set<Int> = Set((0..<1000).map { Self.stream.integer(in: Int.min...Int.max, at: $0) })
    #expect(whole.count == 1000)
  }

  @Test("order permutations so that all are equally likely")
  func permutations() {
    var counts: [[Int]: Int] = [:]
    for trial in 0..<12_000 { counts[Self.stream.child(trial).permutation(4), default: 0] += 1 }
    #expect(counts.count == 24)
    #expect(counts.keys.allSatisfy { $0.sorted() == [0, 1, 2, 3] })
    // Chi-squared with 23 degrees of freedom exceeds 95 with probability 1e-10.
    #expect(pearson(Array(counts.values)) < 95)
    #expect(Self.stream.permutation(0).isEmpty)
    #expect(Self.stream.permutation(1) == [0])
  }
}
