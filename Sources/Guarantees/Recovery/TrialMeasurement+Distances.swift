public import Learners
public import Teachers

extension TrialMeasurement {
  /// The distance of the recovered network from the teacher on several problems, such as one teacher at growing numbers
  /// of samples, or growing levels of noise.
  ///
  /// - Parameters:
  ///   - learner: who is tried.
  ///   - problems: one for each *x* of the claim.
  ///   - acceptsCandidates: whether the network that a refusal comes with is measured too.
  ///   - distance: how far a student is from the teacher.
  /// - Returns: a point for each problem; nothing where the learner refuses one of them.
  /// - Throws: what the learner throws.
  public static func distances(
    of learner: any Learner, on problems: [Problem], acceptsCandidates: Bool = false,
    distance: RecoveryJudge.Distance = RecoveryJudge.parameterError
  ) throws -> TrialMeasurement {
    var points: [Double] = []
    for problem in problems {
      switch try learner.study(problem.samples(0..<problem.count, threads: 1), threads: 1) {
      case .recovered(let recovery): points.append(try distance(recovery.student, problem))
      case .refused(let refusal):
        guard acceptsCandidates, let candidate = refusal.candidate else {
          return .nothing("refused: \(refusal.reason.rawValue)")
        }
        points.append(try distance(candidate, problem))
      }
    }
    return .points(points)
  }
}
