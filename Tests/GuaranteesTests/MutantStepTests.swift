import Foundation
import Guarantees
import Learners
import Networks
import PropertyTesting
import RandomStreams
import Teachers
import TestSupport
import Testing

/// One claim about teachers of a small size, to see what a fault of the learner breaks.
struct SmallClaimGuarantee: RecoveryGuarantee {
  static let identifier: String = "small-claim"
  static let title: String = "a claim about one learner"
  static let source: String = "a test"

  let learner: any Learner
  let inputs: InputDistribution
  let samplesPerDimension: ClosedRange<Int>
  let mustRecover: Bool
  let mustHaveAllNeurons: Bool

  /// A network with fewer neurons than the teacher fits where one of them is never active; it is no fault here.
  private static let distance: RecoveryJudge.Distance = { student, problem in
    student.layers[0].outputs < problem.teacher.layers[0].outputs
      ? 0 : try RecoveryJudge.parameterError(student, problem)
  }

  init() {
    self.init(learner: ExactRecoveryLearner(), inputs: .gaussian, samplesPerDimension: 8...8)
  }

  init(
    learner: any Learner, inputs: InputDistribution, samplesPerDimension: ClosedRange<Int>,
    mustRecover: Bool = false, mustHaveAllNeurons: Bool = false
  ) {
    self.learner = learner
    self.inputs = inputs
    self.samplesPerDimension = samplesPerDimension
    self.mustRecover = mustRecover
    self.mustHaveAllNeurons = mustHaveAllNeurons
  }

  private var judge: RecoveryJudge {
    if mustRecover { return .recovered() }
    return mustHaveAllNeurons ? .neverWrong() : .neverWrong(distance: Self.distance)
  }

  func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    let size: TeacherSize = try TeacherSize(
      inputsDimension: 3, hidden: 2, outputs: 2, conditionNumber: 3)
    let range: ClosedRange<Int> = samplesPerDimension
    let inputs: InputDistribution = inputs
    let samples: SampleCounts = { range.lowerBound * ($0 + $1)...range.upperBound * ($0 + $1) }
    let change: @Sendable (Problem) throws -> Problem = {
      try Problem(
        teacher: $0.teacher, family: $0.family, samples: $0.count, seed: $0.seed, inputs: inputs)
    }
    return [
      RecoveryClaim(
        name: "small", statement: "the learner keeps it",
        tolerance: mustRecover ? .few(profile) : .never(profile),
        problems: .gaussian(size, samples: samples).map(change),
        simpler: [SimplerProblems.integer(upTo: size, samples: samples).map(change)], learner: learner,
        judge: judge)
    ]
  }
}

/// The claims of the product's guarantee with names that begin in some way, about another learner.
struct PartOfExactRecovery: RecoveryGuarantee {
  static let identifier: String = ExactRecoveryGuarantee.identifier
  static let title: String = ExactRecoveryGuarantee.title
  static let source: String = ExactRecoveryGuarantee.source

  let learner: any Learner
  let prefix: String

  init() { self.init(learner: ExactRecoveryLearner(), prefix: "") }

  init(learner: any Learner, prefix: String) {
    self.learner = learner
    self.prefix = prefix
  }

  func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    try ExactRecoveryGuarantee(learner: learner).claims(profile).filter { $0.name.hasPrefix(prefix) }
  }
}

@Suite("Exact recovery with one step spoilt is caught, and the teacher that shows it is small")
struct MutantStepTests {
  /// Faults, who notices them, and what the smallest teacher is that shows them.
  struct Mutant: Sendable, CustomTestStringConvertible {
    let name: String
    let faults: Set<RecoveryFault>
    /// The faults that are not what is shown: they only let it be seen, and do no harm by themselves.
    var letting: Set<RecoveryFault> = []
    var hiddenUnits: Int?
    let guarantee: @Sendable (any Learner) -> any RecoveryGuarantee
    let failure: String
    /// The fewest hidden units of a teacher that shows it.
    let hidden: Int
    var testDescription: String { name }

    func learner(_ faults: Set<RecoveryFault>) -> any Learner {
      var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
      options.inputsHaveDensity = true
      options.hiddenUnits = hiddenUnits
      return ExactRecoveryLearner(options, faults: faults)
    }
  }

