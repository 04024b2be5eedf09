import Foundation
import Guarantees
import Learners
import PropertyTesting
import Synchronization
import TestSupport
import Testing

@Suite("Kept counterexamples")
struct KeptCounterexampleTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  private func check(_ learner: any Learner) async throws -> [ClaimResult] {
    try await ExactRecoveryGuarantee(learner: learner).check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7,
        examples: ExampleStore(directory: directory.path(of: "examples")),
        warn: { Issue.record("\($0)") })
    ).claims
  }

  private func counterexamples(_ claims: [ClaimResult]) -> [Guarantees.Counterexample] {
    claims.compactMap { claim in
      guard case .violated(_, let counterexample) = claim.verdict else { return nil }
      return counterexample
    }
  }

  private func kept() throws -> [ReplayFiles.Found] {
    try ReplayFiles(paths: [directory.path(of: "examples")]).found
  }

  @Test("are tried first, found again without a search, and forgotten once they pass")
  func lifetime() async throws {
    let first: [ClaimResult] = try await check(TamperingLearner.skippingSigns)
    #expect(counterexamples(first).count == first.count)
    #expect(try kept().count == first.count)
    for counterexample in counterexamples(first) {
      #expect(counterexample.replay[0].hasPrefix("assay replay \(directory.path)/examples/"))
    }
    let mutant: ExactRecoveryGuarantee = ExactRecoveryGuarantee(learner: TamperingLearner.skippingSigns)
    for file in try kept() {
      let replayed: ReplayedExample = try #require(try mutant.replay(file.example))
      #expect(!replayed.outcome.passed && replayed.isExact)
      #expect(replayed.values == file.example.values)
      #expect(try GuaranteeRegistry.replay(file.example).outcome.passed)
    }

    let second: [ClaimResult] = try await check(TamperingLearner.skippingSigns)
    #expect(counterexamples(second).allSatisfy { $0.searchCalls == 0 && $0.shrinkingCalls == 0 })
    #expect(counterexamples(second).map(\.choices) == counterexamples(first).map(\.choices))
    #expect(counterexamples(second).allSatisfy { $0.summary.hasPrefix("kept from an earlier audit") })
    // What nothing may fail is refuted by what was kept, without a trial.
    #expect(second.filter { $0.name.hasPrefix("never wrong") }.allSatisfy { $0.trials == 0 })
    #expect(second.filter { $0.name.hasPrefix("recovered") }.map(\.trials) == first.prefix(5).map(\.trials))

    let sound: [ClaimResult] = try await check(ExactRecoveryLearner(options))
    #expect(counterexamples(sound).isEmpty)
    let left: [String] = try FileManager.default.contentsOfDirectory(atPath: directory.path(of: "examples"))
    #expect(left.isEmpty)
  }

  private var options: ExactRecoveryLearner.Options {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    return options
  }

  @Test("that are damaged are told of, stay, and stop nothing")
  func damaged() async throws {
    let store: ExampleStore = ExampleStore(directory: directory.path(of: "examples"))
    let example: StoredExample = try ExampleFile(reading: fixture("regressions/dropped-neuron.json")).example
    try store.record(example)
    let file: String = try #require(store.path(of: example))
    try Data("{".utf8).write(to: URL(fileURLWithPath: file))
    let warnings: Mutex<[String]> = Mutex([])
    let result: GuaranteeResult = try await ExactRecoveryGuarantee().check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7, examples: store,
        warn: { warning in warnings.withLock { $0.append(warning) } }))
    #expect(result.verdict.name == "holds")
    #expect(warnings.withLock { $0.count } == 1)
    #expect(warnings.withLock { $0.first?.contains(file) } == true)
    #expect(FileManager.default.fileExists(atPath: file))
  }

  @Test("of the two mutants among the regressions are what the audit finds")
  func regressions() async throws {
    for (learner, name) in [
      (TamperingLearner.skippingSigns, "skipped-sign"), (TamperingLearner.droppingLast, "dropped-neuron"),
    ] {
      let committed: StoredExample = try ExampleFile(reading: fixture("regressions/\(name).json")).example
      let found: [Guarantees.Counterexample] = counterexamples(try await check(learner))
      let same: Guarantees.Counterexample = try #require(found.first { $0.property == committed.property })
      #expect(same.choices == committed.choices.description)
      #expect(same.values == committed.values)
      let mutant: ExactRecoveryGuarantee = ExactRecoveryGuarantee(learner: learner)
      #expect(try mutant.replay(committed)?.outcome.passed == false)
      let sound: ReplayedExample = try GuaranteeRegistry.replay(committed)
      #expect(sound.outcome.passed && sound.isExact)
    }
  }

  @Test("cannot be replayed where nobody knows the property, or the choices are none")
  func unknown() throws {
    let foreign: StoredExample = StoredExample(
      property: "sorting", choices: ChoiceSequence(), values: [], failure: "")
    #expect(throws: ReplayError.self) { try GuaranteeRegistry.replay(foreign) }
    // Two neurons with equal rows are no teacher of the family.
    let parallel: StoredExample = StoredExample(
      property: "exact-recovery, recovered at d=5, k=2, m=2, integer teachers",
      choices: try ChoiceSequence(
        parsing: "choices/2 1/7 1/1 0/6 0/0 0/65535 0/8-10 0/9-9 0/8-10 0/9-9 1/9-9 2/8-10 0/9-9 0/8-10"),
      values: [], failure: "")
    #expect(throws: ReplayError.self) { try GuaranteeRegistry.replay(parallel) }
  }
}
