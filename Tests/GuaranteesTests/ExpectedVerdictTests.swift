import DataFiles
import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import RandomStreams
import Teachers
import Testing

/// What the families say that a learner should say, beside what it says.
@Suite("The verdict that a family expects")
struct ExpectedVerdictTests {
  /// The outcome of exact recovery, told the number of hidden units, and whether it is what the family expects.
  private static func outcome(_ problem: Problem, seed: UInt64 = 0) throws -> (text: String, isExpected: Bool)
  {
    let verdict: ExpectedVerdict = problem.expectedVerdict(of: .exactRecovery)
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.hiddenUnits = problem.size.hidden
    options.inputsHaveDensity = problem.inputs.hasDensity
    options.seed = seed
    switch try ExactRecoveryLearner(options).study(problem, threads: 1) {
    case .recovered(let recovery):
      let error: Double = NeuronMatching.relativeError(of: recovery.student, against: problem.teacher)
      return ("recovered with error \(error)", verdict.allows(recoveryWithError: error))
    case .refused(let refusal):
      return (
        "\(refusal.reason.rawValue): \(refusal.detail)", verdict.allows(refusal: refusal.reason.rawValue)
      )
    }
  }

  @Test("is that of exact recovery, on as many samples as the family's example has and on few")
  func exactRecovery() throws {
    for family in TeacherRegistry.all {
      let example = family.example
      let size: TeacherSize = try TeacherSize(
        inputsDimension: example.size.inputs, hidden: example.size.hidden, outputs: example.size.outputs,
        conditionNumber: family.identifier == GaussianTeachers.identifier ? 3 : nil)
      let few: Int = 2 * (size.inputsDimension + size.hidden)
      for (samples, seeds) in [(example.samples, 1), (few, 3)] as [(Int, UInt64)] {
        for seed in 0..<seeds {
          let problem: Problem = try Problem(
            family: family, size: size, samples: samples, seed: seed, inputs: family.inputs)
          let (text, isExpected): (String, Bool) = try Self.outcome(problem)
          let expected: String = problem.expectedVerdict(of: .exactRecovery).text
          #expect(
            isExpected, "\(family.identifier), n = \(samples), seed \(seed): \(text); expected \(expected)")
        }
      }
    }
  }

  /// How many problems of each family are drawn.
  private static let cases: UInt64 = 6

  @Test(
    "is that of exact recovery on random sizes, parameters and numbers of samples, and nothing wrong is certain"
  )
  func randomProblems() throws {
    let largest: TeacherSize = try TeacherSize(inputsDimension: 7, hidden: 5, outputs: 7, conditionNumber: 3)
    for family in TeacherRegistry.all {
      let problems: Gen<Problem> = family.familyProblems(upTo: largest) { d, k in 2 * (d + k)...60 * (d + k) }
      for seed in 0..<Self.cases {
        let problem: Problem = try problems.generate(seed: seed).value
        let (text, isExpected): (String, Bool) = try Self.outcome(problem)
        let expected: String = problem.expectedVerdict(of: .exactRecovery).text
        #expect(
          isExpected,
          "\(family.identifier), n = \(problem.count), \(problem.size), seed \(seed): \(text); expected \(expected)"
        )
      }
    }
  }
}
