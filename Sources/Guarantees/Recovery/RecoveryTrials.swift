import DataFiles
import Learners
import PropertyTesting
import RandomStreams
import Teachers

/// Draws the problems of a claim and runs the learner on them.
struct RecoveryTrials: Sendable {
  /// The guarantee's name.
  let guarantee: String
  let claim: RecoveryClaim
  let seed: UInt64

  /// What all random numbers of the claim come from.
  var stream: RandomStream { RandomStream(seed: seed).child(guarantee).child(claim.name) }

  /// The problem of a trial, with choices that give it again.
  func problem(trial: Int) throws -> Generated<Problem> {
    try claim.problems.problem(from: stream.child(trial))
  }

  /// How the learner breaks the claim on a problem; nil where it does not.
  func failure(of problem: Problem) throws -> TrialFailure? { try run(problem).failure }

  /// Runs the learner on a problem.
  func run(_ problem: Problem) throws -> TrialOutcome {
    switch claim.trial {
    case .judged(let judge): try run(problem, judge)
    case .measured(let quantity, let measure): try run(problem, quantity, measure)
    }
  }

  private func run(_ problem: Problem, _ judge: RecoveryJudge) throws -> TrialOutcome {
    let answer: LearnerOutcome
    do {
      answer = try claim.learnerFor(problem).study(problem.samples(0..<problem.count, threads: 1), threads: 1)
    } catch let error as DataError {
      // Few samples of a small teacher may all leave it inactive, and nothing can be learnt from them.
      return TrialOutcome(
        passed: !judge.mustAnswer || judge.mayBeUnusable(problem), label: "refused: \(error.problem)",
        failure: .refused)
    } catch let error as CancellationError {
      throw error
    } catch {
      // A learner that breaks down has given no wrong answer, but none either.
      return TrialOutcome(passed: !judge.mustAnswer, label: "threw \(type(of: error))", failure: .threw)
    }
    return try judge.judge(problem, answer)
  }

  private func run(
    _ problem: Problem, _ quantity: MeasuredQuantity, _ measure: RecoveryClaim.Measure
  ) throws -> TrialOutcome {
    let measurement: TrialMeasurement
    do {
      measurement = try measure(problem, claim.learnerFor(problem))
    } catch let error as DataError {
      return TrialOutcome(passed: false, label: "refused: \(error.problem)", failure: .refused)
    } catch let error as CancellationError {
      throw error
    } catch {
      return TrialOutcome(passed: false, label: "threw \(type(of: error))", failure: .threw)
    }
    if case .nothing(let reason) = measurement {
      return TrialOutcome(passed: false, label: reason, failure: .refused)
    }
    guard let value = quantity.value(of: measurement) else {
      return TrialOutcome(passed: false, label: "measured nothing finite and in range", failure: .other)
    }
    return TrialOutcome(
      passed: quantity.admits(value), label: "measured", metric: value, measurement: measurement)
  }
}
