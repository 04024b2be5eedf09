import COpenBLAS

/// The thin singular value decomposition `A = U Σ Vᵀ` of an `n × d` matrix.
public struct SingularValues: Sendable {
  /// The left singular vectors as columns, `n × p` with `p = min(n, d)`.
  public let left: Matrix
  /// The singular values, from the largest to the smallest.
  public let values: [Double]
  /// The right singular vectors as rows, `p × d`.
  public let rightTransposed: Matrix

  /// Decomposes a matrix; a tall one goes through its QR factors, so that the small square one is decomposed.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.nonFinite` or `.notConverged`.
  /// - Complexity: O(n d min(n, d)).
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    if matrix.rows > 2 * matrix.columns, matrix.columns > 0 {
      let factors: OrthogonalFactors = try OrthogonalFactors(matrix)
      let inner: SingularValues = try SingularValues(direct: factors.triangular)
      self.left = factors.orthonormal() * inner.left
      self.values = inner.values
      self.rightTransposed = inner.rightTransposed
    } else {
      self = try SingularValues(direct: matrix)
    }
  }

  /// The right singular vectors and values alone, which need no `n × p` storage.
  ///
  /// - Returns: the values, from the largest, and the full set of `d` right singular vectors as rows, also where
  ///   `n < d`; a missing singular value counts as 0.
  /// - Throws: ``LinearAlgebraError`` with `.nonFinite` or `.notConverged`.
  public static func right(
    of matrix: Matrix
  ) throws(LinearAlgebraError) -> (values: [Double], vectors: Matrix) {
    let square: Matrix
    if matrix.rows > matrix.columns {
      square = try OrthogonalFactors(matrix).triangular
    } else {
      let padding: Matrix = Matrix(rows: matrix.columns - matrix.rows, columns: matrix.columns)
      square = matrix.appendingRows(of: padding)
    }
    let inner: SingularValues = try SingularValues(direct: square)
    return (inner.values, inner.rightTransposed)
  }

  private init(direct matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.isFinite else {
      throw LinearAlgebraError(.nonFinite, "the matrix to decompose has a NaN or infinite entry")
    }
    let size: Int = min(matrix.rows, matrix.columns)
    var left: Matrix = Matrix(rows: matrix.rows, columns: size)
    var right: Matrix = Matrix(rows: size, columns: matrix.columns)
    var values: [Double] = [Double](repeating: 0, count: size)
    if size > 0 {
      _ = BLASThreads.heldToOne
      var work: [Double] = matrix.storage
      let status: Int32 = LAPACKE_dgesdd(
        LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "S")), Int32(matrix.rows), Int32(matrix.columns), &work,
        Int32(matrix.columns), &values, &left.storage, Int32(size), &right.storage, Int32(matrix.columns))
      guard status == 0 else {
        throw LinearAlgebraError(.notConverged, "the singular value decomposition did not converge")
      }
    }
    self.left = left
    self.values = values
    self.rightTransposed = right
  }
}
