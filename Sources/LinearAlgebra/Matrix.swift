/// A dense matrix of `Double` in row-major order.
///
/// Rows are samples wherever a matrix holds data. The storage is a Swift array, so copies are cheap until they
/// are written to.
public struct Matrix: Sendable, Hashable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The entries, row after row; `elements.count == rows * columns`.
  @inlinable public var elements: [Double] { storage }
  @usableFromInline var storage: [Double]

  /// Creates a matrix from its entries, row after row.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch` where the count is not `rows * columns`.
  public init(rows: Int, columns: Int, elements: [Double]) throws(LinearAlgebraError) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, elements.count == count else {
      throw LinearAlgebraError(
        .shapeMismatch, "\(elements.count) entries cannot fill a \(rows) × \(columns) matrix")
    }
    self.init(unchecked: rows, columns, elements)
  }

  /// Creates a matrix from nested arrays, which must be of equal length.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch` where a row differs in length.
  public init(_ nested: [[Double]]) throws(LinearAlgebraError) {
    let columns: Int = nested.first?.count ?? 0
    for (index, row) in nested.enumerated() where row.count != columns {
      throw LinearAlgebraError(
        .shapeMismatch, "row \(index) has \(row.count) entries where row 0 has \(columns)")
    }
    self.init(unchecked: nested.count, columns, nested.flatMap { $0 })
  }

  /// Creates a matrix that holds one value everywhere.
  ///
  /// - Precondition: `rows` and `columns` are not negative.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix needs shapes that are not negative")
    self.init(unchecked: rows, columns, [Double](repeating: value, count: rows * columns))
  }

  /// Creates a matrix whose storage is filled in place, without a copy.
  ///
  /// - Precondition: `rows` and `columns` are not negative.
  public init<Failure: Error>(
    rows: Int, columns: Int,
    filledBy body: (inout MutableSpan<Double>) throws(Failure) -> Void
  ) throws(Failure) {
    self.init(rows: rows, columns: columns)
    var span: MutableSpan<Double> = storage.mutableSpan
    try body(&span)
  }

  init(unchecked rows: Int, _ columns: Int, _ elements: [Double]) {
    self.rows = rows
    self.columns = columns
    self.storage = elements
  }

  /// The identity matrix.
  public static func identity(_ size: Int) -> Matrix {
    var result: Matrix = Matrix(rows: size, columns: size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }

  /// The diagonal matrix of the given entries.
  public static func diagonal(_ entries: [Double]) -> Matrix {
    var result: Matrix = Matrix(rows: entries.count, columns: entries.count)
    for (index, value) in entries.enumerated() { result[index, index] = value }
    return result
  }

  /// The entry in a row and a column, both counted from 0.
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { storage[row * columns + column] }
    set { storage[row * columns + column] = newValue }
  }

  /// A copy of one row.
  public func row(_ index: Int) -> [Double] {
    Array(elements[index * columns..<(index + 1) * columns])
  }

  /// A copy of one column.
  public func column(_ index: Int) -> [Double] {
    (0..<rows).map { self[$0, index] }
  }

  /// All rows as nested arrays.
  public var nestedRows: [[Double]] {
    (0..<rows).map(row)
  }

  /// The rows of the given indices, in their order.
  public func selectingRows(_ indices: some Collection<Int>) -> Matrix {
    let width: Int = columns
    // A concrete array: the loop over an unknown collection costs more than the copies.
    let list: [Int] = Array(indices)
    precondition(list.allSatisfy { $0 >= 0 && $0 < rows }, "a row is out of range")
    let selected: [Double] = [Double](unsafeUninitializedCapacity: list.count * width) { target, count in
      storage.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, var to = target.baseAddress else { return }
        for index in list {
          to.initialize(from: from + index * width, count: width)
          to += width
        }
        count = list.count * width
      }
    }
    return Matrix(unchecked: list.count, width, selected)
  }

  /// Consecutive rows.
  ///
  /// - Precondition: the range lies within `0..<rows`.
  public func rowRange(_ range: Range<Int>) -> Matrix {
    Matrix(
      unchecked: range.count, columns, Array(storage[range.lowerBound * columns..<range.upperBound * columns])
    )
  }

  /// The rows of all matrices below one another, in order.
  ///
  /// - Precondition: there is at least one, and all have the same number of columns.
  public static func stackingRows(of matrices: [Matrix]) -> Matrix {
    let columns: Int = matrices[0].columns
    var elements: [Double] = []
    elements.reserveCapacity(matrices.reduce(0) { $0 + $1.storage.count })
    for matrix in matrices {
      precondition(matrix.columns == columns, "rows of different lengths cannot be joined")
      elements.append(contentsOf: matrix.storage)
    }
    return Matrix(unchecked: matrices.reduce(0) { $0 + $1.rows }, columns, elements)
  }

  /// The columns of the given indices, in their order.
  public func selectingColumns(_ indices: some Collection<Int>) -> Matrix {
    var result: Matrix = Matrix(rows: rows, columns: indices.count)
    for row in 0..<rows {
      for (target, source) in indices.enumerated() { result[row, target] = self[row, source] }
    }
    return result
  }

  /// This matrix with the rows of another below its own.
  ///
  /// - Precondition: both have the same number of columns.
  public func appendingRows(of other: Matrix) -> Matrix {
    precondition(columns == other.columns, "rows of different lengths cannot be joined")
    return Matrix(unchecked: rows + other.rows, columns, elements + other.elements)
  }

  /// The transpose.
  public var transposed: Matrix {
    let (height, width): (Int, Int) = (rows, columns)
    var result: Matrix = Matrix(rows: width, columns: height)
    storage.withUnsafeBufferPointer { source in
      result.storage.withUnsafeMutableBufferPointer { target in
        // Tiles keep both sides within a few pages at a time.
        for start in stride(from: 0, to: height, by: Self.transposedRowsPerTile) {
          for column in 0..<width {
            for row in start..<min(start + Self.transposedRowsPerTile, height) {
              target[column * height + row] = source[row * width + column]
            }
          }
        }
      }
    }
    return result
  }

  private static let transposedRowsPerTile: Int = 16

  /// The largest absolute entry; 0 for an empty matrix, NaN where an entry is NaN.
  public var maximumMagnitude: Double {
    elements.reduce(0) { $1.isNaN || $0.isNaN ? .nan : Swift.max($0, $1.magnitude) }
  }

  /// The square root of the sum of squared entries, scaled so that nothing overflows early.
  public var frobeniusNorm: Double { elements.euclideanNorm }

  /// Whether every entry is finite.
  public var isFinite: Bool { storage.isFinite }
}
