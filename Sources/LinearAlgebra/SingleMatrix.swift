import COpenBLAS

/// A dense matrix of `Float` in row-major order, for training, where half the memory is twice the speed.
///
/// Moments and certificates are made of ``Matrix``; three digits are lost here at a million samples.
public struct SingleMatrix: Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The entries, row after row.
  public var elements: [Float]

  /// Creates a matrix of zeros.
  ///
  /// - Precondition: `rows` and `columns` are not negative.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix needs shapes that are not negative")
    self.rows = rows
    self.columns = columns
    self.elements = [Float](repeating: 0, count: rows * columns)
  }

  /// The entries of a matrix, rounded.
  public init(_ matrix: Matrix) {
    self.rows = matrix.rows
    self.columns = matrix.columns
    self.elements = matrix.storage.map(Float.init)
  }

  /// The entries as `Double`.
  public var widened: Matrix { Matrix(unchecked: rows, columns, elements.map(Double.init)) }

  /// Replaces the entries by a product of two matrices, each transposed or not.
  ///
  /// - Precondition: the shapes fit.
  public mutating func setProduct(
    _ left: SingleMatrix, leftTransposed: Bool = false, _ right: SingleMatrix,
    rightTransposed: Bool = false
  ) {
    let inner: Int = leftTransposed ? left.rows : left.columns
    precondition(
      rows == (leftTransposed ? left.columns : left.rows)
        && columns == (rightTransposed ? right.rows : right.columns)
        && inner == (rightTransposed ? right.columns : right.rows), "shapes differ")
    guard rows > 0, columns > 0, inner > 0 else { return }
    _ = BLASThreads.heldToOne
    left.elements.withUnsafeBufferPointer { a in
      right.elements.withUnsafeBufferPointer { b in
        elements.withUnsafeMutableBufferPointer { c in
          cblas_sgemm(
            CblasRowMajor, leftTransposed ? CblasTrans : CblasNoTrans,
            rightTransposed ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), 1,
            a.baseAddress, Int32(left.columns), b.baseAddress, Int32(right.columns), 0, c.baseAddress,
            Int32(columns))
        }
      }
    }
  }

  /// Copies rows of another matrix of as many columns, one for each row of this.
  ///
  /// - Precondition: there is an index for each row, and each is a row of `source`.
  public mutating func setRows(_ indices: ArraySlice<Int>, of source: SingleMatrix) {
    precondition(indices.count == rows && source.columns == columns, "shapes differ")
    let width: Int = columns
    source.elements.withUnsafeBufferPointer { source in
      elements.withUnsafeMutableBufferPointer { target in
        var place: Int = 0
        for index in indices {
          for column in 0..<width { target[place + column] = source[index * width + column] }
          place += width
        }
      }
    }
  }
}
