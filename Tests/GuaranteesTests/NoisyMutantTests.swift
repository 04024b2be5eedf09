import Guarantees
import Learners
import Testing

@Suite("Moments that are broken on purpose lose the claims about noisy labels")
struct NoisyMutantTests {
  /// A fault, as the factor of the Hermite constant; 0 skips the recovery of signs.
  static let factors: [Double] = [-1, 1.2533141, 0]

  private func claims(_ factor: Double?, named name: String) async throws -> ClaimResult? {
    let guarantee: NoisyRecoveryGuarantee = NoisyRecoveryGuarantee { method, hiddenUnits in
      var options: NoisyRecoveryLearner.Options = NoisyRecoveryLearner.Options()
      options.hiddenUnits = hiddenUnits
      options.method = method
      var faults: MomentFaults = .none
      if let factor {
        if factor == 0 { faults.recoversSigns = false } else { faults.secondConstantFactor = factor }
      }
      return NoisyRecoveryLearner(options, faults: faults)
    }
    // The one claim alone, since the others take longer.
    return try await OneClaim(guarantee: guarantee, name: name).check(
      AuditContext(profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7)
    ).claims.first
  }

  /// One claim of the guarantee.
  private struct OneClaim: RecoveryGuarantee {
    static let identifier: String = "test-one-claim"
    static let title: String = "one claim of another guarantee"
    static let source: String = "nobody"

    var guarantee: NoisyRecoveryGuarantee = NoisyRecoveryGuarantee()
    var name: String = ""

    init() {}

    init(guarantee: NoisyRecoveryGuarantee, name: String) {
      self.guarantee = guarantee
      self.name = name
    }

    func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
      try guarantee.claims(profile).filter { $0.name == name }
    }
  }

  @Test("and come back with a teacher of one input, one neuron and one output", arguments: factors)
  func isCaught(factor: Double) async throws {
    let result: ClaimResult? = try await claims(factor, named: "moments are near one neuron")
    guard case .violated(_, let counterexample)? = result?.verdict else {
      Issue.record("\(String(describing: result?.verdict))")
      return
    }
    #expect(counterexample.parameters["family"] == "integer")
    for name in ["inputsDimension", "hidden", "outputs"] {
      #expect(counterexample.parameters[name] == "1", "\(name): \(counterexample.parameters)")
    }
  }

  @Test("which sound moments keep")
  func soundMoments() async throws {
    #expect(try await claims(nil, named: "moments are near one neuron")?.verdict.name == "holds")
  }
}
