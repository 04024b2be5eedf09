import PropertyTesting
import Synchronization
import Testing

/// Runs a property without a name that changes with the line, under settings that read no environment.
func report<Value>(
  _ generator: Gen<Value>, name: String = "property", examples: [String] = [],
  settings: RunSettings = .profile(.ci), _ property: Property<Value>
) async throws -> PropertyReport {
  try await runProperty(
    name, generator, examples: examples, settings: settings,
    place: SourcePlace(fileID: "Module/File.swift", line: 7, function: "test()"), property: property)
}

@Suite("A run of a property")
struct PropertyRunTests {
  private static let numbers: Gen<Int> = .integer(in: 0...100_000)
  private static let lists: Gen<[Int]> = .array(of: .integer(in: -1000...1000))
  private static let workerCounts: [Int] = [1, 2, 7]

  private struct Fault: Error {}
  private struct OtherFault: Error {}

  private static func settings(
    cases: Int = 300, workers: Int = 2, _ change: (inout RunSettings) -> Void = { _ in }
  ) -> RunSettings {
    RunSettings.profile(.ci).with {
      $0.cases = cases
      $0.workers = workers
      change(&$0)
    }
  }

  // MARK: - The same everywhere

  @Test("comes out the same on any number of workers, held or broken")
  func workers() async throws {
    for limit in [200, 60, 5] {
      var texts: [String] = []
      for workers in Self.workerCounts {
        let made = try await report(
          Self.lists, settings: Self.settings(workers: workers),
          Property { items, trial in
            trial.classify("long", when: items.count > 5)
            trial.collect(items.count % 3, in: "rest")
            trial.target(Double(items.reduce(0, +)), label: "sum")
            return items.count < limit
          })
        texts.append(made.description)
        #expect(made.passed == (limit == 200))
      }
      #expect(Set(texts).count == 1, "\(texts)")
    }
  }

  @Test("derives its cases from the seed and the name")
  func seeds() async throws {
    func cases(_ name: String, seed: UInt64) async throws -> [Int] {
      let seen: Mutex<[Int]> = Mutex([])
      _ = try await report(
        Self.numbers, name: name,
        settings: Self.settings(cases: 40, workers: 1) { $0.seed = seed },
        Property { value in seen.withLock { $0.append(value) } })
      return seen.withLock { $0 }
    }
    let first: [Int] = try await cases("a", seed: 0)
    #expect(first.count == 40)
    #expect(try await cases("a", seed: 0) == first)
    #expect(try await cases("b", seed: 0) != first)
    #expect(try await cases("a", seed: 1) != first)
    #expect(Set(first).count > 20)
  }

  @Test("draws the same cases in every process and version")
  func frozenCases() async throws {
    let seen: Mutex<[Int]> = Mutex([])
    _ = try await report(
      Self.numbers, settings: Self.settings(cases: 6, workers: 1) { $0.drawStyle = .uniform },
      Property { value in seen.withLock { $0.append(value) } })
    #expect(seen.withLock { $0 } == [0, 38932, 1821, 71493, 47958, 53042])
  }

  @Test("draws a fresh seed where none is set, and tells it")
  func freshSeed() async throws {
    let settings: RunSettings = Self.settings(cases: 1) { $0.seed = nil }
    var seeds: Set<UInt64> = []
    for _ in 0..<4 {
      seeds.insert(try await report(Self.numbers, settings: settings, Property { _ in true }).seed)
    }
    #expect(seeds.count > 1)
    let seed: UInt64 = try #require(seeds.first)
    let again = try await report(
      Self.numbers, settings: settings.with { $0.seed = seed }, Property { _ in true })
    #expect(again.seed == seed && again.description.contains("seed \(seed)"))
  }

  @Test("tries the simplest value first")
  func simplestFirst() async throws {
    let made = try await report(Self.lists, Property { _ in false })
    #expect(made.counterexample?.origin == .drawn(0))
    #expect(made.counterexample?.values.map(\.description) == ["[]"])
    #expect(made.cases == 0)
  }

