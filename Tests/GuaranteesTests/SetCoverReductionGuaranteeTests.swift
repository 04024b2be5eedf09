import ExactArithmetic
import Guarantees
import Hardness
import PropertyTesting
import Testing

@Suite("The audit of the set cover reduction")
struct SetCoverReductionGuaranteeTests {
  private func check(_ forward: @escaping SetCoverReductionGuarantee.ForwardMap) async throws
    -> GuaranteeResult
  {
    try await SetCoverReductionGuarantee(forward: forward).check(
      AuditContext(profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7))
  }

  /// The product's own network with one weight changed.
  private func changing(
    _ coordinate: Int, by step: Rational
  ) -> SetCoverReductionGuarantee.ForwardMap {
    { cover, source, parameters in
      let network: CertificateNetwork = try SetCoverToReLU.certificate(
        for: cover, of: source, parameters: parameters)
      var unit: [Rational] = [Rational](repeating: .zero, count: source.sets.count + 1)
      for entry in network.hiddenWeights[0] { unit[entry.index] = entry.value }
      unit[coordinate] += step
      return CertificateNetwork(unit: unit)
    }
  }

  @Test("catches a certificate that is off by one unit in the last place")
  func lastPlace() async throws {
    let lastPlace: Rational = try #require(Rational(exactly: Double.ulpOfOne))
    for coordinate in [0, 1] {
      let result: GuaranteeResult = try await check(changing(coordinate, by: lastPlace))
      guard case .violated(let falseAlarmRate, let counterexample) = result.verdict else {
        Issue.record("coordinate \(coordinate): \(result.verdict)")
        continue
      }
      #expect(falseAlarmRate == 0)
      #expect(counterexample.parameters["elements"] == "1")
      #expect(counterexample.parameters["sets"] == "[[0]]")
      #expect(counterexample.parameters["costs"] == "[1]")
      #expect(counterexample.replay[1].contains("assay generate set-cover"))
      let example: StoredExample = StoredExample(
        property: try #require(counterexample.property),
        choices: try ChoiceSequence(parsing: counterexample.choices), values: [], failure: "")
      let mutant: SetCoverReductionGuarantee = SetCoverReductionGuarantee(
        forward: changing(coordinate, by: lastPlace))
      #expect(try mutant.replay(example)?.outcome.passed == false)
      #expect(try GuaranteeRegistry.replay(example).outcome.passed)
    }
  }

  @Test("catches a map that forgets a set")
  func forgottenSet() async throws {
    let result: GuaranteeResult = try await check { cover, source, parameters in
      try SetCoverToReLU.certificate(for: Array(cover.dropLast()), of: source, parameters: parameters)
    }
    #expect(result.verdict.name == "violated")
  }

  @Test("catches a map that takes every set")
  func everySet() async throws {
    let result: GuaranteeResult = try await check { _, source, parameters in
      try SetCoverToReLU.certificate(for: Array(source.sets.indices), of: source, parameters: parameters)
    }
    guard case .violated(_, let counterexample) = result.verdict else {
      Issue.record("\(result.verdict)")
      return
    }
    // One set is always needed, so the smallest system in which taking all is wrong has two.
    #expect(counterexample.parameters["elements"] == "1")
    #expect(result.claims[0].failures == 1)
  }
}
