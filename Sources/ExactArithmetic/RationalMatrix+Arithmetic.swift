import BigInt

extension RationalMatrix {
  /// The matrix with rows and columns exchanged.
  public var transposed: RationalMatrix {
    RationalMatrix(
      rowCount: columnCount, columnCount: rowCount, entries: (0..<columnCount).flatMap(column))
  }

  /// The exact sum.
  ///
  /// - Precondition: both have one shape.
  public static func + (left: RationalMatrix, right: RationalMatrix) -> RationalMatrix {
    left.combined(with: right, by: +)
  }

  /// The exact difference.
  ///
  /// - Precondition: both have one shape.
  public static func - (left: RationalMatrix, right: RationalMatrix) -> RationalMatrix {
    left.combined(with: right, by: -)
  }

  /// Every entry times one number.
  public static func * (factor: Rational, matrix: RationalMatrix) -> RationalMatrix {
    RationalMatrix(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount, entries: matrix.entries.map { factor * $0 })
  }

  /// The exact product.
  ///
  /// - Precondition: the left one has as many columns as the right one has rows.
  public static func * (left: RationalMatrix, right: RationalMatrix) -> RationalMatrix {
    precondition(
      left.columnCount == right.rowCount,
      "\(left.columnCount) columns cannot be multiplied with \(right.rowCount) rows")
    let columns: [IntegerRow] = right.transposed.rows.map(IntegerRow.init(clearing:))
    let entries: [Rational] = left.rows.flatMap { row in
      let integers: IntegerRow = IntegerRow(clearing: row)
      return columns.map { integers.product(with: $0) }
    }
    return RationalMatrix(rowCount: left.rowCount, columnCount: right.columnCount, entries: entries)
  }

  /// The exact product with a column vector.
  ///
  /// - Precondition: there are as many entries as columns.
  public static func * (matrix: RationalMatrix, vector: [Rational]) -> [Rational] {
    precondition(
      matrix.columnCount == vector.count,
      "\(matrix.columnCount) columns need as many entries, not \(vector.count)")
    let column: IntegerRow = IntegerRow(clearing: vector)
    return matrix.rows.map { IntegerRow(clearing: $0).product(with: column) }
  }

  /// The exact product of a row vector with the matrix.
  ///
  /// - Precondition: there are as many entries as rows.
  public static func * (vector: [Rational], matrix: RationalMatrix) -> [Rational] {
    matrix.transposed * vector
  }

  /// The matrix with the columns of another one to the right of its own.
  ///
  /// - Precondition: both have as many rows.
  public func appending(columns other: RationalMatrix) -> RationalMatrix {
    precondition(rowCount == other.rowCount, "\(rowCount) rows cannot be continued by \(other.rowCount)")
    return RationalMatrix(
      rowCount: rowCount, columnCount: columnCount + other.columnCount,
      entries: (0..<rowCount).flatMap { row($0) + other.row($0) })
  }

  private func combined(
    with other: RationalMatrix, by operation: (Rational, Rational) -> Rational
  ) -> RationalMatrix {
    precondition(
      rowCount == other.rowCount && columnCount == other.columnCount,
      "\(rowCount) × \(columnCount) and \(other.rowCount) × \(other.columnCount) are different shapes")
    return RationalMatrix(
      rowCount: rowCount, columnCount: columnCount, entries: zip(entries, other.entries).map(operation))
  }
}

extension IntegerRow {
  /// The inner product of the two rows as they were before they were cleared of fractions.
  fileprivate func product(with other: IntegerRow) -> Rational {
    var sum: BigInt = 0
    for (left, right) in zip(entries, other.entries) where !left.isZero && !right.isZero {
      sum += left * right
    }
    return Rational(sum) / (scale * other.scale)
  }
}
