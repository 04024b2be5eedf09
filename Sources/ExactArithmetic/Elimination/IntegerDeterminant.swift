import BigInt

/// Determinants of square integer matrices.
enum IntegerDeterminant {
  /// By Bareiss' elimination.
  static func fractionFree(_ matrix: [[BigInt]]) -> BigInt {
    var work: [[BigInt]] = matrix
    var (last, sign): (BigInt, BigInt) = (1, 1)
    for pivot in work.indices {
      guard let found = (pivot..<work.count).first(where: { !work[$0][pivot].isZero }) else { return 0 }
      if found != pivot {
        work.swapAt(found, pivot)
        sign = -sign
      }
      let pivotRow: [BigInt] = work[pivot]
      for row in pivot + 1..<max(work.count, pivot + 1) {
        let factor: BigInt = work[row][pivot]
        for column in pivot + 1..<work.count {
          work[row][column] = (work[row][column] * pivotRow[pivot] - factor * pivotRow[column]) / last
        }
      }
      last = pivotRow[pivot]
    }
    return sign * last
  }

  /// By a known divisor and residues modulo primes.
  static func modular(_ matrix: [[BigInt]]) -> BigInt {
    // |det| ≤ ∏ ‖row‖, Hadamard's bound; a zero row makes it 0.
    var bound: BigInt = 1
    for row in matrix {
      let square: BigInt = row.reduce(0) { $0 + $1 * $1 }
      if square.isZero { return 0 }
      bound *= BigInt(square.magnitude.squareRoot()) + 1
    }
    let divisor: BigInt = knownDivisor(of: matrix)
    var (cofactor, modulus): (BigInt, BigInt) = (0, 1)
    var start: UInt64 = 1 << UInt64(PrimeField.bits)
    while modulus <= 2 * (bound / divisor) {
      start = PrimeField.prime(below: start)
      let field: PrimeField = PrimeField(start)
      let divided: UInt64 = field.enter(field.residue(divisor))
      guard divided != 0 else { continue }
      let determinant: UInt64 = ModularElimination(field: field).determinant(of: matrix)
      let residue: UInt64 = field.multiply(determinant, field.inverse(divided))
      // Chinese remainders: the new residue decides the next digit in mixed radix.
      let step: UInt64 = field.subtract(residue, field.residue(cofactor))
      let radix: UInt64 = field.inverse(field.enter(field.residue(modulus)))
      cofactor += modulus * BigInt(field.multiply(step, radix))
      modulus *= BigInt(start)
    }
    if cofactor > modulus / 2 { cofactor -= modulus }
    return divisor * cofactor
  }

  /// A positive integer that divides the determinant: 1, or the common denominator of the solution of one system.
  private static func knownDivisor(of matrix: [[BigInt]]) -> BigInt {
    // Right-hand sides without a pattern that a matrix may share make the denominator large; any are correct.
    let right: [BigInt] = matrix.indices.map { BigInt(1 + ($0 * $0 * 7919 + $0 * 104_729) % 65_521) }
    guard let lifting = PadicLifting(matrix, modulo: PrimeField.prime(below: 1 << UInt64(PrimeField.bits))),
      let solved = lifting.solution(of: right)
    else { return 1 }
    var common: BigInt = solved.denominator
    for value in solved.numerators where common != 1 { common = QuickDivisor.of(value, common) }
    return solved.denominator / common
  }
}
