import BigInt
import ExactArithmetic
import Testing

@Suite("Exact elimination")
struct EliminationTests {
  /// Every 2 × 2 matrix with entries from −1 to 1, and a fourteenth of all 2 × 3 and 3 × 2 ones.
  static let small: [RationalMatrix] = (0..<729).flatMap { code in
    var rest: Int = code
    let entries: [Rational] = (0..<6).map { _ in
      defer { rest /= 3 }
      return Rational(rest % 3 - 1)
    }
    let shapes: [(Int, Int)] = (code < 81 ? [(2, 2)] : []) + (code % 14 == 1 ? [(2, 3), (3, 2)] : [])
    return shapes.map {
      RationalMatrix(rowCount: $0, columnCount: $1, entries: Array(entries.prefix($0 * $1)))
    }
  }

  @Test("finds rank, echelon form and kernel of every small matrix", arguments: bothWays)
  func exhaustive(method: EliminationMethod) {
    for matrix in Self.small {
      #expect(matrix.rank(by: method) == rankByMinors(matrix), "\(matrix)")
      checkForm(of: matrix, by: method)
    }
  }

  /// The definition of a reduced echelon form, the span of its rows, and the kernel.
  private func checkForm(of matrix: RationalMatrix, by method: EliminationMethod) {
    let form: RowEchelonForm = matrix.rowEchelonForm(by: method)
    #expect(form.matrix.rowCount == form.rank && form.pivotRows.count == form.rank)
    #expect(form.pivotColumns == form.pivotColumns.sorted())
    // Otherwise a broken modular way would hide behind the fraction-free one.
    #expect(form.method == method)
    for (row, pivot) in form.pivotColumns.enumerated() {
      #expect(isZero(Array(form.matrix.row(row).prefix(pivot))))
      #expect(form.matrix.column(pivot).enumerated().allSatisfy { $1 == ($0 == row ? 1 : 0) })
    }
    // Each row is the combination of the form's rows that its entries in the pivots' columns name.
    #expect(matrix.selecting(columns: form.pivotColumns) * form.matrix == matrix)
    let square: RationalMatrix = matrix.selecting(rows: form.pivotRows).selecting(columns: form.pivotColumns)
    #expect(!square.determinant(by: .fractionFree).isZero)

    let kernel: [[Rational]] = matrix.nullspace(by: method)
    #expect(kernel.count == matrix.columnCount - form.rank)
    for vector in kernel { #expect(isZero(matrix * vector)) }
    if !kernel.isEmpty { #expect(RationalMatrix(kernel).rank(by: .fractionFree) == kernel.count) }
  }

  @Test("solves, or refutes with a witness, every small system", arguments: bothWays)
  func exhaustiveSystems(method: EliminationMethod) {
    for matrix in Self.small.enumerated().filter({ $0.offset % 4 == 0 }).map(\.element) {
      for code in 0..<4 {
        let right: [Rational] = (0..<matrix.rowCount).map { Rational((code >> $0 & 1) * ($0 + 1)) }
        checkSolution(of: matrix, right, by: method)
      }
    }
  }

  private func checkSolution(of matrix: RationalMatrix, _ right: [Rational], by method: EliminationMethod) {
    let column: RationalMatrix = RationalMatrix(rowCount: right.count, columnCount: 1, entries: right)
    let rank: Int = matrix.rank(by: .fractionFree)
    let isSolvable: Bool = matrix.appending(columns: column).rank(by: .fractionFree) == rank
    switch matrix.solution(of: right, by: method) {
    case .unique(let solution):
      #expect(isSolvable && rank == matrix.columnCount)
      #expect(matrix * solution == right)
    case .family(let particular, let directions):
      #expect(isSolvable && rank < matrix.columnCount && directions.count == matrix.columnCount - rank)
      #expect(matrix * particular == right)
      #expect(directions.allSatisfy { isZero(matrix * $0) })
      #expect(RationalMatrix(directions).rank(by: .fractionFree) == directions.count)
    case .inconsistent(let witness):
      #expect(!isSolvable)
      #expect(isZero(witness * matrix))
      #expect(zip(witness, right).reduce(0) { $0 + $1.0 * $1.1 } == 1)
    }
  }

  @Test("gives one answer by both ways, for every shape, rank and length of entries")
  func bothAgree() {
    var numbers: Numbers = Numbers(state: 5)
    for (rows, columns) in [(1, 1), (3, 5), (5, 5), (9, 3)] {
      for bits in [2, 64, 130] {
        for rank in Set([1, min(rows, columns) / 2, min(rows, columns)]).sorted() where rank > 0 {
          let matrix: RationalMatrix = numbers.matrix(rows, columns, rank: rank, bits: bits)
          let forms: [RowEchelonForm] = bothWays.map { matrix.rowEchelonForm(by: $0) }
          #expect(forms[0].matrix == forms[1].matrix && forms[0].pivotColumns == forms[1].pivotColumns)
          checkForm(of: matrix, by: .modular)
          checkSolution(of: matrix, (0..<rows).map { _ in numbers.fraction(bits: 8) }, by: .modular)
          checkSolution(of: matrix, matrix * numbers.matrix(columns, 1, bits: 9).column(0), by: .modular)
        }
      }
    }
  }

  @Test("inverts, and the product with the inverse is the identity", arguments: bothWays)
  func inverses(method: EliminationMethod) throws {
    var numbers: Numbers = Numbers(state: 8)
    for size in [0, 1, 2, 5] {
      for bits in [2, 53, 150] {
        let matrix: RationalMatrix = numbers.matrix(size, size, bits: bits, fractions: true)
        let result: MatrixInverse = matrix.inverse(by: method)
        switch result {
        case .inverse(let inverse):
          #expect(matrix * inverse == .identity(size) && inverse * matrix == .identity(size))
        case .singular(let kernel):
          #expect(!isZero(kernel) && isZero(matrix * kernel))
        }
      }
      if size > 1 {
        let singular: RationalMatrix = numbers.matrix(size, size, rank: size - 1, bits: 20)
        guard case .singular(let kernel) = singular.inverse(by: method) else {
          Issue.record("a matrix of rank \(size - 1) has no inverse")
          continue
        }
        #expect(!isZero(kernel) && isZero(singular * kernel))
      }
    }
  }

  @Test("computes the determinants that expansion gives, and 0 for dependent rows", arguments: bothWays)
  func determinants(method: EliminationMethod) {
    var numbers: Numbers = Numbers(state: 3)
    for size in 0...4 {
      for bits in [1, 2, 30, 64, 130] {
        let matrix: RationalMatrix = numbers.matrix(size, size, bits: bits, fractions: bits > 40)
        #expect(matrix.determinant(by: method) == expandedDeterminant(matrix))
      }
      if size > 1 {
        #expect(numbers.matrix(size, size, rank: size - 1, bits: 60).determinant(by: method) == 0)
      }
    }
    let left: RationalMatrix = numbers.matrix(9, 9, bits: 40)
    let right: RationalMatrix = numbers.matrix(9, 9, bits: 40)
    #expect(
      (left * right).determinant(by: method) == left.determinant(by: method) * right.determinant(by: method))
    #expect(left.determinant(by: .fractionFree) == left.determinant(by: .modular))
  }

  @Test("is right where the largest primes below 2⁶¹ divide what they should not", arguments: [1, 3, 4, 6])
  func unluckyPrimes(count: Int) {
    // From sympy: prevprime, six times, from 2⁶¹.
    let primes: [BigInt] = [
      2_305_843_009_213_693_951, 2_305_843_009_213_693_921, 2_305_843_009_213_693_907,
      2_305_843_009_213_693_723, 2_305_843_009_213_693_693, 2_305_843_009_213_693_669,
    ]
    let product: Rational = Rational(primes.prefix(count).reduce(1, *))
    // The determinant is the product, so that each of these primes sees rank 2 only.
    let matrix: RationalMatrix = [[1, 2, 3], [1, 2 + product, 4], [1, 2, 4]]
    #expect(matrix.determinant(by: .modular) == product)
    #expect(matrix.rank(by: .modular) == 3)
    #expect(matrix.nullspace(by: .modular).isEmpty)
    // Only a column left over is lifted and checked; where all have pivots, the rank itself is the proof.
    let augmented: RationalMatrix = matrix.appending(columns: [[0], [1], [3]])
    let isGivenUp: Bool = count >= EliminationMethod.primesTried
    #expect(augmented.rowEchelonForm(by: .modular).method == (isGivenUp ? .fractionFree : .modular))
    #expect(matrix.solution(of: [6, 7 + product, 7], by: .modular) == .unique([1, 1, 1]))
    #expect(matrix.inverse(by: .modular) == matrix.inverse(by: .fractionFree))
    // One row seems to be enough, and only the check of the other one tells.
    let almost: RationalMatrix = [[1, 2], [1, 2 + product]]
    #expect(almost.rank(by: .modular) == 2)
    #expect(almost.solution(of: [3, 3 + product], by: .modular) == .unique([1, 1]))
    // The first pivot vanishes modulo each prime: another column would be taken for it.
    let shifted: RationalMatrix = [[product, 1, 5], [2 * product, 2, 11]]
    #expect(shifted.rowEchelonForm(by: .modular).matrix == shifted.rowEchelonForm(by: .fractionFree).matrix)
    #expect(shifted.rowEchelonForm(by: .modular).pivotColumns == [0, 2])
  }

  @Test("finds small rational answers in large systems of floats, and says which floats are not one")
  func planted() throws {
    var numbers: Numbers = Numbers(state: 11)
    let inputs: RationalMatrix = numbers.matrix(40, 8, bits: 20).scaled(by: 1 / Rational(1 << 16))
    let weights: [Rational] = (0..<8).map { _ in numbers.fraction(bits: 5) }
    let labels: [Rational] = inputs * weights
    #expect(inputs.solution(of: labels) == .unique(weights))
    var wrong: [Rational] = labels
    wrong[37] += Rational(1, over: BigInt(1) << 300)
    guard case .inconsistent(let witness) = inputs.solution(of: wrong) else {
      Issue.record("one label is wrong by 2⁻³⁰⁰, so there is no solution")
      return
    }
    #expect(isZero(witness * inputs))
    #expect(zip(witness, wrong).reduce(0) { $0 + $1.0 * $1.1 } == 1)
  }

  @Test("chooses by size, without a difference in the answer", arguments: [9, 10, 14])
  func automatic(size: Int) {
    var numbers: Numbers = Numbers(state: 21)
    let matrix: RationalMatrix = numbers.matrix(size, size, bits: 12)
    let right: [Rational] = numbers.matrix(size, 1, bits: 12).column(0)
    for method in bothWays {
      #expect(matrix.solution(of: right) == matrix.solution(of: right, by: method))
      #expect(matrix.determinant() == matrix.determinant(by: method))
    }
  }
}

extension RationalMatrix {
  fileprivate func scaled(by factor: Rational) -> RationalMatrix { factor * self }
}
