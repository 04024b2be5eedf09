import Learners
import Networks
import Teachers

extension RecoveryJudge {
  /// What is certified is within the bound that its own certificate states; every refusal passes.
  ///
  /// Certificates without a bound of their own are held to ``wrongError``.
  public static let withinStatedBound: RecoveryJudge = RecoveryJudge(mustAnswer: false) { problem, outcome in
    guard case .recovered(let recovery) = outcome else { return refusal(outcome, passes: true) }
    let error: Double = try parameterError(recovery.student, problem)
    let bound: Double = statedBound(recovery.certificate)
    return TrialOutcome(
      passed: error <= bound, label: error <= bound ? "within its bound" : "certified but wrong",
      metric: error / bound, failure: .wrong)
  }

  /// The network that is handed out, or comes with a refusal, is near the teacher.
  public static func near(within bound: Double) -> RecoveryJudge {
    RecoveryJudge(mustAnswer: true) { problem, outcome in
      let student: Network?
      switch outcome {
      case .recovered(let recovery): student = recovery.student
      case .refused(let refusal): student = refusal.candidate
      }
      guard let student else { return refusal(outcome, passes: false) }
      let error: Double = try parameterError(student, problem)
      return TrialOutcome(
        passed: error <= bound, label: error <= bound ? "near" : "far from the teacher", metric: error,
        failure: .wrong)
    }
  }

  /// The student is as far from the teacher as least squares leave it, within the quantiles ± z of `WaldStatistic`.
  static func leastSquares(quantile: Double) -> RecoveryJudge {
    RecoveryJudge(mustAnswer: true) { problem, outcome in
      guard case .recovered(let recovery) = outcome,
        let certificate = recovery.certificate as? StatisticalCertificate,
        let statistic = try WaldStatistic(
          student: recovery.student, problem: problem, noiseLevel: certificate.noiseLevel)
      else { return refusal(outcome, passes: false) }
      let passed: Bool = statistic.isWithin(quantile: quantile)
      return TrialOutcome(
        passed: passed, label: passed ? "within the quantiles" : "outside the quantiles",
        metric: statistic.value / Double(statistic.degreesOfFreedom), failure: .wrong)
    }
  }

  /// The least squares that the student's directions allow do not exceed the noise by more than a factor; a refusal
  /// promises nothing.
  static func residualWithin(_ factor: Double) -> RecoveryJudge {
    RecoveryJudge(mustAnswer: false) { problem, outcome in
      guard case .recovered(let recovery) = outcome else { return refusal(outcome, passes: true) }
      let ratio: Double = try NoiseRatio.value(of: recovery.student, problem)
      return TrialOutcome(
        passed: ratio <= factor, label: ratio <= factor ? "kept" : "residual beyond the noise", metric: ratio,
        failure: .wrong)
    }
  }

  private static func statedBound(_ certificate: any Certificate) -> Double {
    switch certificate {
    case let certificate as StatisticalCertificate: certificate.parameterErrorBound
    default: wrongError
    }
  }

  private static func refusal(_ outcome: LearnerOutcome, passes: Bool) -> TrialOutcome {
    guard case .refused(let refusal) = outcome else {
      return TrialOutcome(passed: false, label: "another certificate", failure: .other)
    }
    return TrialOutcome(passed: passes, label: "refused: \(refusal.reason.rawValue)", failure: .refused)
  }
}
