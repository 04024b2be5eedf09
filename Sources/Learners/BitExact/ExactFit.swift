import BigInt
import ExactArithmetic
import LinearAlgebra

/// The hidden units of given integer directions on all samples, and the output weights that fit them, exactly.
struct ExactFit {
  /// *V*, a primitive integer vector for each hidden unit.
  let directions: [[BigInt]]
  /// V x for each sample: `n` rows of *k* integers.
  let products: [[BigInt]]

  /// - Complexity: O(n k d) products of integers.
  init(directions: [[BigInt]], samples: IntegerSamples, threads: Int) {
    self.directions = directions
    let blocks: [Range<Int>] = Self.blocks(samples.count)
    self.products = Array(
      Parallel.map(blocks.count, threads: threads) { index in
        blocks[index].map { row in directions.map { Self.product($0, samples.inputs[row]) } }
      }.joined())
  }

  private static let rowsPerBlock: Int = 256

  static func blocks(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: rowsPerBlock).map { $0..<min($0 + rowsPerBlock, count) }
  }

  static func product(_ left: [BigInt], _ right: [BigInt]) -> BigInt {
    var sum: BigInt = 0
    for index in left.indices where !left[index].isZero && !right[index].isZero {
      sum += left[index] * right[index]
    }
    return sum
  }

  /// Whether a hidden unit is active on a sample.
  func isActive(_ unit: Int, _ row: Int) -> Bool {
    !products[row][unit].isZero && products[row][unit].sign == .plus
  }

  /// The values of the hidden units on a sample.
  func units(_ row: Int) -> [BigInt] {
    products[row].map { $0.sign == .plus ? $0 : 0 }
  }

  /// U from as many independent rows of the hidden units as there are units; `nil` where there are not so many.
  ///
  /// The only U that can fit: for it solves an invertible part of H Uᵀ = A.
  func outputWeights(_ samples: IntegerSamples, from rows: [Int]) -> RationalMatrix? {
    let count: Int = directions.count
    let chosen: [Int] = ResidueElimination(0)
      .independentRows(rows.map(units), columnCount: count).map { rows[$0] }
    guard chosen.count == count else { return nil }
    let units: RationalMatrix = RationalMatrix(chosen.map { self.units($0).map { Rational($0) } })
    let labels: RationalMatrix = RationalMatrix(chosen.map { samples.labels[$0].map { Rational($0) } })
    let form: RowEchelonForm = units.appending(columns: labels).rowEchelonForm()
    guard form.pivotColumns == Array(0..<count) else { return nil }
    return form.matrix.selecting(columns: Array(count..<count + samples.outputsDimension)).transposed
  }

  /// A row as integers over one denominator, the least that does.
  static func cleared(_ row: [Rational]) -> (integers: [BigInt], denominator: BigInt) {
    let denominator: BigInt = row.reduce(BigInt(1)) { multiple, value in
      multiple / multiple.greatestCommonDivisor(with: value.denominator) * value.denominator
    }
    return (row.map { $0.numerator * (denominator / $0.denominator) }, denominator)
  }

  /// The first of some samples whose label is not U relu(V x), compared in integers; `nil` where all are.
  func firstMismatch(
    _ output: RationalMatrix, samples: IntegerSamples, rows: [Int], threads: Int
  ) -> Int? {
    let weights: [(integers: [BigInt], denominator: BigInt)] = output.rows.map(Self.cleared)
    let blocks: [Range<Int>] = Self.blocks(rows.count)
    let found: [Int?] = Parallel.map(blocks.count, threads: threads) { index in
      rows[blocks[index]].first { row in
        let units: [BigInt] = self.units(row)
        return zip(weights, samples.labels[row]).contains { weight, label in
          Self.product(weight.integers, units) != label * weight.denominator
        }
      }
    }
    return found.compactMap(\.self).first
  }
}
