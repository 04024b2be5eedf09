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
  /// How many trials run at most; nil goes on until nearly every test has ended.
  var trialLimit: Int?
  /// How many trials run before their results are looked at; what lies behind a decision is thrown away.
  var trialsPerRound: Int?

  private static let roundSize: Int = 64
  /// Rounds of trials that measure a quantity are shorter: each studies many sets of samples.
  private static let measuredRoundSize: Int = 8
  /// A measured quantity has an interval on both sides after this many trials or fewer, or does without.
  private static let mostForInterval: Int = 40
  /// Fewer trials than this without a measurement say nothing of their share.
  private static let fewestUnmeasured: Int = 3

  /// Makes the counterexample of a violated claim.
  ///
  /// - Parameters:
  ///   - trial: a trial that breaks the claim, or for a measured quantity one that is beyond the bound.
  ///   - verdict: what all trials say.
  typealias Minimise = @Sendable (_ trial: Int, _ verdict: StatisticalVerdict) async throws -> Counterexample

  /// Runs trials 0, 1, … in parallel; the result is that of running them in turn.
  ///
  /// - Parameters:
  ///   - stored: a failure that was kept from an earlier run and still fails; it refutes a claim that nothing fails.
  ///   - trial: runs the trial of an index.
  ///   - minimise: makes the failure of an index small.
  func run(
    stored: Counterexample? = nil, trial: @escaping @Sendable (Int) throws -> TrialOutcome,
    minimise: Minimise
  ) async throws -> ClaimResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    var test: StatisticalTest = try claim.tolerance.statisticalClaim.test(
      falseAlarmRate: context.falseAlarmRatePerClaim, missRate: 1 - claim.confidence)
    var seen: ClaimTrials = ClaimTrials(claim: claim)
    if claim.tolerance.isRefutedByOne, let stored {
      return try result(test, seen, .violated(falseAlarmRate: 0, counterexample: stored), start)
    }
    let needed: Int = try trialsNeeded(test)
    let context: AuditContext = context
    _ = try await CaseRunner.run(
      maximumCases: min(test.trialLimit, trialLimit ?? .max), workers: context.workers,
      roundSize: trialsPerRound ?? (seen.quantity == nil ? Self.roundSize : Self.measuredRoundSize),
      // Asked here and not where results are consumed, so that what was finished before still counts.
      case: { index in context.isInterrupted() ? nil : try trial(index) }
    ) { index, outcome in
      guard let outcome else {
        seen.wasInterrupted = true
        return .stop
      }
      try seen.count(outcome, of: index, in: &test)
      context.progress(
        AuditProgress(
          guarantee: guarantee, claim: claim.name, claimIndex: self.index, claimCount: count,
          trials: seen.trials, trialsNeeded: needed, failures: seen.failures))
      if measuresTooLittle(seen) { return .stop }
      return test.decision == .undecided || wantsInterval(seen, test) ? .next : .stop
    }
    return try result(test, seen, try await verdict(test, seen, minimise: minimise), start)
  }

  /// Whether the interval of a measured quantity is open where a few more trials would close it; they do not change the
  /// decision.
  private func wantsInterval(_ seen: ClaimTrials, _ test: StatisticalTest) -> Bool {
    guard seen.quantity != nil, seen.trials < Self.mostForInterval, let estimate = test.estimate else {
      return false
    }
    return !(estimate.lowerBound.isFinite && estimate.upperBound.isFinite)
  }

  /// Whether more trials measure nothing than a claim about a quantity can bear.
  private func measuresTooLittle(_ seen: ClaimTrials) -> Bool {
    seen.quantity != nil && seen.failures >= Self.fewestUnmeasured
      && Double(seen.failures) > Claim.Tolerance.largestUnmeasuredShare * Double(seen.trials)
  }

  /// The trials that suffice where none fails, or about so many where a quantity is measured.
  private func trialsNeeded(_ test: StatisticalTest) throws -> Int {
    if case .measured = claim.tolerance { return max(1, Int(test.worstExpectedTrials)) }
    return try SequentialBernoulliTest(
      failureProbability: claim.tolerance.excludedFailureProbability, confidence: claim.confidence,
      falseAlarmRate: context.falseAlarmRatePerClaim
    ).failureFreeTrialsNeeded ?? 1
  }

  private func verdict(
    _ test: StatisticalTest, _ seen: ClaimTrials, minimise: Minimise
  ) async throws -> Verdict {
    if measuresTooLittle(seen) {
      return .inconclusive(
        reason:
          "\(seen.failures) of \(seen.trials) trials measure nothing, most often '\(seen.commonestFailure)'")
    }
    switch (test.decision, seen.brokenTrial) {
    case (.holds, _):
      return .holds(confidence: claim.confidence)
    case (.violated, let failure?):
      return .violated(
        // A failure refutes 'never' by itself; no chance is involved.
        falseAlarmRate: claim.tolerance.isRefutedByOne ? 0 : test.falseAlarmRate,
        counterexample: try await minimise(failure, test.verdict))
    case (.violated, nil), (.undecided, _):
      if seen.wasInterrupted { return .inconclusive(reason: "interrupted after \(seen.trials) trials") }
      guard seen.quantity == nil else {
        return .inconclusive(reason: "\(seen.trials) trials do not decide")
      }
      return .inconclusive(reason: "\(seen.failures) failures in \(seen.trials) trials do not decide")
    }
  }

  private func result(
    _ test: StatisticalTest, _ seen: ClaimTrials, _ verdict: Verdict, _ start: ContinuousClock.Instant
  ) throws -> ClaimResult {
    ClaimResult(
      name: claim.name, statement: claim.statement, verdict: verdict, trials: seen.trials,
      failures: seen.failures, failureProbabilityBound: claim.tolerance.excludedFailureProbability,
      failureInterval: try FailureInterval.inverting(
        failures: seen.failures, trials: seen.trials, confidence: claim.confidence),
      outcomes: seen.outcomes, metric: MetricSummary(name: metricName, values: seen.metrics),
      timing: Timing(since: start), statistics: ClaimStatistics(claim, test.verdict),
      estimate: seen.quantity.flatMap { ClaimEstimate($0, test.verdict, seen.measurements) })
  }
}
