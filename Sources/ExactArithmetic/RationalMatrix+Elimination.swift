import BigInt

/// The reduced row echelon form of a matrix, with the rows and columns that prove its rank.
public struct RowEchelonForm: Sendable {
  /// The rows that are not zero: leading ones, zeros above, below and to the left of each.
  public let matrix: RationalMatrix
  /// The column of each leading one, upwards.
  public let pivotColumns: [Int]
  /// Independent rows of the original matrix, as many as the rank.
  ///
  /// Together with ``pivotColumns`` they name a square part whose determinant is not 0. Which rows these are, where
  /// several sets are independent, may depend on the method.
  public let pivotRows: [Int]
  /// The way that gave the form: ``EliminationMethod/fractionFree`` also where the modular one was given up.
  public let method: EliminationMethod

  /// The number of independent rows.
  public var rank: Int { pivotColumns.count }
}

extension RationalMatrix {
  /// The reduced row echelon form, which is unique.
  public func rowEchelonForm(by method: EliminationMethod = .automatic) -> RowEchelonForm {
    let basis: EchelonBasis = echelonBasis(by: method)
    var matrix: RationalMatrix = RationalMatrix(rowCount: basis.pivotRows.count, columnCount: columnCount)
    for (row, column) in basis.pivotColumns.enumerated() { matrix[row, column] = .one }
    for (column, numerators, denominator) in basis.free {
      for (row, value) in numerators.enumerated() where !value.isZero {
        matrix[row, column] = Rational(value, quicklyOver: denominator)
      }
    }
    return RowEchelonForm(
      matrix: matrix, pivotColumns: basis.pivotColumns, pivotRows: basis.pivotRows, method: basis.method)
  }

  /// The number of independent rows, which is that of independent columns.
  public func rank(by method: EliminationMethod = .automatic) -> Int {
    echelonBasis(by: method).pivotRows.count
  }

  /// A basis of the vectors that the matrix sends to 0: for each column without a pivot, the vector with a 1 there.
  ///
  /// Empty where the columns are independent. For integer vectors, see ``Rational/primitive(_:)``.
  public func nullspace(by method: EliminationMethod = .automatic) -> [[Rational]] {
    let basis: EchelonBasis = echelonBasis(by: method)
    return basis.free.map { column, numerators, denominator in
      var vector: [Rational] = Array(repeating: .zero, count: columnCount)
      vector[column] = .one
      for (pivot, value) in zip(basis.pivotColumns, numerators) {
        vector[pivot] = -Rational(value, quicklyOver: denominator)
      }
      return vector
    }
  }

  func echelonBasis(by method: EliminationMethod) -> EchelonBasis {
    EchelonBasis(rows.map { IntegerRow(clearing: $0).entries }, columnCount: columnCount, method: method)
  }
}
