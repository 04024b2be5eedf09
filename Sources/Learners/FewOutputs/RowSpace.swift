import LinearAlgebra

/// The subspace of the inputs on which the labels depend, estimated from moments of filtered labels.
///
/// For Gaussian inputs E[ψ(y) (x xᵀ − I)] and E[ψ(y) x] lie in the span of the hidden rows for every function ψ. The
/// second moments of y itself may cancel; those of |y|, of y² and of whether |y| exceeds its median then do not.
struct RowSpace {
  /// An orthonormal basis as columns, `d × r`.
  let basis: Matrix

  /// Estimates the space.
  ///
  /// - Complexity: O(n d² m), by BLAS.
  init(_ problem: FewOutputsProblem, dimension: Int) throws {
    guard dimension < problem.dimension else {
      self.basis = Matrix.identity(problem.dimension)
      return
    }
    var sum: Matrix = Matrix(rows: problem.dimension, columns: problem.dimension)
    for label in 0..<problem.outputs {
      for filtered in Self.filtered(problem.labels.column(label)) {
        let (first, second): (Matrix, Matrix) = Self.moments(filtered, problem.inputs)
        sum = sum + first.timesTransposed(first) + second * second
      }
    }
    let columns: [Int] = Array((0..<problem.dimension).reversed().prefix(dimension))
    self.basis = try SymmetricEigen(sum).vectors.selectingColumns(columns)
  }

  /// The filters ψ of a label, each with mean 0 and variance 1; those that are constant are left out.
  private static func filtered(_ label: [Double]) -> [[Double]] {
    let sizes: [Double] = label.map(\.magnitude)
    let median: Double = sizes.orderStatistic(sizes.count / 2)
    let filters: [[Double]] = [label, sizes, label.map { $0 * $0 }, sizes.map { $0 > median ? 1 : 0 }]
    return filters.compactMap { values in
      let mean: Double = values.reduce(0, +) / Double(values.count)
      let centred: [Double] = values.map { $0 - mean }
      return centred.normalised?.scaled(by: Double(values.count).squareRoot())
    }
  }

  /// E[ψ x] as a column and E[ψ (x xᵀ − I)], for ψ of mean 0.
  private static func moments(_ weights: [Double], _ inputs: Matrix) -> (first: Matrix, second: Matrix) {
    let (n, d): (Int, Int) = (inputs.rows, inputs.columns)
    let weighted: Matrix = Matrix(rows: n, columns: d) { span in
      for row in 0..<n {
        for column in 0..<d { span[row * d + column] = weights[row] * inputs[row, column] }
      }
    }
    let first: Matrix = Matrix(rows: d, columns: 1) { span in
      for row in 0..<n {
        for column in 0..<d { span[column] += weighted[row, column] / Double(n) }
      }
    }
    return (first, inputs.transposedTimes(weighted).scaled(by: 1 / Double(n)))
  }
}
