public import Learners
public import Networks
public import Teachers

/// Decides whether a learner's answer to a problem keeps a claim.
///
/// ```swift
/// RecoveryJudge.recovered(within: 1e-12)
/// RecoveryJudge.neverWrong()
/// RecoveryJudge.refused(for: [.notIdentifiable])
/// RecoveryJudge(mustAnswer: true) { problem, outcome in … }
/// ```
public struct RecoveryJudge: Sendable {
  /// Judges an answer; it must depend on nothing else.
  public typealias Judge = @Sendable (Problem, LearnerOutcome) throws -> TrialOutcome
  /// How far a student is from the teacher of a problem; NaN counts as wrong.
  public typealias Distance = @Sendable (_ student: Network, _ problem: Problem) throws -> Double

  /// The error that is asked for where nothing else is said: some hundred times what rounding leaves.
  public static let exactError: Double = 1e-12
  /// An error beyond which a certified network is another network, not a rounded one.
  public static let wrongError: Double = 1e-10

  let judge: Judge
  /// Whether a learner that breaks down, or cannot use the samples, breaks the claim.
  let mustAnswer: Bool
  /// Whether a learner may say of a problem, by a `DataError`, that its samples cannot be used.
  let mayBeUnusable: @Sendable (Problem) -> Bool

  /// Creates a judge.
  ///
  /// - Parameters:
  ///   - mustAnswer: whether a learner that throws breaks the claim: a `DataError` counts as a refusal of its own, all
  ///     else as a breakdown. Where it is false, such a trial passes.
  ///   - mayBeUnusable: the problems on which a `DataError` passes all the same; none by default.
  ///   - judge: judges an answer.
  public init(
    mustAnswer: Bool, mayBeUnusable: @escaping @Sendable (Problem) -> Bool = { _ in false },
    _ judge: @escaping Judge
  ) {
    self.mustAnswer = mustAnswer
    self.mayBeUnusable = mayBeUnusable
    self.judge = judge
  }

  /// The relative error of the worst parameter once order and scale of neurons are factored out (`NeuronMatching`).
  public static let parameterError: Distance = { student, problem in
    NeuronMatching.relativeError(of: student, against: problem.teacher)
  }

  /// The teacher is recovered.
  ///
  /// - Parameters:
  ///   - bound: the distance that is asked for, from the problem.
  ///   - wrongBeyond: the distance beyond which an answer is wrong and not rough, at least the bound.
  ///   - distance: how far a student is from the teacher.
  public static func recovered(
    within bound: @escaping @Sendable (Problem) -> Double = { _ in exactError },
    wrongBeyond: Double = wrongError, distance: @escaping Distance = parameterError
  ) -> RecoveryJudge {
    RecoveryJudge(mustAnswer: true) { problem, outcome in
      try outcomeOf(outcome, problem, within: bound(problem), wrongBeyond, distance, mustRecover: true)
    }
  }

  /// The teacher is recovered to a relative error that is the same for all problems.
  public static func recovered(within bound: Double) -> RecoveryJudge { recovered(within: { _ in bound }) }

  /// What is certified is the teacher; every refusal passes, and a breakdown too, for it is no wrong answer.
  ///
  /// - Parameters:
  ///   - beyond: the distance beyond which an answer is wrong.
  ///   - distance: how far a student is from the teacher.
  public static func neverWrong(
    beyond: Double = wrongError, distance: @escaping Distance = parameterError
  ) -> RecoveryJudge {
    neverWrong(beyond: { _ in beyond }, distance: distance)
  }

  /// What is certified is the teacher, to a distance that depends on the problem.
  public static func neverWrong(
    beyond: @escaping @Sendable (Problem) -> Double, distance: @escaping Distance = parameterError
  ) -> RecoveryJudge {
    RecoveryJudge(mustAnswer: false) { problem, outcome in
      try outcomeOf(outcome, problem, within: exactError, beyond(problem), distance, mustRecover: false)
    }
  }

  /// The learner refuses, for one of some reasons.
  ///
  /// - Parameters:
  ///   - reasons: the reasons that are right.
  ///   - orRecovered: the distance within which a recovered teacher passes as well; nil where every certificate is wrong.
  ///   - distance: how far a student is from the teacher.
  public static func refused(
    for reasons: Set<Refusal.Reason>, orRecovered: Double? = nil,
    distance: @escaping Distance = parameterError
  ) -> RecoveryJudge {
    RecoveryJudge(mustAnswer: true) { problem, outcome in
      switch outcome {
      case .refused(let refusal):
        return TrialOutcome(
          passed: reasons.contains(refusal.reason), label: "refused: \(refusal.reason.rawValue)",
          failure: .refused)
      case .recovered:
        guard let orRecovered else {
          return TrialOutcome(passed: false, label: "certified though it cannot be known", failure: .wrong)
        }
        return try outcomeOf(outcome, problem, within: orRecovered, wrongError, distance, mustRecover: true)
      }
    }
  }

  private static func outcomeOf(
    _ outcome: LearnerOutcome, _ problem: Problem, within bound: Double, _ wrongBeyond: Double,
    _ distance: Distance, mustRecover: Bool
  ) throws -> TrialOutcome {
    switch outcome {
    case .recovered(let recovery):
      let error: Double = try distance(recovery.student, problem)
      // Written so that an error that is NaN fails.
      if error <= bound { return TrialOutcome(passed: true, label: "recovered", metric: error) }
      guard error <= wrongBeyond else {
        return TrialOutcome(passed: false, label: "certified but wrong", metric: error, failure: .wrong)
      }
      return TrialOutcome(
        passed: !mustRecover, label: "recovered roughly", metric: error, failure: .rough)
    case .refused(let refusal):
      return TrialOutcome(
        passed: !mustRecover, label: "refused: \(refusal.reason.rawValue)", failure: .refused)
    }
  }
}
