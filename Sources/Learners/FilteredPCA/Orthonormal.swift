import LinearAlgebra

/// Operations on subspaces that are given by orthonormal columns.
enum Orthonormal {
  /// Columns are independent where what is left of each after the others is at least this share of it.
  private static let smallestRemainder: Double = 1e-8

  /// An orthonormal basis of the columns' span, by Gram–Schmidt twice; dependent columns are left out.
  ///
  /// Each column points so that its largest entry is positive, which fixes the signs that a decomposition leaves open.
  static func basis(_ columns: Matrix) -> Matrix {
    var kept: [[Double]] = []
    for index in 0..<columns.columns {
      var vector: [Double] = columns.column(index)
      let length: Double = vector.euclideanNorm
      guard length > 0, length.isFinite else { continue }
      for _ in 0..<2 {
        for other in kept {
          let share: Double = other.dot(vector)
          for place in vector.indices { vector[place] -= share * other[place] }
        }
      }
      let rest: Double = vector.euclideanNorm
      guard rest > smallestRemainder * length else { continue }
      let largest: Double = vector.reduce(0) { $1.magnitude > $0.magnitude ? $1 : $0 }
      kept.append(vector.scaled(by: (largest < 0 ? -1 : 1) / rest))
    }
    return matrix(ofColumns: kept, rows: columns.rows)
  }

  /// The matrix of the given columns.
  static func matrix(ofColumns columns: [[Double]], rows: Int) -> Matrix {
    var result: Matrix = Matrix(rows: rows, columns: columns.count)
    for (column, vector) in columns.enumerated() {
      for row in 0..<rows { result[row, column] = vector[row] }
    }
    return result
  }

  /// The columns of both.
  static func joined(_ first: Matrix, _ second: Matrix) -> Matrix {
    matrix(
      ofColumns: (0..<first.columns).map(first.column) + (0..<second.columns).map(second.column),
      rows: first.rows)
  }

  /// What is left of columns after their part in the span of `basis` is taken out.
  static func removing(_ basis: Matrix, from columns: Matrix) -> Matrix {
    guard basis.columns > 0, columns.columns > 0 else { return columns }
    return columns - basis * basis.transposedTimes(columns)
  }

  /// The sine of the largest principal angle by which the columns of `target` leave the span of `basis`.
  static func largestSine(from target: Matrix, to basis: Matrix) throws -> Double {
    guard target.columns > 0 else { return 0 }
    let rest: Matrix = removing(basis, from: target)
    return min(1, max(0, try SymmetricEigen(rest.gram).values.last ?? 0).squareRoot())
  }

  /// The norm of the difference of the projections: the larger of both one-sided sines.
  static func distance(_ first: Matrix, _ second: Matrix) throws -> Double {
    max(try largestSine(from: first, to: second), try largestSine(from: second, to: first))
  }
}
