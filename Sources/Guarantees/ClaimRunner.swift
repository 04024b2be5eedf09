import PropertyTesting

/// Runs the trials of one claim until they decide, and makes the failure small if it is violated.
struct ClaimRunner {
  let guarantee: String
  let claim: Claim
  let index: Int
  let count: Int
  let metricName: String
  let context: AuditContext

  /// Where nothing is decided after this many times the trials of a flawless run, the claim is left open.
  private static let patience: Int = 8
  private static let roundSize: Int = 64

  /// Runs trials 0, 1, … in parallel; the result is that of running them in turn.
  ///
  /// - Parameters:
  ///   - trial: runs the trial of an index.
  ///   - minimise: makes the failure of an index small.
  func run(
    trial: @escaping @Sendable (Int) throws -> TrialOutcome,
    minimise: @Sendable (Int) async throws -> Counterexample
  ) async throws -> ClaimResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    var test: SequentialBernoulliTest = try SequentialBernoulliTest(
      failureProbability: claim.tolerance.failureProbability, confidence: claim.confidence,
      falseAlarmRate: context.falseAlarmRatePerClaim)
    let needed: Int = test.failureFreeTrialsNeeded ?? 1
    var outcomes: [String: Int] = [:]
    var metrics: [Double] = []
    var firstFailure: Int?
    var wasInterrupted: Bool = false
    let context: AuditContext = context
    _ = try await CaseRunner.run(
      maximumCases: needed * Self.patience, workers: context.workers, roundSize: Self.roundSize,
      // Asked here and not where results are consumed, so that what was finished before still counts.
      case: { index in context.isInterrupted() ? nil : try trial(index) }
    ) { index, outcome in
      guard let outcome else {
        wasInterrupted = true
        return .stop
      }
      test.record(failed: !outcome.passed)
      outcomes[outcome.label, default: 0] += 1
      if let metric = outcome.metric { metrics.append(metric) }
      if !outcome.passed { firstFailure = firstFailure ?? index }
      report(test, needed: needed)
      if case .none = claim.tolerance, firstFailure != nil { return .stop }
      return test.decision == .undecided ? .next : .stop
    }
    return ClaimResult(
      name: claim.name, statement: claim.statement,
      verdict: try await verdict(
        test, firstFailure: firstFailure, wasInterrupted: wasInterrupted, minimise: minimise),
      trials: test.trials, failures: test.failures,
      failureProbabilityBound: claim.tolerance.failureProbability,
      failureInterval: try FailureInterval.inverting(test),
      outcomes: outcomes, metric: MetricSummary(name: metricName, values: metrics),
      timing: Timing(since: start))
  }

  private func verdict(
    _ test: SequentialBernoulliTest, firstFailure: Int?, wasInterrupted: Bool,
    minimise: @Sendable (Int) async throws -> Counterexample
  ) async throws -> Verdict {
    if case .none = claim.tolerance, let firstFailure {
      // A failure refutes 'never' by itself; no chance is involved.
      return .violated(falseAlarmRate: 0, counterexample: try await minimise(firstFailure))
    }
    switch test.decision {
    case .holds(let confidence):
      return .holds(confidence: confidence)
    case .violated(let falseAlarmRate):
      return .violated(falseAlarmRate: falseAlarmRate, counterexample: try await minimise(firstFailure ?? 0))
    case .undecided:
      return .inconclusive(
        reason: wasInterrupted
          ? "interrupted after \(test.trials) trials"
          : "\(test.failures) failures in \(test.trials) trials do not decide")
    }
  }

  private func report(_ test: SequentialBernoulliTest, needed: Int) {
    context.progress(
      AuditProgress(
        guarantee: guarantee, claim: claim.name, claimIndex: index, claimCount: count, trials: test.trials,
        trialsNeeded: needed, failures: test.failures))
  }
}
