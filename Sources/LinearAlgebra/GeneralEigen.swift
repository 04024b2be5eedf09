import COpenBLAS

/// The eigenvalues and right eigenvectors of a square matrix that need not be symmetric.
///
/// ```swift
/// let eigen = try GeneralEigen(matrix)
/// eigen.values[0]  // (real: 2, imaginary: 0)
/// ```
public struct GeneralEigen: Sendable {
  /// The eigenvalues; those that are not real come in conjugate pairs, the one with the positive imaginary part first.
  public let values: [(real: Double, imaginary: Double)]
  /// The eigenvectors as columns, in the order of the values, real ones of norm 1.
  ///
  /// For a conjugate pair the two columns are the real and the imaginary part of the first one's eigenvector: they
  /// span the plane that the matrix maps to itself.
  public let vectors: Matrix

  /// Decomposes a square matrix.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch`, `.nonFinite` or `.notConverged`.
  /// - Complexity: O(d³), by LAPACK's `dgeev`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.rows == matrix.columns else {
      throw LinearAlgebraError(
        .shapeMismatch, "only a square matrix has eigenvalues, not \(matrix.rows) × \(matrix.columns)")
    }
    guard matrix.isFinite else {
      throw LinearAlgebraError(.nonFinite, "the matrix to decompose has a NaN or infinite entry")
    }
    let size: Int = matrix.rows
    var work: [Double] = matrix.storage
    var real: [Double] = [Double](repeating: 0, count: size)
    var imaginary: [Double] = [Double](repeating: 0, count: size)
    var vectors: Matrix = Matrix(rows: size, columns: size)
    if size > 0 {
      _ = BLASThreads.heldToOne
      var unused: Double = 0
      let status: Int32 = LAPACKE_dgeev(
        LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "V")), Int32(size), &work, Int32(size),
        &real, &imaginary, &unused, Int32(size), &vectors.storage, Int32(size))
      guard status == 0 else {
        throw LinearAlgebraError(.notConverged, "the eigenvalue iteration did not converge")
      }
    }
    self.values = zip(real, imaginary).map { (real: $0, imaginary: $1) }
    self.vectors = vectors
  }
}
