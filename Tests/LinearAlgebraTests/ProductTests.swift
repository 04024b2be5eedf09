import LinearAlgebra
import Testing

@Suite("Products")
struct ProductTests {
  /// Each of up to 60 terms below 1 is rounded once, and so is each sum.
  static let roundingError: Double = 60 * 60 * 0x1p-53

  static let sizes: [[Int]] = [
    [1, 1, 1], [1, 5, 1], [2, 3, 4], [7, 1, 9], [5, 60, 3], [40, 33, 17], [64, 60, 64],
    [0, 3, 2], [3, 0, 2], [3, 2, 0], [0, 0, 0], [0, 0, 4], [4, 0, 0],
  ]

  @Test("agree with naive loops in every transposed form, empty ones too", arguments: sizes)
  func products(size: [Int]) throws {
    let left: Matrix = try .random(size[0], size[1], seed: 1)
    let right: Matrix = try .random(size[1], size[2], seed: 2)
    let expected: Matrix = try left.naiveProduct(right)
    #expect((left * right).largestDifference(to: expected) <= Self.roundingError)
    #expect(left.transposed.transposedTimes(right).largestDifference(to: expected) <= Self.roundingError)
    #expect(left.timesTransposed(right.transposed).largestDifference(to: expected) <= Self.roundingError)
  }

  @Test("with a vector agree with naive loops", arguments: sizes)
  func vectors(size: [Int]) throws {
    let matrix: Matrix = try .random(size[0], size[1], seed: 3)
    let vector: [Double] = try Matrix.random(size[1], 1, seed: 4).elements
    let expected: [Double] = try matrix.naiveProduct(Matrix(rows: size[1], columns: 1, elements: vector))
      .elements
    for result in [matrix.times(vector), matrix.transposed.transposedTimes(vector)] {
      #expect(result.count == size[0])
      for (found, wanted) in zip(result, expected) {
        #expect((found - wanted).magnitude <= Self.roundingError)
      }
    }
  }

  @Test("of a matrix with its own transpose are exactly symmetric", arguments: sizes)
  func gram(size: [Int]) throws {
    let matrix: Matrix = try .random(size[0], size[1], seed: 5)
    let gram: Matrix = matrix.gram
    #expect(gram == gram.transposed)
    #expect(gram.largestDifference(to: try matrix.transposed.naiveProduct(matrix)) <= Self.roundingError)
  }

  @Test("keep NaN and infinity")
  func nonFinite() throws {
    let matrix: Matrix = try Matrix([[.nan, 1], [.infinity, 1]])
    let product: Matrix = matrix * Matrix.identity(2)
    #expect(product[0, 0].isNaN)
    #expect(!product[1, 0].isFinite)
    #expect(matrix.gram[0, 0].isNaN)
  }

  @Test("of inner sizes that differ, and sums of shapes that differ, stop the program")
  func preconditions() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3) * Matrix(rows: 2, columns: 3)
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3) + Matrix(rows: 3, columns: 2)
    }
    await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 3).times([1, 2]) }
  }

  @Test("and sums entry by entry do what they say")
  func elementwise() throws {
    let left: Matrix = try Matrix([[1, 2], [3, 4]])
    let right: Matrix = try Matrix([[10, 20], [30, 40]])
    #expect((left + right).elements == [11, 22, 33, 44])
    #expect((right - left).elements == [9, 18, 27, 36])
    #expect(left.scaled(by: -2).elements == [-2, -4, -6, -8])
    #expect(left.mapElements { $0 * $0 }.elements == [1, 4, 9, 16])
  }
}
