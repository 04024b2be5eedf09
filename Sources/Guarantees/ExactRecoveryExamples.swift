import PropertyTesting
import Teachers

/// The failing problems of a claim that an example store keeps.
struct ExactRecoveryExamples: Sendable {
  /// A failing problem by its choices.
  struct Known: Sendable, Hashable {
    let teachers: ExactRecoveryTeachers
    let choices: ChoiceSequence
    let failure: ExactRecoveryTrials.Failure
  }

  let trials: ExactRecoveryTrials
  let keeper: ExampleKeeper

  /// What was kept from earlier audits and still fails, integer teachers first and the simplest of them first.
  func stillFailing() throws -> [Known] {
    try ExactRecoveryTeachers.allCases.flatMap { teachers in
      let generator: Gen<Problem> = try teachers.problems(of: trials.claim)
      return try keeper.stillFailing(teachers.property(of: trials.claim)) {
        choices -> ExampleKeeper.Trial<Known> in
        guard let problem = try? generator.generate(replaying: choices), problem.isExact else {
          return .foreign
        }
        guard let failure = try trials.failure(of: problem.value) else { return .passes }
        return .fails(Known(teachers: teachers, choices: problem.choices, failure: failure))
      }
    }
  }
}
