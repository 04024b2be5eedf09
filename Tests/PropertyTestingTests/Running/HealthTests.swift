import PropertyTesting
import Synchronization
import Testing

@Suite("Health checks")
struct HealthTests {
  private static let numbers: Gen<Int> = .integer(in: 0...1_000_000)

  private static func settings(_ change: (inout RunSettings) -> Void = { _ in }) -> RunSettings {
    RunSettings.profile(.ci).with {
      $0.cases = 200
      $0.drawStyle = .uniform
      change(&$0)
    }
  }

  private static func findings<Value>(
    _ generator: Gen<Value>, _ change: (inout RunSettings) -> Void = { _ in }
  ) async throws -> [HealthCheck] {
    try await report(generator, settings: settings(change), Property { _ in true }).findings.map(\.check)
  }

  @Test("find nothing in a sound generator")
  func sound() async throws {
    #expect(try await Self.findings(Self.numbers) == [])
    #expect(try await Self.findings(Gen.array(of: Self.numbers)) == [])
    #expect(try await Self.findings(Self.numbers.filter { $0 % 2 == 0 }) == [])
  }

  @Test("find that most values are rejected")
  func rejections() async throws {
    let rare: Gen<Int> = Self.numbers.filter { $0 % 40 == 0 }
    #expect(try await Self.findings(rare) == [.rejections])
    #expect(try await Self.findings(Self.numbers.filter { $0 % 5 == 0 }) == [])
    // Discards of the property count as well.
    let made = try await report(
      Self.numbers, settings: Self.settings { $0.discardsPerCase = 100 },
      Property { value, trial in try trial.assume(value % 40 == 0) })
    #expect(made.passed && made.findings.map(\.check) == [.rejections])
    #expect(made.description.contains("build valid values"))
  }

  @Test("find that values take too many choices")
  func hugeDraws() async throws {
    let long: Gen<[Bool]> = .build { draw in
      let size: Int = try draw(.integer(in: 0...100))
      return try (0..<size).map { _ in try draw(.boolean) }
    }
    #expect(try await Self.findings(long) { $0.maximumChoices = 50 } == [.hugeDraws])
    #expect(try await Self.findings(long) { $0.maximumChoices = 101 } == [])
    let made = try await report(
      long, settings: Self.settings { $0.maximumChoices = 50 }, Property { $0.count < 50 })
    #expect(made.passed && made.health.overlong > 50 && made.health.mostChoices == 50)
  }

  @Test("find that most cases are the same although there are many")
  func degenerate() async throws {
    let one: Gen<Int> = .frequency([(9, .constant(0)), (1, Self.numbers)])
    #expect(try await Self.findings(one) == [.degenerateShare])
    let mixed: Gen<Int> = .frequency([(1, .constant(0)), (3, Self.numbers)])
    #expect(try await Self.findings(mixed) == [])
    // A generator that has no more values is no degenerate one.
    #expect(try await Self.findings(Gen<Int>.constant(3)) == [])
    #expect(try await Self.findings(Gen.boolean) == [])
  }

  @Test("find that drawing takes long, and only where a clock is read")
  func slowGeneration() async throws {
    let time: Mutex<Double> = Mutex(0)
    let slow: Gen<Int> = Self.numbers.map { value in
      time.withLock { $0 += 0.5 }
      return value
    }
    let change: (inout RunSettings) -> Void = { settings in
      settings.workers = 1
      settings.clock = { time.withLock { $0 } }
      settings.deadlineSeconds = 10
    }
    #expect(try await Self.findings(slow, change) == [.slowGeneration])
    #expect(
      try await Self.findings(slow) {
        change(&$0)
        $0.deadlineSeconds = nil
      } == [])
    #expect(
      try await Self.findings(slow) {
        change(&$0)
        $0.clock = { time.withLock { $0 / 100 } }
      } == [])
  }

  @Test("fail, warn or are not asked, as the settings say")
  func policies() async throws {
    let rare: Gen<Int> = Self.numbers.filter { $0 % 40 == 0 }
    for policy in [HealthPolicy.ignore, .warn, .fail] {
      let made = try await report(
        rare, settings: Self.settings { $0.health[.rejections] = policy }, Property { _ in true })
      #expect(made.passed == (policy != .fail))
      #expect(made.findings.isEmpty == (policy == .ignore))
      if policy == .fail {
        guard case .unhealthy = made.outcome else {
          Issue.record("\(made)")
          continue
        }
        #expect(made.description.contains("unhealthy"))
      }
    }
    #expect(HealthPolicies(all: .fail)[.hugeDraws] == .fail)
  }

  @Test("say nothing of a few cases")
  func fewCases() async throws {
    let rare: Gen<Int> = Self.numbers.filter { $0 % 40 == 0 }
    #expect(try await Self.findings(rare) { $0.cases = 20 } == [])
  }
}
