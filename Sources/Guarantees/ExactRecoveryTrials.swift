import DataFiles
import Learners
import Networks
import PropertyTesting
import RandomStreams
import Teachers

/// Draws the problems of a claim and runs the learner on them.
struct ExactRecoveryTrials: Sendable {
  /// How a trial can break a claim; a counterexample breaks it in the way that the trials did.
  enum Failure: Sendable, Hashable {
    /// A certified network is another one than the teacher.
    case wrong
    /// The network is the teacher, but not to the stated error.
    case rough
    /// No network is given.
    case refused
    /// The learner threw an error.
    case threw
  }

  let claim: ExactRecoveryClaim
  let learner: any Learner
  let seed: UInt64

  /// What all random numbers of the claim come from.
  var stream: RandomStream {
    RandomStream(seed: seed).child(ExactRecoveryGuarantee.identifier).child(claim.name)
  }

  /// The problem of a trial at the claim's own size, with choices that give it again.
  func problem(trial: Int) throws -> Generated<Problem> {
    let size: TeacherSize = try claim.size
    let stream: RandomStream = stream.child(trial)
    // The sizes are the first choices of the generator that have alternatives; the largest is the claim's own.
    var sizes: Int = [
      size.inputsDimension - 1, min(size.hidden, size.inputsDimension) - 1,
      size.outputs - size.hidden,
    ].count { $0 > 0 }
    return try ExactRecoveryTeachers.gaussian.problems(of: claim).generate(
      from: ChoiceSource { limit in
        sizes -= 1
        if sizes >= 0 { return limit }
        return limit == .max
          ? stream.child("problem").word(at: 0) : stream.child("samples").integer(below: limit + 1, at: 0)
      })
  }

  /// Runs the learner on a problem.
  func run(_ problem: Problem) throws -> TrialOutcome { try study(problem).outcome }

  /// How the learner breaks the claim on a problem; nil where it does not.
  func failure(of problem: Problem) throws -> Failure? { try study(problem).failure }

  private func study(_ problem: Problem) throws -> (outcome: TrialOutcome, failure: Failure?) {
    let isComplete: Bool = claim.kind == .completeness
    let answer: LearnerOutcome
    do {
      answer = try learner.study(problem.samples(0..<problem.count, threads: 1), threads: 1)
    } catch let error as DataError {
      // Few samples of a small teacher may all leave it inactive, and nothing can be learnt from them.
      return (
        TrialOutcome(passed: !isComplete, label: "refused: \(error.problem)"), isComplete ? .refused : nil
      )
    } catch let error as CancellationError {
      throw error
    } catch {
      // A learner that breaks down has given no wrong answer, but none either.
      return (
        TrialOutcome(passed: !isComplete, label: "threw \(type(of: error))"), isComplete ? .threw : nil
      )
    }
    switch answer {
    case .recovered(let recovery):
      let error: Double = NeuronMatching.relativeError(of: recovery.student, against: problem.teacher)
      // Written so that an error that is NaN fails.
      if error <= ExactRecoveryClaim.completeError {
        return (TrialOutcome(passed: true, label: "recovered", metric: error), nil)
      }
      guard error <= ExactRecoveryClaim.wrongError else {
        return (TrialOutcome(passed: false, label: "certified but wrong", metric: error), .wrong)
      }
      return (
        TrialOutcome(passed: !isComplete, label: "recovered roughly", metric: error),
        isComplete ? .rough : nil
      )
    case .refused(let refusal):
      return (
        TrialOutcome(passed: !isComplete, label: "refused: \(refusal.reason.rawValue)"),
        isComplete ? .refused : nil
      )
    }
  }
}
