/// All solutions of A·x = b, or the proof that there is none.
public enum LinearSolution: Sendable, Hashable {
  /// The only solution.
  case unique([Rational])
  /// Every `particular` + a sum of multiples of `directions`, which are a basis of the kernel of A.
  ///
  /// The particular solution is 0 in the columns without a pivot.
  case family(particular: [Rational], directions: [[Rational]])
  /// None: yᵀA = 0 and yᵀb = 1 for the `witness` y, so that A·x = b would give 0 = 1.
  ///
  /// Source of the criterion: Fredholm's alternative.
  case inconsistent(witness: [Rational])

  /// The only solution, or the particular one; `nil` where there is none.
  public var anySolution: [Rational]? {
    switch self {
    case .unique(let solution): solution
    case .family(let particular, _): particular
    case .inconsistent: nil
    }
  }
}

extension RationalMatrix {
  /// All solutions x of A·x = `right`, where A is this matrix; a system may have any number of rows.
  ///
  /// - Precondition: there are as many right-hand sides as rows.
  public func solution(of right: [Rational], by method: EliminationMethod = .automatic) -> LinearSolution {
    precondition(
      right.count == rowCount, "\(rowCount) equations need as many right-hand sides, not \(right.count)")
    let column: RationalMatrix = RationalMatrix(rowCount: rowCount, columnCount: 1, entries: right)
    let augmented: RationalMatrix = appending(columns: column)
    let basis: EchelonBasis = augmented.echelonBasis(by: method)
    guard basis.pivotColumns.last != columnCount else {
      return .inconsistent(witness: augmented.witness(basis, by: method))
    }
    var vectors: [[Rational]] = basis.free.map { free in
      var vector: [Rational] = Array(repeating: .zero, count: columnCount)
      let isSolution: Bool = free.column == columnCount
      for (pivot, value) in zip(basis.pivotColumns, free.numerators) {
        let entry: Rational = Rational(value, quicklyOver: free.denominator)
        vector[pivot] = isSolution ? entry : -entry
      }
      if !isSolution { vector[free.column] = .one }
      return vector
    }
    let particular: [Rational] = vectors.removeLast()
    return vectors.isEmpty ? .unique(particular) : .family(particular: particular, directions: vectors)
  }

  /// For [A | b] of a rank above that of A: the combination of the pivot rows that is 0 in A and 1 in b.
  private func witness(_ basis: EchelonBasis, by method: EliminationMethod) -> [Rational] {
    let square: RationalMatrix = selecting(rows: basis.pivotRows).selecting(columns: basis.pivotColumns)
    var last: [Rational] = Array(repeating: .zero, count: square.rowCount)
    last[last.count - 1] = .one
    var witness: [Rational] = Array(repeating: .zero, count: rowCount)
    if let weights = square.transposed.solution(of: last, by: method).anySolution {
      for (row, weight) in zip(basis.pivotRows, weights) { witness[row] = weight }
    }
    return witness
  }
}
