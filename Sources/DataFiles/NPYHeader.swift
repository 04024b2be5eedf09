import Foundation

/// What the header of an `.npy` file says (NumPy's format versions 1.0, 2.0 and 3.0).
struct NPYHeader: Equatable {
  enum ElementType: String {
    case float32 = "<f4"
    case float64 = "<f8"

    var byteCount: Int { self == .float32 ? 4 : 8 }
  }

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  let elementType: ElementType
  let isFortranOrder: Bool
  let rows: Int
  let columns: Int
  let dataOffset: Int

  /// The bytes of a version 1.0 header, padded so that the data starts at a multiple of 64.
  static func encoded(rows: Int, columns: Int) -> Data {
    var text: String = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    let unpadded: Int = magic.count + 4 + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
    var data: Data = Data(magic + [1, 0])
    data.append(UInt8(text.utf8.count & 0xFF))
    data.append(UInt8(text.utf8.count >> 8))
    data.append(Data(text.utf8))
    return data
  }

  /// Reads the header from the first bytes of a file.
  init(prefix: Data, file: String) throws {
    func bad(_ problem: String, _ mend: String) -> DataError {
      DataError(.badData, file: file, place: "header", problem: problem, mend: mend)
    }
    let bytes: [UInt8] = Array(prefix)
    guard bytes.count >= 10, Array(bytes[0..<6]) == Self.magic else {
      throw bad("is not an .npy file (wrong magic)", "write it with numpy.save")
    }
    let lengthBytes: Int
    switch bytes[6] {
    case 1: lengthBytes = 2
    case 2, 3: lengthBytes = 4
    default:
      throw bad("format version \(bytes[6]).\(bytes[7]) is unknown", "write it with numpy.save")
    }
    let start: Int = 8 + lengthBytes
    guard bytes.count >= start else { throw bad("is truncated", "write the file again") }
    let length: Int = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    guard length <= Self.largestHeaderBytes, bytes.count >= start + length else {
      throw bad("is truncated", "write the file again")
    }
    let text: String = String(decoding: bytes[start..<start + length], as: UTF8.self)

    guard let description = Self.value(of: "descr", in: text),
      let order = Self.value(of: "fortran_order", in: text),
      let shape = Self.value(of: "shape", in: text), shape.hasPrefix("("), shape.hasSuffix(")")
    else {
      throw bad("lacks descr, fortran_order or shape", "write it with numpy.save")
    }
    self.elementType = try Self.elementType(description, fault: bad)
    switch order {
    case "True": self.isFortranOrder = true
    case "False": self.isFortranOrder = false
    default: throw bad("fortran_order is \(order)", "write it with numpy.save")
    }
    let extents: [Int?] = shape.dropFirst().dropLast().split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.map { Int($0) }
    let known: [Int] = extents.compactMap { $0 }
    guard known.count == extents.count, known.allSatisfy({ $0 >= 0 }), (1...2).contains(known.count) else {
      throw bad("shape \(shape) is not that of a matrix", "save an array of shape (samples, columns)")
    }
    self.rows = known[0]
    self.columns = known.count == 2 ? known[1] : 1
    guard rows > 0, columns > 0 else {
      throw bad("shape \(shape) holds nothing", "save at least one row and one column")
    }
    self.dataOffset = start + length
  }

  static let largestHeaderBytes: Int = 65536

  private static func elementType(
    _ description: String, fault: (String, String) -> DataError
  ) throws -> ElementType {
    let name: String = description.trimmingCharacters(in: CharacterSet(charactersIn: "'\""))
    if let type = ElementType(rawValue: name) { return type }
    switch name.first {
    case ">":
      throw fault(
        "dtype \(name) is big-endian", "save it with .astype('<f8')")
    case "|" where name.hasPrefix("|O"):
      throw fault("dtype is object (Python values, not numbers)", "save it with .astype('<f8')")
    default:
      throw fault("dtype \(name) is not float32 or float64", "save it with .astype('<f8')")
    }
  }

  /// The text of one entry of the Python dictionary literal.
  private static func value(of key: String, in text: String) -> String? {
    for quote in ["'", "\""] {
      guard let found = text.range(of: quote + key + quote) else { continue }
      var rest: Substring = text[found.upperBound...].drop { $0 == " " }
      guard rest.first == ":" else { continue }
      rest = rest.dropFirst().drop { $0 == " " }
      switch rest.first {
      case "(": return rest.firstIndex(of: ")").map { String(rest[...$0]) }
      case "[": return rest.firstIndex(of: "]").map { String(rest[...$0]) }
      case "'", "\"":
        guard let first = rest.first else { return nil }
        let body: Substring = rest.dropFirst()
        return body.firstIndex(of: first).map { String(body[..<$0]) }
      default:
        return rest.prefix { $0 != "," && $0 != "}" }.trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
  }
}
