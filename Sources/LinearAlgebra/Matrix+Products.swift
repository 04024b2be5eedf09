import COpenBLAS

extension Matrix {
  /// The product `A B`.
  ///
  /// - Precondition: the inner sizes agree.
  /// - Complexity: O(rows · inner · columns), by BLAS.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    product(left, transposed: false, right, transposed: false)
  }

  /// The product `Aᵀ B`.
  ///
  /// - Precondition: both have the same number of rows.
  public func transposedTimes(_ other: Matrix) -> Matrix {
    Self.product(self, transposed: true, other, transposed: false)
  }

  /// The product `A Bᵀ`.
  ///
  /// - Precondition: both have the same number of columns.
  public func timesTransposed(_ other: Matrix) -> Matrix {
    Self.product(self, transposed: false, other, transposed: true)
  }

  /// The product `A x`.
  ///
  /// - Precondition: `vector.count == columns`.
  public func times(_ vector: [Double]) -> [Double] {
    (self * Matrix(unchecked: vector.count, 1, vector)).storage
  }

  /// The product `Aᵀ x`.
  ///
  /// - Precondition: `vector.count == rows`.
  public func transposedTimes(_ vector: [Double]) -> [Double] {
    transposedTimes(Matrix(unchecked: vector.count, 1, vector)).storage
  }

  /// The symmetric matrix `Aᵀ A`.
  ///
  /// - Complexity: O(rows · columns²), by BLAS.
  public var gram: Matrix {
    var result: Matrix = Matrix(rows: columns, columns: columns)
    guard rows > 0, columns > 0 else { return result }
    _ = BLASThreads.heldToOne
    storage.withUnsafeBufferPointer { source in
      result.storage.withUnsafeMutableBufferPointer { target in
        cblas_dsyrk(
          CblasRowMajor, CblasUpper, CblasTrans, Int32(columns), Int32(rows), 1,
          source.baseAddress, Int32(columns), 0, target.baseAddress, Int32(columns))
      }
    }
    for row in 0..<columns {
      for column in 0..<row { result[row, column] = result[column, row] }
    }
    return result
  }

  /// The sum, entry by entry.
  ///
  /// - Precondition: both have the same shape.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.rows == right.rows && left.columns == right.columns, "shapes differ")
    return Matrix(unchecked: left.rows, left.columns, zip(left.storage, right.storage).map { $0 + $1 })
  }

  /// The difference, entry by entry.
  ///
  /// - Precondition: both have the same shape.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.rows == right.rows && left.columns == right.columns, "shapes differ")
    return Matrix(unchecked: left.rows, left.columns, zip(left.storage, right.storage).map { $0 - $1 })
  }

  /// Each entry times `factor`.
  public func scaled(by factor: Double) -> Matrix {
    Matrix(unchecked: rows, columns, storage.scaled(by: factor))
  }

  /// Each entry replaced by `body` of it.
  public func mapElements(_ body: (Double) -> Double) -> Matrix {
    Matrix(unchecked: rows, columns, storage.map(body))
  }

  private static func product(
    _ left: Matrix, transposed leftTransposed: Bool, _ right: Matrix, transposed rightTransposed: Bool
  ) -> Matrix {
    let rows: Int = leftTransposed ? left.columns : left.rows
    let inner: Int = leftTransposed ? left.rows : left.columns
    let columns: Int = rightTransposed ? right.rows : right.columns
    precondition(inner == (rightTransposed ? right.columns : right.rows), "inner sizes differ")
    var result: Matrix = Matrix(rows: rows, columns: columns)
    guard rows > 0, columns > 0, inner > 0 else { return result }
    _ = BLASThreads.heldToOne
    left.storage.withUnsafeBufferPointer { a in
      right.storage.withUnsafeBufferPointer { b in
        result.storage.withUnsafeMutableBufferPointer { c in
          cblas_dgemm(
            CblasRowMajor, leftTransposed ? CblasTrans : CblasNoTrans,
            rightTransposed ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), 1,
            a.baseAddress, Int32(left.columns), b.baseAddress, Int32(right.columns), 0, c.baseAddress,
            Int32(columns))
        }
      }
    }
    return result
  }
}
