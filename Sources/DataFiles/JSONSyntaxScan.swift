import Foundation

/// Finds where a text stops being JSON, which the platform's decoder does not say.
struct JSONSyntaxScan {
  /// A fault of syntax: where it is, as line and column counted in bytes from 1, and what it is.
  struct Finding: Equatable {
    let line: Int
    let column: Int
    let problem: String
  }

  private struct Fault: Error {
    let position: Int
    let problem: String
  }

  private let bytes: [UInt8]
  private var position: Int = 0

  /// The deepest nesting that is followed.
  private static let deepest: Int = 512

  /// The first fault of syntax; nil where the text is JSON, or too deeply nested to tell.
  ///
  /// - Complexity: O(bytes).
  static func fault(in data: Data) -> Finding? {
    var scan: JSONSyntaxScan = JSONSyntaxScan(bytes: Array(data))
    do {
      try scan.value(depth: 0)
      scan.skipSpace()
      guard scan.position < scan.bytes.count else { return nil }
      throw Fault(position: scan.position, problem: "has text after its end")
    } catch let fault as Fault {
      return scan.finding(fault)
    } catch {
      return nil
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func finding(_ fault: Fault) -> Finding {
    let before: ArraySlice<UInt8> = bytes[..<min(fault.position, bytes.count)]
    let newline: UInt8 = UInt8(ascii: "\n")
    let start: Int = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    return Finding(
      line: before.count { $0 == newline } + 1, column: before.count - start + 1,
      problem: fault.position >= bytes.count ? "ends before it is complete" : fault.problem)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private func fail(_ problem: String) -> Fault { Fault(position: position, problem: problem) }

  private mutating func expect(_ byte: UInt8, _ problem: String) throws {
    skipSpace()
    guard next == byte else { throw fail(problem) }
    position += 1
  }

  private mutating func value(depth: Int) throws {
    guard depth < Self.deepest else { throw CancellationError() }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"):
      try list(closedBy: UInt8(ascii: "}"), "a comma or '}' is missing") { scan in
        scan.skipSpace()
        try scan.string("a field's name in double quotes is missing")
        try scan.expect(UInt8(ascii: ":"), "a colon is missing")
        try scan.value(depth: depth + 1)
      }
    case UInt8(ascii: "["):
      try list(closedBy: UInt8(ascii: "]"), "a comma or ']' is missing") { try $0.value(depth: depth + 1) }
    case UInt8(ascii: "\""): try string("a string is missing")
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): try number()
    default: try word()
    }
  }

  private mutating func list(
    closedBy end: UInt8, _ problem: String, element: (inout JSONSyntaxScan) throws -> Void
  ) throws {
    position += 1
    skipSpace()
    if next == end {
      position += 1
      return
    }
    while true {
      try element(&self)
      skipSpace()
      if next == end {
        position += 1
        return
      }
      try expect(UInt8(ascii: ","), problem)
    }
  }

  private mutating func string(_ problem: String) throws {
    guard next == UInt8(ascii: "\"") else { throw fail(problem) }
    position += 1
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fail("a control character stands in a string") }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count else { throw fail("a string has no end") }
    position += 1
  }

  private mutating func digits() throws {
    guard let byte = next, (0x30...0x39).contains(byte) else { throw fail("a number is malformed") }
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
  }

  private mutating func number() throws {
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits()
    }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
  }

  private mutating func word() throws {
    for word in ["true", "false", "null"] where bytes[position...].starts(with: Array(word.utf8)) {
      position += word.utf8.count
      return
    }
    throw fail("a value is missing or malformed")
  }
}
