import LinearAlgebra
import Networks
import Teachers

/// Principal component analysis without filters: the eigenvectors of E y(xxᵀ − I) of the largest magnitudes.
enum PlainMoments {
  /// The sine from which on a subspace is as far as a random one.
  static let chance: Double = 0.8

  /// Whether as many eigenvectors as there are directions miss one of them by a large angle.
  static func stayAtChance(_ task: SubspaceTask) throws -> TrialOutcome {
    guard case .teacher(let problem) = task else {
      return TrialOutcome(passed: true, label: "no teacher")
    }
    let samples: Samples = task.samples
    let labels: [Double] = samples.labels.elements
    let mean: Double = labels.reduce(0, +) / Double(labels.count)
    let (rows, columns): (Int, Int) = (samples.count, samples.inputsDimension)
    let inputs: [Double] = samples.inputs.elements
    let weighted: Matrix = Matrix(rows: rows, columns: columns) { span in
      for row in 0..<rows {
        for column in 0..<columns {
          span[row * columns + column] = (labels[row] - mean) * inputs[row * columns + column]
        }
      }
    }
    let moment: Matrix = samples.inputs.transposedTimes(weighted).scaled(by: 1 / Double(rows))
    let eigen: SymmetricEigen = try SymmetricEigen(moment)
    let order: [Int] = eigen.values.indices.sorted { eigen.values[$0].magnitude > eigen.values[$1].magnitude }
    let missed: Double = try SubspaceComparison(
      found: eigen.vectors.selectingColumns(Array(order.prefix(problem.teacher.directionCount))),
      right: problem.teacher.significantDirections()
    ).missed
    return TrialOutcome(
      passed: missed > chance, label: missed > chance ? "missed a direction" : "found", metric: missed)
  }
}
