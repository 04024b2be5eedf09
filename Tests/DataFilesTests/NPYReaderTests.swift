import DataFiles
import LinearAlgebra
import TestSupport
import Testing

@Suite("An .npy file")
struct NPYReaderTests {
  /// 1/3, 2/3, … as the reference files hold them.
  static let reference: [Double] = (1...6).map { Double($0) / 3 }

  @Test(
    "from NumPy reads to the same matrix in either order and every version of the header",
    arguments: ["float64-c", "float64-fortran", "float64-version-2", "float64-version-3"])
  func fromNumPy(name: String) throws {
    let reader: NPYReader = try NPYReader(path: fixture("npy/\(name).npy"))
    #expect(reader.rows == 3 && reader.columns == 2 && !reader.isSinglePrecision)
    #expect(try reader.readAll().elements == Self.reference)
  }

  @Test(
    "from NumPy in single precision reads to the nearest floats", arguments: ["float32-c", "float32-fortran"])
  func singlePrecision(name: String) throws {
    let reader: NPYReader = try NPYReader(path: fixture("npy/\(name).npy"))
    #expect(reader.isSinglePrecision)
    #expect(try reader.readAll().elements == Self.reference.map { Double(Float($0)) })
    #expect(try reader.readAll().elements != Self.reference)
  }

  @Test("of one dimension is one column")
  func vector() throws {
    let reader: NPYReader = try NPYReader(path: fixture("npy/float64-vector.npy"))
    #expect(reader.rows == 3 && reader.columns == 1)
    #expect(try reader.readAll().elements == [1, 3, 5].map { $0 / 3 })
  }

  @Test(
    "is read in blocks as it is read whole, however it is split", arguments: [false, true], [false, true])
  func blocks(isSinglePrecision: Bool, isFortranOrder: Bool) throws {
    let name: String = "\(isSinglePrecision ? "float32" : "float64")-\(isFortranOrder ? "fortran" : "c")"
    let reader: NPYReader = try NPYReader(path: fixture("npy/\(name).npy"))
    let whole: Matrix = try reader.readAll()
    for first in 0...3 {
      for end in first...3 { #expect(try reader.readRows(first..<end) == whole.rowRange(first..<end)) }
    }
    for rowsPerBlock in 1...5 {
      let parts: [Matrix] = try reader.blocks(of: rowsPerBlock).map { try reader.readRows($0) }
      #expect(parts.allSatisfy { $0.rows <= rowsPerBlock })
      #expect(Matrix.stackingRows(of: parts) == whole)
    }
  }

  @Test("comes back bit for bit from what was written, whole or in blocks", arguments: [1, 2, 3, 7])
  func roundTrip(rowsPerBlock: Int) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let hostile: [Double] = [
      .leastNonzeroMagnitude, -0.0, 0, 1 / 3, .greatestFiniteMagnitude, -1e-308, .pi,
      -.greatestFiniteMagnitude, 1e22,
      0.1, 3 * .leastNonzeroMagnitude, 1 + .ulpOfOne, -1, 2,
    ]
    let matrix: Matrix = try Matrix(rows: 7, columns: 2, elements: hostile)
    try NPYWriter.write(matrix, to: directory.path(of: "whole.npy"))
    var writer: NPYWriter = try NPYWriter(path: directory.path(of: "blocks.npy"), rows: 7, columns: 2)
    for first in stride(from: 0, to: 7, by: rowsPerBlock) {
      try writer.append(matrix.rowRange(first..<min(7, first + rowsPerBlock)))
    }
    #expect(!directory.contains("blocks.npy"))
    try writer.finish()
    #expect(try directory.bytes(of: "blocks.npy") == directory.bytes(of: "whole.npy"))
    let read: Matrix = try NPYReader(path: directory.path(of: "blocks.npy")).readAll()
    #expect(read.elements.map(\.bitPattern) == hostile.map(\.bitPattern))
  }

  @Test("is written as NumPy would read it: aligned data, exact length")
  func layout() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    for rows in [1, 9, 10, 12_345] {
      try NPYWriter.write(Matrix(rows: rows, columns: 1), to: directory.path(of: "a.npy"))
      let bytes: [UInt8] = Array(try directory.bytes(of: "a.npy"))
      let headerEnd: Int = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
      #expect(headerEnd % 64 == 0)
      #expect(bytes[headerEnd - 1] == UInt8(ascii: "\n"))
      #expect(bytes.count == headerEnd + 8 * rows)
      #expect(Array(bytes[..<8]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    }
  }

  @Test("left unfinished does not appear")
  func abandoned() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    func begin() throws {
      var writer: NPYWriter = try NPYWriter(path: directory.path(of: "a.npy"), rows: 3, columns: 1)
      try writer.append(Matrix(rows: 1, columns: 1))
      #expect(try directory.names().count == 1)
    }
    try begin()
    #expect(try directory.names() == [])
  }

  @Test("finished too early, or with a block of another width, stops the program")
  func preconditions() async {
    await #expect(processExitsWith: .failure) {
      let directory: TemporaryDirectory = try TemporaryDirectory()
      var writer: NPYWriter = try NPYWriter(path: directory.path(of: "a.npy"), rows: 2, columns: 1)
      try writer.finish()
    }
    await #expect(processExitsWith: .failure) {
      let directory: TemporaryDirectory = try TemporaryDirectory()
      try NPYWriter.write(Matrix(rows: 1, columns: 1), to: directory.path(of: "a.npy"))
      _ = try NPYReader(path: directory.path(of: "a.npy")).readRows(0..<2)
    }
  }
}
