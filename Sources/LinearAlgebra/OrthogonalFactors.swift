import COpenBLAS

/// The factors `A = Q R` of an `n × d` matrix with `n ≥ d`, by Householder reflections.
public struct OrthogonalFactors: Sendable {
  /// The rows of the factored matrix, *n*.
  public let rows: Int
  /// The columns of the factored matrix, *d*.
  public let columns: Int
  private let reflectors: [Double]
  private let scales: [Double]

  /// Factors a matrix.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch` where there are fewer rows than columns, `.nonFinite`
  ///   where an entry is NaN or infinite, or so large that a factor overflows.
  /// - Complexity: O(n d²).
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.rows >= matrix.columns else {
      throw LinearAlgebraError(
        .shapeMismatch, "QR needs as many rows as columns, not \(matrix.rows) × \(matrix.columns)")
    }
    guard matrix.isFinite else {
      throw LinearAlgebraError(.nonFinite, "the matrix to factor has a NaN or infinite entry")
    }
    self.rows = matrix.rows
    self.columns = matrix.columns
    // Column-major for LAPACK: the row-major interface would transpose there and back on every call.
    var work: [Double] = matrix.transposed.storage
    var scales: [Double] = [Double](repeating: 0, count: columns)
    if columns > 0 {
      _ = BLASThreads.heldToOne
      let status: Int32 = LAPACKE_dgeqrf(
        LAPACK_COL_MAJOR, Int32(rows), Int32(columns), &work, Int32(rows), &scales)
      precondition(status == 0, "LAPACK refused the arguments of dgeqrf")
      guard work.isFinite, scales.isFinite else {
        throw LinearAlgebraError(.nonFinite, "the matrix to factor is so large that its factors overflow")
      }
    }
    self.reflectors = work
    self.scales = scales
  }

  /// The upper triangular factor *R*, `d × d`.
  public var triangular: Matrix {
    var result: Matrix = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for row in 0...column { result[row, column] = reflectors[column * rows + row] }
    }
    return result
  }

  /// The orthonormal factor *Q*, `n × d`.
  public func orthonormal() -> Matrix {
    guard columns > 0 else { return Matrix(rows: rows, columns: 0) }
    var work: [Double] = reflectors
    let status: Int32 = LAPACKE_dorgqr(
      LAPACK_COL_MAJOR, Int32(rows), Int32(columns), Int32(columns), &work, Int32(rows), scales)
    precondition(status == 0, "LAPACK refused the arguments of dorgqr")
    return Matrix(unchecked: columns, rows, work).transposed
  }

  /// The ratio of the largest to the smallest singular value; infinite where the rank is not full.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.notConverged`.
  public func conditionNumber() throws(LinearAlgebraError) -> Double {
    let values: [Double] = try SingularValues(triangular).values
    guard let largest = values.first, let smallest = values.last, smallest > 0 else { return .infinity }
    return largest / smallest
  }

  /// Whether the ratio of the largest to the smallest singular value is below `limit`.
  ///
  /// The product of the norms of R and of its inverse bounds the ratio from above; only where that leaves it open are
  /// the singular values computed.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.notConverged`.
  public func conditionNumberIsBelow(_ limit: Double) throws(LinearAlgebraError) -> Bool {
    let triangular: Matrix = triangular
    var inverse: [Double] = triangular.storage
    if columns > 0 {
      let status: Int32 = LAPACKE_dtrtri(
        LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "U")), CChar(UInt8(ascii: "N")), Int32(columns), &inverse,
        Int32(columns))
      // An upper bound that is itself rounded decides with two digits to spare.
      if status == 0, triangular.frobeniusNorm * inverse.euclideanNorm < limit / 100 { return true }
    }
    return try conditionNumber() < limit
  }

  /// The least-squares solution of `A X ≈ B`, `d × m` for an `n × m` right-hand side.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch`, `.nonFinite` or, where *R* has a zero on its diagonal,
  ///   `.singular`.
  /// - Complexity: O(n d m).
  public func solve(_ rightHandSide: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard rightHandSide.rows == rows else {
      throw LinearAlgebraError(
        .shapeMismatch, "the right-hand side has \(rightHandSide.rows) rows, not \(rows)")
    }
    guard rightHandSide.isFinite else {
      throw LinearAlgebraError(.nonFinite, "the right-hand side has a NaN or infinite entry")
    }
    let count: Int = rightHandSide.columns
    guard columns > 0, count > 0 else { return Matrix(rows: columns, columns: count) }
    var work: [Double] = rightHandSide.transposed.storage
    let applied: Int32 = LAPACKE_dormqr(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), CChar(UInt8(ascii: "T")), Int32(rows), Int32(count),
      Int32(columns), reflectors, Int32(rows), scales, &work, Int32(rows))
    precondition(applied == 0, "LAPACK refused the arguments of dormqr")
    let status: Int32 = LAPACKE_dtrtrs(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "N")),
      Int32(columns), Int32(count), reflectors, Int32(rows), &work, Int32(rows))
    guard status == 0 else {
      throw LinearAlgebraError(.singular, "the matrix does not have full column rank")
    }
    var result: Matrix = Matrix(rows: columns, columns: count)
    for column in 0..<count {
      for row in 0..<columns { result[row, column] = work[column * rows + row] }
    }
    return result
  }
}
