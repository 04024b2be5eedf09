import DataFiles
import Foundation

/// A one-dimensional `.npy` file that is written word by word; it appears when it is complete.
final class VectorFile {
  /// What the eight bytes of an entry are.
  enum ElementType: String {
    case float64 = "<f8"
    case int64 = "<i8"
  }

  /// The bytes that are gathered before they are written.
  private static let pieceSize: Int = 1 << 16
  /// The header's length is a multiple of this, as the format asks.
  static let alignment: Int = 64

  private let file: AtomicFile
  private var missing: Int
  private var waiting: [UInt8] = []

  init(path: String, type: ElementType, count: Int) throws {
    self.file = try AtomicFile(path: path, beginningWith: Self.header(type, count: count))
    self.missing = count
  }

  /// Version 1.0 of the format: magic, length, a Python dictionary padded with blanks.
  private static func header(_ type: ElementType, count: Int) -> Data {
    var text: String = "{'descr': '\(type.rawValue)', 'fortran_order': False, 'shape': (\(count),), }"
    let unpadded: Int = 11 + text.utf8.count
    text += String(repeating: " ", count: (alignment - unpadded % alignment) % alignment) + "\n"
    let length: Int = text.utf8.count
    return Data(
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8))
  }

  /// Appends the bits of an entry.
  func append(_ bits: UInt64) throws {
    precondition(missing > 0, "the array is full; give the number of its entries to the initializer")
    missing -= 1
    withUnsafeBytes(of: bits.littleEndian) { waiting.append(contentsOf: $0) }
    if waiting.count >= Self.pieceSize { try flush() }
  }

  private func flush() throws {
    try file.write(Data(waiting))
    waiting.removeAll(keepingCapacity: true)
  }

  /// Renames the complete file into place.
  func finish() throws {
    precondition(missing == 0, "\(missing) entries are missing")
    try flush()
    try file.commit()
  }
}
