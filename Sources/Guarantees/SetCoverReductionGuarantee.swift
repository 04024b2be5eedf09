public import ExactArithmetic
public import Hardness
public import PropertyTesting
import RandomStreams

/// The reduction of set cover to one ReLU is exact, both ways, through the files that a user gets.
///
/// For random set systems of known optimum: the solver finds the optimum, the optimal cover's network has exactly that
/// loss and is accepted, the same network is rejected where one less is asked for, and no network has a smaller loss or
/// decodes to anything but a cover of at most its loss.
///
/// Source: Goel, Klivans, Manurangsi, Reichman, ITCS 2021, arXiv:2011.13550; gadget and proof at
/// `SetCoverToReLU`.
public struct SetCoverReductionGuarantee: Guarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "set-cover-reduction"
  /// The guarantee in one line.
  public static let title: String =
    "the least loss of one ReLU is the cost of a cheapest cover, and every good network is a cover"
  /// The paper and theorem.
  public static let source: String = SetCoverToReLU.summary.source.description

  /// A map from a cover to the network that stands for it.
  public typealias ForwardMap =
    @Sendable (_ cover: [Int], _ source: SetCover, _ parameters: [String: Rational]) throws ->
    CertificateNetwork

  private let forward: ForwardMap

  /// The guarantee of the product's own reduction.
  public init() {
    self.init { try SetCoverToReLU.certificate(for: $0, of: $1, parameters: $2) }
  }

  /// The same claim of another forward map.
  public init(forward: @escaping ForwardMap) {
    self.forward = forward
  }

  /// The number of claims that a profile checks.
  public func claimCount(_ profile: AuditProfile) -> Int { 1 }

  private static let claimName: String = "exact on random set systems"

  /// Runs the trials.
  public func check(_ context: AuditContext) async throws -> GuaranteeResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    let claim: Claim = Claim(
      name: Self.claimName,
      statement:
        "with up to \(SetCoverTrials.largestElements) elements and \(SetCoverTrials.largestSets) sets the "
        + "optimum, the certificate, the threshold and the decoded covers are all exact",
      tolerance: .none(shownBelow: Self.wrongProbability(context.profile)),
      confidence: 1 - context.profile.doubt)
    let trials: SetCoverTrials = SetCoverTrials(forward: forward, seed: context.seed)
    let runner: ClaimRunner = ClaimRunner(
      guarantee: Self.identifier, claim: claim, index: 0, count: 1, metricName: "cost of a cheapest cover",
      context: context)
    let result: ClaimResult = try await runner.run(
      stored: try await trials.stored(context),
      trial: { try trials.run(trials.problem(trial: $0).value) },
      minimise: { trial, _ in try await trials.minimise(trial: trial, context) })
    return GuaranteeResult(
      identifier: Self.identifier, title: Self.title, source: Self.source,
      subject: SetCoverToReLU.summary.id, claims: [result], timing: Timing(since: start))
  }

  /// Runs the trial of a set system that was kept because the claim failed on it.
  public func replay(_ example: StoredExample) throws -> ReplayedExample? {
    guard example.property == SetCoverTrials.property else { return nil }
    guard
      let drawn = try? SetCoverTrials.generator.generate(
        replaying: example.choices, recording: .spansAndNames)
    else { throw ReplayError.noProblem }
    return ReplayedExample(
      guarantee: Self.identifier, claim: Self.claimName,
      outcome: try SetCoverTrials(forward: forward, seed: 0).run(drawn.value), values: drawn.values,
      problem: nil, isExact: drawn.isExact)
  }

  private static func wrongProbability(_ profile: AuditProfile) -> Double {
    switch profile {
    case .quick: 0.02
    case .ci: 0.01
    case .thorough: 0.001
    }
  }
}
