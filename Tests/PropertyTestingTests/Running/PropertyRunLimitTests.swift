import PropertyTesting
import Synchronization
import Testing

@Suite("A run of a property within limits")
struct PropertyRunLimitTests {
  private static let numbers: Gen<Int> = .integer(in: 0...100_000)

  // MARK: - Deadlines

  /// A clock that properties move on by themselves.
  private final class HandClock: Sendable {
    private let time: Mutex<Double> = Mutex(0)
    var seconds: Double { time.withLock { $0 } }
    func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
  }

  private static func settings(_ clock: HandClock) -> RunSettings {
    runSettings(workers: 1) {
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
      return try await report(Self.numbers, settings: runSettings(), property)
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
        .array(of: Self.numbers, count: 20...30), settings: runSettings(workers: 1), property)
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
      settings: runSettings(cases: 10, workers: 1) { $0.shrinkCalls = 7 },
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
    let settings: RunSettings = runSettings(cases: 10, workers: 1) {
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
