import Foundation
public import LinearAlgebra

/// Reads a matrix from an `.npy` file block by block, so that memory does not grow with the file.
///
/// It takes float32 and float64, little-endian, in C or Fortran order; a one-dimensional array is one column.
/// Every entry that is read must be finite.
public final class NPYReader: Sendable {
  /// The file as the caller named it.
  public let path: String
  /// The number of rows, at least 1.
  public let rows: Int
  /// The number of columns, at least 1.
  public let columns: Int
  private let header: NPYHeader
  private let descriptor: Int32

  /// Opens a file and checks its header and its length.
  ///
  /// - Throws: ``DataError`` where the file is missing, not `.npy`, of another element type, empty, truncated,
  ///   or longer than its header says.
  public init(path: String) throws {
    try InputFile.requireFile(path)
    // A named pipe without a writer would keep a blocking `open` for ever; it is refused below.
    let descriptor: Int32 = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw DataError(.noInput, file: path, problem: "cannot be opened", mend: "check its permissions")
    }
    do {
      var status: stat = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw DataError(
          .noInput, file: path, problem: "is not a regular file", mend: "save the array to a file first")
      }
      let prefix: Data = try Self.bytes(
        of: descriptor, at: 0, count: min(Int(status.st_size), NPYHeader.largestHeaderBytes + 12), path: path)
      let header: NPYHeader = try NPYHeader(prefix: prefix, file: path)
      let (cells, overflow) = header.rows.multipliedReportingOverflow(by: header.columns)
      let (size, sizeOverflow) = cells.multipliedReportingOverflow(by: header.elementType.byteCount)
      let (end, endOverflow) = size.addingReportingOverflow(header.dataOffset)
      guard !overflow, !sizeOverflow, !endOverflow, end <= Int(status.st_size) else {
        throw DataError(
          .badData, file: path, place: "data",
          problem: "is truncated: shape (\(header.rows), \(header.columns)) needs more than the "
            + "\(Int(status.st_size) - header.dataOffset) bytes present", mend: "write the file again")
      }
      guard end == Int(status.st_size) else {
        throw DataError(
          .badData, file: path, place: "data",
          problem: "\(Int(status.st_size) - end) bytes follow the array", mend: "write the file again")
      }
      self.header = header
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
    self.rows = header.rows
    self.columns = header.columns
  }

  deinit { close(descriptor) }

  /// Whether the entries are stored as float32.
  public var isSinglePrecision: Bool { header.elementType == .float32 }

  /// Reads consecutive rows.
  ///
  /// - Precondition: `range` lies within `0..<rows`.
  /// - Throws: ``DataError`` that names the row and column of an entry that is NaN or infinite.
  /// - Complexity: O(range.count · columns) time and memory, one system call a block (a column in Fortran order).
  public func readRows(_ range: Range<Int>) throws -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows outside the file")
    let size: Int = header.elementType.byteCount
    let count: Int = range.count
    var elements: [Double] = [Double](repeating: 0, count: count * columns)
    if header.isFortranOrder {
      for column in 0..<columns {
        let offset: Int = header.dataOffset + (column * rows + range.lowerBound) * size
        let block: Data = try Self.bytes(of: descriptor, at: offset, count: count * size, path: path)
        decode(block) { index, value in elements[index * columns + column] = value }
      }
    } else {
      let offset: Int = header.dataOffset + range.lowerBound * columns * size
      let block: Data = try Self.bytes(of: descriptor, at: offset, count: elements.count * size, path: path)
      decode(block) { index, value in elements[index] = value }
    }
    if let index = elements.firstIndex(where: { !$0.isFinite }) {
      throw DataError(
        .badData, file: path, place: "row \(range.lowerBound + index / columns), column \(index % columns)",
        problem: "the entry is \(elements[index])", mend: "remove the sample or correct the value")
    }
    return try Matrix(rows: count, columns: columns, elements: elements)
  }

  /// Reads all rows.
  ///
  /// - Throws: ``DataError`` as ``readRows(_:)`` does.
  public func readAll() throws -> Matrix { try readRows(0..<rows) }

  /// The ranges of rows of at most `rowsPerBlock`, in order.
  public func blocks(of rowsPerBlock: Int) -> [Range<Int>] {
    stride(from: 0, to: rows, by: rowsPerBlock).map { $0..<min($0 + rowsPerBlock, rows) }
  }

  private func decode(_ block: Data, _ store: (Int, Double) -> Void) {
    block.withUnsafeBytes { bytes in
      switch header.elementType {
      case .float32:
        for index in 0..<bytes.count / 4 {
          let bits: UInt32 = bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
          store(index, Double(Float(bitPattern: UInt32(littleEndian: bits))))
        }
      case .float64:
        for index in 0..<bytes.count / 8 {
          let bits: UInt64 = bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
          store(index, Double(bitPattern: UInt64(littleEndian: bits)))
        }
      }
    }
  }

  private static func bytes(of descriptor: Int32, at offset: Int, count: Int, path: String) throws -> Data {
    var data: Data = Data(count: count)
    var filled: Int = 0
    while filled < count {
      let got: Int = data.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else {
        throw DataError(
          .noInput, file: path, problem: "ended or failed while it was read", mend: "write the file again")
      }
      filled += got
    }
    return data
  }
}
