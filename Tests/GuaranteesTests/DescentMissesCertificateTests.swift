import ExactArithmetic
import Guarantees
import Hardness
import Learners
import Testing

@Suite("The audit of what gradient descent misses")
struct DescentMissesCertificateTests {
  private func check(_ descent: @escaping DescentMissesCertificateGuarantee.Descent) async throws
    -> GuaranteeResult
  {
    try await DescentMissesCertificateGuarantee(descent: descent).check(
      AuditContext(profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7))
  }

  /// The claims of a result that are violated, by name.
  private func violated(_ result: GuaranteeResult) -> [String] {
    result.claims.filter { $0.verdict.name == "violated" }.map(\.name)
  }

  @Test("a descent that is told the certificate breaks the claims that it is missed, and those alone")
  func cheating() async throws {
    let result: GuaranteeResult = try await check { planted, _ in planted.instance.threshold.doubleValue }
    #expect(!result.claims.isEmpty)
    for claim in result.claims {
      #expect(
        claim.verdict.name == (claim.name.hasPrefix("easy control") ? "holds" : "violated"), "\(claim.name)")
    }
    guard case .violated(_, let counterexample) = result.verdict else {
      Issue.record("\(result.verdict)")
      return
    }
    #expect(counterexample.replay.contains { $0.contains("assay learn gradient-descent") })
  }

  @Test("a descent that never arrives breaks the claims of the easy controls, and those alone")
  func lame() async throws {
    let names: [String] = violated(
      try await check { planted, _ in planted.instance.threshold.doubleValue + 1 })
    #expect(!names.isEmpty)
    for name in names { #expect(name.hasPrefix("easy control")) }
  }

  @Test("the product's own descent keeps the claim of a small control and of a plain cell")
  func ownDescent() async throws {
    let result: GuaranteeResult = try await check { planted, options in
      // Only the smallest instances, so that the test is quick; of the others the answer is the claimed one.
      guard planted.instance.dimension <= 8 else { return planted.instance.threshold.doubleValue + 1 }
      return try planted.descend(options)
    }
    #expect(result.verdict.name == "holds", "\(result.verdict)")
  }
}
