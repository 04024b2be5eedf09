import Foundation
import Guarantees
import Learners
import Networks
import PropertyTesting
import Teachers
import TestSupport
import Testing

/// The guarantees of the quick profile as a test run sees them. `ASSAY_SEED` draws other problems.
@Suite("Every guarantee holds")
struct GuaranteeRuns {
  private static var seed: UInt64 {
    ProcessInfo.processInfo.environment["ASSAY_SEED"].flatMap { UInt64($0) } ?? 1
  }

  @Test(
    "of the product's own learners and reductions", arguments: GuaranteeRegistry.all.map { $0.identifier })
  func guarantee(_ identifier: String) async throws {
    let kind: any Guarantee.Type = try #require(GuaranteeRegistry.guarantee(identifier))
    let audit: Audit = Audit(profile: .quick, seed: Self.seed, workers: 2, guarantees: [kind.init()])
    let result: GuaranteeResult = try #require(await audit.run().first)
    guard case .holds(let confidence) = result.verdict else {
      Issue.record("\(identifier), seed \(Self.seed): \(result.verdict)")
      return
    }
    #expect(confidence >= 0.98)
    #expect(result.claims.allSatisfy { $0.trials > 0 })
  }

  @Test("on every regression, with the problem that was kept")
  func regressions() throws {
    let regressions: [ReplayFiles.Found] = try ReplayFiles(paths: [fixture("regressions")]).found
    #expect(regressions.count >= 2)
    for regression in regressions {
      let replayed: ReplayedExample = try GuaranteeRegistry.replay(regression.example)
      #expect(replayed.outcome.passed, "\(regression.file): \(replayed.outcome.label)")
      #expect(replayed.isExact, "\(regression.file)")
    }
  }

  @Test("on small integer teachers, as a statistical property")
  func integerTeachers() async throws {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    let learner: ExactRecoveryLearner = ExactRecoveryLearner(options)
    let problems: Gen<Problem> = IntegerTeachers.problems(
      IntegerTeachers.Bounds(inputsDimension: 6, hidden: 4, outputs: 6, weight: 2)
    ) { inputs, hidden in 40 * (inputs + hidden)...40 * (inputs + hidden) }
    try await check(
      "small integer teachers are recovered", .holds(withProbability: 0.95, indifference: 0.05),
      over: problems, settings: RunSettings.profile(.ci).with { $0.seed = Self.seed }
    ) { problem in
      guard case .recovered(let recovery) = try learner.study(problem.samples(0..<problem.count), threads: 1)
      else { return false }
      return NeuronMatching.relativeError(of: recovery.student, against: problem.teacher) <= 1e-12
    }
  }
}
