import LinearAlgebra

extension [Double] {
  /// The numbers with 0 in place of those that are rounding beside the largest.
  ///
  /// In the rows of a linear program such entries make the simplex method pivot on them, or go round in a circle.
  var withoutRoundedZeros: [Double] {
    let least: Double = ExhaustiveTolerances.zeroEntry * reduce(0) { Swift.max($0, $1.magnitude) }
    return map { $0.magnitude <= least ? 0 : $0 }
  }
}

extension Matrix {
  /// The matrix with 0 in place of entries that are rounding beside the largest of their row.
  var withoutRoundedZeros: Matrix {
    var result: Matrix = self
    for row in 0..<rows {
      for (column, value) in self.row(row).withoutRoundedZeros.enumerated() { result[row, column] = value }
    }
    return result
  }
}
