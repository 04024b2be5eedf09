import PropertyTesting
import Testing

/// Every generator in both styles: its values are valid, the simplest comes from no choices, and replay repeats it.
@Suite("The library of generators")
struct GeneratorLibraryTests {
  private static let styles: [DrawStyle] = [.uniform, .edgeCases]

  /// Draws many values, each of which must be valid and come again from its choices.
  @discardableResult
  private func values<Value>(
    _ generator: Gen<Value>, count: Int = 400, style: DrawStyle = .edgeCases,
    isValid: (Value) -> Bool = { _ in true }
  ) throws -> [Value] {
    try (0..<UInt64(count)).map { seed in
      let drawn: Generated<Value> = try generator.generate(seed: seed, style: style)
      #expect(isValid(drawn.value), "\(drawn.value)")
      let again: Generated<Value> = try generator.generate(replaying: drawn.choices)
      #expect(describe(again.value) == describe(drawn.value))
      #expect(again.isExact && again.choices == drawn.choices)
      let text: ChoiceSequence = try ChoiceSequence(parsing: drawn.choices.description)
      #expect(text == drawn.choices)
      return drawn.value
    }
  }

  private func simplest<Value>(_ generator: Gen<Value>) throws -> Value {
    try generator.generate(replaying: ChoiceSequence()).value
  }

  @Test("draws integers of every width over their whole range")
  func widths() throws {
    func check<Value: FixedWidthInteger & Sendable>(_: Value.Type) throws {
      let drawn: [Value] = try values(Gen<Value>.integer())
      #expect(drawn.contains(.max) && drawn.contains(.min) && drawn.contains(0))
      #expect(Set(drawn).count > 40)
      #expect(try simplest(Gen<Value>.integer()) == 0)
      let part: ClosedRange<Value> = Value.max / 3...Value.max / 2
      try values(Gen<Value>.integer(in: part)) { part.contains($0) }
      #expect(try simplest(Gen<Value>.integer(in: part)) == part.lowerBound)
      #expect(try simplest(Gen<Value>.integer(in: part, origin: .max)) == part.upperBound)
    }
    try check(Int8.self)
    try check(Int16.self)
    try check(Int32.self)
    try check(Int64.self)
    try check(Int.self)
    try check(UInt8.self)
    try check(UInt16.self)
    try check(UInt32.self)
    try check(UInt64.self)
    try check(UInt.self)
  }