  @Test("reports the first failing case, whatever finished first", arguments: workerCounts)
  func firstFailure(_ workers: Int) async throws {
    let settings: RunSettings = Self.settings(workers: 1)
    let order: Mutex<[Int]> = Mutex([])
    _ = try await report(
      Self.numbers, settings: settings, Property { value in order.withLock { $0.append(value) } })
    let values: [Int] = order.withLock { $0 }
    let first: Int = try #require(values.firstIndex { $0 > 50_000 })
    let made = try await report(
      Self.numbers, settings: settings.with { $0.workers = workers },
      Property { value in
        // Earlier cases take longer, so that later failures are found before the first.
        var word: Int = value
        for _ in 0..<max(0, 30_000 - (values.firstIndex(of: value) ?? 0) * 1000) { word = word &* 31 &+ 7 }
        return value <= 50_000 || word == 1
      })
    #expect(made.counterexample?.origin == .drawn(first))
    #expect(made.cases == first)
    #expect(made.counterexample?.values.map(\.description) == ["50001"])
  }

  // MARK: - Failures

  @Test("does not slip to another failure while it shrinks", arguments: [true, false])
  func kindsOfFailure(_ isAsynchronous: Bool) async throws {
    let judge: @Sendable (Int, Trial) throws -> Void = { value, trial in
      if value >= 60_000 { throw Fault() }
      if value >= 50 && value < 100 { throw OtherFault() }
      // Conditions at different places are different failures as well.
      try trial.require(value < 40_000, "too large")
      try trial.require(value < 10 || value >= 20, "too small")
    }
    let property: Property<Int> =
      isAsynchronous
      ? Property { (value: Int, trial: Trial) async throws in try judge(value, trial) } : Property(judge)
    for (start, end, text) in [
      (70_000, 60_000, "threw Fault"), (70, 50, "threw OtherFault"), (50_000, 40_000, "too large"),
      (15, 10, "too small"),
    ] {
      let made = try await report(
        Self.numbers, examples: ["choices/2 \(start)/100000"], settings: Self.settings(), property)
      let example = try #require(made.counterexample)
      #expect(example.values.map(\.description) == ["\(end)"], "from \(start)")
      #expect(example.failure.description.contains(text))
    }
  }

  @Test("shrinks a property that suspends as one that does not")
  func asynchronousShrinking() async throws {
    let isGood: @Sendable ([Int]) -> Bool = { items in items.count < 3 || items.allSatisfy { $0 < 7 } }
    let quick = try await report(Self.lists, Property { isGood($0) })
    let slow = try await report(
      Self.lists,
      Property { (items: [Int]) async -> Bool in
        await Task.yield()
        return isGood(items)
      })
    #expect(quick.counterexample?.values.map(\.description) == ["[0, 0, 7]"])
    #expect(slow.description == quick.description)
    #expect(try #require(slow.counterexample).shrinkCalls > 5)
  }

  @Test("reports an error of a generator, and shrinks it")
  func generatorError() async throws {
    let generator: Gen<Int> = Self.numbers.map { value in
      if value > 300 { throw Fault() }
      return value
    }
    let example = try #require(try await report(generator, Property { _ in true }).counterexample)
    guard case .generatorThrew(let error) = example.failure else {
      Issue.record("the generator threw")
      return
    }
    #expect(error is Fault)
    #expect(example.choices.description == "choices/2 301/100000")
  }

  @Test("shows values by their names, and notes")
  func names() async throws {
    let generator: Gen<(Int, Int)> = .build { draw in
      let width: Int = try draw("width", .integer(in: 1...100))
      return (width, try draw("height", .integer(in: 1...width)))
    }
    let made = try await report(
      generator,
      Property { size, trial in
        trial.note("area \(size.0 * size.1)")
        return size.0 * size.1 < 30
      })
    let example = try #require(made.counterexample)
    #expect(example.values.map(\.name) == ["width", "height"])
    let (width, height) = (Int(example.values[0].description), Int(example.values[1].description))
    #expect(example.notes == ["area \((width ?? 0) * (height ?? 0))"])
    #expect(made.description.contains("  width = \(width ?? 0)\n"))
  }

  private final class Point: Sendable {
    let x: Int
    init(x: Int) { self.x = x }
  }

  private struct PointFault: Error {
    let point: Point
  }

