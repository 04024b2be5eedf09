import PropertyTesting
import Synchronization
import Testing

@Suite("Shrinking")
struct ShrinkerTests {
  /// Shrinks the first failures that random generation finds, and gives the values they end in.
  private func minima<Value: Sendable>(
    _ generator: Gen<Value>, failures: Int = 12, _ isFailure: @escaping @Sendable (Value) -> Bool
  ) async throws -> [Value] {
    var found: [Value] = []
    var seed: UInt64 = 0
    while found.count < failures, seed < 100_000 {
      let drawn: Generated<Value> = try generator.generate(seed: seed)
      seed += 1
      guard isFailure(drawn.value) else { continue }
      let shrunk = try await Shrinker().shrink(generator, from: drawn.choices, isFailure: isFailure)
      let outcome = try #require(shrunk)
      #expect(outcome.ending == .minimal)
      #expect(isFailure(outcome.value))
      #expect(outcome.choices <= drawn.choices)
      found.append(outcome.value)
    }
    try #require(found.count == failures)
    return found
  }

  static let lists: Gen<[Int]> = .array(of: .integer(in: -1000...1000), count: 0...20)

  @Test("finds the least failing integer, on either side of 0")
  func integers() async throws {
    let integers: Gen<Int> = .integer(in: -1_000_000...1_000_000)
    #expect(try await minima(integers) { $0 > 1234 }.allSatisfy { $0 == 1235 })
    #expect(try await minima(integers) { $0 <= -77 }.allSatisfy { $0 == -77 })
    #expect(try await minima(integers) { abs($0) >= 5 }.allSatisfy { $0 == 5 })
    #expect(try await minima(integers) { _ in true }.allSatisfy { $0 == 0 })
  }

  @Test("finds the shortest failing list")
  func shortest() async throws {
    #expect(try await minima(Self.lists) { $0.count >= 3 }.allSatisfy { $0 == [0, 0, 0] })
    #expect(try await minima(Self.lists) { $0.contains { $0 >= 100 } }.allSatisfy { $0 == [100] })
    #expect(try await minima(Self.lists) { $0.reduce(0, +) > 100 }.allSatisfy { $0 == [101] })
    #expect(try await minima(Self.lists) { $0 != $0.sorted() }.allSatisfy { $0 == [0, -1] || $0 == [1, 0] })
    #expect(try await minima(Self.lists) { Set($0).count < $0.count }.allSatisfy { $0 == [0, 0] })
  }

  @Test("lowers choices together where they depend on each other")
  func pairs() async throws {
    let pair: Gen<[Int]> = .array(of: .integer(in: 0...10_000), count: 2...2)
    let gaps: [[Int]] = try await minima(pair, failures: 5) { $0[1] - $0[0] >= 10 && $0[1] - $0[0] <= 500 }
    #expect(gaps.allSatisfy { $0 == [0, 10] })
    let sums: [[Int]] = try await minima(pair, failures: 5) { $0[0] + $0[1] >= 9000 }
    #expect(sums.allSatisfy { $0 == [0, 9000] })
  }

