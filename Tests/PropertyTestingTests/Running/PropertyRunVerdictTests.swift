import PropertyTesting
import Synchronization
import Testing

@Suite("A run of a property that fails differently, or discards")
struct PropertyRunVerdictTests {
  private static let numbers: Gen<Int> = .integer(in: 0...100_000)
  private static let workerCounts: [Int] = [1, 2, 7]

  private struct Fault: Error {}
  private struct OtherFault: Error {}

  // MARK: - Flaky properties

  @Test("reports a property that holds on the same choices again")
  func passedAgain() async throws {
    let calls: Mutex<Int> = Mutex(0)
    let made = try await report(
      Self.numbers, settings: runSettings(workers: 1),
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
      Self.numbers, settings: runSettings(workers: 1),
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
      generator, settings: runSettings(workers: 1), Property { $0 < 5000 })
    guard case .flaky(_, .generatorDiffers) = made.outcome else {
      Issue.record("\(made)")
      return
    }
  }

  // MARK: - Discards

  @Test("passes over discarded values, and gives up where there are too many", arguments: workerCounts)
  func discards(_ workers: Int) async throws {
    let settings: RunSettings = runSettings(cases: 100, workers: workers) { $0.drawStyle = .uniform }
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
      odd, settings: runSettings(cases: 100) { $0.drawStyle = .uniform }, Property { $0 % 2 == 1 })
    #expect(made.passed && made.cases == 100)
    #expect(made.discards > 50 && made.discards < 200)
    let fine = try await report(
      Self.numbers.filter { $0 > 0 }, settings: runSettings(cases: 100), Property { $0 > 0 })
    #expect(fine.discards == 0 && fine.cases == 100)
  }
}
