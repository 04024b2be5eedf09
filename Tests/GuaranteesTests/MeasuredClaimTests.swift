import Foundation
import Guarantees
import Learners
import PropertyTesting
import Testing

@Suite("Claims about a measured quantity")
struct MeasuredClaimTests {
  private func check(_ learner: any Learner, workers: Int = 2) async throws -> [String: ClaimResult] {
    let result: GuaranteeResult = try await RateGuarantee(learner).check(
      AuditContext(profile: .quick, seed: 1, workers: workers, falseAlarmRatePerClaim: 1e-7))
    return Dictionary(uniqueKeysWithValues: result.claims.map { ($0.name, $0) })
  }

  @Test("hold for an error that falls as claimed, with an interval of its rate")
  func holds() async throws {
    let claims: [String: ClaimResult] = try await check(DisturbingLearner(exponent: -0.5))
    for (name, claim) in claims {
      #expect(claim.verdict.name == "holds", "\(name): \(claim.verdict)")
      #expect(claim.failures == 0 && claim.outcomes == ["measured": claim.trials])
      #expect(claim.statistics?.falseAlarmRate == 1e-7)
    }
    let rate: ClaimEstimate = try #require(claims["rate"]?.estimate)
    #expect((rate.value + 0.5).magnitude < 0.1)
    #expect(try #require(rate.lower) <= rate.value && rate.value <= #require(rate.upper))
    #expect(rate.points?.map(\.x) == RateGuarantee.sizes)
    let medians: [Double] = try #require(rate.points).map(\.median)
    #expect(zip(medians, medians.dropFirst()).allSatisfy { $0 > $1 })
    #expect(claims["median"]?.estimate?.points == nil)
    #expect(claims["mean"]?.statement.hasSuffix("error at n = 64, mean at most 0.05 in 0...1") == true)
  }

  @Test("are violated by an error that falls too slowly, with one replicate that can be tried again")
  func violated() async throws {
    let claims: [String: ClaimResult] = try await check(DisturbingLearner(exponent: -0.25))
    #expect(claims["median"]?.verdict.name == "violated")
    guard case .violated(let falseAlarmRate, let example)? = claims["rate"]?.verdict else {
      Issue.record("\(String(describing: claims["rate"]?.verdict))")
      return
    }
    #expect(falseAlarmRate == 1e-7)
    #expect(example.summary.contains("claimed: median slope of log error on log size in -0.6...-0.4"))
    #expect(example.parameters["points"]?.hasPrefix("(64.0, ") == true)
    #expect(example.replay.contains { $0.hasPrefix("assay replay counterexample.json") })
    let property: String = try #require(example.property)
    #expect(property == "test-rate, rate, two by two teachers")
    let stored: StoredExample = StoredExample(
      property: property, choices: try ChoiceSequence(parsing: example.choices), values: [], failure: "")
    let replayed: ReplayedExample? = try RateGuarantee(DisturbingLearner(exponent: -0.25)).replay(stored)
    #expect(replayed?.outcome.passed == false)
    #expect(try #require(replayed?.outcome.metric) > -0.4)
    #expect(try RateGuarantee().replay(stored)?.outcome.passed == true)
  }

  @Test("are violated by an error that falls too fast for the claim, as by one that is too slow")
  func tooFast() async throws {
    let claims: [String: ClaimResult] = try await check(DisturbingLearner(exponent: -1))
    #expect(claims["rate"]?.verdict.name == "violated")
    #expect(claims["mean"]?.verdict.name == "holds")
  }

  @Test("are inconclusive where too many trials measure nothing, and say why")
  func unmeasured() async throws {
    let claims: [String: ClaimResult] = try await check(
      DisturbingLearner(exponent: -0.5, fewestSamples: 100))
    for (name, claim) in claims {
      guard case .inconclusive(let reason) = claim.verdict else {
        Issue.record("\(name): \(claim.verdict)")
        continue
      }
      #expect(reason.contains("measure nothing, most often 'refused: insufficient'"))
      #expect(claim.trials < 20 && claim.estimate == nil)
    }
  }

  @Test("say the same on any number of workers")
  func workers() async throws {
    let one: ClaimResult = try #require(
      try await check(DisturbingLearner(exponent: -0.5), workers: 1)["rate"])
    let three: ClaimResult = try #require(
      try await check(DisturbingLearner(exponent: -0.5), workers: 3)["rate"])
    #expect(one.estimate == three.estimate && one.trials == three.trials)
  }

  @Test("use up a part of the audit's false alarms")
  func spent() async throws {
    let claims: [String: ClaimResult] = try await check(DisturbingLearner(exponent: -0.5))
    #expect(claims.values.allSatisfy { $0.statistics?.falseAlarmProbabilitySpent == 1e-7 })
  }
}
