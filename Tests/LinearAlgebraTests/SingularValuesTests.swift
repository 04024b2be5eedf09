import LinearAlgebra
import Testing

@Suite("Singular values")
struct SingularValuesTests {
  static let tolerance: Double = 1e-13
  static let shapes: [Shape] = [
    Shape(1, 1), Shape(5, 5), Shape(5, 3), Shape(3, 5), Shape(40, 4), Shape(4, 40), Shape(1, 6), Shape(6, 1),
    Shape(0, 3), Shape(3, 0), Shape(0, 0),
  ]

  /// A matrix of orthonormal columns.
  private static func orthonormal(_ rows: Int, _ columns: Int, seed: UInt64) throws -> Matrix {
    try OrthogonalFactors(.random(rows, columns, seed: seed)).orthonormal()
  }

  @Test("with their vectors give the matrix back, tall and wide, empty too", arguments: shapes)
  func decomposition(shape: Shape) throws {
    let matrix: Matrix = try .random(shape.rows, shape.columns, seed: 12)
    let factors: SingularValues = try SingularValues(matrix)
    let count: Int = min(shape.rows, shape.columns)
    #expect(factors.values.count == count)
    #expect(factors.values == factors.values.sorted(by: >))
    #expect(factors.values.allSatisfy { $0 >= 0 })
    #expect(factors.left.orthonormalityError <= Self.tolerance)
    #expect(factors.rightTransposed.transposed.orthonormalityError <= Self.tolerance)
    let product: Matrix = factors.left * Matrix.diagonal(factors.values) * factors.rightTransposed
    #expect(product.largestDifference(to: matrix) <= Self.tolerance)
  }

  @Test(
    "graded from 1 to 1e-12 are found to the precision of the largest",
    arguments: [Shape(13, 13), Shape(20, 13), Shape(60, 13), Shape(13, 30)])
  func graded(shape: Shape) throws {
    let expected: [Double] = (0..<13).map { exponent in (0..<exponent).reduce(1) { value, _ in value / 10 } }
    let matrix: Matrix =
      try Self.orthonormal(shape.rows, 13, seed: 13) * Matrix.diagonal(expected)
      * Self.orthonormal(shape.columns, 13, seed: 14).transposed
    let full: [Double] = try SingularValues(matrix).values
    let right: [Double] = try SingularValues.right(of: matrix).values
    for (index, value) in expected.enumerated() {
      #expect((full[index] - value).magnitude <= 1e-14)
      #expect((right[index] - value).magnitude <= 1e-14)
    }
  }

  @Test("beyond the rank are zero to rounding", arguments: [Shape(9, 6), Shape(6, 9), Shape(30, 6)])
  func rankDeficient(shape: Shape) throws {
    let matrix: Matrix = try .random(shape.rows, 2, seed: 15) * .random(2, shape.columns, seed: 16)
    let factors: SingularValues = try SingularValues(matrix)
    #expect(factors.values[1] > 0.1)
    #expect(factors.values[2...].allSatisfy { $0 <= 1e-14 })
    #expect(factors.rightTransposed.transposed.orthonormalityError <= Self.tolerance)
  }

  @Test(
    "of a zero matrix are zero, with orthonormal vectors all the same", arguments: [Shape(3, 3), Shape(9, 2)])
  func zero(shape: Shape) throws {
    let factors: SingularValues = try SingularValues(Matrix(rows: shape.rows, columns: shape.columns))
    #expect(factors.values.allSatisfy { $0 == 0 })
    #expect(factors.left.orthonormalityError <= Self.tolerance)
    #expect(factors.rightTransposed.transposed.orthonormalityError <= Self.tolerance)
  }

  @Test(
    "of entries that are not finite are refused, tall, wide and on the right alone",
    arguments: [Shape(2, 2), Shape(9, 2), Shape(2, 9)], [Double.nan, .infinity, -.infinity])
  func nonFinite(shape: Shape, value: Double) throws {
    for place in [0, shape.rows * shape.columns - 1] {
      var elements: [Double] = [Double](repeating: 1, count: shape.rows * shape.columns)
      elements[place] = value
      let matrix: Matrix = try Matrix(rows: shape.rows, columns: shape.columns, elements: elements)
      #expect(code { try SingularValues(matrix) } == .nonFinite)
      #expect(code { try SingularValues.right(of: matrix) } == .nonFinite)
    }
  }

  @Test("are the square roots of the Gram matrix's eigenvalues", arguments: [Shape(6, 4), Shape(50, 4)])
  func eigenvalues(shape: Shape) throws {
    let matrix: Matrix = try .random(shape.rows, shape.columns, seed: 17)
    let eigenvalues: [Double] = try SymmetricEigen(matrix.gram).values.reversed()
    for (value, eigenvalue) in zip(try SingularValues(matrix).values, eigenvalues) {
      #expect((value * value - eigenvalue).magnitude <= 1e-12)
    }
  }

  @Test("on the right come with all d vectors, also of fewer rows than columns", arguments: shapes)
  func rightVectors(shape: Shape) throws {
    let matrix: Matrix = try .random(shape.rows, shape.columns, seed: 18)
    let (values, vectors): ([Double], Matrix) = try SingularValues.right(of: matrix)
    #expect(values.count == shape.columns)
    #expect(vectors.rows == shape.columns && vectors.columns == shape.columns)
    #expect(vectors.transposed.orthonormalityError <= Self.tolerance)
    let expected: [Double] = try SingularValues(matrix).values
    for index in 0..<shape.columns {
      let value: Double = index < expected.count ? expected[index] : 0
      #expect((values[index] - value).magnitude <= Self.tolerance)
      #expect((matrix.times(vectors.row(index)).euclideanNorm - value).magnitude <= Self.tolerance)
    }
  }
}
