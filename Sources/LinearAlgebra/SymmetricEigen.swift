import COpenBLAS

/// The eigenvalues and orthonormal eigenvectors of a symmetric matrix.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues, from the smallest to the largest.
  public let values: [Double]
  /// The eigenvectors as columns, in the order of the values.
  public let vectors: Matrix

  /// Decomposes the symmetric matrix of which the upper triangle is given.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch`, `.nonFinite` or `.notConverged`.
  /// - Complexity: O(d³).
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.rows == matrix.columns else {
      throw LinearAlgebraError(.shapeMismatch, "a symmetric matrix is square")
    }
    guard matrix.isFinite else {
      throw LinearAlgebraError(.nonFinite, "the matrix to decompose has a NaN or infinite entry")
    }
    let size: Int = matrix.rows
    var vectors: Matrix = matrix
    var values: [Double] = [Double](repeating: 0, count: size)
    if size > 0 {
      _ = BLASThreads.heldToOne
      let status: Int32 = LAPACKE_dsyevd(
        LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(size), &vectors.storage,
        Int32(size), &values)
      guard status == 0 else {
        throw LinearAlgebraError(.notConverged, "the symmetric eigenvalue iteration did not converge")
      }
    }
    self.values = values
    self.vectors = vectors
  }

  /// The smallest eigenvalue and its eigenvector alone, at a fraction of the cost of all.
  ///
  /// - Precondition: the matrix is not empty.
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch`, `.nonFinite` or `.notConverged`.
  /// - Complexity: O(d³), by reduction to tridiagonal form, bisection and inverse iteration.
  public static func lowest(
    of matrix: Matrix
  ) throws(LinearAlgebraError) -> (value: Double, vector: [Double]) {
    precondition(matrix.rows > 0, "an empty matrix has no eigenvalues")
    guard matrix.rows == matrix.columns else {
      throw LinearAlgebraError(.shapeMismatch, "a symmetric matrix is square")
    }
    guard matrix.isFinite else {
      throw LinearAlgebraError(.nonFinite, "the matrix to decompose has a NaN or infinite entry")
    }
    _ = BLASThreads.heldToOne
    let size: Int32 = Int32(matrix.rows)
    var work: [Double] = matrix.storage
    var values: [Double] = [Double](repeating: 0, count: matrix.rows)
    var vector: [Double] = [Double](repeating: 0, count: matrix.rows)
    var support: [Int32] = [0, 0]
    var found: Int32 = 0
    // Column-major names the other triangle of the same symmetric matrix.
    let status: Int32 = LAPACKE_dsyevr(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "I")), CChar(UInt8(ascii: "L")), size,
      &work, size, 0, 0, 1, 1, 0, &found, &values, &vector, size, &support)
    guard status == 0, found == 1 else {
      throw LinearAlgebraError(.notConverged, "the symmetric eigenvalue iteration did not converge")
    }
    return (values[0], vector)
  }
}
