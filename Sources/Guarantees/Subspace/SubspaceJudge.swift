public import Learners
import LinearAlgebra
import Networks
import Teachers

/// What is asked of a learner's answer to a task.
public enum SubspaceJudge: Sendable, Hashable {
  /// Candidate and certified subspace hold the significant one, and the certified one is no larger than the relevant one and
  /// has no direction that is made up.
  case found
  /// The same, but a direction may be left out of the certified subspace, where it lowers the error too little.
  case foundCandidate
  /// The certified subspace of an answer that calls itself complete has no direction that is made up; it may be empty,
  /// partial, or refused.
  case nothingMadeUp
  /// No direction is certified.
  case nothing
  /// There are too many directions, and the learner says so.
  case tooMany
  /// The learner finds the significant subspace to the tighter error.
  case foundTightly

  /// The largest sine of an angle of a significant direction to the candidate.
  public static let largestMissed: Double = 0.2
  /// The same where a tight answer is asked for.
  public static let tightlyMissed: Double = 0.1
  /// A certified direction with a larger sine to the relevant subspace is made up.
  public static let largestSpurious: Double = 0.5

  /// Judges an answer.
  ///
  /// - Throws: `LinearAlgebraError` where the answer's columns are dependent.
  public func judge(_ task: SubspaceTask, _ outcome: SubspaceOutcome) throws -> TrialOutcome {
    let refusal: String = "refused: \(outcome.reason?.rawValue ?? outcome.status.rawValue)"
    guard case .teacher(let problem) = task else {
      return outcome.dimension == 0
        ? TrialOutcome(passed: true, label: refusal)
        : TrialOutcome(passed: false, label: "made up \(outcome.dimension) directions", failure: .wrong)
    }
    switch self {
    case .nothing:
      return outcome.dimension == 0
        ? TrialOutcome(passed: true, label: refusal)
        : TrialOutcome(passed: false, label: "certified \(outcome.dimension) directions", failure: .wrong)
    case .tooMany:
      return TrialOutcome(
        passed: outcome.status == .tooMany, label: outcome.status == .tooMany ? refusal : "not refused",
        failure: .wrong)
    case .nothingMadeUp:
      return try judgeSpurious(problem, outcome) ?? TrialOutcome(passed: true, label: refusal)
    case .found: return try judgeFound(problem, outcome, Self.largestMissed, isCertified: true)
    case .foundCandidate: return try judgeFound(problem, outcome, Self.largestMissed, isCertified: false)
    case .foundTightly: return try judgeFound(problem, outcome, Self.tightlyMissed, isCertified: true)
    }
  }

  /// What is wrong with the directions that are certified; nil where there are none.
  private func judgeSpurious(_ problem: SubspaceProblem, _ outcome: SubspaceOutcome) throws -> TrialOutcome? {
    guard outcome.dimension > 0 else { return nil }
    let certified: SubspaceComparison = try SubspaceComparison(
      found: outcome.basis, right: problem.teacher.directions)
    // An answer that says that it is partial may hold a rough direction: one that lowers the risk, yet lies far off.
    guard certified.spurious <= Self.largestSpurious || outcome.status != .ok else {
      return TrialOutcome(
        passed: false, label: "made up a direction", metric: certified.spurious, failure: .wrong)
    }
    return TrialOutcome(passed: true, label: "certified", metric: certified.spurious)
  }

  private func judgeFound(
    _ problem: SubspaceProblem, _ outcome: SubspaceOutcome, _ largest: Double, isCertified: Bool
  ) throws -> TrialOutcome {
    if let wrong = try judgeSpurious(problem, outcome), !wrong.passed { return wrong }
    guard outcome.dimension <= problem.teacher.directionCount, outcome.status != .tooMany else {
      return TrialOutcome(passed: false, label: "too many directions", failure: .wrong)
    }
    guard outcome.candidate.columns > 0 else {
      return TrialOutcome(
        passed: false, label: "refused: \(outcome.reason?.rawValue ?? outcome.status.rawValue)",
        failure: .refused)
    }
    let candidate: Double = try Self.missed(problem, outcome)
    let certified: Double = try SubspaceComparison(
      found: outcome.basis, right: problem.teacher.significantDirections()
    ).missed
    let missed: Double = isCertified ? max(candidate, certified) : candidate
    return TrialOutcome(
      passed: missed < largest, label: missed < largest ? "found" : "missed a significant direction",
      metric: missed, failure: .rough)
  }

  /// The sine of the largest angle of a significant direction to the candidate.
  static func missed(_ problem: SubspaceProblem, _ outcome: SubspaceOutcome) throws -> Double {
    try SubspaceComparison(
      found: outcome.candidate, right: problem.teacher.significantDirections()
    ).missed
  }
}
