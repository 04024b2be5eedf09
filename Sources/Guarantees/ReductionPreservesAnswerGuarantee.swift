public import Hardness
public import PropertyTesting

/// Each reduction keeps the answer of its source problem, both ways, through the files that a user gets.
///
/// For random small source problems, answered by trying every solution: the size formula is exact; of a yes instance the
/// solver finds a solution, its network is accepted, so is a network close to it, and both decode to solutions, while
/// networks outside the slack are rejected; of a no instance the solver says no, and neither the networks of the best
/// failures, nor others near them, nor what gradient descent finds is accepted.
///
/// Source: Goel, Klivans, Manurangsi, Reichman, ITCS 2021, arXiv:2011.13550, and what each reduction names; the proofs
/// are at the types of `ReductionRegistry.all`.
public struct ReductionPreservesAnswerGuarantee: Guarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "reduction-preserves-answer"
  /// The guarantee in one line.
  public static let title: String =
    "the training set of each reduction has a network within the threshold exactly when its source has a solution"
  /// The paper and theorem.
  public static let source: String = SetCoverToReLU.summary.source.description

  private let reductions: [any Reduction.Type]

  /// The guarantee of the product's own reductions.
  public init() { self.init(reductions: ReductionRegistry.all) }

  /// The same claim of other reductions, each of which has the format name of one in the registry.
  public init(reductions: [any Reduction.Type]) { self.reductions = reductions }

  /// One claim for each reduction.
  public func claimCount(_ profile: AuditProfile) -> Int { reductions.count }

  /// Runs the trials.
  public func check(_ context: AuditContext) async throws -> GuaranteeResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    var results: [ClaimResult] = []
    for (index, reduction) in reductions.enumerated() {
      let trials: ReductionTrials = ReductionTrials(reduction: reduction, seed: context.seed)
      let claim: Claim = Claim(
        name: trials.claimName,
        statement:
          "\(reduction.summary.title): on small problems the answer, the certificates, the slack, the decoded "
          + "solutions and the size are all exact",
        tolerance: .none(shownBelow: Self.wrongProbability(context.profile)),
        confidence: 1 - context.profile.doubt / Double(reductions.count))
      let runner: ClaimRunner = ClaimRunner(
        guarantee: Self.identifier, claim: claim, index: index, count: reductions.count,
        metricName: "samples of the training set", context: context)
      results.append(
        try await runner.run(
          stored: try await trials.stored(context),
          trial: { try trials.run(trials.problem(trial: $0).value) },
          minimise: { trial, _ in try await trials.minimise(trial: trial, context) }))
    }
    return GuaranteeResult(
      identifier: Self.identifier, title: Self.title, source: Self.source,
      subject: reductions.map { $0.summary.id }.joined(separator: ", "), claims: results,
      timing: Timing(since: start))
  }

  /// Runs the trial of a source problem that was kept because the claim failed on it.
  public func replay(_ example: StoredExample) throws -> ReplayedExample? {
    for reduction in reductions {
      let trials: ReductionTrials = ReductionTrials(reduction: reduction, seed: 0)
      guard example.property == trials.property else { continue }
      guard
        let drawn = try? trials.generator.generate(replaying: example.choices, recording: .spansAndNames)
      else { throw ReplayError.noProblem }
      return ReplayedExample(
        guarantee: Self.identifier, claim: trials.claimName, outcome: try trials.run(drawn.value),
        values: drawn.values, problem: nil, isExact: drawn.isExact)
    }
    return nil
  }

  /// Without a failure about 50, 100 and 1400 trials are needed.
  private static func wrongProbability(_ profile: AuditProfile) -> Double {
    switch profile {
    case .quick: 0.1
    case .ci: 0.07
    case .thorough: 0.01
    }
  }
}
