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
  /// The rows of a piece that one thread scans; its layers stay in the cache.
  private static let rowsPerChunk: Int = 2048

  /// - Parameters:
  ///   - hidden: *v̂*, `k × d`, rows of norm 1.
  ///   - lengths: |v| of each neuron; nothing where all are 1.
  ///   - countsStudied: whether rows that were studied count as held out, which only a fault says.
  init(
    _ source: some SampleSource, hidden: Matrix, output: Matrix, study: StudySet,
    tolerances: ExactRecoveryTolerances, threads: Int, activation: Activation = .relu,
    lengths: [Double]? = nil, countsStudied: Bool = false
  ) throws {
    let dimension: Int = source.inputsDimension
    let wanted: Int = Self.pureRowsPerDimension * dimension * dimension
    let chunk: ScanChunk = ScanChunk(
      hidden: hidden, output: output, study: study,
      band: ExactRecoveryTolerances.finestBand, activation: activation, lengths: lengths,
      countsStudied: countsStudied)
    var pureRows: [[Double]] = [[Double]](repeating: [], count: hidden.rows)
    var heldOut: FingerprintTable = FingerprintTable(width: dimension)
    var largestError: Double = 0
    var largestLabel: Double = 0
    var worst: Int = 0
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      let chunks: [Range<Int>] = stride(from: 0, to: read.count, by: Self.rowsPerChunk)
        .map { $0..<min($0 + Self.rowsPerChunk, read.count) }
      let countsHeldOut: Bool = heldOut.count < Self.largestHeldOutCount
      let findings: [ScanChunk.Finding] = Parallel.map(chunks.count, threads: threads) { index in
        chunk.scan(read, chunks[index], countsHeldOut: countsHeldOut)
      }
      for finding in findings {
        largestLabel = max(largestLabel, finding.largestLabel)
        if finding.largestError > largestError {
          largestError = finding.largestError
          worst = block.lowerBound + finding.worstRow
        }
        for (neuron, rows) in finding.pureRows.enumerated() where pureRows[neuron].count < wanted {
          pureRows[neuron].append(contentsOf: rows.prefix(wanted - pureRows[neuron].count))
        }
        for start in stride(from: 0, to: finding.freshRows.count, by: dimension)
        where heldOut.count < Self.largestHeldOutCount {
          heldOut.insert(Array(finding.freshRows[start..<start + dimension]))
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
