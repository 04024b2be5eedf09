import BigInt

/// The inverse of a square matrix, or a vector that proves that it has none.
public enum MatrixInverse: Sendable, Hashable {
  /// The matrix whose product with the original one is the identity.
  case inverse(RationalMatrix)
  /// No inverse: the original matrix sends `kernel`, which is not 0, to 0.
  case singular(kernel: [Rational])

  /// The inverse, where there is one.
  public var matrix: RationalMatrix? {
    guard case .inverse(let matrix) = self else { return nil }
    return matrix
  }
}

extension RationalMatrix {
  /// The inverse, or a vector of the kernel.
  ///
  /// - Precondition: the matrix is square.
  public func inverse(by method: EliminationMethod = .automatic) -> MatrixInverse {
    precondition(rowCount == columnCount, "only a square matrix has an inverse")
    let form: RowEchelonForm = appending(columns: .identity(rowCount)).rowEchelonForm(by: method)
    guard form.pivotColumns == Array(0..<rowCount) else {
      return .singular(kernel: nullspace(by: method).first ?? [])
    }
    return .inverse(form.matrix.selecting(columns: Array(rowCount..<2 * rowCount)))
  }

  /// The determinant; 1 for the matrix without rows.
  ///
  /// The modular way solves one system first: the denominator of its solution divides the determinant and is mostly
  /// all of it. The rest follows from residues modulo primes whose product exceeds Hadamard's bound.
  ///
  /// Source: J. Abbott, M. Bronstein and T. Mulders, *Fast deterministic computation of determinants of dense
  /// matrices*, ISSAC 1999, <https://doi.org/10.1145/309831.309934>.
  ///
  /// - Precondition: the matrix is square.
  public func determinant(by method: EliminationMethod = .automatic) -> Rational {
    precondition(rowCount == columnCount, "only a square matrix has a determinant")
    let cleared: [IntegerRow] = rows.map(IntegerRow.init(clearing:))
    let scale: Rational = cleared.reduce(.one) { $0 * $1.scale }
    let integers: [[BigInt]] = cleared.map(\.entries)
    let value: BigInt =
      method.isFractionFree(determinantOf: rowCount)
      ? IntegerDeterminant.fractionFree(integers) : IntegerDeterminant.modular(integers)
    return Rational(value) / scale
  }
}
