import DataFiles
import Foundation
import Guarantees
import Learners
import LinearAlgebra
import PropertyTesting
import Testing

@Suite("A learner that is broken on purpose comes back with a small teacher")
struct SmallCounterexampleTests {
  /// A mutant, and the smallest teacher on which it can be seen.
  struct Mutant: Sendable, CustomTestStringConvertible {
    let name: String
    let learner: any Learner
    let inputs: Int
    let hidden: Int
    let outputs: Int
    var testDescription: String { name }
  }

  static let mutants: [Mutant] = [
    Mutant(name: "skips signs", learner: TamperingLearner.skippingSigns, inputs: 1, hidden: 1, outputs: 1),
    Mutant(
      name: "positive outputs", learner: TamperingLearner.positiveOutputs, inputs: 1, hidden: 1, outputs: 1),
    Mutant(name: "drops the last", learner: TamperingLearner.droppingLast, inputs: 2, hidden: 2, outputs: 2),
    Mutant(name: "float noise", learner: TamperingLearner.noisy, inputs: 1, hidden: 1, outputs: 1),
    Mutant(name: "off scale", learner: TamperingLearner.offScale, inputs: 1, hidden: 1, outputs: 1),
    Mutant(
      name: "swaps outputs", learner: TamperingLearner.swappingOutputs, inputs: 1, hidden: 1, outputs: 2),
    Mutant(name: "silent", learner: SilentLearner(), inputs: 1, hidden: 1, outputs: 1),
    Mutant(name: "least squares", learner: LeastSquaresLearner(), inputs: 1, hidden: 1, outputs: 1),
  ]

  private func check(
    _ learner: any Learner, seed: UInt64 = 1, workers: Int = 2, examples: (any ExampleStorage)? = nil,
    budget: CounterexampleBudget = CounterexampleBudget()
  ) async throws -> [Guarantees.Counterexample?] {
    let result: GuaranteeResult = try await ExactRecoveryGuarantee(learner: learner).check(
      AuditContext(
        profile: .quick, seed: seed, workers: workers, falseAlarmRatePerClaim: 1e-7, examples: examples,
        counterexampleBudget: budget, warn: { Issue.record("\($0)") }))
    return result.claims.map { claim in
      guard case .violated(_, let counterexample) = claim.verdict else { return nil }
      return counterexample
    }
  }

  private func weights(_ text: String?) throws -> [[Int]] {
    try JSONDecoder().decode([[Int]].self, from: Data(try #require(text).utf8))
  }

  @Test("with at most 2 hidden units and weights of −1, 0 and 1", arguments: mutants)
  func small(_ mutant: Mutant) async throws {
    let found: [Guarantees.Counterexample] = try await check(mutant.learner).compactMap(\.self)
    #expect(!found.isEmpty)
    for counterexample in found {
      #expect(counterexample.parameters["family"] == "integer")
      #expect(counterexample.parameters["inputsDimension"] == "\(mutant.inputs)")
      #expect(counterexample.parameters["hidden"] == "\(mutant.hidden)")
      #expect(counterexample.parameters["outputs"] == "\(mutant.outputs)")
      let hidden: [[Int]] = try weights(counterexample.parameters["hiddenWeights"])
      let output: [[Int]] = try weights(counterexample.parameters["outputWeights"])
      #expect(hidden.count <= 2)
      #expect((hidden + output).allSatisfy { $0.allSatisfy { (-1...1).contains($0) } })
      #expect(hidden.count == mutant.hidden && output.count == mutant.outputs)
      #expect(counterexample.values.contains("inputs dimension = \(mutant.inputs)"))
      #expect(counterexample.searchCalls > 0 && counterexample.shrinkingCalls > 0)
    }
  }

  @Test("the same on one and on two workers, and the same teacher for another seed")
  func deterministic() async throws {
    let learner: TamperingLearner = .skippingSigns
    let one: [Guarantees.Counterexample?] = try await check(learner, workers: 1)
    #expect(try await check(learner, workers: 2) == one)
    let parameters: [[String: String]?] = try await check(learner, seed: 2).map { $0?.parameters }
    #expect(parameters == one.map { $0?.parameters })
  }

  @Test("and says which of its values do not matter")
  func irrelevant() async throws {
    let signs: Guarantees.Counterexample = try #require(try await check(TamperingLearner.skippingSigns)[0])
    #expect(signs.irrelevant.contains("sample seed"))
    #expect(signs.irrelevant.contains("weights out of neuron 1"))
    #expect(!signs.irrelevant.contains("weights into neuron 1"))
    #expect(signs.summary.contains("V = [[-1]], U = [[1]]"))
    let outputs: Guarantees.Counterexample = try #require(
      try await check(TamperingLearner.positiveOutputs)[0])
    #expect(outputs.irrelevant.contains("weights into neuron 1"))
    #expect(!outputs.irrelevant.contains("weights out of neuron 1"))
  }

  @Test("or with a Gaussian one, where no small teacher shows the fault")
  func gaussian() async throws {
    let found: [Guarantees.Counterexample?] = try await check(
      TamperingLearner.wrongWhenLarge, budget: CounterexampleBudget(searchCalls: 90, shrinkingCalls: 60))
    let counterexample: Guarantees.Counterexample = try #require(found.compactMap(\.self).first)
    #expect(counterexample.parameters["family"] == "gaussian")
    #expect(counterexample.parameters["inputsDimension"] == "9")
    #expect(counterexample.parameters["hidden"] == "1")
    #expect(counterexample.searchCalls == 90)
    #expect(found[0] == nil)
  }

  @Test("within a budget of calls, however small")
  func budget() async throws {
    let found: [Guarantees.Counterexample] = try await check(
      TamperingLearner.skippingSigns, budget: CounterexampleBudget(searchCalls: 0, shrinkingCalls: 1)
    ).compactMap(\.self)
    #expect(found.count == ExactRecoveryGuarantee().claimCount(.quick))
    #expect(found.allSatisfy { $0.searchCalls == 0 && $0.shrinkingCalls <= 1 })
    #expect(found.allSatisfy { $0.parameters["family"] == "gaussian" })
  }

  @Test("within a budget of seconds: without any it is the failing trial itself")
  func seconds() async throws {
    let found: [Guarantees.Counterexample] = try await check(
      TamperingLearner.skippingSigns, budget: CounterexampleBudget(seconds: 0)
    ).compactMap(\.self)
    #expect(found.count == ExactRecoveryGuarantee().claimCount(.quick))
    for counterexample in found {
      #expect(counterexample.parameters["family"] == "gaussian")
      #expect(Int(counterexample.parameters["inputsDimension"] ?? "") ?? 0 >= 5)
      #expect(counterexample.searchCalls <= 1 && counterexample.shrinkingCalls <= 1)
      #expect(counterexample.irrelevant.isEmpty)
    }
  }
}
