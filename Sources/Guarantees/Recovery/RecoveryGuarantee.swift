import Learners
public import PropertyTesting

/// A guarantee that is a list of claims about learners; all else is done for it.
///
/// ```swift
/// public struct MyGuarantee: RecoveryGuarantee {
///   public static let identifier: String = "my-guarantee"
///   public static let title: String = "…"
///   public static let source: String = "…"
///   public init() {}
///   public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] { [RecoveryClaim(…), …] }
/// }
/// ```
///
/// With a line in ``GuaranteeRegistry`` it is audited, its counterexamples are shrunk and kept, and `assay replay` tries
/// them.
public protocol RecoveryGuarantee: Guarantee {
  /// The claims that a profile checks; those of one name are the same claim in all profiles but for the tolerance.
  ///
  /// - Throws: what makes a claim impossible, which is a fault and not a verdict.
  func claims(_ profile: AuditProfile) throws -> [RecoveryClaim]

  /// What a profile draws as curves; none by default.
  ///
  /// - Throws: what makes a curve impossible.
  func curves(_ profile: AuditProfile) throws -> [RecoveryCurve]
}

extension RecoveryGuarantee {
  /// None.
  public func curves(_ profile: AuditProfile) throws -> [RecoveryCurve] { [] }

  /// The number of claims that a profile checks.
  public func claimCount(_ profile: AuditProfile) -> Int { (try? claims(profile).count) ?? 0 }

  /// Runs the trials of all claims, then those of the curves.
  public func check(_ context: AuditContext) async throws -> GuaranteeResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    let claims: [RecoveryClaim] = try claims(context.profile)
    precondition(
      Set(claims.map(\.name)).count == claims.count, "give each claim of '\(Self.identifier)' its own name")
    var results: [ClaimResult] = []
    for (index, claim) in claims.enumerated() {
      results.append(try await check(claim, index: index, of: claims.count, context))
    }
    var curves: [Curve] = []
    for curve in try self.curves(context.profile) {
      curves.append(try await curve.run(guarantee: Self.identifier, context))
    }
    return GuaranteeResult(
      identifier: Self.identifier, title: Self.title, source: Self.source, subject: Self.subject(of: claims),
      claims: results, curves: curves, timing: Timing(since: start))
  }

  /// The learners that are tried, each once.
  private static func subject(of claims: [RecoveryClaim]) -> String {
    var names: [String] = []
    for claim in claims {
      let name: String = type(of: claim.learner).identifier
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: ", ")
  }

  private func check(
    _ item: RecoveryClaim, index: Int, of count: Int, _ context: AuditContext
  ) async throws -> ClaimResult {
    let trials: RecoveryTrials = RecoveryTrials(
      guarantee: Self.identifier, claim: item, seed: context.seed)
    let search: RecoverySearch = RecoverySearch(trials: trials, context: context)
    let claim: Claim = item.claim(confidence: 1 - context.profile.doubt / Double(count))
    let runner: ClaimRunner = ClaimRunner(
      guarantee: Self.identifier, claim: claim, index: index, count: count, metricName: item.metricName,
      context: context, trialLimit: item.trialLimit)
    let run: @Sendable (Int) throws -> TrialOutcome = { try trials.run(trials.problem(trial: $0).value) }
    if case .measured(let quantity, _) = item.trial {
      return try await runner.run(trial: run) { trial, verdict in
        try search.example(trial: trial, quantity, verdict)
      }
    }
    let known: [RecoveryExamples.Known] = try RecoveryExamples(
      trials: trials, keeper: ExampleKeeper(context: context)
    ).stillFailing()
    var stored: Counterexample?
    // Where some problems may fail, a single one decides nothing.
    if claim.tolerance.isRefutedByOne, let first = known.first {
      stored = try await search.describe(first, isKept: true)
    }
    return try await runner.run(stored: stored, trial: run) { trial, _ in
      try await search.counterexample(trial: trial, known: known)
    }
  }

  /// Runs the trial of a problem that was kept because a claim failed on it.
  public func replay(_ example: StoredExample) throws -> ReplayedExample? {
    guard example.property.hasPrefix(Self.identifier + ", "),
      let (claim, teachers) = try named(example.property)
    else { return nil }
    let trials: RecoveryTrials = RecoveryTrials(guarantee: Self.identifier, claim: claim, seed: 0)
    guard
      let drawn = try? teachers.generator.generate(replaying: example.choices, recording: .spansAndNames)
    else { throw ReplayError.noProblem }
    return ReplayedExample(
      guarantee: Self.identifier, claim: claim.name, outcome: try trials.run(drawn.value),
      values: drawn.values, problem: drawn.value, isExact: drawn.isExact)
  }

  /// The claim and the teachers of a property's name, whatever profile has the claim; nil where it is none of ours.
  private func named(
    _ property: String
  ) throws -> (claim: RecoveryClaim, teachers: RecoveryExamples.Teachers)? {
    for profile in AuditProfile.allCases.reversed() {
      for claim in try claims(profile) {
        for teachers in claim.teachers where teachers.property(Self.identifier, claim) == property {
          return (claim, teachers)
        }
      }
    }
    return nil
  }
}
