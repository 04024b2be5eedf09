import LinearAlgebra

/// The counts, sums and second moments of the samples in each cell of the residual, from one pass.
///
/// Slices and threshold filters are sums of cells, so that they cost together what one second moment costs; the linear
/// and the absolute filter need the moments weighted by |r − centre| on either side of it, another one.
struct CellMoments: Sendable {
  private(set) var cells: [MomentSum]
  /// Σ |r − centre| x xᵀ over the residuals up to the centre, and over those above it.
  private(set) var weighted: [MomentSum]
  /// Σ |r − centre| on either side.
  private(set) var weights: [Double] = [0, 0]

  /// Takes all samples.
  ///
  /// - Parameters:
  ///   - isWeighted: whether the weighted moments are taken too, at the cost of another second moment.
  ///   - residual: the residuals of some rows.
  /// - Throws: what reading the samples throws.
  init(
    _ rows: StudyRows, cuts: ResidualCuts, threads: Int, isWeighted: Bool = true,
    residual: @Sendable (LabelledRows) -> [Double]
  ) throws {
    let size: Int = (cuts.cells + 2) * rows.dimension * rows.dimension
    self = try rows.fold(
      size: size, threads: threads, initial: CellMoments(empty: cuts.cells, dimension: rows.dimension)
    ) { sum, block in
      sum.add(block, residual(block), cuts, isWeighted: isWeighted)
    } join: {
      $0.add($1)
    }
  }

  private init(empty cells: Int, dimension: Int) {
    self.cells = [MomentSum](repeating: MomentSum(columns: dimension), count: cells)
    self.weighted = [MomentSum](repeating: MomentSum(columns: dimension), count: 2)
  }

  private mutating func add(
    _ block: LabelledRows, _ residuals: [Double], _ cuts: ResidualCuts, isWeighted: Bool
  ) {
    let cellOf: [Int] = residuals.enumerated().map { cuts.cell(of: $1, index: $0) }
    var starts: [Int] = [Int](repeating: 0, count: cells.count + 1)
    for cell in cellOf { starts[cell + 1] += 1 }
    for cell in 0..<cells.count { starts[cell + 1] += starts[cell] }
    var next: [Int] = starts
    var order: [Int] = [Int](repeating: 0, count: residuals.count)
    for row in residuals.indices {
      order[next[cellOf[row]]] = row
      next[cellOf[row]] += 1
    }
    var gathered: Matrix = block.inputs.selectingRows(order)
    for cell in cells.indices { cells[cell].add(starts[cell]..<starts[cell + 1], of: gathered) }
    guard isWeighted else { return }
    let distances: [Double] = order.map { cuts.distance(of: residuals[$0]) }
    let width: Int = gathered.columns
    gathered.modifyElements { elements in
      for row in distances.indices {
        let factor: Double = distances[row].squareRoot()
        for place in row * width..<(row + 1) * width { elements[place] *= factor }
      }
    }
    let middle: Int = starts[cuts.cellsBelowCentre]
    for (side, range) in [0..<middle, middle..<order.count].enumerated() {
      weighted[side].add(range, of: gathered)
      for row in range { weights[side] += distances[row] }
    }
  }

  private mutating func add(_ other: CellMoments) {
    for cell in cells.indices { cells[cell].add(other.cells[cell]) }
    for side in weighted.indices {
      weighted[side].add(other.weighted[side])
      weights[side] += other.weights[side]
    }
  }

  /// The moments of all samples.
  var total: MomentSum { sum(of: cells.indices.map { _ in true }) }

  /// The moments of some cells together.
  func sum(of selected: [Bool]) -> MomentSum {
    var sum: MomentSum = MomentSum(columns: cells[0].columns)
    for (cell, moments) in cells.enumerated() where selected[cell] { sum.add(moments) }
    return sum
  }
}
