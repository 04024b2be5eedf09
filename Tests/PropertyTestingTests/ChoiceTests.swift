import PropertyTesting
import Testing

@Suite("Choices")
struct ChoiceTests {
  @Test("are written as one line and read back", arguments: [0, 1, 7, 200])
  func roundTrip(_ count: Int) throws {
    let choices: ChoiceSequence = ChoiceSequence(
      (0..<UInt64(count)).map { Choice($0 &* $0, limit: $0 == 6 ? .max : 40_000) })
    #expect(try ChoiceSequence(parsing: choices.description) == choices)
    #expect(ChoiceSequence(choices.description) == choices)
  }

  @Test("have the documented text")
  func text() throws {
    #expect(ChoiceSequence([Choice(3, limit: 9), Choice(0, limit: 0)]).description == "choices/2 3/9 0/0")
    #expect(
      try ChoiceSequence(parsing: " choices/2\n\t3/9  18446744073709551615/18446744073709551615 ").count == 2)
  }

  @Test(
    "refuse a damaged text and say where",
    arguments: [
      ("", 1), ("3/9", 1), ("choices/1 3/9", 1), ("choices/2 3", 2), ("choices/2 3/9 4/3", 3),
      ("choices/2 3/9 -1/3", 3), ("choices/2 +1/3", 2), ("choices/2 1/2/3", 2), ("choices/2 /3", 2),
      ("choices/2 0/18446744073709551616", 2), ("choices/2 ٣/٩", 2), ("choices/2 1/2 nan/inf", 3),
    ])
  func damaged(_ text: String, _ word: Int) {
    let error = #expect(throws: ChoiceSequence.TextError.self) { try ChoiceSequence(parsing: text) }
    #expect(error?.word == word)
    #expect(ChoiceSequence(text) == nil)
  }

  @Test("are ordered by length and then by the first difference")
  func order() {
    func sequence(_ values: UInt64...) -> ChoiceSequence {
      ChoiceSequence(values.map { Choice($0, limit: 9) })
    }
    let sorted: [ChoiceSequence] = [
      sequence(), sequence(0), sequence(9), sequence(0, 0), sequence(0, 1), sequence(1, 0), sequence(0, 0, 0),
    ]
    for first in sorted.indices {
      for second in sorted.indices { #expect((sorted[first] < sorted[second]) == (first < second)) }
    }
  }
}

@Suite("Generators")
struct GeneratorTests {
  @Test("of integers reach every value once, the simplest first")
  func integersAreABijection() throws {
    for (range, origin) in [
      (-3...5, nil), (-5...3, nil), (2...9, nil), (-9 ... -2, nil), (0...0, nil), (-4...4, 3),
    ] {
      let generator: Gen<Int> = .integer(in: range, origin: origin)
      let limit: UInt64 = UInt64(range.count - 1)
      let values: [Int] = try (0...limit).map { place in
        try generator.generate(from: ChoiceSource { _ in place }).value
      }
      #expect(values.sorted() == Array(range))
      let simplest: Int = min(max(origin ?? 0, range.lowerBound), range.upperBound)
      #expect(values.first == simplest)
      let distances: [Int] = values.map { abs($0 - simplest) }
      #expect(distances == distances.sorted())
    }
  }

  @Test("of integers span all of them without overflow")
  func extremes() throws {
    let generator: Gen<Int> = .integer(in: .min ... .max)
    func value(_ place: UInt64) throws -> Int {
      try generator.generate(from: ChoiceSource { _ in place }).value
    }
    #expect(try value(0) == 0)
    #expect(try value(1) == 1)
    #expect(try value(2) == -1)
    #expect(try value(.max) == .min)
    #expect(try value(.max - 1) == -.max)
    #expect(try value(.max - 2) == .max)
    let fromEnd: Gen<Int> = .integer(in: .min ... .max, origin: .min)
    #expect(try fromEnd.generate(from: ChoiceSource { _ in .max }).value == .max)
  }

  static let tree: Gen<[[Int]]> = Gen<Int>.integer(in: 1...4).flatMap { width in
    .array(of: .array(of: .integer(in: -10...10), count: width...width), count: 0...6)
  }

  @Test("give the same value for the same seed, and from the choices that were recorded")
  func replay() throws {
    for seed in 0..<UInt64(200) {
      let first: Generated<[[Int]]> = try Self.tree.generate(seed: seed)
      let again: Generated<[[Int]]> = try Self.tree.generate(seed: seed)
      let replayed: Generated<[[Int]]> = try Self.tree.generate(replaying: first.choices)
      #expect(first.value == again.value && first.choices == again.choices)
      #expect(replayed.value == first.value && replayed.choices == first.choices)
      #expect(replayed.spans == first.spans && replayed.isExact)
    }
    #expect(try Self.tree.generate(seed: 0).choices != Self.tree.generate(seed: 1).choices)
  }

  @Test("have a frozen first output for seed 0")
  func frozen() throws {
    let drawn: Generated<Int> = try Gen<Int>.integer(in: 0...999).generate(seed: 0)
    // SplitMix64's first word for state 0 is e220a8397b1dcdaf, which is 535 modulo 1000.
    #expect(drawn.choices.description == "choices/2 535/999")
  }

  @Test("say when a sequence does not fit")
  func inexact() throws {
    let pair: Gen<(Int, Int)> = zip(.integer(in: 0...9), .integer(in: 0...9))
    func fits(_ text: String) throws -> Bool {
      try pair.generate(replaying: ChoiceSequence(parsing: text)).isExact
    }
    #expect(try fits("choices/2 3/9 4/9"))
    #expect(try !fits("choices/2 3/9"))
    #expect(try !fits("choices/2 3/9 4/8"))
    #expect(try !fits("choices/2 3/9 4/9 0/0"))
    let clamped: Generated<(Int, Int)> = try pair.generate(
      replaying: ChoiceSequence(parsing: "choices/2 3/9 70/80"))
    #expect(clamped.value == (3, 9))
  }

  @Test("combine, discard and end")
  func combinators() throws {
    let mixed: Gen<String> = .oneOf([
      .constant("a"), Gen<Bool>.boolean.map { $0 ? "yes" : "no" }, .element(of: ["x", "y"]),
    ])
    let seen: Set<String> = Set(try (0..<200).map { try mixed.generate(seed: $0).value })
    #expect(seen == ["a", "yes", "no", "x", "y"])
    let triple: Gen<(Int, Bool, String)> = zip(.integer(in: 1...2), .boolean, mixed)
    #expect(try triple.generate(replaying: ChoiceSequence()).value == (1, false, "a"))
    let lengths: Set<Int> = Set(
      try (0..<400).map { try Gen.array(of: .boolean, count: 2...5).generate(seed: $0).value.count })
    #expect(lengths == [2, 3, 4, 5])

    let never: Gen<Int> = .build { draw in try draw.discard() }
    #expect(throws: ChoiceSource.Stop.discarded) { try never.generate(seed: 1) }
    let endless: Gen<Int> = .build { draw in
      while true { _ = try draw(.boolean) }
    }
    #expect(throws: ChoiceSource.Stop.tooManyChoices(limit: 100)) {
      try endless.generate(seed: 1, maximumChoices: 100)
    }
  }

  @Test("draw from a word source of the caller's")
  func callersWords() throws {
    let drawn: Generated<[Int]> = try Gen.array(of: .integer(in: 0...9), count: 3...3).generate(
      from: ChoiceSource { limit in limit })
    #expect(drawn.value == [9, 9, 9])
  }
}
