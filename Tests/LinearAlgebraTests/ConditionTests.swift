import LinearAlgebra
import RandomStreams
import Testing

@Suite("Quick answers agree with slow ones")
struct ConditionTests {
  private func gaussian(_ rows: Int, _ columns: Int, _ seed: UInt64) -> Matrix {
    InputDistribution.gaussian.block(
      rows: 0..<rows, dimension: columns, from: RandomStream(seed: seed), threads: 1)
  }

  /// A matrix whose condition number is known.
  private func graded(_ columns: Int, _ conditionNumber: Double, _ seed: UInt64) throws -> Matrix {
    let factors: SingularValues = try SingularValues(gaussian(columns + 7, columns, seed))
    let values: [Double] = (0..<columns).map { $0 == columns - 1 ? 1 / conditionNumber : 1 }
    return factors.left * Matrix.diagonal(values) * factors.rightTransposed
  }

  @Test("on whether a condition number is below a limit", arguments: [1.5, 1e3, 1e6, 1e9])
  func condition(_ conditionNumber: Double) throws {
    for columns in [2, 5, 20] {
      let factors: OrthogonalFactors = try OrthogonalFactors(graded(columns, conditionNumber, 3))
      for ratio in [1e-3, 0.5, 0.9, 1.1, 2, 1e3] {
        let limit: Double = conditionNumber * ratio
        #expect(try factors.conditionNumberIsBelow(limit) == (factors.conditionNumber() < limit), "\(ratio)")
      }
    }
  }

  @Test("on a matrix without full rank, which no limit admits")
  func singular() throws {
    let column: Matrix = gaussian(9, 1, 4)
    let factors: OrthogonalFactors = try OrthogonalFactors(column.selectingColumns([0, 0, 0]))
    #expect(try !factors.conditionNumberIsBelow(1e12))
    #expect(
      try !OrthogonalFactors(Matrix(rows: 4, columns: 2)).conditionNumberIsBelow(.greatestFiniteMagnitude))
  }

  @Test("on the lowest eigenvalue and its vector", arguments: [1, 2, 6, 25])
  func lowest(_ size: Int) throws {
    let square: Matrix = gaussian(size, size, 5)
    let symmetric: Matrix = (square + square.transposed).scaled(by: 0.5)
    let all: SymmetricEigen = try SymmetricEigen(symmetric)
    let (value, vector) = try SymmetricEigen.lowest(of: symmetric)
    #expect(abs(value - all.values[0]) <= 1e-12 * symmetric.frobeniusNorm)
    let residual: [Double] = zip(symmetric.times(vector), vector).map { $0 - value * $1 }
    #expect(residual.euclideanNorm <= 1e-12 * symmetric.frobeniusNorm)
    #expect(abs(vector.euclideanNorm - 1) <= 1e-12)
  }

  @Test("on what they refuse")
  func refusals() {
    #expect(throws: LinearAlgebraError.self) { try SymmetricEigen.lowest(of: Matrix(rows: 2, columns: 3)) }
    #expect(throws: LinearAlgebraError.self) {
      try SymmetricEigen.lowest(of: Matrix(rows: 2, columns: 2, repeating: .nan))
    }
  }

  @Test("on the smallest pivot, which bounds the root of the smallest eigenvalue from above")
  func pivot() throws {
    for seed in 0..<5 {
      let gram: Matrix = gaussian(12, 6, UInt64(seed)).gram
      let pivot: Double = try CholeskyFactor(gram).smallestPivot
      let root: Double = try SymmetricEigen(gram).values[0].squareRoot()
      #expect(pivot >= root * (1 - 1e-12))
      #expect(pivot <= gram.maximumMagnitude.squareRoot())
    }
    #expect(try CholeskyFactor(Matrix.diagonal([4, 9, 25])).smallestPivot == 2)
  }
}
