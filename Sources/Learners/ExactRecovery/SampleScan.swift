import LinearAlgebra
import Networks

/// One pass over all samples with a network that was found: does it fit each of them, and what else do they show?
struct SampleScan {
  /// The largest error over all labels, relative to the largest label.
  let residual: Double
  /// The sample with the largest error.
  let worstSample: Int
  /// Whether for each neuron the samples on which it alone is active span the inputs.
  let hasPurePatterns: Bool
  /// The distinct samples outside the study set, counted up to a limit.
  let heldOutSamples: Int

  /// Rows kept for each neuron, in multiples of the input dimension, to show that they span.
  private static let pureRowsPerDimension: Int = 4
  /// More held-out samples than this are checked but not counted.
  private static let largestHeldOutCount: Int = 20_000

  init(
    _ source: some SampleSource, hidden: Matrix, output: Matrix, study: StudySet,
    rowsAreStudied: (Int) -> Bool,
    tolerances: ExactRecoveryTolerances, threads: Int
  ) throws {
    let network: Network = try Network(hidden: hidden, output: output)
    let band: Double = tolerances.activityBands[tolerances.activityBands.count - 1]
    let dimension: Int = source.inputsDimension
    let wanted: Int = Self.pureRowsPerDimension * dimension * dimension
    var pureRows: [[Double]] = [[Double]](repeating: [], count: hidden.rows)
    var heldOut: FingerprintTable = FingerprintTable(width: dimension)
    var fingerprint: [Float] = [Float](repeating: 0, count: dimension)
    var largestError: Double = 0
    var largestLabel: Double = 0
    var worst: Int = 0
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      let inputs: Matrix = read.inputs.mapElements { $0 / study.inputScale }
      let labels: Matrix = read.labels.mapElements { $0 / study.labelScale }
      let predicted: Matrix = network.evaluate(inputs, threads: threads)
      let margins: Matrix = inputs.timesTransposed(hidden)
      for row in 0..<read.count {
        for label in 0..<labels.columns {
          let error: Double = (predicted[row, label] - labels[row, label]).magnitude
          largestLabel = max(largestLabel, labels[row, label].magnitude)
          if !(error <= largestError) {
            largestError = error.isNaN ? .infinity : error
            worst = block.lowerBound + row
          }
        }
        let norm: Double = inputs.normOfRow(row)
        guard norm > 0, norm.isFinite else { continue }
        if let alone = margins.onlyEntry(above: -band * norm, inRow: row), margins[row, alone] > band * norm,
          pureRows[alone].count < wanted
        {
          pureRows[alone].append(contentsOf: inputs.row(row).scaled(by: 1 / norm))
        }
        if heldOut.count < Self.largestHeldOutCount, !rowsAreStudied(block.lowerBound + row) {
          FingerprintTable.take(row, of: inputs, into: &fingerprint)
          if !study.fingerprints.contains(fingerprint) { heldOut.insert(fingerprint) }
        }
      }
    }
    self.residual = largestLabel > 0 ? largestError / largestLabel : largestError
    self.worstSample = worst
    self.heldOutSamples = heldOut.count
    self.hasPurePatterns = try pureRows.allSatisfy { elements in
      let rows: Int = elements.count / source.inputsDimension
      guard rows >= source.inputsDimension else { return false }
      let matrix: Matrix = try Matrix(rows: rows, columns: source.inputsDimension, elements: elements)
      return try OrthogonalFactors(matrix).conditionNumberIsBelow(1 / tolerances.spanning)
    }
  }
}

extension Matrix {
  /// The Euclidean norm of a row.
  fileprivate func normOfRow(_ index: Int) -> Double {
    var sum: Double = 0
    for column in 0..<columns { sum += self[index, column] * self[index, column] }
    // Where squares overflow or vanish, the careful way.
    return sum.isNormal ? sum.squareRoot() : row(index).euclideanNorm
  }

  /// The column of the only entry of a row that is above `bound`; nothing where there are none or several.
  fileprivate func onlyEntry(above bound: Double, inRow row: Int) -> Int? {
    var found: Int?
    for column in 0..<columns where self[row, column] > bound {
      guard found == nil else { return nil }
      found = column
    }
    return found
  }
}
