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
    let wanted: Int = Self.pureRowsPerDimension * source.inputsDimension
    var pureRows: [[Double]] = [[Double]](repeating: [], count: hidden.rows)
    var heldOut: Set<RowFingerprint> = []
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
        let input: [Double] = inputs.row(row)
        guard let unit = input.normalised else { continue }
        let norm: Double = input.euclideanNorm
        let active: [Int] = (0..<hidden.rows).filter { margins[row, $0] > -band * norm }
        if active.count == 1, margins[row, active[0]] > band * norm,
          pureRows[active[0]].count < wanted * source.inputsDimension
        {
          pureRows[active[0]].append(contentsOf: unit)
        }
        if heldOut.count < Self.largestHeldOutCount, !rowsAreStudied(block.lowerBound + row) {
          let fingerprint: RowFingerprint = RowFingerprint(input)
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
      return try OrthogonalFactors(matrix).conditionNumber() < 1 / tolerances.spanning
    }
  }
}
