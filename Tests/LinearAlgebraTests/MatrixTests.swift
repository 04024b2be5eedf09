import LinearAlgebra
import Testing

@Suite("A matrix")
struct MatrixTests {
  @Test(
    "is refused where the entries do not fill the shape",
    arguments: [
      (2, 3, 5), (2, 3, 7), (0, 3, 1), (3, 0, 1), (-1, 1, 0), (1, -1, 0), (-1, -1, 1), (-2, -3, 6),
      (0, -1, 0),
      (Int.max, 2, 0), (Int.max, Int.max, 1), (Int.min, -1, 0), (1 << 32, 1 << 32, 0), (Int.min, Int.min, 0),
    ])
  func faultyShape(rows: Int, columns: Int, count: Int) {
    let entries: [Double] = [Double](repeating: 0, count: count)
    #expect(code { try Matrix(rows: rows, columns: columns, elements: entries) } == .shapeMismatch)
  }

  @Test("may be empty in either direction", arguments: [(0, 0), (0, 4), (4, 0), (0, Int.max), (Int.max, 0)])
  func empty(rows: Int, columns: Int) throws {
    let matrix: Matrix = try Matrix(rows: rows, columns: columns, elements: [])
    #expect(matrix.rows == rows && matrix.columns == columns)
    #expect(matrix.elements.isEmpty)
  }

  @Test("keeps its entries row after row")
  func rowMajor() throws {
    let matrix: Matrix = try Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    #expect(matrix[0, 2] == 3)
    #expect(matrix[1, 0] == 4)
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.column(1) == [2, 5])
    #expect(matrix.nestedRows == [[1, 2, 3], [4, 5, 6]])
    #expect(try Matrix(matrix.nestedRows) == matrix)
    #expect(matrix.transposed.nestedRows == [[1, 4], [2, 5], [3, 6]])
    #expect(matrix.transposed.transposed == matrix)
  }

  @Test(
    "is refused where nested rows differ in length, and says which",
    arguments: [([[1, 2], [3]], 1), ([[1], [2], [3, 4]], 2), ([[], [1]], 1), ([[1], []], 1)])
  func ragged(rows: [[Double]], fault: Int) throws {
    let error: LinearAlgebraError? = #expect(throws: LinearAlgebraError.self) { try Matrix(rows) }
    #expect(error?.code == .shapeMismatch)
    #expect(error?.description.contains("row \(fault) ") == true)
  }

  @Test("of no rows, or of rows without entries, is taken from nested arrays")
  func emptyNested() throws {
    #expect(try Matrix([[Double]]()).rows == 0)
    let rowsOnly: Matrix = try Matrix([[], []])
    #expect(rowsOnly.rows == 2 && rowsOnly.columns == 0)
  }

  @Test("is filled in place")
  func filled() {
    let matrix: Matrix = Matrix(rows: 2, columns: 2) { span in
      for index in span.indices { span[index] = Double(index) }
    }
    #expect(matrix.elements == [0, 1, 2, 3])
  }

  @Test("gives rows and columns by index, by range and in any order")
  func selections() throws {
    let matrix: Matrix = try Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    #expect(matrix.selectingRows([2, 0, 2]).nestedRows == [[7, 8, 9], [1, 2, 3], [7, 8, 9]])
    #expect(matrix.selectingColumns([2, 1]).nestedRows == [[3, 2], [6, 5], [9, 8]])
    #expect(matrix.rowRange(1..<3).nestedRows == [[4, 5, 6], [7, 8, 9]])
    #expect(matrix.rowRange(1..<1).rows == 0)
    #expect(matrix.selectingRows([Int]()).columns == 3)
    #expect(matrix.selectingColumns([Int]()).rows == 3)
  }

  @Test("is joined from blocks of rows", arguments: [0, 1, 2, 3, 4, 5])
  func joining(split: Int) throws {
    let matrix: Matrix = try .random(5, 3, seed: 1)
    let (top, bottom): (Matrix, Matrix) = (matrix.rowRange(0..<split), matrix.rowRange(split..<5))
    #expect(top.appendingRows(of: bottom) == matrix)
    #expect(Matrix.stackingRows(of: [top, bottom]) == matrix)
  }

  @Test("of the identity or a diagonal has zeros elsewhere")
  func diagonals() {
    #expect(Matrix.identity(2).elements == [1, 0, 0, 1])
    #expect(Matrix.identity(0).elements.isEmpty)
    #expect(Matrix.diagonal([2, -3]).elements == [2, 0, 0, -3])
  }

  @Test("says whether its entries are finite, and its largest magnitude")
  func magnitudes() throws {
    #expect(try Matrix([[1, -3], [2, 0]]).maximumMagnitude == 3)
    #expect(Matrix(rows: 0, columns: 2).maximumMagnitude == 0)
    for place in 0..<4 {
      var elements: [Double] = [1, -3, 2, 0]
      elements[place] = .nan
      let withNaN: Matrix = try Matrix(rows: 2, columns: 2, elements: elements)
      #expect(withNaN.maximumMagnitude.isNaN && !withNaN.isFinite)
      elements[place] = -.infinity
      let withInfinity: Matrix = try Matrix(rows: 2, columns: 2, elements: elements)
      #expect(withInfinity.maximumMagnitude == .infinity && !withInfinity.isFinite)
    }
    #expect(Matrix(rows: 0, columns: 0).isFinite)
  }
}
