import Synchronization

/// The cases of a round, which workers take one after the other.
///
/// A task for each case would cost more than a quick case itself, so there is one for each worker.
final class CaseQueue: Sendable {
  private let next: Atomic<Int>
  private let end: Atomic<Int>

  init(_ round: Range<Int>) {
    next = Atomic(round.lowerBound)
    end = Atomic(round.upperBound)
  }

  /// Takes and runs cases until there are none left before the first that threw, or the task is cancelled.
  func work<Value>(
    _ runCase: @Sendable (Int) async throws -> Value
  ) async -> [(Int, Result<Value, any Error>)] {
    var finished: [(Int, Result<Value, any Error>)] = []
    while !Task.isCancelled {
      let index: Int = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < end.load(ordering: .relaxed) else { break }
      do {
        finished.append((index, .success(try await runCase(index))))
      } catch {
        end.min(index, ordering: .relaxed)
        finished.append((index, .failure(error)))
      }
    }
    return finished
  }
}
