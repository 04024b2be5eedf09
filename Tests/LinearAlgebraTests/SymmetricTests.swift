import LinearAlgebra
import Testing

@Suite("Symmetric matrices")
struct SymmetricTests {
  static let sizes: [Int] = [0, 1, 2, 5, 30]

  @Test("have ascending eigenvalues and orthonormal eigenvectors", arguments: sizes)
  func eigen(size: Int) throws {
    let square: Matrix = try .random(size, size, seed: 19)
    let matrix: Matrix = square + square.transposed
    let eigen: SymmetricEigen = try SymmetricEigen(matrix)
    #expect(eigen.values == eigen.values.sorted())
    #expect(eigen.vectors.orthonormalityError <= 1e-13)
    let scaled: Matrix = eigen.vectors * Matrix.diagonal(eigen.values)
    #expect((matrix * eigen.vectors).largestDifference(to: scaled) <= 1e-12)
  }

  @Test("have the eigenvalues of a worked example, read from the upper triangle alone")
  func worked() throws {
    let values: [Double] = try SymmetricEigen(Matrix([[2, 1], [99, 2]])).values
    #expect((values[0] - 1).magnitude <= 1e-15)
    #expect((values[1] - 3).magnitude <= 1e-15)
  }

  @Test("that are not square or not finite have no eigenvalues")
  func eigenRefused() throws {
    #expect(code { try SymmetricEigen(Matrix(rows: 2, columns: 3)) } == .shapeMismatch)
    #expect(code { try SymmetricEigen(Matrix([[1, .nan], [.nan, 1]])) } == .nonFinite)
    #expect(code { try SymmetricEigen(Matrix([[.infinity]])) } == .nonFinite)
  }

  @Test("that are positive definite are solved by their Cholesky factor", arguments: sizes)
  func cholesky(size: Int) throws {
    let square: Matrix = try .random(size, size, seed: 20)
    let matrix: Matrix = square.gram + Matrix.identity(size)
    let solution: Matrix = try .random(size, 4, seed: 21)
    let found: Matrix = try CholeskyFactor(matrix).solve(matrix * solution)
    #expect(found.largestDifference(to: solution) <= 1e-12)
  }

  @Test(
    "that are not positive definite have no Cholesky factor",
    arguments: [[[0]], [[-1]], [[1, 2], [2, 1]], [[1, 1], [1, 1]], [[1, 0], [0, -1e-300]]] as [[[Double]]])
  func notPositiveDefinite(rows: [[Double]]) throws {
    let matrix: Matrix = try Matrix(rows)
    #expect(code { try CholeskyFactor(matrix) } == .notPositiveDefinite)
  }

  @Test("that are not square or not finite have no Cholesky factor")
  func choleskyRefused() throws {
    #expect(code { try CholeskyFactor(Matrix(rows: 2, columns: 3)) } == .shapeMismatch)
    #expect(code { try CholeskyFactor(Matrix([[.nan]])) } == .nonFinite)
    #expect(code { try CholeskyFactor(Matrix([[1, 0], [.infinity, 1]])) } == .nonFinite)
  }

  @Test("refuse a right-hand side of another height, or one that is not finite")
  func rightHandSide() throws {
    let factor: CholeskyFactor = try CholeskyFactor(.identity(2))
    #expect(code { try factor.solve(Matrix(rows: 3, columns: 1)) } == .shapeMismatch)
    #expect(code { try factor.solve(Matrix([[.nan], [1]])) } == .nonFinite)
    #expect(code { try factor.solve(Matrix([[1], [-.infinity]])) } == .nonFinite)
    #expect(try factor.solve(Matrix(rows: 2, columns: 0)).columns == 0)
  }
}
