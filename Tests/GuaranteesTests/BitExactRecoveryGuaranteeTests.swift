import ExactArithmetic
import Guarantees
import Learners
import Networks
import Testing

/// A certificate with a network that nobody has checked.
private struct ForgedRationalCertificate: RationalCertificate {
  let network: RationalNetwork
  let argument: String = "exact"
  let facts: [CertificateFact] = []
  var hiddenUnits: Int { network.hiddenUnits }

  func encode(to encoder: any Encoder) throws {
    var container: any SingleValueEncodingContainer = encoder.singleValueContainer()
    try container.encode(argument)
  }
}

/// Bit-exact recovery that changes a weight of what it found.
private struct TamperingRationalLearner: Learner {
  static let identifier: String = "tampering-rational"
  static let summary: String = "bit-exact recovery with a change to what it found"
  static let source: String = "a mutant"

  let tamper: @Sendable (RationalNetwork) -> RationalNetwork

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    let outcome: LearnerOutcome = try BitExactRecovery().study(samples, threads: threads)
    guard case .recovered(let recovery) = outcome,
      let certificate = recovery.certificate as? any RationalCertificate
    else { return outcome }
    let changed: RationalNetwork = tamper(certificate.network)
    return .recovered(
      Recovery(
        student: try changed.rounded(), certificate: ForgedRationalCertificate(network: changed), residual: 0)
    )
  }
}

@Suite("The audit of bit-exact recovery")
struct BitExactRecoveryGuaranteeTests {
  private func verdicts(_ learner: any Learner) async throws -> [String: String] {
    let result: GuaranteeResult = try await BitExactRecoveryGuarantee(learner: learner).check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7,
        counterexampleBudget: CounterexampleBudget(searchCalls: 200)))
    return Dictionary(uniqueKeysWithValues: result.claims.map { ($0.name, $0.verdict.name) })
  }

  @Test("catches a weight that is rounded to float32, or off by one part in a billion billions")
  func tampered() async throws {
    let rounding: TamperingRationalLearner = TamperingRationalLearner { network in
      RationalNetwork(
        hidden: network.hidden,
        output: RationalMatrix(
          network.output.rows.map { row in
            row.map { Rational(exactly: Double(Float($0.doubleValue))) ?? $0 }
          }))
    }
    let nudging: TamperingRationalLearner = TamperingRationalLearner { network in
      var output: RationalMatrix = network.output
      output[0, 0] = output[0, 0] + 1 / (Rational(1_000_000_000) * Rational(1_000_000_000))
      return RationalNetwork(hidden: network.hidden, output: output)
    }
    let nudged: [String: String] = try await verdicts(nudging)
    #expect(Set(nudged.values) == ["violated"], "\(nudged)")
    let rounded: [String: String] = try await verdicts(rounding)
    #expect(rounded.values.contains("violated"), "\(rounded)")
  }

  @Test("a change of scale or order is none")
  func gauge() async throws {
    let turned: TamperingRationalLearner = TamperingRationalLearner { network in
      let order: [Int] = Array((0..<network.hiddenUnits).reversed())
      return RationalNetwork(
        hidden: 3 * network.hidden.selecting(rows: order),
        output: Rational(1) / 3 * network.output.selecting(columns: order))
    }
    #expect(try await verdicts(turned).values.allSatisfy { $0 != "violated" })
  }
}
