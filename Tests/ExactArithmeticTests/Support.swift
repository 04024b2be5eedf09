import BigInt
import ExactArithmetic

/// A small generator with a fixed start, so that every run tests the same matrices.
struct Numbers {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 32
  }

  /// An integer of at most `bits` bits, of either sign.
  mutating func integer(bits: Int) -> BigInt {
    var value: BigInt = 0
    for _ in 0..<(bits + 31) / 32 { value = (value << 32) + BigInt(next()) }
    value &= (BigInt(1) << bits) - 1
    return next() & 1 == 0 ? value : -value
  }

  mutating func fraction(bits: Int) -> Rational {
    Rational(integer(bits: bits), over: 1 + BigInt(integer(bits: max(1, bits / 2)).magnitude))
  }

  mutating func matrix(_ rows: Int, _ columns: Int, bits: Int, fractions: Bool = false) -> RationalMatrix {
    RationalMatrix(
      rowCount: rows, columnCount: columns,
      entries: (0..<rows * columns).map { _ in
        fractions ? fraction(bits: bits) : Rational(integer(bits: bits))
      })
  }

  /// A matrix of rank `rank` at most: a product of two thin ones.
  mutating func matrix(_ rows: Int, _ columns: Int, rank: Int, bits: Int) -> RationalMatrix {
    matrix(rows, rank, bits: bits) * matrix(rank, columns, bits: bits)
  }
}

/// The two ways that must agree.
let bothWays: [EliminationMethod] = [.fractionFree, .modular]

func hilbert(_ size: Int) -> RationalMatrix {
  RationalMatrix((0..<size).map { row in (0..<size).map { 1 / Rational(row + $0 + 1) } })
}

/// The determinant by Laplace's expansion along the first row.
func expandedDeterminant(_ matrix: RationalMatrix) -> Rational {
  guard matrix.rowCount > 0 else { return 1 }
  var sum: Rational = 0
  let below: RationalMatrix = matrix.selecting(rows: Array(1..<matrix.rowCount))
  for column in 0..<matrix.columnCount where !matrix[0, column].isZero {
    let minor: RationalMatrix = below.selecting(columns: (0..<matrix.columnCount).filter { $0 != column })
    let term: Rational = matrix[0, column] * expandedDeterminant(minor)
    sum = column % 2 == 0 ? sum + term : sum - term
  }
  return sum
}

/// The size of the largest square part with a determinant that is not 0.
func rankByMinors(_ matrix: RationalMatrix) -> Int {
  for size in (0...min(matrix.rowCount, matrix.columnCount)).reversed() {
    for rows in subsets(of: matrix.rowCount, size: size) {
      for columns in subsets(of: matrix.columnCount, size: size)
      where !expandedDeterminant(matrix.selecting(rows: rows).selecting(columns: columns)).isZero {
        return size
      }
    }
  }
  return 0
}

private func subsets(of count: Int, size: Int) -> [[Int]] {
  (0..<(1 << count)).map { mask in (0..<count).filter { mask >> $0 & 1 == 1 } }.filter { $0.count == size }
}

/// Whether every entry is 0.
func isZero(_ vector: [Rational]) -> Bool { vector.allSatisfy { $0.isZero } }
