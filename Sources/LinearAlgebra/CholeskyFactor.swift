import COpenBLAS

/// The Cholesky factor of a symmetric positive definite matrix.
public struct CholeskyFactor: Sendable {
  private let factor: Matrix

  /// Factors the matrix of which the lower triangle is given.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch`, `.nonFinite` or `.notPositiveDefinite`.
  /// - Complexity: O(d³).
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.rows == matrix.columns else {
      throw LinearAlgebraError(.shapeMismatch, "a positive definite matrix is square")
    }
    guard matrix.isFinite else {
      throw LinearAlgebraError(.nonFinite, "the matrix to factor has a NaN or infinite entry")
    }
    var work: Matrix = matrix
    if matrix.rows > 0 {
      _ = BLASThreads.heldToOne
      let status: Int32 = LAPACKE_dpotrf(
        LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "L")), Int32(matrix.rows), &work.storage, Int32(matrix.rows))
      guard status == 0 else {
        throw LinearAlgebraError(.notPositiveDefinite, "the matrix is not positive definite")
      }
    }
    self.factor = work
  }

  /// The smallest entry on the factor's diagonal, an upper bound on the root of the smallest eigenvalue; 0 for an
  /// empty matrix.
  public var smallestPivot: Double { (0..<factor.rows).map { factor[$0, $0] }.min() ?? 0 }

  /// The solution of `A X = B`.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch` or `.nonFinite`.
  /// - Complexity: O(d² m).
  public func solve(_ rightHandSide: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard rightHandSide.rows == factor.rows else {
      throw LinearAlgebraError(.shapeMismatch, "the right-hand side has the wrong number of rows")
    }
    guard rightHandSide.isFinite else {
      throw LinearAlgebraError(.nonFinite, "the right-hand side has a NaN or infinite entry")
    }
    var work: Matrix = rightHandSide
    guard factor.rows > 0, work.columns > 0 else { return work }
    let status: Int32 = LAPACKE_dpotrs(
      LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "L")), Int32(factor.rows), Int32(work.columns), factor.storage,
      Int32(factor.rows), &work.storage, Int32(work.columns))
    precondition(status == 0, "LAPACK refused the arguments of dpotrs")
    return work
  }
}
