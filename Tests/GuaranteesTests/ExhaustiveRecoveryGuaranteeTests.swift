import Guarantees
import Learners
import Testing

@Suite("The audit of exhaustive search")
struct ExhaustiveRecoveryGuaranteeTests {
  private func check(_ learner: any Learner) async throws -> GuaranteeResult {
    try await ExhaustiveRecoveryGuarantee(learner: learner).check(
      AuditContext(profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-5))
  }

  private func violated(_ result: GuaranteeResult) -> [String] {
    result.claims.filter { $0.verdict.name == "violated" }.map(\.name)
  }

  @Test("has nothing to object to the product's own")
  func own() async throws {
    let result: GuaranteeResult = try await check(ExhaustiveRecoveryLearner())
    #expect(violated(result) == [])
  }

  @Test("catches a search that skips faces of more than one dimension and calls itself complete")
  func raysOnly() async throws {
    let result: GuaranteeResult = try await check(
      ExhaustiveRecoveryLearner(ExhaustiveRecoveryLearner.Options(), fault: .raysOnly))
    #expect(violated(result).contains { $0.hasPrefix("never wrong") })
  }

  @Test("catches a search that takes its failure for a proof")
  func failureIsProof() async throws {
    let result: GuaranteeResult = try await check(
      ExhaustiveRecoveryLearner(ExhaustiveRecoveryLearner.Options(), fault: .failureIsProof))
    #expect(violated(result).contains { $0.hasPrefix("never wrong") && $0.contains("k=4") })
  }
}
