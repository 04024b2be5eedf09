import DataFiles
import LinearAlgebra
import Networks

/// The samples as a search uses them: rows to study, a bounded core of them in memory, and rows held out.
struct StudyData: Sendable {
  /// All rows to study.
  let rows: StudyRows
  /// Those of them that stay in memory: all where they are few, and an even choice otherwise.
  let core: StudyRows
  /// The rows that the search does not see.
  let heldOut: LabelledRows
  /// How labels were made of unit size.
  let scale: LabelScale
  /// The sum of ‖x‖⁴ over all rows, and their number.
  let radial: (sum: Double, count: Int)
  let dimension: Int

  /// The rows that the core holds for each input, where that is more.
  static let coreRowsPerInput: Int = 50

  private struct Part: Sendable {
    var core: [Double] = []
    var coreLabels: [Double] = []
    var heldOut: [Double] = []
    var heldOutLabels: [Double] = []
    var studied: Int = 0
    var fourthPowers: Double = 0
    var count: Int = 0
  }

  /// Why there is nothing to study.
  enum Failure: Error { case constantLabels, tooFewSamples }

  /// Reads the samples once.
  ///
  /// - Throws: ``Failure``, or `DataError` where the samples cannot be read or used.
  init(
    _ source: some SampleSource, options: FilteredPCALearner.Options, half: RowRoles.Half?, threads: Int,
    clipsLabels: Bool = true
  ) throws {
    let column: Int = options.labelColumn ?? 0
    let available: Int = half == nil ? source.count : source.count / 2
    guard available >= FilteredPCALearner.fewestSamples else { throw Failure.tooFewSamples }
    let roles: RowRoles = RowRoles(samples: source.count, seed: options.seed, half: half)
    let dimension: Int = source.inputsDimension
    let most: Int = max(options.residentRows, Self.coreRowsPerInput * dimension)
    let share: Double = available <= most ? 1 : Double(most) / Double(available)
    let blocks: [Range<Int>] = source.blocks(ofCells: 1 << 19)
    let parts: [Result<Part, any Error>] = Parallel.map(blocks.count, threads: threads) { index in
      Result {
        let read: Samples = try source.samples(blocks[index])
        try SampleRange.check(read.inputs, source.names.inputs, from: blocks[index].lowerBound)
        try SampleRange.check(read.labels, source.names.labels, from: blocks[index].lowerBound)
        return Self.sorted(read, roles: roles, share: share, column: column)
      }
    }
    var all: Part = Part()
    for result in parts {
      let part: Part = try result.get()
      all.core += part.core
      all.coreLabels += part.coreLabels
      all.heldOut += part.heldOut
      all.heldOutLabels += part.heldOutLabels
      all.studied += part.studied
      all.fourthPowers += part.fourthPowers
      all.count += part.count
    }
    guard all.coreLabels.count >= FilteredPCALearner.fewestSamples / 4, !all.heldOutLabels.isEmpty else {
      throw Failure.tooFewSamples
    }
    guard let scale = LabelScale(all.coreLabels, clips: clipsLabels) else { throw Failure.constantLabels }
    let core: Matrix = try Matrix(rows: all.coreLabels.count, columns: dimension, elements: all.core)
    self.core = StudyRows(core, all.coreLabels.map { scale.applied(to: $0) })
    self.rows =
      share >= 1
      ? self.core
      : StudyRows(streaming: source, roles: roles, scale: scale, column: column, count: all.studied)
    self.heldOut = LabelledRows(
      inputs: try Matrix(rows: all.heldOutLabels.count, columns: dimension, elements: all.heldOut),
      labels: all.heldOutLabels.map { scale.applied(to: $0) })
    self.scale = scale
    self.radial = (all.fourthPowers, all.count)
    self.dimension = dimension
  }

  private static func sorted(_ read: Samples, roles: RowRoles, share: Double, column: Int) -> Part {
    var part: Part = Part()
    var coreRows: [Int] = []
    var heldOutRows: [Int] = []
    for row in 0..<read.count {
      let hash: UInt64 = roles.hash(ofRow: row, of: read.inputs)
      var square: Double = 0
      for input in 0..<read.inputs.columns { square += read.inputs[row, input] * read.inputs[row, input] }
      part.fourthPowers += square * square
      part.count += 1
      switch roles.part(hash) {
      case .skipped: break
      case .heldOut: heldOutRows.append(row)
      case .studied:
        part.studied += 1
        if roles.isAmong(share, hash) { coreRows.append(row) }
      }
    }
    part.core = read.inputs.selectingRows(coreRows).elements
    part.coreLabels = coreRows.map { read.labels[$0, column] }
    part.heldOut = read.inputs.selectingRows(heldOutRows).elements
    part.heldOutLabels = heldOutRows.map { read.labels[$0, column] }
    return part
  }
}
