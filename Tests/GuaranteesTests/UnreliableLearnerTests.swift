import Guarantees
import Learners
import Networks
import PropertyTesting
import Synchronization
import Testing

/// Throws on some problems, and answers the others as the product does.
private struct ThrowingLearner: Learner {
  static let identifier: String = "throwing"
  static let summary: String = "breaks down where there are many inputs"
  static let source: String = "a mutant"

  struct Breakdown: Error {}

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    guard samples.inputsDimension < 20 else { throw Breakdown() }
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    return try ExactRecoveryLearner(options).study(samples, threads: threads)
  }
}

/// Refuses every other time, whatever the problem is.
private final class MoodyLearner: Learner {
  static let identifier: String = "moody"
  static let summary: String = "refuses every other time"
  static let source: String = "a mutant"

  private let calls: Atomic<Int> = Atomic(0)

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    guard calls.add(1, ordering: .relaxed).newValue % 2 == 0 else {
      return .refused(Refusal(.notFound, "is not in the mood"))
    }
    return try ExactRecoveryLearner().study(samples, threads: threads)
  }
}

@Suite("A learner that is not reliable")
struct UnreliableLearnerTests {
  private func audit(_ learner: any Learner) async throws -> GuaranteeResult {
    try #require(
      await Audit(
        profile: .quick, seed: 1, workers: 1, guarantees: [ExactRecoveryGuarantee(learner: learner)]
      ).run().first)
  }

  @Test("loses the claims on which it throws, and no other")
  func throwing() async throws {
    let result: GuaranteeResult = try await audit(ThrowingLearner())
    for claim in result.claims {
      if claim.name.contains("d=20") {
        guard case .violated(_, let counterexample) = claim.verdict else {
          Issue.record("\(claim.name): \(claim.verdict)")
          continue
        }
        #expect(counterexample.summary.contains("threw Breakdown"))
      } else {
        #expect(claim.outcomes.keys.allSatisfy { !$0.contains("threw") })
        if case .holds = claim.verdict { continue }
        Issue.record("\(claim.name): \(claim.verdict)")
      }
    }
  }

  @Test("is not given a counterexample on which it passes")
  func moody() async throws {
    let result: GuaranteeResult = try await audit(MoodyLearner())
    for claim in result.claims where claim.name.hasPrefix("recovered") {
      guard case .violated(_, let counterexample) = claim.verdict else {
        Issue.record("\(claim.name): \(claim.verdict)")
        continue
      }
      #expect(!counterexample.summary.contains("recovered, relative error"))
    }
  }
}
