import LinearAlgebra
import Networks

/// Inputs and scaled labels of the same rows.
struct LabelledRows: Sendable {
  let inputs: Matrix
  let labels: [Double]

  var count: Int { labels.count }
}

/// The rows that are studied, in fixed blocks: held in memory, or read again at each pass.
struct StudyRows: Sendable {
  private enum Storage: Sendable {
    case resident([LabelledRows])
    case streamed(any SampleSource, RowRoles, LabelScale, column: Int, blocks: [Range<Int>])
  }

  private let storage: Storage
  /// The number of rows; of streamed ones as counted when they were read first.
  let count: Int
  let dimension: Int

  /// The most groups of blocks with accumulators of their own.
  private static let mostGroups: Int = 16
  /// The most entries of all accumulators of a pass together.
  private static let mostAccumulated: Int = 1 << 22
  /// About how many entries a block of resident rows has.
  private static let residentCells: Int = 1 << 17
  /// About how many entries a block of streamed rows has.
  private static let streamedCells: Int = 1 << 19

  /// Rows in memory.
  init(_ inputs: Matrix, _ labels: [Double]) {
    self.dimension = inputs.columns
    self.count = labels.count
    let rows: Int = min(8192, max(512, Self.residentCells / max(1, inputs.columns)))
    self.storage = .resident(
      stride(from: 0, to: labels.count, by: rows).map { start in
        let range: Range<Int> = start..<min(start + rows, labels.count)
        return LabelledRows(inputs: inputs.rowRange(range), labels: Array(labels[range]))
      })
  }

  /// The studied rows of a source, which is read at each pass.
  init(
    streaming source: some SampleSource, roles: RowRoles, scale: LabelScale, column: Int, count: Int
  ) {
    self.dimension = source.inputsDimension
    self.count = count
    self.storage = .streamed(
      source, roles, scale, column: column, blocks: source.blocks(ofCells: Self.streamedCells))
  }

  /// Whether each pass reads the samples again.
  var isStreamed: Bool {
    if case .streamed = storage { true } else { false }
  }

  private var blockCount: Int {
    switch storage {
    case .resident(let blocks): blocks.count
    case .streamed(_, _, _, _, let blocks): blocks.count
    }
  }

  private func block(_ index: Int) throws -> LabelledRows {
    switch storage {
    case .resident(let blocks): return blocks[index]
    case .streamed(let source, let roles, let scale, let column, let blocks):
      let read: Samples = try source.samples(blocks[index])
      guard !roles.studiesEverything else {
        return LabelledRows(
          inputs: read.inputs, labels: (0..<read.count).map { scale.applied(to: read.labels[$0, column]) })
      }
      let kept: [Int] = (0..<read.count).filter {
        roles.part(roles.hash(ofRow: $0, of: read.inputs)) == .studied
      }
      return LabelledRows(
        inputs: read.inputs.selectingRows(kept),
        labels: kept.map { scale.applied(to: read.labels[$0, column]) })
    }
  }

  /// One pass: accumulators of consecutive blocks, joined in order, so that threads cannot be seen in the result.
  ///
  /// - Parameter size: the number of entries of an accumulator, which bounds how many there are at once.
  func fold<Sum: Sendable>(
    size: Int, threads: Int, initial: Sum, add: @Sendable (inout Sum, LabelledRows) throws -> Void,
    join: (inout Sum, Sum) -> Void
  ) throws -> Sum {
    let blocks: Int = blockCount
    let groups: Int = max(1, min(blocks, Self.mostGroups, Self.mostAccumulated / max(1, size)))
    let parts: [Result<Sum, any Error>] = Parallel.map(groups, threads: threads) { group in
      Result {
        var sum: Sum = initial
        for index in blocks * group / groups..<blocks * (group + 1) / groups {
          try add(&sum, try block(index))
        }
        return sum
      }
    }
    var total: Sum = try parts[0].get()
    for part in parts.dropFirst() { join(&total, try part.get()) }
    return total
  }

  /// What `body` makes of each block, in order; for results that are small beside the rows.
  func map<Output: Sendable>(
    threads: Int, _ body: @Sendable (LabelledRows) throws -> Output
  ) throws -> [Output] {
    let parts: [Result<Output, any Error>] = Parallel.map(blockCount, threads: threads) { index in
      Result { try body(try block(index)) }
    }
    return try parts.map { try $0.get() }
  }
}
