import DataFiles
import Foundation

/// Reads a one-dimensional `.npy` file of eight-byte entries word by word.
final class VectorReader {
  /// The number of entries.
  let count: Int
  private let path: String
  private let handle: FileHandle
  private var piece: [UInt8] = []
  private var place: Int = 0

  private static let pieceSize: Int = 1 << 16
  /// The format's first bytes, its version and the header's length.
  private static let prefixSize: Int = 10

  /// Opens the file and checks its header and its length.
  ///
  /// - Throws: `DataError` where it is missing, or is not such an array.
  init(path: String, type: VectorFile.ElementType) throws {
    func fault(_ problem: String) -> DataError {
      DataError(.badData, file: path, place: "header", problem: problem, mend: "generate the instance again")
    }
    guard FileManager.default.fileExists(atPath: path), let handle = FileHandle(forReadingAtPath: path) else {
      throw DataError(
        .noInput, file: path, problem: "does not exist or cannot be opened", mend: "generate it again")
    }
    let prefix: [UInt8] = Array(try handle.read(upToCount: Self.prefixSize) ?? Data())
    guard prefix.count == Self.prefixSize, prefix.starts(with: [0x93] + Array("NUMPY".utf8)), prefix[6] == 1
    else {
      throw fault("is not an .npy file of version 1")
    }
    let length: Int = Int(prefix[8]) | Int(prefix[9]) << 8
    let text: String = String(decoding: try handle.read(upToCount: length) ?? Data(), as: UTF8.self)
    guard text.contains("'descr': '\(type.rawValue)'"), text.contains("'fortran_order': False") else {
      throw fault("is not an array of \(type.rawValue) in C order")
    }
    guard let open = text.range(of: "'shape': ("),
      let count = Int(text[open.upperBound...].prefix { $0.isNumber }),
      text[open.upperBound...].drop(while: \.isNumber).hasPrefix(",)")
    else { throw fault("is not one-dimensional") }
    let size: UInt64 = try handle.seekToEnd()
    try handle.seek(toOffset: UInt64(Self.prefixSize + length))
    let (bytes, overflow): (UInt64, Bool) = UInt64(count).multipliedReportingOverflow(by: 8)
    guard !overflow, size >= UInt64(Self.prefixSize + length),
      size - UInt64(Self.prefixSize + length) == bytes
    else {
      throw fault("says \(count) entries, which the file's \(size) bytes do not hold")
    }
    self.path = path
    self.handle = handle
    self.count = count
  }

  deinit { try? handle.close() }

  /// The bits of the next entry; `nil` past the end.
  func next() throws -> UInt64? {
    if place == piece.count {
      piece = Array(try handle.read(upToCount: Self.pieceSize) ?? Data())
      place = 0
    }
    guard place + 8 <= piece.count else { return nil }
    var bits: UInt64 = 0
    for byte in (0..<8).reversed() { bits = bits << 8 | UInt64(piece[place + byte]) }
    place += 8
    return bits
  }
}
