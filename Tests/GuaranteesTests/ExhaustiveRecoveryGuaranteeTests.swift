import Guarantees
import Learners
import Testing

/// Some claims of the guarantee, so that a test takes seconds.
private struct SomeClaims: RecoveryGuarantee {
  static let identifier: String = "exhaustive-recovery-part"
  static let title: String = "a part of exhaustive recovery"
  static let source: String = "a test"

  let learner: any Learner
  let isWanted: @Sendable (String) -> Bool

  init() {
    self.init(ExhaustiveRecoveryLearner()) { _ in true }
  }

  init(_ learner: any Learner, _ isWanted: @escaping @Sendable (String) -> Bool) {
    self.learner = learner
    self.isWanted = isWanted
  }

  func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    try ExhaustiveRecoveryGuarantee(learner: learner).claims(.ci).filter { isWanted($0.name) }
  }
}

@Suite("The audit of exhaustive search")
struct ExhaustiveRecoveryGuaranteeTests {
  private func violated(
    _ fault: ExhaustiveFault, faceLimit: Int? = nil, _ isWanted: @escaping @Sendable (String) -> Bool
  ) async throws -> [String] {
    var options: ExhaustiveRecoveryLearner.Options = ExhaustiveRecoveryLearner.Options()
    if let faceLimit { options.faceLimit = faceLimit }
    let learner: ExhaustiveRecoveryLearner = ExhaustiveRecoveryLearner(options, fault: fault)
    let result: GuaranteeResult = try await SomeClaims(learner, isWanted).check(
      AuditContext(profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-3))
    #expect(!result.claims.isEmpty)
    return result.claims.filter { $0.verdict.name == "violated" }.map(\.name)
  }

  @Test("has nothing to object to the product's own")
  func own() async throws {
    #expect(try await violated(.none) { $0.contains("lattice") && $0.contains("k=1") } == [])
    #expect(try await violated(.none) { $0.contains("d=3, k=2") } == [])
  }

  @Test("catches a search that skips faces of more than one dimension and calls itself complete")
  func raysOnly() async throws {
    #expect(try await !violated(.raysOnly) { $0.hasPrefix("never wrong") && $0.contains("k=2") }.isEmpty)
  }

  @Test("catches a search that takes its failure for a proof, cut short so that it fails often")
  func failureIsProof() async throws {
    let isWanted: @Sendable (String) -> Bool = { $0.hasPrefix("never wrong") && $0.contains("k=3") }
    #expect(try await !violated(.failureIsProof, faceLimit: 1, isWanted).isEmpty)
    #expect(try await violated(.none, faceLimit: 1, isWanted) == [])
  }
}
