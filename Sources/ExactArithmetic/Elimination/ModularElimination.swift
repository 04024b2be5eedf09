import BigInt

/// Gaussian elimination modulo one prime: what it finds independent *is* independent, for the rank modulo a prime
/// is never above the rank.
struct ModularElimination {
  let field: PrimeField

  /// The first rows that are independent modulo the prime, and the pivot columns of their echelon form.
  ///
  /// Rows are read one after another, each reduced by those kept before; reading ends when every column has a pivot.
  func independentSets(rows: [[BigInt]], columnCount: Int) -> (rows: [Int], columns: [Int]) {
    var kept: [(index: Int, lead: Int, values: [UInt64])] = []
    for (index, row) in rows.enumerated() where kept.count < columnCount {
      var values: [UInt64] = row.map { field.enter(field.residue($0)) }
      for basis in kept where values[basis.lead] != 0 {
        subtract(basis.values, times: values[basis.lead], from: &values, startingAt: basis.lead)
      }
      guard let lead = values.firstIndex(where: { $0 != 0 }) else { continue }
      let inverse: UInt64 = field.inverse(values[lead])
      for column in lead..<columnCount { values[column] = field.multiply(values[column], inverse) }
      kept.append((index, lead, values))
    }
    return (kept.map(\.index), kept.map(\.lead).sorted())
  }

  private func subtract(
    _ row: [UInt64], times factor: UInt64, from target: inout [UInt64], startingAt start: Int
  ) {
    let field: PrimeField = self.field
    row.withUnsafeBufferPointer { row in
      target.withUnsafeMutableBufferPointer { target in
        for column in start..<target.count {
          target[column] = field.subtract(target[column], field.multiply(factor, row[column]))
        }
      }
    }
  }

  /// The inverse of a square matrix, row after row in Montgomery form, and the determinant as a plain residue.
  ///
  /// `nil` where the prime divides the determinant.
  func inverse(of matrix: [[BigInt]]) -> (entries: [UInt64], determinant: UInt64)? {
    let size: Int = matrix.count
    var rows: [[UInt64]] = matrix.map { row in row.map { field.enter(field.residue($0)) } }
    var swaps: [(Int, Int)] = []
    var determinant: UInt64 = field.enter(1)
    for pivot in 0..<size {
      guard let found = (pivot..<size).first(where: { rows[$0][pivot] != 0 }) else { return nil }
      if found != pivot {
        rows.swapAt(found, pivot)
        swaps.append((pivot, found))
        determinant = field.subtract(0, determinant)
      }
      determinant = field.multiply(determinant, rows[pivot][pivot])
      let inverse: UInt64 = field.inverse(rows[pivot][pivot])
      rows[pivot][pivot] = field.enter(1)
      for column in 0..<size { rows[pivot][column] = field.multiply(rows[pivot][column], inverse) }
      let pivotRow: [UInt64] = rows[pivot]
      for row in 0..<size where row != pivot && rows[row][pivot] != 0 {
        let factor: UInt64 = rows[row][pivot]
        rows[row][pivot] = 0
        subtract(pivotRow, times: factor, from: &rows[row], startingAt: 0)
      }
    }
    for row in rows.indices {
      for (left, right) in swaps.reversed() { rows[row].swapAt(left, right) }
    }
    return (Array(rows.joined()), field.leave(determinant))
  }

  /// The determinant of a square matrix modulo the prime.
  func determinant(of matrix: [[BigInt]]) -> UInt64 {
    let size: Int = matrix.count
    var rows: [[UInt64]] = matrix.map { row in row.map { field.enter(field.residue($0)) } }
    var determinant: UInt64 = field.enter(1)
    for pivot in 0..<size {
      guard let found = (pivot..<size).first(where: { rows[$0][pivot] != 0 }) else { return 0 }
      if found != pivot {
        rows.swapAt(found, pivot)
        determinant = field.subtract(0, determinant)
      }
      determinant = field.multiply(determinant, rows[pivot][pivot])
      let inverse: UInt64 = field.inverse(rows[pivot][pivot])
      let pivotRow: [UInt64] = rows[pivot]
      for row in pivot + 1..<max(size, pivot + 1) where rows[row][pivot] != 0 {
        subtract(
          pivotRow, times: field.multiply(rows[row][pivot], inverse), from: &rows[row], startingAt: pivot)
      }
    }
    return field.leave(determinant)
  }
}
