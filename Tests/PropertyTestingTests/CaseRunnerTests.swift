import PropertyTesting
import Synchronization
import Testing

@Suite("The case runner")
struct CaseRunnerTests {
  struct Fault: Error, Equatable { let index: Int }

  /// Work that takes longer for some cases, so that they end out of order.
  @Sendable private static func work(_ index: Int) -> Int {
    var word: Int = index
    for _ in 0..<(index * 7919 % 13) * 1000 { word = (word &* 31 &+ 7) & 0xFFFF }
    // The word is below 2^16, so this takes nothing away; but the compiler cannot leave the loop out.
    return index * index - (word >> 16)
  }

  @Test("hands on every result in order, on any number of workers", arguments: [1, 2, 3, 16])
  func order(_ workers: Int) async throws {
    for (cases, round) in [(0, 4), (1, 1), (10, 3), (100, 64), (7, 100)] {
      var seen: [Int] = []
      let summary = try await CaseRunner.run(maximumCases: cases, workers: workers, roundSize: round) {
        Self.work($0)
      } consume: { index, value in
        #expect(value == index * index)
        seen.append(index)
        return .next
      }
      #expect(seen == Array(0..<cases))
      #expect(summary.consumedCases == cases && summary.ending == .exhausted)
    }
  }

  @Test("stops where the consumer stops, on any number of workers", arguments: [1, 2, 5])
  func stop(_ workers: Int) async throws {
    for last in [0, 1, 9, 10, 11, 37] {
      var consumed: Int = 0
      let summary = try await CaseRunner.run(maximumCases: 50, workers: workers, roundSize: 10) { index in
        // Cases behind the stop may throw without anyone seeing it.
        guard index <= last else { throw Fault(index: index) }
        return index
      } consume: { index, _ in
        consumed += 1
        return index == last ? .stop : .next
      }
      #expect(consumed == last + 1 && summary.consumedCases == last + 1 && summary.ending == .stopped)
    }
  }

  @Test("throws the error of the lowest case, after the results before it", arguments: [1, 2, 5])
  func error(_ workers: Int) async throws {
    var seen: [Int] = []
    await #expect(throws: Fault(index: 13)) {
      _ = try await CaseRunner.run(maximumCases: 50, workers: workers, roundSize: 10) { index in
        _ = Self.work(index)
        guard index < 13 else { throw Fault(index: index) }
        return index
      } consume: { index, _ in
        seen.append(index)
        return .next
      }
    }
    #expect(seen == Array(0..<13))
  }

  @Test("passes on what the consumer throws")
  func consumerError() async {
    await #expect(throws: Fault(index: 2)) {
      _ = try await CaseRunner.run(maximumCases: 5, workers: 2) {
        $0
      } consume: { index, _ in
        guard index < 2 else { throw Fault(index: index) }
        return .next
      }
    }
  }

  @Test("runs no more than the workers at a time, and no round before its time")
  func limits() async throws {
    let running: Mutex<(now: Int, most: Int, started: Int)> = Mutex((0, 0, 0))
    var startedAtFirst: Int = 0
    _ = try await CaseRunner.run(maximumCases: 40, workers: 3, roundSize: 8) { index in
      running.withLock {
        $0.now += 1
        $0.started += 1
        $0.most = max($0.most, $0.now)
      }
      defer { running.withLock { $0.now -= 1 } }
      return Self.work(index)
    } consume: { index, _ in
      if index == 0 { startedAtFirst = running.withLock(\.started) }
      return .next
    }
    #expect(running.withLock(\.most) <= 3)
    #expect(running.withLock(\.started) == 40)
    #expect(startedAtFirst == 8)
  }

  /// Counts from several threads.
  private final class Counter: Sendable {
    let value: Atomic<Int> = Atomic(0)
  }

  @Test("honours cancellation between cases")
  func cancellation() async throws {
    let started: Counter = Counter()
    let run: Task<Void, any Error> = Task {
      _ = try await CaseRunner.run(maximumCases: 1_000_000, workers: 2) { index in
        started.value.add(1, ordering: .relaxed)
        return index
      } consume: { index, _ in
        if index == 150 { withUnsafeCurrentTask { $0?.cancel() } }
        return .next
      }
    }
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(started.value.load(ordering: .relaxed) < 1000)
  }
}
