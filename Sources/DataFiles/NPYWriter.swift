import Foundation
public import LinearAlgebra

/// Writes a matrix of float64 in C order to an `.npy` file block by block; the file appears when it is complete.
public struct NPYWriter: ~Copyable {
  private let file: AtomicFile
  private let rows: Int
  private let columns: Int
  private var written: Int = 0

  /// Begins a file of the given shape.
  ///
  /// - Throws: ``DataError`` where the file cannot be created.
  public init(path: String, rows: Int, columns: Int) throws {
    self.rows = rows
    self.columns = columns
    self.file = try AtomicFile(path: path, beginningWith: NPYHeader.encoded(rows: rows, columns: columns))
  }

  /// Appends the rows of `block`.
  ///
  /// - Precondition: the block has the file's columns, and no more rows than are still to come.
  /// - Throws: ``DataError`` where the disk is full.
  public mutating func append(_ block: Matrix) throws {
    precondition(block.columns == columns && written + block.rows <= rows, "the block does not fit the file")
    #if _endian(little)
      let data: Data = block.elements.withUnsafeBytes { Data($0) }
    #else
      var data: Data = Data(capacity: block.elements.count * 8)
      for value in block.elements {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
    #endif
    try file.write(data)
    written += block.rows
  }

  /// Renames the complete file into place.
  ///
  /// - Precondition: all rows have been appended.
  /// - Throws: ``DataError`` where the rename is refused.
  public mutating func finish() throws {
    precondition(written == rows, "\(rows - written) rows are missing")
    try file.commit()
  }

  /// Writes a whole matrix.
  ///
  /// - Throws: ``DataError`` where the file cannot be written.
  public static func write(_ matrix: Matrix, to path: String) throws {
    var writer: NPYWriter = try NPYWriter(path: path, rows: matrix.rows, columns: matrix.columns)
    try writer.append(matrix)
    try writer.finish()
  }
}
