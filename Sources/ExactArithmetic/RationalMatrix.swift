/// A matrix of exact fractions, row after row.
///
/// ```swift
/// let a: RationalMatrix = [[2, 1], [1, 3]]
/// a.solution(of: [1, 1])             // .unique([2/5, 1/5])
/// a.inverse(), a.determinant()       // .inverse([[3/5, −1/5], [−1/5, 2/5]]), 5
/// ```
///
/// Any shape is a matrix, also one without rows or columns. Equality is exact.
public struct RationalMatrix: Sendable, Hashable {
  /// How many rows there are.
  public let rowCount: Int
  /// How many columns there are.
  public let columnCount: Int
  /// The entries, row after row.
  public private(set) var entries: [Rational]

  /// A matrix of the shape given, from its entries row after row.
  ///
  /// - Precondition: there are `rowCount * columnCount` entries, and neither count is negative.
  public init(rowCount: Int, columnCount: Int, entries: [Rational]) {
    precondition(
      rowCount >= 0 && columnCount >= 0, "a matrix cannot have a negative number of rows or columns")
    precondition(
      entries.count == rowCount * columnCount,
      "give \(rowCount) × \(columnCount) entries, row after row; there are \(entries.count)")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.entries = entries
  }

  /// A matrix from its rows; without rows it has no columns either.
  ///
  /// - Precondition: all rows have one length.
  public init(_ rows: [[Rational]]) {
    let width: Int = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == width }, "give rows of one length")
    self.init(rowCount: rows.count, columnCount: width, entries: Array(rows.joined()))
  }

  /// A matrix of zeros.
  public init(rowCount: Int, columnCount: Int) {
    self.init(
      rowCount: rowCount, columnCount: columnCount,
      entries: Array(repeating: .zero, count: rowCount * columnCount))
  }

  /// The matrix that floats stand for exactly, from its rows.
  ///
  /// `nil` where an entry is NaN or infinite or the rows have different lengths.
  public init?(exactly rows: [[Double]]) {
    let width: Int = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == width }) else { return nil }
    self.init(exactly: Array(rows.joined()), rowCount: rows.count, columnCount: width)
  }

  /// The matrix that floats stand for exactly, from the entries row after row.
  ///
  /// `nil` where an entry is NaN or infinite or their number does not fit the shape.
  public init?(exactly entries: [Double], rowCount: Int, columnCount: Int) {
    guard rowCount >= 0, columnCount >= 0,
      rowCount.multipliedReportingOverflow(by: columnCount) == (entries.count, false)
    else { return nil }
    let exact: [Rational] = entries.compactMap { Rational(exactly: $0) }
    guard exact.count == entries.count else { return nil }
    self.init(rowCount: rowCount, columnCount: columnCount, entries: exact)
  }

  /// The square matrix with ones on its diagonal and zeros elsewhere.
  public static func identity(_ size: Int) -> RationalMatrix {
    var result: RationalMatrix = RationalMatrix(rowCount: size, columnCount: size)
    for index in 0..<size { result[index, index] = .one }
    return result
  }

  /// The entry at a row and a column, both counted from 0.
  public subscript(row: Int, column: Int) -> Rational {
    get {
      precondition(0..<columnCount ~= column, "there is no column \(column) of \(columnCount)")
      return entries[row * columnCount + column]
    }
    set {
      precondition(0..<columnCount ~= column, "there is no column \(column) of \(columnCount)")
      entries[row * columnCount + column] = newValue
    }
  }

  /// One row.
  public func row(_ index: Int) -> [Rational] {
    precondition(0..<rowCount ~= index, "there is no row \(index) of \(rowCount)")
    return Array(entries[index * columnCount..<(index + 1) * columnCount])
  }

  /// One column.
  public func column(_ index: Int) -> [Rational] { (0..<rowCount).map { self[$0, index] } }

  /// All rows, from the first to the last.
  public var rows: [[Rational]] { (0..<rowCount).map(row) }

  /// The matrix of the rows chosen, in the order given.
  public func selecting(rows: [Int]) -> RationalMatrix {
    RationalMatrix(
      rowCount: rows.count, columnCount: columnCount, entries: Array(rows.map(row).joined()))
  }

  /// The matrix of the columns chosen, in the order given.
  public func selecting(columns: [Int]) -> RationalMatrix {
    RationalMatrix(
      rowCount: rowCount, columnCount: columns.count,
      entries: (0..<rowCount).flatMap { row in columns.map { self[row, $0] } })
  }

  /// The nearest floats of all entries, row after row.
  public var doubleValues: [Double] { entries.map(\.doubleValue) }
}

extension RationalMatrix: ExpressibleByArrayLiteral {
  /// A matrix from a literal of its rows.
  public init(arrayLiteral rows: [Rational]...) { self.init(rows) }
}
