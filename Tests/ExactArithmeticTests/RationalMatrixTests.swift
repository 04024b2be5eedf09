import ExactArithmetic
import Foundation
import Testing

@Suite("Rational matrices")
struct RationalMatrixTests {
  let sample: RationalMatrix = [[1, 2, 3], [4, 5, 6]]

  @Test("have rows, columns, parts and a text")
  func parts() {
    #expect(sample.row(1) == [4, 5, 6] && sample.column(2) == [3, 6] && sample[0, 1] == 2)
    #expect(sample.transposed == [[1, 4], [2, 5], [3, 6]])
    #expect(sample.selecting(rows: [1, 0, 1]) == [[4, 5, 6], [1, 2, 3], [4, 5, 6]])
    #expect(sample.selecting(columns: [2, 0]) == [[3, 1], [6, 4]])
    #expect(sample.appending(columns: [[7], [8]]) == [[1, 2, 3, 7], [4, 5, 6, 8]])
    #expect((Rational(1) / 2 * sample).description == "[[1/2, 1, 3/2], [2, 5/2, 3]]")
    #expect(sample.doubleValues == [1, 2, 3, 4, 5, 6])
  }

  @Test("are multiplied, added and subtracted exactly")
  func arithmetic() throws {
    let tenths: RationalMatrix = try #require(RationalMatrix(exactly: [[0.1, 0.2], [0.3, 0.4]]))
    var expected: RationalMatrix = RationalMatrix(rowCount: 2, columnCount: 2)
    for row in 0..<2 {
      for column in 0..<2 {
        expected[row, column] = tenths[row, 0] * tenths[0, column] + tenths[row, 1] * tenths[1, column]
      }
    }
    #expect(tenths * tenths == expected)
    #expect(sample * [1, -1, Rational(1) / 3] == [0, 1])
    #expect([1, Rational(1) / 2] * sample == [3, Rational(9) / 2, 6])
    #expect(sample + sample == 2 * sample && sample - sample == RationalMatrix(rowCount: 2, columnCount: 3))
    #expect(sample * .identity(3) == sample && .identity(2) * sample == sample)
    let empty: RationalMatrix = RationalMatrix(rowCount: 2, columnCount: 0)
    #expect(
      empty * RationalMatrix(rowCount: 0, columnCount: 3) == RationalMatrix(rowCount: 2, columnCount: 3))
  }

  @Test("of floats are refused where an entry or the shape is none")
  func floats() {
    #expect(RationalMatrix(exactly: [[1, 2], [3]]) == nil)
    #expect(RationalMatrix(exactly: [[1, .nan]]) == nil)
    #expect(RationalMatrix(exactly: [[-.infinity]]) == nil)
    #expect(RationalMatrix(exactly: [1, 2, 3], rowCount: 2, columnCount: 2) == nil)
    #expect(RationalMatrix(exactly: [1, 2], rowCount: -1, columnCount: -2) == nil)
    #expect(RationalMatrix(exactly: [], rowCount: .max, columnCount: 2) == nil)
    #expect(RationalMatrix(exactly: [1, 2, 3, 4, 5, 6], rowCount: 2, columnCount: 3) == sample)
  }

  @Test("are written to JSON as rows of texts and read again")
  func json() throws {
    let matrix: RationalMatrix = [[Rational(-3) / 7, 2]]
    let data: Data = try JSONEncoder().encode(matrix)
    #expect(String(decoding: data, as: UTF8.self) == #"[["-3\/7","2"]]"#)
    #expect(try JSONDecoder().decode(RationalMatrix.self, from: data) == matrix)
    for bad in ["[[1],[1,2]]", "[1]", #"[["1/0"]]"#, "{}"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(RationalMatrix.self, from: Data(bad.utf8))
      }
    }
  }
}
