import PropertyTesting
import Teachers

/// The failing problems of a claim that an example store keeps.
struct RecoveryExamples: Sendable {
  /// Problems that a counterexample may be of.
  struct Teachers: Sendable {
    let name: String
    let generator: Gen<Problem>
    /// Whether they are the simpler ones, which are looked at first.
    let areSimpler: Bool

    /// The property under which example stores keep a failing problem of a claim.
    func property(_ guarantee: String, _ claim: RecoveryClaim) -> String {
      "\(guarantee), \(claim.name), \(name) teachers"
    }
  }

  /// A failing problem by its choices.
  struct Known: Sendable {
    let teachers: Teachers
    let choices: ChoiceSequence
    let failure: TrialFailure
  }

  let trials: RecoveryTrials
  let keeper: ExampleKeeper

  /// What was kept from earlier audits and still fails, simpler teachers first and the simplest of them first.
  func stillFailing() throws -> [Known] {
    // One trial decides nothing about a measured quantity.
    guard case .judged = trials.claim.trial else { return [] }
    return try trials.claim.teachers.flatMap { teachers in
      try keeper.stillFailing(teachers.property(trials.guarantee, trials.claim)) {
        choices -> ExampleKeeper.Trial<Known> in
        guard let problem = try? teachers.generator.generate(replaying: choices), problem.isExact else {
          return .foreign
        }
        guard let failure = try trials.failure(of: problem.value) else { return .passes }
        return .fails(Known(teachers: teachers, choices: problem.choices, failure: failure))
      }
    }
  }
}

extension RecoveryClaim {
  /// The teachers that a counterexample may have, those that are looked at first before the others.
  var teachers: [RecoveryExamples.Teachers] {
    simpler.map { RecoveryExamples.Teachers(name: $0.name, generator: $0.generator, areSimpler: true) }
      + [ownTeachers]
  }

  /// The teachers that the claim is about.
  var ownTeachers: RecoveryExamples.Teachers {
    RecoveryExamples.Teachers(name: problems.name, generator: problems.generator, areSimpler: false)
  }
}
