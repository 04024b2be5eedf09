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
}
