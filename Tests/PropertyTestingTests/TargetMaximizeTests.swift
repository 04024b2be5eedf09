import PropertyTesting
import Testing

@Suite("Maximising")
struct TargetMaximizeTests {
  struct Fault: Error {}

  static let lists: Gen<[Int]> = .array(of: .integer(in: -100...100), count: 0...20)

  @Test("finds the highest score, and the simplest value that has it")
  func maximum() async throws {
    let found = try await Self.lists.maximize(calls: 1000, seed: 1) { list in
      Double(min(list.max() ?? 0, 97))
    }
    let outcome = try #require(found)
    #expect(outcome.best.score == 97 && outcome.simplest.score == 97)
    #expect(outcome.simplest.value == [97])
    #expect(outcome.simplest.choices <= outcome.best.choices)
    #expect(outcome.calls == 1000 && outcome.simplificationEnding == .minimal)
    #expect(try Self.lists.generate(replaying: outcome.best.choices).value == outcome.best.value)
  }

  @Test("finds the lowest score too")
  func minimum() async throws {
    let found = try await Self.lists.minimize(calls: 4000, seed: 1) { Double($0.reduce(0, +)) }
    let outcome = try #require(found)
    #expect(outcome.best.score == -2000)
    #expect(outcome.simplest.value == Array(repeating: -100, count: 20))
    let scores: [Double] = outcome.trace.map(\.score)
    #expect(scores == scores.sorted(by: >) && scores.last == -2000)
    #expect(outcome.trace.map(\.call) == outcome.trace.map(\.call).sorted())
  }

  @Test("a tolerance makes the value simpler, and keeps the score within it")
  func tolerance() async throws {
    let generator: Gen<[Double]> = .array(of: .float(in: -1...1), count: 3)
    func search(_ tolerance: Double) async throws -> TargetOutcome<[Double]>? {
      try await generator.maximize(calls: 2000, seed: 3, tolerance: tolerance) { point in
        -point.reduce(0) { $0 + ($1 - 0.3333) * ($1 - 0.3333) }
      }
    }
    let strict = try #require(try await search(0))
    let loose = try #require(try await search(0.01))
    #expect(strict.best.choices == loose.best.choices)
    #expect(loose.simplest.score >= loose.best.score - 0.01)
    #expect(loose.simplest.choices < strict.simplest.choices)
    #expect(loose.simplest.value.allSatisfy { ($0 * 10).rounded() / 10 == $0 }, "\(loose.simplest.value)")
  }

  @Test("is the same on any number of workers")
  func workers() async throws {
    func search(_ workers: Int) async throws -> TargetOutcome<[Int]>? {
      try await Self.lists.maximize(calls: 800, seed: 9, workers: workers) { list in
        list.isEmpty ? nil : Double(list.reduce(0, ^))
      }
    }
    let one = try #require(try await search(1))
    let four = try #require(try await search(4))
    #expect(one.best.choices == four.best.choices && one.trace == four.trace)
    #expect(one.simplest.choices == four.simplest.choices && one.unscored == four.unscored)
    #expect(one.unscored > 0)
  }

  @Test("gives nothing where no value has a score, and passes on what the score throws")
  func nothing() async throws {
    #expect(try await Self.lists.maximize(calls: 100, seed: 1, score: { _ in nil }) == nil)
    #expect(try await Self.lists.maximize(calls: 1, seed: 1) { _ in Double.nan } == nil)
    await #expect(throws: Fault.self) {
      try await Self.lists.maximize(calls: 100, seed: 1) { list in
        if list.count > 3 { throw Fault() }
        return 1
      }
    }
    let infinite = try await Self.lists.minimize(calls: 100, seed: 1) { _ in -Double.infinity }
    #expect(infinite?.best.score == -.infinity && infinite?.simplest.value == [])
  }

  @Test("a stopped simplification gives its best")
  func stopped() async throws {
    let found = try await Self.lists.maximize(
      calls: 500, seed: 1, shrinker: Shrinker(budget: Shrinker.Budget(calls: 3))
    ) { list in Double(list.count) }
    let outcome = try #require(found)
    #expect(outcome.simplificationEnding == .outOfCalls && outcome.best.score == outcome.simplest.score)
  }
}
