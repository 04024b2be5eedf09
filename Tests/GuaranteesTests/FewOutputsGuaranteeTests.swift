import Guarantees
import Learners
import PropertyTesting
import Testing

@Suite("The guarantee of recovery from few outputs")
struct FewOutputsGuaranteeTests {
  private func check(_ guarantee: FewOutputsGuarantee) async throws -> GuaranteeResult {
    try await guarantee.check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7,
        warn: { Issue.record("\($0)") }))
  }

  @Test("catches a learner that certifies whatever fits, by a teacher with at most two neurons")
  func unchecked() async throws {
    let result: GuaranteeResult = try await check(
      FewOutputsGuarantee { FewOutputsLearner($0, certifiesEveryFit: true) })
    let soundness: ClaimResult? = result.claims.last
    #expect(soundness?.name.hasPrefix("never wrong") == true)
    guard case .violated(_, let counterexample) = soundness?.verdict else {
      Issue.record("the claim of soundness is not violated: \(String(describing: soundness))")
      return
    }
    #expect(counterexample.parameters["inputsDimension"] == "2")
    #expect(["1", "2"].contains(counterexample.parameters["hidden"] ?? ""))
    #expect(counterexample.parameters["outputs"] == "1")
  }

  @Test("has claims of both kinds in every profile, each with its own name", arguments: AuditProfile.allCases)
  func claims(_ profile: AuditProfile) throws {
    let names: [String] = try FewOutputsGuarantee().claims(profile).map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.contains { $0.hasPrefix("recovered") } && names.contains { $0.hasPrefix("never wrong") })
    #expect(FewOutputsGuarantee().claimCount(profile) == names.count)
  }
}
