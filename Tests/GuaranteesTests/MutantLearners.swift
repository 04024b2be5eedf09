import Guarantees
import Learners
import LinearAlgebra
import Networks

/// A certificate that nobody has checked, as a learner that cannot be trusted would forge it.
func forgedCertificate(hiddenUnits: Int) -> UniquenessCertificate {
  UniquenessCertificate(
    kind: .generalPosition, hiddenUnits: hiddenUnits, amplification: 1, parameterErrorBound: 1e-12,
    pairEvidence: 1_000_000, pairEvidenceNeeded: 1, tripleEvidence: nil, tripleEvidenceNeeded: nil,
    heldOutSamples: 0, disagreementMassBound: nil)
}

func forged(_ student: Network) -> LearnerOutcome {
  .recovered(
    Recovery(
      student: student, certificate: forgedCertificate(hiddenUnits: student.layers[0].outputs), residual: 0,
      effort: SearchEffort(samplesStudied: 0, starts: 0, startsOnNeurons: 0, rejectedDirections: 0)))
}

/// Fits a linear map and claims that it is the teacher: relu(x) and relu(−x) in the coordinates of its factors.
struct LeastSquaresLearner: Learner {
  static let identifier: String = "least-squares"
  static let summary: String = "a linear fit that claims to be exact"
  static let source: String = "a mutant"

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    let all: Samples = try samples.samples(0..<samples.count)
    let linear: Matrix = try OrthogonalFactors(all.inputs).solve(all.labels).transposed
    let rank: Int = try SingularValues(all.labels).values.count { $0 > 1e-9 }
    let factors: SingularValues = try SingularValues(linear)
    let kept: Range<Int> = 0..<min(rank, factors.values.count)
    let hidden: Matrix = factors.rightTransposed.selectingRows(kept)
    let output: Matrix = (factors.left * Matrix.diagonal(factors.values)).selectingColumns(kept)
    return forged(try Network(hidden: hidden, output: output))
  }
}

/// Hands out the product's own answer after a change.
struct TamperingLearner: Learner {
  static let identifier: String = "tampering"
  static let summary: String = "exact recovery with a change to what it found"
  static let source: String = "a mutant"

  let tamper: @Sendable (Matrix, Matrix) -> (Matrix, Matrix)

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    let outcome: LearnerOutcome = try ExactRecoveryLearner(options).study(samples, threads: threads)
    guard case .recovered(let recovery) = outcome else { return outcome }
    let (hidden, output): (Matrix, Matrix) = tamper(
      recovery.student.layers[0].weights, recovery.student.layers[1].weights)
    return forged(try Network(hidden: hidden, output: output))
  }
}

/// Never answers, which is honest and useless.
struct SilentLearner: Learner {
  static let identifier: String = "silent"
  static let summary: String = "refuses everything"
  static let source: String = "a mutant"

  func study(_ samples: some SampleSource, threads: Int) -> LearnerOutcome {
    .refused(Refusal(.notFound, "did not look"))
  }
}