  /// A fit that is not checked, or the first null vector of many, leads to networks that no certificate is given for, so
  /// each is tried with the certificate skipped. Skipping it alone does no harm on the teachers that show them.
  static let mutants: [Mutant] = [
    Mutant(
      name: "no sign recovery", faults: [.unrecoveredSign],
      guarantee: { PartOfExactRecovery(learner: $0, prefix: "recovered at d=5") },
      failure: "refused: notFound", hidden: 1),
    Mutant(
      name: "one wrong inactive sample", faults: [.wrongInactiveSample],
      guarantee: {
        SmallClaimGuarantee(learner: $0, inputs: .gaussian, samplesPerDimension: 8...8, mustRecover: true)
      },
      failure: "refused: notFound", hidden: 2),
    Mutant(
      name: "certificate skipped", faults: [.uncertified], hiddenUnits: 2,
      guarantee: {
        SmallClaimGuarantee(
          learner: $0, inputs: .positive, samplesPerDimension: 8...8, mustHaveAllNeurons: true)
      },
      failure: "certified but wrong", hidden: 2),
    Mutant(
      name: "fit of the exact step not checked, and certificate skipped",
      faults: [.uncheckedFit, .uncertified], letting: [.uncertified],
      guarantee: { SmallClaimGuarantee(learner: $0, inputs: .gaussian, samplesPerDimension: 1...2) },
      failure: "certified but wrong", hidden: 1),
    // Neurons that are active on all samples are linear there: every combination of them has an exact fit, and only the
    // missing inactive samples say that none is a neuron.
    Mutant(
      name: "first null vector of many, and certificate skipped",
      faults: [.firstOfManyNullVectors, .uncertified], letting: [.uncertified],
      guarantee: { SmallClaimGuarantee(learner: $0, inputs: .positive, samplesPerDimension: 8...8) },
      failure: "certified but wrong", hidden: 2),
    Mutant(
      name: "copies counted as evidence", faults: [.copiesAsEvidence],
      guarantee: { PartOfExactRecovery(learner: $0, prefix: "copies") },
      failure: "certified by copies alone", hidden: 2),
    Mutant(
      name: "held out from the studied", faults: [.studiedAsHeldOut],
      guarantee: { PartOfExactRecovery(learner: $0, prefix: "copies") },
      failure: "samples studied and held out at once", hidden: 1),
  ]

  @Test("and not where it is whole", arguments: mutants)
  func caught(_ mutant: Mutant) async throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let store: ExampleStore = ExampleStore(directory: directory.path(of: "examples"))
    let faulty: any RecoveryGuarantee = mutant.guarantee(mutant.learner(mutant.faults))
    let result: GuaranteeResult = try await faulty.check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7, examples: store,
        counterexampleBudget: CounterexampleBudget(searchCalls: 450, shrinkingCalls: 200),
        warn: { Issue.record("\($0)") }))
    let found: [Guarantees.Counterexample] = result.claims.compactMap { claim in
      guard case .violated(_, let counterexample) = claim.verdict else { return nil }
      return counterexample
    }
    let counterexample: Guarantees.Counterexample = try #require(
      found.first, "\(result.claims.map(\.outcomes))")
    #expect(counterexample.summary.contains(mutant.failure))
    #expect(counterexample.parameters["family"] == "integer")
    let hidden: [[Int]] = try rows(counterexample.parameters["hiddenWeights"])
    let output: [[Int]] = try rows(counterexample.parameters["outputWeights"])
    #expect(hidden.count == mutant.hidden)
    #expect((hidden + output).allSatisfy { $0.allSatisfy { (-1...1).contains($0) } })
    #expect(counterexample.summary.contains("V = \(hidden), U = \(output)"))

    let kept: [ReplayFiles.Found] = try ReplayFiles(paths: [directory.path(of: "examples")]).found
    #expect(kept.count == found.count)
    for file in kept {
      #expect(try faulty.replay(file.example)?.outcome.passed == false)
      for faults in [[], mutant.letting] {
        let whole: any RecoveryGuarantee = mutant.guarantee(mutant.learner(faults))
        #expect(try whole.replay(file.example)?.outcome.passed == true, "\(faults)")
      }
    }
  }

  private func rows(_ text: String?) throws -> [[Int]] {
    try JSONDecoder().decode([[Int]].self, from: Data(try #require(text).utf8))
  }

  @Test(
    "where a later step makes up for a fault, it does no harm alone",
    arguments: [RecoveryFault.uncheckedFit, .firstOfManyNullVectors])
  func masked(_ fault: RecoveryFault) async throws {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    let learner: any Learner = ExactRecoveryLearner(options, faults: [fault])
    let guarantees: [any RecoveryGuarantee] = [
      PartOfExactRecovery(learner: learner, prefix: "never wrong at d=10"),
      SmallClaimGuarantee(learner: learner, inputs: .positive, samplesPerDimension: 8...8),
    ]
    for guarantee in guarantees {
      let result: GuaranteeResult = try await guarantee.check(
        AuditContext(profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7))
      for claim in result.claims {
        guard case .holds = claim.verdict else {
          Issue.record("\(claim.name): \(claim.verdict)")
          continue
        }
      }
    }
  }
}
