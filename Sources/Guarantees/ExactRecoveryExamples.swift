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
  let context: AuditContext

  /// Tries what was kept from earlier audits and forgets what passes now.
  ///
  /// - Returns: what still fails, integer teachers first and the simplest of them first.
  func stillFailing() throws -> [Known] {
    guard let store = context.examples else { return [] }
    var known: [Known] = []
    for teachers in ExactRecoveryTeachers.allCases {
      let generator: Gen<Problem> = try teachers.problems(of: trials.claim)
      let stored: StoredExamples
      do {
        stored = try store.contents(of: teachers.property(of: trials.claim))
      } catch {
        context.warn("the examples of earlier audits cannot be read: \(error)")
        continue
      }
      for problem in stored.problems { context.warn("an example is passed over: \(problem)") }
      for example in stored.examples where !context.isInterrupted() {
        if let problem = try? generator.generate(replaying: example.choices),
          let failure = try trials.failure(of: problem.value)
        {
          known.append(Known(teachers: teachers, choices: problem.choices, failure: failure))
        } else if !store.isReadOnly {
          do { try store.remove(example) } catch {
            context.warn("an example that passes cannot be removed: \(error)")
          }
        }
      }
    }
    return known
  }

  /// Keeps a failing problem.
  ///
  /// - Returns: the file that holds it, where there is one.
  func keep(_ example: StoredExample) -> String? {
    guard let store = context.examples else { return nil }
    do {
      if !store.isReadOnly { try store.record(example) }
      return store.path(of: example)
    } catch {
      context.warn("the counterexample cannot be kept: \(error)")
      return nil
    }
  }
}
