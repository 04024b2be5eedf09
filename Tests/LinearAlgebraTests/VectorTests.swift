import LinearAlgebra
import Testing

@Suite("A vector")
struct VectorTests {
  static let denormal: Double = .leastNonzeroMagnitude
  static let norms: [([Double], Double)] = [
    ([], 0), ([0, -0.0], 0), ([3, 4], 5), ([-3, 4], 5), ([1e300, 1e300], 1.414213562373095e300),
    ([3e-300, -4e-300], 5e-300), ([3e-200, 4e-200], 5e-200), ([denormal], denormal),
    ([3 * denormal, 4 * denormal], 5 * denormal), ([1e300, 1e-300], 1e300),
    ([.greatestFiniteMagnitude], .greatestFiniteMagnitude),
    ([.greatestFiniteMagnitude, .greatestFiniteMagnitude], .infinity),
    ([.infinity, 1], .infinity), ([1, -.infinity, 0], .infinity),
  ]

  @Test("has a norm that neither overflows nor vanishes early", arguments: norms.indices)
  func norm(index: Int) throws {
    let (vector, expected): ([Double], Double) = Self.norms[index]
    let norm: Double = vector.euclideanNorm
    #expect(norm == expected || (norm - expected).magnitude <= 4 * expected.ulp)
    let matrix: Matrix = try Matrix(rows: 1, columns: vector.count, elements: vector)
    #expect(matrix.frobeniusNorm == norm)
  }

  @Test(
    "with a NaN anywhere has the norm NaN",
    arguments: [
      [.nan], [.nan, 1], [1, .nan], [0, .nan], [.nan, 0], [.infinity, .nan], [.nan, .infinity],
    ] as [[Double]])
  func normOfNaN(vector: [Double]) {
    #expect(vector.euclideanNorm.isNaN)
  }

  @Test("has inner products and multiples")
  func products() {
    #expect([1, 2, 3].dot([4, -5, 6]) == 12)
    #expect([Double]().dot([]) == 0)
    #expect([1, -2].scaled(by: 0.5) == [0.5, -1])
  }

  @Test("has no inner product with one of another length")
  func lengths() async {
    await #expect(processExitsWith: .failure) { _ = [1, 2].dot([1]) }
  }
}
