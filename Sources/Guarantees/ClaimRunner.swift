import PropertyTesting

/// Runs the trials of one claim until they decide, and makes the failure small if it is violated.
///
/// The trials are cases of `CaseRunner` and the decision is that of the engine's `StatisticalTest`; what is added here
/// is what an audit tells of them.
struct ClaimRunner {
  let guarantee: String
  let claim: Claim
  let index: Int
  let count: Int
  let metricName: String
  let context: AuditContext

  private static let roundSize: Int = 64

  /// What was seen of the trials.
  private struct Seen {
    var outcomes: [String: Int] = [:]
    var metrics: [Double] = []
    var failures: Int = 0
    var firstFailure: Int?
    var wasInterrupted: Bool = false
  }

  /// Runs trials 0, 1, … in parallel; the result is that of running them in turn.
  ///
  /// - Parameters:
  ///   - stored: a failure that was kept from an earlier run and still fails; it refutes a claim that nothing fails.
  ///   - trial: runs the trial of an index.
  ///   - minimise: makes the failure of an index small.
  func run(
    stored: Counterexample? = nil, trial: @escaping @Sendable (Int) throws -> TrialOutcome,
    minimise: @Sendable (Int) async throws -> Counterexample
  ) async throws -> ClaimResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    var test: StatisticalTest = try claim.tolerance.statisticalClaim.test(
      falseAlarmRate: context.falseAlarmRatePerClaim, missRate: 1 - claim.confidence)
    var seen: Seen = Seen()
    if case .none = claim.tolerance, let stored {
      return try result(test, seen, .violated(falseAlarmRate: 0, counterexample: stored), start)
    }
    let needed: Int = try trialsNeeded
    let context: AuditContext = context
    _ = try await CaseRunner.run(
      maximumCases: test.trialLimit, workers: context.workers, roundSize: Self.roundSize,
      // Asked here and not where results are consumed, so that what was finished before still counts.
      case: { index in context.isInterrupted() ? nil : try trial(index) }
    ) { index, outcome in
      guard let outcome else {
        seen.wasInterrupted = true
        return .stop
      }
      try test.record(succeeded: outcome.passed)
      seen.outcomes[outcome.label, default: 0] += 1
      if let metric = outcome.metric { seen.metrics.append(metric) }
      if !outcome.passed {
        seen.failures += 1
        seen.firstFailure = seen.firstFailure ?? index
      }
      context.progress(
        AuditProgress(
          guarantee: guarantee, claim: claim.name, claimIndex: self.index, claimCount: count,
          trials: test.trials, trialsNeeded: needed, failures: seen.failures))
      return test.decision == .undecided ? .next : .stop
    }
    return try result(test, seen, try await verdict(test, seen, minimise: minimise), start)
  }

  /// The trials that suffice where none fails.
  private var trialsNeeded: Int {
    get throws {
      try SequentialBernoulliTest(
        failureProbability: claim.tolerance.excludedFailureProbability, confidence: claim.confidence,
        falseAlarmRate: context.falseAlarmRatePerClaim
      ).failureFreeTrialsNeeded ?? 1
    }
  }

  private func verdict(
    _ test: StatisticalTest, _ seen: Seen, minimise: @Sendable (Int) async throws -> Counterexample
  ) async throws -> Verdict {
    switch (test.decision, seen.firstFailure) {
    case (.holds, _):
      return .holds(confidence: claim.confidence)
    case (.violated, let failure?):
      let isCertain: Bool = if case .none = claim.tolerance { true } else { false }
      return .violated(
        // A failure refutes 'never' by itself; no chance is involved.
        falseAlarmRate: isCertain ? 0 : test.falseAlarmRate, counterexample: try await minimise(failure))
    case (.violated, nil), (.undecided, _):
      return .inconclusive(
        reason: seen.wasInterrupted
          ? "interrupted after \(test.trials) trials"
          : "\(seen.failures) failures in \(test.trials) trials do not decide")
    }
  }

  private func result(
    _ test: StatisticalTest, _ seen: Seen, _ verdict: Verdict, _ start: ContinuousClock.Instant
  ) throws -> ClaimResult {
    ClaimResult(
      name: claim.name, statement: claim.statement, verdict: verdict, trials: test.trials,
      failures: seen.failures, failureProbabilityBound: claim.tolerance.excludedFailureProbability,
      failureInterval: try FailureInterval.inverting(
        failures: seen.failures, trials: test.trials, confidence: claim.confidence),
      outcomes: seen.outcomes, metric: MetricSummary(name: metricName, values: seen.metrics),
      timing: Timing(since: start), statistics: ClaimStatistics(claim, test.verdict))
  }
}
