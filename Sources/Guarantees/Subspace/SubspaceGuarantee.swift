public import Learners
public import PropertyTesting
import Teachers

/// A guarantee of claims about a learner of relevant subspaces.
///
/// A conforming type gives its claims and its curves; running, counterexamples and replay are the same for all.
public protocol SubspaceGuarantee: Guarantee {
  /// Who is tried.
  var learner: any SubspaceLearner { get }

  /// What reports and commands call the subject of the claims.
  var subject: String { get }

  /// The claims of a profile.
  ///
  /// - Throws: where a claim cannot be stated, which is a fault of the guarantee.
  func claims(_ profile: AuditProfile) throws -> [SubspaceClaim]

  /// The curves of a profile.
  ///
  /// - Throws: where a curve cannot be stated, which is a fault of the guarantee.
  func curves(_ profile: AuditProfile) throws -> [SubspaceCurve]
}

extension SubspaceGuarantee {
  /// The learner's name.
  public var subject: String { type(of: learner).identifier }

  /// The number of claims that a profile checks.
  public func claimCount(_ profile: AuditProfile) -> Int { (try? claims(profile).count) ?? 0 }

  /// Runs the trials.
  ///
  /// - Throws: what a trial throws that cannot run at all.
  public func check(_ context: AuditContext) async throws -> GuaranteeResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    let claims: [SubspaceClaim] = try claims(context.profile)
    var results: [ClaimResult] = []
    for (index, claim) in claims.enumerated() {
      let trials: SubspaceTrials = SubspaceTrials(
        guarantee: Self.identifier, claim: claim, subject: subject, learner: learner, seed: context.seed)
      let runner: ClaimRunner = ClaimRunner(
        guarantee: Self.identifier, claim: claim.claim(context.profile, of: claims.count), index: index,
        count: claims.count,
        metricName: "sine of the largest angle", context: context, trialsPerRound: SubspaceTrials.perRound)
      results.append(
        try await runner.run(
          stored: try await trials.stored(context), trial: { try trials.run(trials.task(trial: $0).value) },
          minimise: { trial, _ in try await trials.minimise(trial: trial, context) }))
    }
    var drawn: [Curve] = []
    for curve in try curves(context.profile) where !context.isInterrupted() {
      drawn.append(try await curve.run(guarantee: Self.identifier, learner, context))
    }
    return GuaranteeResult(
      identifier: Self.identifier, title: Self.title, source: Self.source,
      subject: subject, claims: results, curves: drawn, timing: Timing(since: start))
  }

  /// Runs the trial of a task that was kept because a claim failed on it.
  public func replay(_ example: StoredExample) throws -> ReplayedExample? {
    for profile in AuditProfile.allCases.reversed() {
      for claim in try claims(profile) {
        let trials: SubspaceTrials = SubspaceTrials(
          guarantee: Self.identifier, claim: claim, subject: subject, learner: learner, seed: 0)
        guard example.property == trials.property else { continue }
        guard let drawn = try? claim.tasks.generate(replaying: example.choices, recording: .spansAndNames)
        else { throw ReplayError.noProblem }
        return ReplayedExample(
          guarantee: Self.identifier, claim: claim.name, outcome: try trials.run(drawn.value),
          values: drawn.values, problem: nil, isExact: drawn.isExact)
      }
    }
    return nil
  }
}

extension FilteredPCALearner {
  /// The product's learner without what no claim looks at: the bound from two halves, and the error of a network.
  static var forTrials: FilteredPCALearner {
    var options: Options = Options()
    options.boundsError = false
    options.networkSteps = 0
    return FilteredPCALearner(options)
  }
}
