public import Learners
import Networks
import PropertyTesting
import RandomStreams
import Teachers

/// Exact recovery of two-layer ReLU networks from Gaussian inputs without noise.
///
/// *Completeness*: for random teachers with layers of condition number 3, m ≥ k, and n a small multiple of d + k, the
/// learner recovers every parameter to relative error 10⁻¹², except for a small share of problems.
///
/// *Soundness*: down to 2 (d + k) samples, where several networks often fit, no network that the learner certifies is
/// wrong.
///
/// Source: Bakshi, Jayaram, Woodruff, COLT 2019, arXiv:1811.01885, noiseless Gaussian case. The sample sizes were
/// measured for this implementation; the paper's own are polynomials of higher degree.
public struct ExactRecoveryGuarantee: Guarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "exact-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "two-layer ReLU teachers are recovered exactly, and nothing wrong is ever certified"
  /// The paper and theorem.
  public static let source: String = ExactRecoveryLearner.source + ", noiseless Gaussian inputs"

  private let learner: any Learner

  /// The guarantee of the product's own learner.
  public init() {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    self.init(learner: ExactRecoveryLearner(options))
  }

  /// The same claims of another learner.
  public init(learner: any Learner) {
    self.learner = learner
  }

  /// The number of claims that a profile checks.
  public func claimCount(_ profile: AuditProfile) -> Int { ExactRecoveryClaim.all(profile).count }

  /// Runs the trials.
  public func check(_ context: AuditContext) async throws -> GuaranteeResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    let cases: [ExactRecoveryClaim] = ExactRecoveryClaim.all(context.profile)
    var results: [ClaimResult] = []
    for (index, item) in cases.enumerated() {
      let trials: ExactRecoveryTrials = ExactRecoveryTrials(claim: item, learner: learner, seed: context.seed)
      let runner: ClaimRunner = ClaimRunner(
        guarantee: Self.identifier, claim: item.claim(context.profile, claimCount: cases.count), index: index,
        count: cases.count,
        metricName: "relative error of the worst parameter", context: context)
      results.append(
        try await runner.run(
          trial: { try trials.run(trials.plan(trial: $0)) },
          minimise: { try await trials.minimise(trial: $0) }))
    }
    return GuaranteeResult(
      identifier: Self.identifier, title: Self.title, source: Self.source,
      subject: type(of: learner).identifier, claims: results, timing: Timing(since: start))
  }
}
