import LinearAlgebra
import Testing

@Suite("Eigenvalues of matrices that are not symmetric")
struct GeneralEigenTests {
  @Test("and vectors satisfy A v = λ v, or span the plane that A maps to itself", arguments: 1...8)
  func definition(size: Int) throws {
    for seed in 0..<10 as Range<UInt64> {
      let matrix: Matrix = try .random(size, size, seed: seed)
      let eigen: GeneralEigen = try GeneralEigen(matrix)
      let images: Matrix = matrix * eigen.vectors
      var column: Int = 0
      while column < size {
        let value: (real: Double, imaginary: Double) = eigen.values[column]
        let isPair: Bool = value.imaginary != 0
        for row in 0..<size {
          let first: Double = eigen.vectors[row, column]
          let second: Double = isPair ? eigen.vectors[row, column + 1] : 0
          // (A (p + i q)) = (a + i b)(p + i q).
          #expect(abs(images[row, column] - value.real * first + value.imaginary * second) < 1e-12)
          if isPair {
            #expect(abs(images[row, column + 1] - value.real * second - value.imaginary * first) < 1e-12)
          }
        }
        if isPair { #expect(eigen.values[column + 1].imaginary == -value.imaginary) }
        column += isPair ? 2 : 1
      }
    }
  }

  @Test("of a rotation are a conjugate pair, the positive one first")
  func rotation() throws {
    let values = try GeneralEigen(Matrix([[0, -1], [1, 0]])).values
    #expect(values.map(\.imaginary) == [1, -1])
    #expect(values.allSatisfy { abs($0.real) < 1e-15 })
  }

  @Test("of nothing are none, and bad matrices are refused")
  func edges() throws {
    #expect(try GeneralEigen(Matrix(rows: 0, columns: 0)).values.isEmpty)
    #expect(throws: LinearAlgebraError.self) { try GeneralEigen(Matrix(rows: 2, columns: 3)) }
    #expect(throws: LinearAlgebraError.self) { try GeneralEigen(Matrix([[.nan]])) }
    #expect(throws: LinearAlgebraError.self) { try GeneralEigen(Matrix([[1, .infinity], [0, 1]])) }
  }
}
