import DataFiles
import Foundation
import Guarantees
import Learners
import LinearAlgebra
import Testing

@Suite("The audit of exact recovery")
struct ExactRecoveryGuaranteeTests {
  private func check(_ learner: any Learner, seed: UInt64 = 1) async throws -> GuaranteeResult {
    try await ExactRecoveryGuarantee(learner: learner).check(
      AuditContext(profile: .quick, seed: seed, workers: 2, falseAlarmRatePerClaim: 1e-7))
  }

  private func verdicts(_ result: GuaranteeResult, _ name: String) -> Set<String> {
    Set(result.claims.filter { $0.name.hasPrefix(name) }.map(\.verdict.name))
  }

  @Test("catches least squares that claims to be exact, with a teacher of one neuron as counterexample")
  func leastSquares() async throws {
    let result: GuaranteeResult = try await check(LeastSquaresLearner())
    #expect(verdicts(result, "recovered") == ["violated"])
    #expect(verdicts(result, "never wrong") == ["violated"])
    guard case .violated(_, let counterexample) = result.verdict else {
      Issue.record("\(result.verdict)")
      return
    }
    #expect(counterexample.parameters["inputsDimension"] == "1")
    #expect(counterexample.parameters["hidden"] == "1")
    #expect(counterexample.parameters["outputs"] == "1")
    #expect(counterexample.parameters["hiddenWeights"] == "[[1]]")
    #expect(counterexample.replay[0].hasPrefix("printf '%s' '{"))
    #expect(counterexample.replay[1] == "assay replay counterexample.json --output counterexample")
    #expect(counterexample.shrinkingCalls > 0)
  }

  @Test("catches a flipped neuron, which no product u vᵀ would show")
  func flippedNeuron() async throws {
    let result: GuaranteeResult = try await check(
      TamperingLearner { hidden, output in
        var (hidden, output) = (hidden, output)
        for column in 0..<hidden.columns { hidden[0, column] *= -1 }
        for row in 0..<output.rows { output[row, 0] *= -1 }
        return (hidden, output)
      })
    #expect(verdicts(result, "recovered") == ["violated"])
    #expect(verdicts(result, "never wrong") == ["violated"])
  }

  @Test("catches an error of one part in a billion")
  func smallError() async throws {
    let result: GuaranteeResult = try await check(TamperingLearner { ($0, $1.scaled(by: 1 + 1e-9)) })
    #expect(verdicts(result, "recovered") == ["violated"])
    #expect(verdicts(result, "never wrong") == ["violated"])
  }

  @Test("catches a neuron that is left out, or one too many")
  func miscounted() async throws {
    let fewer: GuaranteeResult = try await check(
      TamperingLearner { hidden, output in
        let kept: Range<Int> = 0..<max(1, hidden.rows - 1)
        return (hidden.selectingRows(kept), output.selectingColumns(kept))
      })
    #expect(verdicts(fewer, "never wrong") == ["violated"])
    let more: GuaranteeResult = try await check(
      TamperingLearner { hidden, output in
        let indices: [Int] = Array(0..<hidden.rows) + [0]
        return (hidden.selectingRows(indices), output.selectingColumns(indices))
      })
    #expect(verdicts(more, "never wrong") == ["violated"])
  }

  @Test("does not mind the order or the scale of neurons")
  func symmetries() async throws {
    let result: GuaranteeResult = try await check(
      TamperingLearner { hidden, output in
        let reversed: [Int] = (0..<hidden.rows).reversed()
        return (
          hidden.selectingRows(reversed).scaled(by: 7), output.selectingColumns(reversed).scaled(by: 1.0 / 7)
        )
      })
    #expect(verdicts(result, "recovered") == ["holds"])
    #expect(verdicts(result, "never wrong") == ["holds"])
  }

  @Test("finds a learner that never answers useless, but not wrong")
  func silent() async throws {
    let result: GuaranteeResult = try await check(SilentLearner())
    #expect(verdicts(result, "recovered") == ["violated"])
    #expect(verdicts(result, "never wrong") == ["holds"])
    #expect(result.claims[0].outcomes == ["refused: notFound": result.claims[0].trials])
  }

  @Test("says the same on any number of workers")
  func workers() async throws {
    var texts: Set<String> = []
    for workers in [1, 2, 3] {
      let result: GuaranteeResult = try await ExactRecoveryGuarantee(learner: LeastSquaresLearner()).check(
        AuditContext(profile: .quick, seed: 5, workers: workers, falseAlarmRatePerClaim: 1e-7))
      let data: Data = try CanonicalJSON.encode(result.claims.map(Comparable.init))
      texts.insert(String(decoding: data, as: UTF8.self))
    }
    #expect(texts.count == 1)
  }

  /// A claim's result without its timing; the verdict carries the counterexample.
  private struct Comparable: Encodable {
    let name: String
    let trials: Int
    let failures: Int
    let verdict: Verdict

    init(_ result: ClaimResult) {
      self.name = result.name
      self.trials = result.trials
      self.failures = result.failures
      self.verdict = result.verdict
    }
  }

  @Test("states the error rates of every claim, and what was spent of them")
  func statistics() async throws {
    let result: GuaranteeResult = try await check(LeastSquaresLearner())
    for claim in result.claims {
      let statistics: ClaimStatistics = try #require(claim.statistics)
      #expect((statistics.missRate - 1e-2 / 8).magnitude <= 1e-15)
      if claim.name.hasPrefix("recovered") {
        #expect(statistics.allowedFailureProbability == 0.05)
        #expect((statistics.indifference - 0.05).magnitude <= 1e-15)
        #expect(statistics.falseAlarmRate == 1e-7)
        #expect(statistics.falseAlarmProbabilitySpent == 1e-7)
      } else {
        // One failure refutes it, so that there is no chance of a false alarm.
        #expect(statistics.falseAlarmProbabilitySpent == 0)
      }
    }
  }

  @Test("keeps what was done when it is interrupted, and calls it inconclusive")
  func interrupted() async throws {
    let result: GuaranteeResult = try await ExactRecoveryGuarantee().check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7, isInterrupted: { true }))
    #expect(verdicts(result, "") == ["inconclusive"])
    guard case .inconclusive(let reason) = result.verdict else {
      Issue.record("\(result.verdict)")
      return
    }
    #expect(reason.contains("interrupted"))
  }
}
