import Foundation
import Guarantees
import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import Teachers
import Testing

/// One claim of a guarantee about another learner.
private struct OneClaim: SubspaceGuarantee {
  static let identifier: String = SubspaceErrorGuarantee.identifier
  static let title: String = SubspaceErrorGuarantee.title
  static let source: String = SubspaceErrorGuarantee.source
  let learner: any SubspaceLearner
  let claim: String

  init() { self.init(FilteredPCALearner(), "found") }

  init(_ learner: any SubspaceLearner, _ claim: String) {
    self.learner = learner
    self.claim = claim
  }

  func claims(_ profile: AuditProfile) throws -> [SubspaceClaim] {
    let all: [SubspaceClaim] =
      try SubspaceErrorGuarantee(learner: learner).claims(profile)
      + LipschitzDependenceGuarantee(learner: learner).claims(profile)
    return all.filter { $0.name.hasPrefix(claim) }
  }

  func curves(_ profile: AuditProfile) throws -> [SubspaceCurve] { [] }

  /// The quick check; shrinking is kept short, as every problem is studied for a tenth of a second.
  func verdict() async throws -> ClaimResult {
    let result: GuaranteeResult = try await check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-2,
        counterexampleBudget: CounterexampleBudget(shrinkingCalls: 1)))
    return result.claims[0]
  }
}

/// Hands out the network that is always 0.
private struct ConstantLearner: Learner {
  static let identifier: String = "constant"
  static let summary: String = "answers 0"
  static let source: String = "a mutant"

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    let zero: Matrix = Matrix(rows: 1, columns: samples.inputsDimension)
    return forged(try Network(hidden: zero, output: Matrix(rows: 1, columns: 1)))
  }
}

@Suite("Guarantees on relevant subspaces")
struct SubspaceGuaranteeTests {
  private static func learner(_ fault: FilteredPCAFault?) -> any SubspaceLearner {
    var options: FilteredPCALearner.Options = FilteredPCALearner.Options()
    options.boundsError = false
    options.networkSteps = 0
    return FilteredPCALearner(options, fault: fault)
  }

  @Test(
    "catch each fault of filtered PCA on the family that shows it, with a small problem that shows it again",
    arguments: [
      (FilteredPCAFault.noFilter, "vanishing moments"), (.noRegressor, "late directions"),
      (.stopsEarly, "vanishing moments"), (.countsOneTooMany, "vanishing moments"),
      (.noValidate, "nothing made up"),
    ])
  func mutants(fault: FilteredPCAFault, claim: String) async throws {
    let mutant: OneClaim = OneClaim(Self.learner(fault), claim)
    let result: ClaimResult = try await mutant.verdict()
    guard case .violated(_, let counterexample) = result.verdict else {
      Issue.record("\(fault) on '\(claim)' is \(result.verdict.name), \(result.outcomes)")
      return
    }
    let stored: StoredExample = StoredExample(
      property: try #require(counterexample.property),
      choices: try ChoiceSequence(parsing: counterexample.choices), values: counterexample.values,
      failure: counterexample.summary)
    #expect(try mutant.replay(stored)?.outcome.passed == false)
    // What the product's own learner makes of it.
    let own: ReplayedExample = try #require(try OneClaim(Self.learner(nil), claim).replay(stored))
    #expect(own.isExact && own.outcome.passed, "\(counterexample.summary), \(own.outcome)")
    #expect(counterexample.replay.contains { $0.hasPrefix("assay sample ") })
    #expect(counterexample.replay.contains { $0.hasPrefix("assay replay ") })
  }

  @Test("tell that the wedge needs samples, and how its eigenvalue falls, without a learner")
  func wedge() async throws {
    for claim in ["samples are needed", "eigenvalue falls", "plain moments stay at chance"] {
      let result: ClaimResult = try await OneClaim(Self.learner(nil), claim).verdict()
      #expect(result.verdict.name == "holds", "\(claim): \(result.outcomes)")
    }
  }

  @Test("hold for the product's own learner, on what moments do not show")
  func holds() async throws {
    let result: ClaimResult = try await OneClaim(Self.learner(nil), "vanishing moments").verdict()
    #expect(result.verdict.name == "holds", "\(result.outcomes)")
    #expect(result.metric.map { $0.worst < 0.1 } == true)
  }

  @Test(
    "catch a learner that hands out a network that predicts nothing, where it is to be learned and where to be refused"
  )
  func constant() async throws {
    let result: GuaranteeResult = try await DeepReLULearningGuarantee(student: ConstantLearner()).check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-2,
        counterexampleBudget: CounterexampleBudget(shrinkingCalls: 2)))
    #expect(result.claims.allSatisfy { $0.verdict.name == "violated" }, "\(result.claims.map(\.outcomes))")
    #expect(result.subject == "constant")
  }

  @Test("state each claim once, in every profile, and count them")
  func claims() throws {
    let guarantees: [any SubspaceGuarantee] = [
      SubspaceErrorGuarantee(), LipschitzDependenceGuarantee(), DeepReLULearningGuarantee(),
    ]
    for guarantee in guarantees {
      for profile in AuditProfile.allCases {
        let names: [String] = try guarantee.claims(profile).map(\.name)
        #expect(Set(names).count == names.count && names.count == guarantee.claimCount(profile))
        #expect(try guarantee.curves(profile).allSatisfy { !$0.places.isEmpty })
      }
    }
    #expect(GuaranteeRegistry.guarantee("subspace-error") != nil)
    #expect(GuaranteeRegistry.guarantee("lipschitz-dependence") != nil)
    #expect(GuaranteeRegistry.guarantee("deep-relu-learning") != nil)
  }
}