  @Test("draws integers of 128 bits, on both sides of a range wider than one choice")
  func wide() async throws {
    let drawn: [Int128] = try values(Gen<Int128>.integer(in: -5...Int128.max)) { $0 >= -5 }
    #expect(drawn.contains { $0 < 0 } && drawn.contains { $0 > Int128(UInt64.max) })
    try values(Gen<UInt128>.integer())
    try values(Gen<Int128>.integer(in: .min...(-1 << 80))) { $0 <= -1 << 80 }
    #expect(try simplest(Gen<Int128>.integer(in: .min...(-1 << 80))) == -1 << 80)
    let high: Int128 = 1 << 100
    let start = try #require(
      try (0..<1000).lazy.map { try Gen<Int128>.integer().generate(seed: $0) }.first { $0.value > high })
    let shrunk = try #require(
      await Shrinker().shrink(Gen<Int128>.integer(), from: start.choices) { $0 > 1000 })
    #expect(shrunk.value == 1001)
  }

  @Test("draws whole numbers of a range equally often in the uniform style")
  func uniformIntegers() throws {
    var counts: [Int: Int] = [:]
    for value in try values(Gen<Int>.integer(in: -50...49), count: 20_000, style: .uniform) {
      counts[value, default: 0] += 1
    }
    // The chi-squared statistic of 100 cells exceeds 180 with probability below 2e-6.
    let statistic: Double = (-50...49).map { value in
      let difference: Double = Double(counts[value, default: 0]) - 200
      return difference * difference / 200
    }.reduce(0, +)
    #expect(statistic < 180)
  }

  @Test("draws the ends, small numbers and repetitions often in the style of edge cases")
  func edges() throws {
    let range: ClosedRange<Int> = -1_000_000...1_000_000
    let drawn: [Int] = try values(Gen<Int>.integer(in: range), count: 1000)
    #expect(drawn.filter { $0 == range.upperBound }.count > 10)
    #expect(drawn.filter { $0 == range.lowerBound }.count > 10)
    #expect(drawn.filter { abs($0) < 10 }.count > 100)
    #expect(drawn.filter { abs($0) > 1000 }.count > 300)
    let pairs: [(Int, Int)] = try values(zip(.integer(in: range), .integer(in: range)), count: 1000)
    let spread: [(Int, Int)] = pairs.filter { abs($0.0) > 1000 && abs($0.1) > 1000 && abs($0.0) < 900_000 }
    #expect(spread.contains { $0.0 == $0.1 })
    #expect(spread.contains { $0.0 != $0.1 && abs($0.0 - $0.1) <= 4 })
  }

  @Test("draws floating-point numbers of a range, with special values where they belong")
  func floats() throws {
    let unit: [Double] = try values(Gen<Double>.float(in: -1...2), count: 2000) { (-1...2).contains($0) }
    #expect(
      unit.contains(-1) && unit.contains(2) && unit.contains(0)
        && unit.contains { $0.sign == .minus && $0 == 0 })
    #expect(unit.contains { $0 != 0 && $0.magnitude < 1e-300 })
    let all: [Double] = try values(.anyFloat)
    #expect(all.contains { $0.isNaN } && all.contains(.infinity) && all.contains(-.infinity))
    try values(Gen<Double>.float()) { $0.isFinite }
    try values(Gen<Float>.float(in: 0.1...0.3)) { (0.1...0.3).contains($0) }
    #expect(try values(Gen<Float>.anyFloat).contains { $0.isNaN })
    try values(Gen<Double>.float(in: .greatestFiniteMagnitude ... .infinity)) {
      $0 >= .greatestFiniteMagnitude
    }
    try values(Gen<Double>.float(in: .infinity ... .infinity), count: 20) { $0 == .infinity }
  }

  @Test("draws floating-point numbers of a range evenly in the uniform style")
  func uniformFloats() throws {
    let drawn: [Double] = try values(Gen<Double>.float(in: 2...6), count: 20_000, style: .uniform)
    let mean: Double = drawn.reduce(0, +) / 20_000
    // The standard error of the mean is 4/√12/√20000 = 0.0082.
    #expect(abs(mean - 4) < 0.05)
    let inFirstQuarter: Int = drawn.filter { $0 < 3 }.count
    #expect(abs(inFirstQuarter - 5000) < 400)
  }

  @Test(
    "takes the simplest number of a range of floats",
    arguments: [
      (-1.0...1.0, 0.0), (0.3...0.7, 0.5), (0.31...0.34, 0.32), (1.5...9.0, 2.0), (-9.0...(-1.5), -2.0),
      (3.25...3.25, 3.25), (1e-20...1.0, 1.0),
    ])
  func simplestFloat(_ range: ClosedRange<Double>, _ expected: Double) throws {
    let value: Double = try simplest(Gen<Double>.float(in: range))
    #expect(FloatChoice.Domain(range).simplest == value)
    if range == 0.3...0.7 {
      // One decimal at the end nearest to 0.
      #expect(value == 0.3)
    } else if range == 0.31...0.34 {
      #expect(value == 0.31)
    } else {
      #expect(value == expected)
    }
  }

  @Test("draws sets, dictionaries and arrays within their sizes")
  func collections() throws {
    let digits: Gen<Int> = .integer(in: 0...9)
    let arrays: [[Int]] = try values(.array(of: digits, count: 2...5)) { (2...5).contains($0.count) }
    #expect(Set(arrays.map(\.count)) == [2, 3, 4, 5])
    try values(.array(of: digits, count: 7), count: 30) { $0.count == 7 }
    let sets: [Set<Int>] = try values(.set(of: digits, count: 1...4)) { (1...4).contains($0.count) }
    #expect(Set(sets.map(\.count)) == [1, 2, 3, 4])
    try values(.set(of: digits)) { $0.count <= 10 }
    let entries: [[Int: Bool]] = try values(.dictionary(keys: digits, values: .boolean, count: 0...3)) {
      $0.count <= 3
    }
    #expect(entries.contains { $0.isEmpty } && entries.contains { $0.count == 3 })
    #expect(throws: ChoiceSource.Stop.discarded) {
      try Gen<Set<Bool>>.set(of: .boolean, count: 3...3).generate(seed: 1)
    }
  }

  @Test("draws permutations evenly, and the identity from no choices")
  func permutations() throws {
    var counts: [[Int]: Int] = [:]
    for order in try values(.permutation(of: [1, 2, 3, 4]), count: 4800, style: .uniform) {
      #expect(order.sorted() == [1, 2, 3, 4])
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { abs($0 - 200) < 90 })
    #expect(try simplest(Gen<[Int]>.permutation(of: [1, 2, 3, 4])) == [1, 2, 3, 4])
    #expect(try simplest(Gen<[Int]>.permutation(of: [])) == [])
  }

  @Test("draws parts of a collection in its order")
  func subsets() throws {
    let letters: [String] = ["a", "b", "c", "d"]
    let any: [[String]] = try values(.subset(of: letters), count: 600) { $0 == $0.sorted() }
    #expect(Set(any).count == 16)
    let two: [[String]] = try values(.subset(of: letters, count: 2...2), count: 600) { part in
      part.count == 2 && part == part.sorted() && Set(part).count == 2
    }
    #expect(Set(two).count == 6)
    #expect(try simplest(Gen<[String]>.subset(of: letters)) == [])
  }

  @Test("draws strings of scalars, of ASCII, and of an alphabet")
  func strings() throws {
    let any: [String] = try values(.string())
    #expect(any.contains { $0.unicodeScalars.contains { !$0.isASCII } } && any.contains(""))
    try values(.string(asciiOnly: true)) { $0.unicodeScalars.allSatisfy(\.isASCII) }
    try values(.string(ofCharactersIn: "01", count: 1...8)) { text in
      (1...8).contains(text.count) && text.allSatisfy { $0 == "0" || $0 == "1" }
    }
    #expect(try simplest(Gen<String>.string(count: 3...3)) == "aaa")
    try values(Gen<Character>.character())
    #expect(
      try values(Gen<Unicode.Scalar>.scalar(), count: 2000).contains { $0.value > 0x10000 })
  }

  private indirect enum Tree: Sendable {
    case leaf
    case branch(Tree, Tree)

    var branches: Int {
      switch self {
      case .leaf: 0
      case .branch(let left, let right): 1 + left.branches + right.branches
      }
    }
  }

  @Test("draws recursive values within their budget, leaves being simplest")
  func recursion() throws {
    let trees: Gen<Tree> = .recursive(budget: 6, leaf: .constant(.leaf)) { part in
      zip(part, part).map { .branch($0, $1) }
    }
    let sizes: Set<Int> = Set(try values(trees).map(\.branches))
    #expect(sizes == Set(0...6))
    #expect(try simplest(trees).branches == 0)
    let forests: Gen<[Tree]> = .array(of: trees, count: 0...4)
    #expect(try values(forests).contains { $0.map(\.branches).reduce(0, +) > 6 })
  }

  @Test("chooses among generators in proportion to their weights")
  func frequency() throws {
    let weighted: Gen<String> = .frequency(
      (1, .constant("rare")), (0, .constant("never")), (9, .constant("often")))
    let drawn: [String] = try values(weighted, count: 4000, style: .uniform)
    let rare: Int = drawn.filter { $0 == "rare" }.count
    // The standard deviation is √(4000 · 0.1 · 0.9) = 19.
    #expect(abs(rare - 400) < 100)
    #expect(!drawn.contains("never"))
    #expect(try simplest(weighted) == "rare")
    let either: Set<Int?> = Set(try values(Gen<Int>.integer(in: 1...2).optional))
    #expect(either == [nil, 1, 2])
  }

  private enum Suit: CaseIterable, Sendable { case clubs, diamonds, hearts, spades }

  @Test("draws the cases of an enumeration")
  func cases() throws {
    #expect(Set(try values(Gen<Suit>.cases)) == Set(Suit.allCases))
    #expect(try simplest(Gen<Suit>.cases) == .clubs)
  }

  @Test("filters, and discards where nothing passes")
  func filters() throws {
    let even: Gen<Int> = Gen<Int>.integer(in: 0...100).filter { $0 % 2 == 0 }
    try values(even) { $0 % 2 == 0 }
    let roots: Gen<Int> = Gen<Int>.integer(in: 0...100).compactMap { value in
      (0...10).first { $0 * $0 == value }
    }
    try values(roots, count: 50) { (0...10).contains($0) }
    let rejecting: Generated<Int> = try #require(
      try (0..<50).lazy.map { try even.generate(seed: $0) }.first { $0.rejections > 0 })
    #expect(rejecting.choices.count == 1)
    #expect(throws: ChoiceSource.Stop.discarded) {
      try Gen<Int>.integer(in: 0...100).filter { $0 > 100 }.generate(seed: 1)
    }
  }

  @Test("shows the values that were drawn by name")
  func names() throws {
    let point: Gen<(Int, Int)> = .build { draw in
      let x: Int = try draw("x", .integer(in: 0...9))
      return (x, try draw("y", .integer(in: x...9)))
    }
    let drawn: Generated<(Int, Int)> = try point.generate(seed: 3, recording: .spansAndNames)
    #expect(drawn.namedValues.map(\.name) == ["x", "y"])
    #expect(drawn.namedValues.map(\.description) == ["\(drawn.value.0)", "\(drawn.value.1)"])
    #expect(drawn.namedValues.map(\.choices) == [0..<1, 1..<2])
    #expect(try point.generate(seed: 3).namedValues.isEmpty)
  }

  @Test("draws integers of ranges wider than one choice evenly in the uniform style")
  func uniformWide() throws {
    let oneBelow: [Int128] = try values(
      Gen<Int128>.integer(in: -1...(1 << 100)), count: 300, style: .uniform)
    #expect(oneBelow.allSatisfy { $0 > 1 << 80 })
    let oneAbove: [UInt128] = try values(
      Gen<UInt128>.integer(in: 0...((1 << 64) + 1)), count: 300, style: .uniform)
    #expect(oneAbove.allSatisfy { $0 < 1 << 64 })
    let sides: [Int128] = try values(
      Gen<Int128>.integer(in: -(1 << 90)...(3 << 90)), count: 4000, style: .uniform)
    // The standard deviation is √(4000 · ¼ · ¾) = 27.
    #expect(abs(sides.filter { $0 < 0 }.count - 1000) < 150)
  }
}
