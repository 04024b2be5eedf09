import COpenBLAS

/// The count, the sum and the sum of squares Σ x xᵀ of rows that come in pieces.
///
/// Sums of pieces are joined with ``add(_:)``; with fixed pieces joined in a fixed order the result is the same for
/// any number of threads.
public struct MomentSum: Sendable {
  /// The length of a row, *d*.
  public let columns: Int
  /// The number of rows added.
  public private(set) var count: Int = 0
  /// Σ x, `d` entries.
  public private(set) var sum: [Double]
  private var upper: [Double]

  /// Creates the sum of no rows.
  ///
  /// - Precondition: `columns` is not negative.
  public init(columns: Int) {
    precondition(columns >= 0, "rows have no negative length")
    self.columns = columns
    self.sum = [Double](repeating: 0, count: columns)
    self.upper = [Double](repeating: 0, count: columns * columns)
  }

  /// Adds consecutive rows of a matrix.
  ///
  /// - Precondition: the range lies within the matrix, and its rows have ``columns`` entries.
  /// - Complexity: O(range.count · columns²), by BLAS.
  public mutating func add(_ range: Range<Int>, of matrix: Matrix) {
    precondition(
      matrix.columns == columns && range.lowerBound >= 0 && range.upperBound <= matrix.rows,
      "the rows do not fit the sum")
    guard !range.isEmpty, columns > 0 else { return }
    _ = BLASThreads.heldToOne
    let ones: [Double] = [Double](repeating: 1, count: range.count)
    count += range.count
    matrix.storage.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress.map({ $0 + range.lowerBound * columns }) else { return }
      cblas_dsyrk(
        CblasRowMajor, CblasUpper, CblasTrans, Int32(columns), Int32(range.count), 1, first,
        Int32(columns), 1, &upper, Int32(columns))
      cblas_dgemv(
        CblasRowMajor, CblasTrans, Int32(range.count), Int32(columns), 1, first, Int32(columns), ones, 1, 1,
        &sum, 1)
    }
  }

  /// Adds another sum.
  ///
  /// - Precondition: both are of rows of one length.
  public mutating func add(_ other: MomentSum) {
    precondition(columns == other.columns, "sums of rows of different lengths cannot be joined")
    count += other.count
    for index in sum.indices { sum[index] += other.sum[index] }
    for index in upper.indices { upper[index] += other.upper[index] }
  }

  /// Σ x xᵀ, `d × d`.
  public var squares: Matrix {
    var result: Matrix = Matrix(unchecked: columns, columns, upper)
    for row in 0..<columns {
      for column in 0..<row { result[row, column] = result[column, row] }
    }
    return result
  }
}

extension Matrix {
  /// Changes the entries in place, row after row, without a copy.
  public mutating func modifyElements<Failure: Error>(
    _ body: (inout MutableSpan<Double>) throws(Failure) -> Void
  ) throws(Failure) {
    var span: MutableSpan<Double> = storage.mutableSpan
    try body(&span)
  }
}
