/// Runs numbered cases in parallel and hands their results on in the order of their numbers.
///
/// ```swift
/// let summary = try await CaseRunner.run(maximumCases: 10_000) { index in
///   try runTrial(index)
/// } consume: { index, passed in
///   test.record(failed: !passed)
///   return test.decision == .undecided ? .next : .stop
/// }
/// ```
///
/// Cases are run in rounds. The cases of a round run in any order on any number of workers; then their results are
/// consumed one after the other, until the consumer stops. What lies behind the stop is thrown away, so that results,
/// decisions and errors are those of one worker that runs the cases in turn. The size of a round is given, and is the
/// most work that can be thrown away.
public enum CaseRunner {
  /// What the consumer of a result wants.
  public enum Continuation: Sendable, Hashable {
    /// Go on to the next case.
    case next
    /// Stop; no further result is wanted.
    case stop
  }

  /// How a run ended.
  public struct Summary: Sendable, Hashable {
    /// Why a run ended.
    public enum Ending: Sendable, Hashable {
      /// All cases were consumed.
      case exhausted
      /// The consumer stopped the run.
      case stopped
    }

    /// How many results were consumed.
    public let consumedCases: Int
    /// Why the run ended.
    public let ending: Ending
  }

  /// How many cases a round has where nothing else is said; it does not depend on the machine.
  public static let defaultRoundSize: Int = 64

  /// Runs cases 0, 1, … until all are consumed, the consumer stops, or one fails.
  ///
  /// - Parameters:
  ///   - maximumCases: how many cases there are, not negative.
  ///   - workers: how many cases run at a time, at least 1.
  ///   - roundSize: how many cases a round has, at least 1.
  ///   - runCase: computes the result of a case from its number and nothing that changes.
  ///   - consume: called with each number and result, in order, never two at a time.
  /// - Returns: how many results were consumed, and why the run ended.
  /// - Throws: the error of the first case that threw, once all results before it were consumed without a stop; what
  ///   `consume` throws; `CancellationError` where the task was cancelled, which is looked at between cases.
  public static func run<Value: Sendable>(
    maximumCases: Int, workers: Int, roundSize: Int = defaultRoundSize,
    isolation: isolated (any Actor)? = #isolation,
    case runCase: @Sendable @escaping (Int) async throws -> Value,
    consume: (Int, Value) throws -> Continuation
  ) async throws -> Summary {
    precondition(maximumCases >= 0, "the number of cases cannot be negative")
    precondition(workers >= 1 && roundSize >= 1, "a run needs a worker and rounds that are not empty")
    var start: Int = 0
    while start < maximumCases {
      try Task.checkCancellation()
      let round: Range<Int> = start..<start + min(roundSize, maximumCases - start)
      let outcomes: [Result<Value, any Error>?] = await outcomes(of: round, workers: workers, runCase)
      try Task.checkCancellation()
      for (index, outcome) in zip(round, outcomes) {
        // Cases are skipped only behind one that threw, or on cancellation; neither gets here.
        guard let outcome: Result<Value, any Error> else { throw CancellationError() }
        if try consume(index, outcome.get()) == .stop {
          return Summary(consumedCases: index + 1, ending: .stopped)
        }
      }
      start = round.upperBound
    }
    return Summary(consumedCases: maximumCases, ending: .exhausted)
  }

  /// The outcomes of a round in order; nil for cases that were skipped.
  private static func outcomes<Value: Sendable>(
    of round: Range<Int>, workers: Int, _ runCase: @Sendable @escaping (Int) async throws -> Value
  ) async -> [Result<Value, any Error>?] {
    let queue: CaseQueue = CaseQueue(round)
    return await withTaskGroup(of: [(Int, Result<Value, any Error>)].self) { group in
      for _ in 0..<min(workers, round.count) {
        group.addTask { await queue.work(runCase) }
      }
      var outcomes: [Result<Value, any Error>?] = Array(repeating: nil, count: round.count)
      while let finished = await group.next() {
        for (index, outcome) in finished { outcomes[index - round.lowerBound] = outcome }
      }
      return outcomes
    }
  }
}
