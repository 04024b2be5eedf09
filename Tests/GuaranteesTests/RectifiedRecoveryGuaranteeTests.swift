import Guarantees
import Learners
import Networks
import Testing

@Suite("The audit of recovery with other activations")
struct RectifiedRecoveryGuaranteeTests {
  private func check(
    _ activations: [Activation], fault: RectifiedFault?, answersWithoutActivation: Bool = false
  ) async throws -> [String: ClaimResult] {
    let guarantee: RectifiedRecoveryGuarantee = RectifiedRecoveryGuarantee(activations: activations) {
      activation in
      guard activation.map(activations.contains) ?? answersWithoutActivation else { return RefusingLearner() }
      var options: RectifiedRecoveryLearner.Options = RectifiedRecoveryLearner.Options()
      options.activation = activation
      return RectifiedRecoveryLearner(options, fault: fault)
    }
    let result: GuaranteeResult = try await guarantee.check(
      AuditContext(profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7))
    return Dictionary(uniqueKeysWithValues: result.claims.map { ($0.name, $0) })
  }

  @Test("holds for the product's learner, and for silence where nothing must be recovered")
  func holds() async throws {
    let claims: [String: ClaimResult] = try await check([.reluSquared, .reluLog1p], fault: nil)
    #expect(claims.count == 5)
    for (name, claim) in claims { #expect(claim.verdict.name == "holds", "\(name): \(claim.verdict)") }
    let worst: Double = claims["relu-log1p at d=5, k=3, m=3"]?.metric?.worst ?? .infinity
    #expect(worst > 0 && worst <= 1e-12)
  }

  @Test("catches the root of the wrong degree, with one neuron as counterexample")
  func wrongRoot() async throws {
    let claims: [String: ClaimResult] = try await check([.reluSquared], fault: .wrongRoot)
    guard case .violated(_, let example)? = claims["relu-squared at d=5, k=3, m=3"]?.verdict else {
      Issue.record("not violated")
      return
    }
    #expect(example.parameters["hidden"] == "1")
    #expect(example.parameters["outputs"] == "1")
  }

  @Test("catches angles that are stated too small")
  func boldAngle() async throws {
    let claims: [String: ClaimResult] = try await check([.step], fault: .boldAngle)
    #expect(claims["step at d=5, k=3, m=3"]?.verdict.name == "violated")
  }

  @Test("catches a learner that hands out whatever fits scarce samples")
  func uncertified() async throws {
    let claims: [String: ClaimResult] = try await check(
      [], fault: .certificateSkipped, answersWithoutActivation: true)
    #expect(claims["never wrong, activation open"]?.verdict.name == "violated")
    #expect(claims["never wrong, activation mistaken"]?.verdict.name == "holds")
  }
}

/// Refuses everything.
private struct RefusingLearner: Learner {
  static let identifier: String = "silent"
  static let summary: String = "refuses everything"
  static let source: String = "a mutant"

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    .refused(Refusal(.notFound, "silent"))
  }
}