  @Test("shows values and errors of private types without an address")
  func privateTypes() async throws {
    let made = try await report(
      Self.numbers.map { Point(x: $0) },
      Property { point in
        if point.x >= 3 { throw PointFault(point: point) }
      })
    let example = try #require(made.counterexample)
    #expect(example.values.map(\.description) == ["PropertyTestingTests.PropertyRunTests.Point"])
    #expect(
      example.failure.description
        == "the property threw PointFault: PointFault(point: PropertyTestingTests.PropertyRunTests.Point)")
  }

  // MARK: - Flaky properties

  @Test("reports a property that holds on the same choices again")
  func passedAgain() async throws {
    let calls: Mutex<Int> = Mutex(0)
    let made = try await report(
      Self.numbers, settings: Self.settings(workers: 1),
      Property { _ in
        calls.withLock {
          $0 += 1
          return $0 != 20
        }
      })
    guard case .flaky(let example, .passedAgain) = made.outcome else {
      Issue.record("\(made)")
      return
    }
    #expect(example.origin == .drawn(19) && !made.passed)
  }

  @Test("reports a property that fails in another way on the same choices")
  func failedDifferently() async throws {
    let calls: Mutex<Int> = Mutex(0)
    let made = try await report(
      Self.numbers, settings: Self.settings(workers: 1),
      Property { _ in
        let call: Int = calls.withLock {
          $0 += 1
          return $0
        }
        if call == 20 { throw Fault() }
        if call == 21 { throw OtherFault() }
      })
    guard case .flaky(_, .failedDifferently(let text)) = made.outcome else {
      Issue.record("\(made)")
      return
    }
    #expect(text.contains("OtherFault"))
  }

  @Test("reports a generator that does not depend on its choices alone")
  func generatorDiffers() async throws {
    let calls: Mutex<UInt64> = Mutex(0)
    let generator: Gen<Int> = .build { draw in
      let limit: Int = calls.withLock {
        $0 += 1
        return Int($0)
      }
      return try draw(.integer(in: 0...(1000 * limit)))
    }
    let made = try await report(
      generator, settings: Self.settings(workers: 1), Property { $0 < 5000 })
    guard case .flaky(_, .generatorDiffers) = made.outcome else {
      Issue.record("\(made)")
      return
    }
  }

  // MARK: - Discards

  @Test("passes over discarded values, and gives up where there are too many", arguments: workerCounts)
  func discards(_ workers: Int) async throws {
    let settings: RunSettings = Self.settings(cases: 100, workers: workers) { $0.drawStyle = .uniform }
    let half = try await report(
      Self.numbers, settings: settings,
      Property { value, trial in
        try trial.assume(value % 2 == 0)
        return value % 2 == 0
      })
    #expect(half.passed && half.cases == 100)
    #expect(half.discards > 50 && half.discards < 200)
    let few = try await report(
      Self.numbers, settings: settings,
      Property { value, trial in
        try trial.assume(value > 99_000)
      })
    guard case .gaveUp = few.outcome else {
      Issue.record("\(few)")
      return
    }
    #expect(few.discards == 1001 && few.cases < 50)
    #expect(few.description.contains("given up"))
    let generous = try await report(
      Self.numbers, settings: settings.with { $0.discardsPerCase = 1000 },
      Property { value, trial in
        try trial.assume(value > 99_000)
      })
    #expect(generous.passed && generous.cases == 100)
  }

  @Test("counts what a generator discards, but not the simplest value")
  func generatorDiscards() async throws {
    let odd: Gen<Int> = Self.numbers.filter(attempts: 1) { $0 % 2 == 1 }
    let made = try await report(
      odd, settings: Self.settings(cases: 100) { $0.drawStyle = .uniform }, Property { $0 % 2 == 1 })
    #expect(made.passed && made.cases == 100)
    #expect(made.discards > 50 && made.discards < 200)
    let fine = try await report(
      Self.numbers.filter { $0 > 0 }, settings: Self.settings(cases: 100), Property { $0 > 0 })
    #expect(fine.discards == 0 && fine.cases == 100)
  }

  // MARK: - Deadlines

  /// A clock that properties move on by themselves.
  private final class HandClock: Sendable {
    private let time: Mutex<Double> = Mutex(0)
    var seconds: Double { time.withLock { $0 } }
    func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
  }

  private static func settings(_ clock: HandClock) -> RunSettings {
    settings(workers: 1) {
      $0.deadlineSeconds = 1
      $0.clock = { clock.seconds }
    }
  }

  @Test("fails a case that is slower than its deadline, and shrinks it")
  func deadline() async throws {
    let clock: HandClock = HandClock()
    let made = try await report(
      Self.numbers, settings: Self.settings(clock), Property { clock.pass(Double($0) / 1000) })
    let example = try #require(made.counterexample)
    guard case .failed = made.outcome, case .tooSlow(let seconds, deadlineSeconds: 1) = example.failure else {
      Issue.record("\(made)")
      return
    }
    #expect(seconds > 1)
    let value: Int = try #require(Int(example.values[0].description))
    #expect(value == 1001 || value == 1002)
    let inTime = try await report(
      Self.numbers, settings: Self.settings(clock), Property { clock.pass(Double($0) / 100_000) })
    #expect(inTime.passed)
    let unlimited = try await report(
      Self.numbers, settings: Self.settings(clock).with { $0.deadlineSeconds = nil },
      Property { clock.pass(Double($0)) })
    #expect(unlimited.passed && unlimited.health.generationSeconds == nil)
  }

  @Test("does not fail a case that is slow only once")
  func slowOnce() async throws {
    let clock: HandClock = HandClock()
    let calls: Mutex<Int> = Mutex(0)
    let made = try await report(
      Self.numbers, settings: Self.settings(clock),
      Property { _ in
        let call: Int = calls.withLock {
          $0 += 1
          return $0
        }
        if call == 30 { clock.pass(5) }
      })
    #expect(made.passed && calls.withLock { $0 } == 301)
  }

  // MARK: - Cancellation

  @Test("is cancelled with its task", arguments: [true, false])
  func cancellation(_ isAsynchronous: Bool) async throws {
    let run: Task<PropertyReport, any Error> = Task {
      let property: Property<Int> =
        isAsynchronous
        ? Property { (_: Int) async throws in
          withUnsafeCurrentTask { $0?.cancel() }
          try await Task.sleep(nanoseconds: 1)
        }
        : Property { (_: Int) throws in
          withUnsafeCurrentTask { $0?.cancel() }
          try Task.checkCancellation()
        }
      withUnsafeCurrentTask { $0?.cancel() }
      return try await report(Self.numbers, settings: Self.settings(), property)
    }
    await #expect(throws: CancellationError.self) { _ = try await run.value }
  }

  @Test("is cancelled while it shrinks", arguments: [true, false])
  func cancellationWhileShrinking(_ isAsynchronous: Bool) async throws {
    let failures: Mutex<Int> = Mutex(0)
    let judge: @Sendable ([Int]) -> Bool = { items in
      guard items.contains(where: { $0 > 9 }) else { return true }
      let count: Int = failures.withLock {
        $0 += 1
        return $0
      }
      // The case fails, fails again, and the shrinker judges it and some simpler ones.
      if count == 5 { withUnsafeCurrentTask { $0?.cancel() } }
      return false
    }
    let run: Task<PropertyReport, any Error> = Task {
      let property: Property<[Int]> =
        isAsynchronous ? Property { (items: [Int]) async in judge(items) } : Property { judge($0) }
      return try await report(
        .array(of: Self.numbers, count: 20...30), settings: Self.settings(workers: 1), property)
    }
    await #expect(throws: CancellationError.self) { _ = try await run.value }
  }

  @Test("takes a CancellationError of a property that is not cancelled for a failure")
  func cancellationError() async throws {
    let made = try await report(Self.numbers, Property { (_: Int) throws in throw CancellationError() })
    guard case .failed(let example) = made.outcome, case .threw(let error) = example.failure else {
      Issue.record("\(made)")
      return
    }
    #expect(error is CancellationError)
  }

  // MARK: - Limits

  @Test("spends no more calls on shrinking than it may, and says so")
  func shrinkCalls() async throws {
    let calls: Mutex<Int> = Mutex(0)
    let made = try await report(
      .array(of: Self.numbers, count: 50...60),
      settings: Self.settings(cases: 10, workers: 1) { $0.shrinkCalls = 7 },
      Property { items in
        calls.withLock { $0 += 1 }
        return items.allSatisfy { $0 < 50 }
      })
    let example = try #require(made.counterexample)
    #expect(example.shrinkEnding == .outOfCalls && example.shrinkCalls <= 7)
    #expect(made.description.contains("shrinkCalls"))
    // The cases, two looks at the failure, and the shrinker's calls.
    #expect(calls.withLock { $0 } <= made.cases + 1 + 2 + 7)
  }

  @Test("spends no more seconds on shrinking than it may")
  func shrinkSeconds() async throws {
    let clock: HandClock = HandClock()
    let settings: RunSettings = Self.settings(cases: 10, workers: 1) {
      $0.shrinkSeconds = 3
      $0.clock = { clock.seconds }
    }
    let made = try await report(
      .array(of: Self.numbers, count: 50...60), settings: settings,
      Property { items in
        clock.pass(1)
        return items.allSatisfy { $0 < 50 }
      })
    #expect(made.counterexample?.shrinkEnding == .outOfTime)
  }
}