  @Test("keeps what a generator guarantees through flatMap")
  func invariants() async throws {
    let matrices: Gen<(Int, [[Int]])> = Gen<Int>.integer(in: 1...6).flatMap { width in
      Gen<[[Int]]>.array(of: .array(of: .integer(in: 0...50), count: width...width), count: 1...6)
        .map { (width, $0) }
    }
    var drawnCount: Int = 0
    for seed in 0..<UInt64(60) {
      let drawn: Generated<(Int, [[Int]])> = try matrices.generate(seed: seed)
      let isFailure: ((Int, [[Int]])) -> Bool = { value in
        #expect(value.1.allSatisfy { $0.count == value.0 })
        return value.1.joined().contains { $0 > 20 } && value.1.count >= 2
      }
      guard isFailure(drawn.value) else { continue }
      drawnCount += 1
      let outcome = try #require(
        try await Shrinker().shrink(matrices, from: drawn.choices, isFailure: isFailure))
      #expect(outcome.value.1 == [[0], [21]] || outcome.value.1 == [[21], [0]])
    }
    #expect(drawnCount > 10)
  }

  @Test("lowers a count and drops what it counts")
  func counted() async throws {
    let counted: Gen<[Int]> = .build { draw in
      let count: Int = try draw(.integer(in: 0...8))
      return try (0..<count).map { _ in try draw(.integer(in: 0...100)) }
    }
    #expect(try await minima(counted) { $0.contains { $0 >= 50 } }.allSatisfy { $0 == [50] })
  }

  @Test("ends where its calls are used up, with the best so far")
  func callBudget() async throws {
    let drawn: Generated<[Int]> = try #require(
      try (0..<1000).lazy.map { try Self.lists.generate(seed: $0) }.first { $0.value.reduce(0, +) > 3000 })
    var previous: ChoiceSequence = drawn.choices
    for calls in [1, 2, 5, 20, 80] {
      var judged: Int = 0
      let outcome = try #require(
        try await Shrinker(budget: .init(calls: calls)).shrink(Self.lists, from: drawn.choices) { value in
          judged += 1
          return value.reduce(0, +) > 3000
        })
      #expect(outcome.ending == .outOfCalls)
      #expect(outcome.calls == calls && judged <= calls)
      #expect(outcome.value.reduce(0, +) > 3000)
      #expect(outcome.choices <= previous)
      previous = outcome.choices
    }
  }

  @Test("ends where the time of a given clock is used up, and on a clock that gives NaN")
  func timeBudget() async throws {
    let drawn: Generated<[Int]> = try #require(
      try (0..<1000).lazy.map { try Self.lists.generate(seed: $0) }.first { $0.value.count > 8 })
    let ticks: Mutex<Double> = Mutex(0)
    let clock: @Sendable () -> Double = {
      ticks.withLock {
        $0 += 1
        return $0
      }
    }
    let outcome = try #require(
      try await Shrinker(budget: .init(seconds: 4, clock: clock)).shrink(Self.lists, from: drawn.choices) {
        $0.count > 3
      })
    #expect(outcome.ending == .outOfTime)
    #expect(outcome.calls == 4)
    let broken = try #require(
      try await Shrinker(budget: .init(seconds: 4, clock: { .nan })).shrink(Self.lists, from: drawn.choices) {
        $0.count > 3
      })
    #expect(broken.ending == .outOfTime && broken.calls == 1)
  }

  @Test("is the same each time")
  func deterministic() async throws {
    let drawn: Generated<[Int]> = try #require(
      try (0..<1000).lazy.map { try Self.lists.generate(seed: $0) }.first { $0.value.reduce(0, +) > 3000 })
    func trace() async throws -> [[Int]] {
      var values: [[Int]] = []
      _ = try #require(
        try await Shrinker().shrink(Self.lists, from: drawn.choices) { value in
          values.append(value)
          return value.reduce(0, +) > 3000
        })
      return values
    }
    let first: [[Int]] = try await trace()
    #expect(try await trace() == first)
    #expect(first.count > 10)
    #expect(Set(first).count > first.count / 2)
  }

  @Test("needs a failure to begin with, and passes on what the property throws")
  func start() async throws {
    struct Fault: Error {}
    let drawn: Generated<[Int]> = try Self.lists.generate(seed: 0)
    #expect(try await Shrinker().shrink(Self.lists, from: drawn.choices) { _ in false } == nil)
    await #expect(throws: Fault.self) {
      try await Shrinker().shrink(Self.lists, from: drawn.choices) { (_: [Int]) -> Bool in
        throw Fault()
      }
    }
    let discarding: Gen<Int> = .build { draw in try draw.discard() }
    #expect(try await Shrinker().shrink(discarding, from: ChoiceSequence()) { _ in true } == nil)
  }

  @Test("shrinks values of more choices than usual where it is told to")
  func manyChoices() async throws {
    let long: Gen<[Bool]> = .array(of: .boolean, count: 70_000)
    let most: Int = 200_000
    let drawn: Generated<[Bool]> = try long.generate(seed: 1, maximumChoices: most)
    var shrinker: Shrinker = Shrinker(budget: .init(calls: 50))
    #expect(try await shrinker.shrink(long, from: drawn.choices) { $0.contains(true) } == nil)
    shrinker.maximumChoices = most
    let outcome = try #require(
      await shrinker.shrink(long, from: drawn.choices) { $0.contains(true) })
    #expect(outcome.choices < drawn.choices)
  }
}
