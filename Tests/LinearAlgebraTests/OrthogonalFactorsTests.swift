import LinearAlgebra
import Testing

@Suite("QR factors")
struct OrthogonalFactorsTests {
  /// A small multiple of the unit roundoff times the number of columns.
  static let tolerance: Double = 1e-13

  static let shapes: [Shape] = [
    Shape(1, 1), Shape(3, 1), Shape(4, 4), Shape(7, 3), Shape(50, 20), Shape(200, 7), Shape(3, 0),
    Shape(0, 0),
  ]

  @Test("multiply to the matrix, Q orthonormal and R upper triangular", arguments: shapes)
  func factors(shape: Shape) throws {
    let matrix: Matrix = try .random(shape.rows, shape.columns, seed: 6)
    let factors: OrthogonalFactors = try OrthogonalFactors(matrix)
    let (q, r): (Matrix, Matrix) = (factors.orthonormal(), factors.triangular)
    #expect(factors.rows == shape.rows && factors.columns == shape.columns)
    #expect(q.orthonormalityError <= Self.tolerance)
    #expect((q * r).largestDifference(to: matrix) <= Self.tolerance)
    for row in 0..<r.rows {
      for column in 0..<row { #expect(r[row, column] == 0) }
    }
  }

  @Test("solve a consistent system to its known solution", arguments: shapes)
  func consistent(shape: Shape) throws {
    let matrix: Matrix = try .random(shape.rows, shape.columns, seed: 7)
    let solution: Matrix = try .random(shape.columns, 3, seed: 8)
    let found: Matrix = try OrthogonalFactors(matrix).solve(matrix * solution)
    #expect(found.largestDifference(to: solution) <= 1e-11)
  }

  @Test("solve an inconsistent system by least squares")
  func leastSquares() throws {
    let factors: OrthogonalFactors = try OrthogonalFactors(Matrix([[1, 0], [1, 1], [1, 2]]))
    let line: Matrix = try factors.solve(Matrix([[6], [0], [0]]))
    #expect(line.largestDifference(to: try Matrix([[5], [-3]])) <= Self.tolerance)
  }

  @Test("leave a residual that is orthogonal to the columns", arguments: [Shape(9, 4), Shape(60, 12)])
  func residual(shape: Shape) throws {
    let matrix: Matrix = try .random(shape.rows, shape.columns, seed: 9)
    let target: Matrix = try .random(shape.rows, 2, seed: 10)
    let solution: Matrix = try OrthogonalFactors(matrix).solve(target)
    #expect(matrix.transposedTimes(matrix * solution - target).maximumMagnitude <= 1e-11)
  }

  @Test("of fewer rows than columns, or of entries that are not finite, are refused")
  func refused() throws {
    #expect(code { try OrthogonalFactors(Matrix(rows: 2, columns: 3)) } == .shapeMismatch)
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(code { try OrthogonalFactors(Matrix([[1, 0], [0, value]])) } == .nonFinite)
    }
  }

  @Test("of a matrix with a zero column are singular, with no solution and no finite condition number")
  func singular() throws {
    let factors: OrthogonalFactors = try OrthogonalFactors(Matrix([[1, 0], [2, 0], [3, 0]]))
    #expect(code { try factors.solve(Matrix(rows: 3, columns: 1, repeating: 1)) } == .singular)
    #expect(try factors.conditionNumber() == .infinity)
  }

  @Test("refuse a right-hand side of another height, or one that is not finite")
  func rightHandSide() throws {
    let factors: OrthogonalFactors = try OrthogonalFactors(Matrix([[1, 0], [0, 1], [1, 1]]))
    #expect(code { try factors.solve(Matrix(rows: 2, columns: 1)) } == .shapeMismatch)
    for value in [Double.nan, .infinity] {
      #expect(code { try factors.solve(Matrix([[1], [value], [0]])) } == .nonFinite)
    }
    #expect(try factors.solve(Matrix(rows: 3, columns: 0)).rows == 2)
  }

  @Test("of entries so large that a column's norm overflows are refused or finite")
  func overflow() throws {
    let huge: Matrix = Matrix(rows: 5, columns: 2, repeating: .greatestFiniteMagnitude)
    if let factors = try? OrthogonalFactors(huge) {
      #expect(factors.triangular.isFinite)
      #expect(factors.orthonormal().isFinite)
    } else {
      #expect(code { try OrthogonalFactors(huge) } == .nonFinite)
    }
  }

  @Test("know the condition number", arguments: [1, 1e3, 1e9])
  func conditionNumber(expected: Double) throws {
    let q: Matrix = try OrthogonalFactors(.random(8, 3, seed: 11)).orthonormal()
    let matrix: Matrix = q * Matrix.diagonal([2, 1, 2 / expected].sorted(by: >))
    let found: Double = try OrthogonalFactors(matrix).conditionNumber()
    let truth: Double = max(expected, 2)
    #expect((found - truth).magnitude <= 1e-6 * truth)
  }
}
