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

extension TamperingLearner {
  /// Skips sign recovery: of the two orientations of each first-layer row it takes the one whose first entry is positive.
  static let skippingSigns: TamperingLearner = TamperingLearner { hidden, output in
    var hidden: Matrix = hidden
    for row in 0..<hidden.rows {
      let sign: Double = hidden.row(row).first { $0.magnitude > 1e-9 }.map { $0 < 0 ? -1 : 1 } ?? 1
      for column in 0..<hidden.columns { hidden[row, column] *= sign }
    }
    return (hidden, output)
  }

  /// Takes every output weight for positive.
  static let positiveOutputs: TamperingLearner = TamperingLearner { ($0, $1.mapElements(\.magnitude)) }

  /// Leaves the last neuron out, where there are two.
  static let droppingLast: TamperingLearner = TamperingLearner { hidden, output in
    let kept: Range<Int> = 0..<max(1, hidden.rows - 1)
    return (hidden.selectingRows(kept), output.selectingColumns(kept))
  }

  /// Certifies numbers that are right to six digits.
  static let noisy: TamperingLearner = TamperingLearner { hidden, output in
    (hidden, output.scaled(by: 1 + 1e-6))
  }

  /// Forgets to undo the scale of the labels.
  static let offScale: TamperingLearner = TamperingLearner { ($0, $1.scaled(by: 2)) }

  /// Swaps the outputs, which needs two of them to be seen.
  static let swappingOutputs: TamperingLearner = TamperingLearner { hidden, output in
    (hidden, output.selectingRows((0..<output.rows).reversed()))
  }

  /// Is right on every teacher with as few as eight inputs.
  static let wrongWhenLarge: TamperingLearner = TamperingLearner { hidden, output in
    hidden.columns > 8 ? (hidden, output.scaled(by: 2)) : (hidden, output)
  }
}
