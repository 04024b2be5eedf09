import Learners
import LinearAlgebra
import Networks
import Teachers

extension RecoveryJudge {
  /// What is certified is the teacher, is certified without copies and zeros too, and no sample is counted as studied and
  /// as held out.
  ///
  /// - Parameter learner: the learner that is tried, which is asked again.
  static func countsSamplesOnce(_ learner: any Learner) -> RecoveryJudge {
    let neverWrong: RecoveryJudge = .neverWrong()
    return RecoveryJudge(mustAnswer: false) { problem, outcome in
      let verdict: TrialOutcome = try neverWrong.judge(problem, outcome)
      guard verdict.passed, case .recovered(let recovery) = outcome else { return verdict }
      let all: Samples = problem.samples(0..<problem.count, threads: 1)
      let once: Samples = all.withoutCopiesAndZeros
      if let certificate = recovery.certificate as? UniquenessCertificate,
        let effort = recovery.effort,
        certificate.heldOutSamples > 0,
        certificate.heldOutSamples + effort.samplesStudied > problem.count
      {
        return TrialOutcome(passed: false, label: "samples studied and held out at once", failure: .wrong)
      }
      guard case .recovered = try learner.study(once, threads: 1) else {
        return TrialOutcome(passed: false, label: "certified by copies alone", failure: .wrong)
      }
      return verdict
    }
  }
}

extension Samples {
  /// The first of each set of equal inputs, none of them zero, in their order.
  fileprivate var withoutCopiesAndZeros: Samples {
    var seen: Set<[Double]> = []
    let kept: [Int] = (0..<count).filter { row in
      let input: [Double] = inputs.row(row)
      return input.contains { $0 != 0 } && seen.insert(input).inserted
    }
    return Samples(inputs: inputs.selectingRows(kept), labels: labels.selectingRows(kept))
  }
}
