import LinearAlgebra

/// The normal equations of a Gauss–Newton step on both layers, with the output weights eliminated.
///
/// With the patterns fixed, the labels' change is Σ (Xᵢ δvᵢ) uᵢᵀ + H δUᵀ, where Xᵢ holds the inputs that activate unit
/// *i*, and zeros. Every output has the same H, so one projection P off its column space eliminates δU, and what is left
/// has the blocks (uᵢ·uⱼ) (P Xᵢ)ᵀ(P Xⱼ): k d unknowns in the place of k (d + m), and no row for each output.
///
/// - Complexity: O(n (k d)² + (k d)³); `n × k d` numbers in blocks of samples, and `(k d)²` numbers.
struct ReducedNormalEquations {
  /// The largest number of weights in V that a step is taken for: its square is held in memory.
  static let largestWidth: Int = 10_000
  /// The entries of the projected inputs that are held at a time.
  private static let largestBlock: Int = 20_000_000

  private let inputs: Matrix
  private let hidden: Matrix
  private let output: Matrix
  private let threads: Int
  private let factors: OrthogonalFactors
  /// An orthonormal basis of the units' values on the samples.
  private let basis: Matrix
  /// For each unit the samples that activate it.
  private let active: [[Int]]

  /// - Parameter units: V x for each sample, before the activation.
  init(inputs: Matrix, units: Matrix, hidden: Matrix, output: Matrix, threads: Int) throws {
    self.inputs = inputs
    self.hidden = hidden
    self.output = output
    self.threads = threads
    self.factors = try OrthogonalFactors(units.mapElements { max(0, $0) })
    self.basis = factors.orthonormal()
    self.active = (0..<hidden.rows).map { unit in (0..<inputs.rows).filter { units[$0, unit] > 0 } }
  }

  /// The changes of V, row after row, and then of Uᵀ, row after row, for labels that are off by `rest`.
  ///
  /// The scale of each unit is held by v·δv = 0.
  func change(for rest: Matrix) throws -> [Double] {
    let (k, d): (Int, Int) = (hidden.rows, hidden.columns)
    let (inputs, basis, active): (Matrix, Matrix, [[Int]]) = (inputs, basis, active)
    let shares: [Matrix] = Parallel.map(k, threads: threads) { unit in
      basis.selectingRows(active[unit]).transposedTimes(inputs.selectingRows(active[unit]))
    }
    let products: Matrix = output.transposedTimes(output)
    let pulls: Matrix = rest * output
    var normal: Matrix = gauge()
    var right: Matrix = Matrix(rows: k * d, columns: 1)
    let rowsPerBlock: Int = max(1, Self.largestBlock / (k * d))
    for start in stride(from: 0, to: inputs.rows, by: rowsPerBlock) {
      let rows: Range<Int> = start..<min(start + rowsPerBlock, inputs.rows)
      let projected: [Matrix] = Parallel.map(k, threads: threads) { unit in
        masked(active[unit], rows) - basis.rowRange(rows) * shares[unit]
      }
      let pull: Matrix = pulls.rowRange(rows)
      let strips: [[Matrix]] = Parallel.map(k, threads: threads) { unit in
        (unit..<k).map { projected[unit].transposedTimes(projected[$0]).scaled(by: products[unit, $0]) }
      }
      for unit in 0..<k {
        for (offset, block) in strips[unit].enumerated() { normal.add(block, unit * d, (unit + offset) * d) }
        let part: [Double] = projected[unit].transposedTimes(pull.column(unit))
        for place in 0..<d { right[unit * d + place, 0] += part[place] }
      }
    }
    for row in 0..<k * d { for column in 0..<row { normal[row, column] = normal[column, row] } }
    let change: [Double] = try CholeskyFactor(normal).solve(right).elements
    return change + (try outputChange(change, rest: rest)).elements
  }

  /// What is left for U once V has changed, by least squares.
  private func outputChange(_ change: [Double], rest: Matrix) throws -> Matrix {
    let (k, d): (Int, Int) = (hidden.rows, hidden.columns)
    var moves: Matrix = Matrix(rows: inputs.rows, columns: k)
    for unit in 0..<k {
      let move: [Double] = inputs.times(Array(change[unit * d..<(unit + 1) * d]))
      for row in active[unit] { moves[row, unit] = move[row] }
    }
    return try factors.solve(rest - moves.timesTransposed(output))
  }

  /// The inputs of a range of samples, zero where the unit is not active.
  private func masked(_ active: [Int], _ rows: Range<Int>) -> Matrix {
    let width: Int = inputs.columns
    return Matrix(rows: rows.count, columns: width) { span in
      for row in active where rows.contains(row) {
        for place in 0..<width { span[(row - rows.lowerBound) * width + place] = inputs[row, place] }
      }
    }
  }

  private func gauge() -> Matrix {
    let (k, d): (Int, Int) = (hidden.rows, hidden.columns)
    var gauge: Matrix = Matrix(rows: k * d, columns: k * d)
    for unit in 0..<k {
      for row in 0..<d {
        for column in 0..<d {
          gauge[unit * d + row, unit * d + column] = hidden[unit, row] * hidden[unit, column]
        }
      }
    }
    return gauge
  }
}

extension Matrix {
  /// Adds a block, its first entry at the given place.
  fileprivate mutating func add(_ block: Matrix, _ firstRow: Int, _ firstColumn: Int) {
    for row in 0..<block.rows {
      for column in 0..<block.columns { self[firstRow + row, firstColumn + column] += block[row, column] }
    }
  }
}
