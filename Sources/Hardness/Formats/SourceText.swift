import DataFiles
import Foundation

/// The lines of a text file, one after the other, each split into its tokens.
///
/// It walks over the bytes once and keeps nothing, so that the only memory is what a reader builds from the tokens.
/// A line ends at `\n`, `\r\n` or `\r`; blanks are spaces, tabs, vertical tabs and form feeds. A UTF-8 byte order
/// mark at the start is passed over.
struct SourceText {
  let file: String
  /// The tokens of the current line, as places among the bytes.
  private(set) var tokens: [Range<Int>] = []
  /// The current line, counted from 1.
  private(set) var line: Int = 0
  private let bytes: [UInt8]
  private var offset: Int = 0

  init(_ data: Data, file: String) {
    self.file = file
    self.bytes = [UInt8](data)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The number of bytes of the file, which no count in it can be above.
  var byteCount: Int { bytes.count }

  func fault(_ problem: String, _ mend: String, line: Int? = nil) -> DataError {
    DataError(
      .badData, file: file, place: "line \(max(line ?? self.line, 1))", problem: problem, mend: mend)
  }

  func truncated(_ missing: String) -> DataError {
    fault("the file ends where \(missing) should stand", "the file is truncated: fetch it again")
  }

  /// Goes to the next line, blank or not; `false` at the end of the file.
  mutating func advance() -> Bool {
    tokens.removeAll(keepingCapacity: true)
    guard offset < bytes.count else { return false }
    line += 1
    while offset < bytes.count {
      let byte: UInt8 = bytes[offset]
      if byte == 0x0A || byte == 0x0D {
        offset += 1
        if byte == 0x0D, offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
        return true
      }
      if Self.isBlank(byte) {
        offset += 1
        continue
      }
      let start: Int = offset
      while offset < bytes.count, bytes[offset] > 0x20 || !Self.endsToken(bytes[offset]) { offset += 1 }
      tokens.append(start..<offset)
    }
    return true
  }

  /// Goes to the next line that has tokens and does not begin with one of the marks.
  mutating func advance(skippingCommentsOf marks: [UInt8]) -> Bool {
    while advance() {
      if let first = tokens.first, !marks.contains(bytes[first.lowerBound]) { return true }
    }
    return false
  }

  /// The first byte of the line's first token.
  var firstByte: UInt8? { tokens.first.map { bytes[$0.lowerBound] } }

  /// Whether a token of the line is this word.
  func token(_ index: Int, is word: StaticString) -> Bool {
    guard index < tokens.count, tokens[index].count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { $0.elementsEqual(bytes[tokens[index]]) }
  }

  /// A token of the line as text.
  func text(_ index: Int) -> String { String(decoding: bytes[tokens[index]], as: UTF8.self) }

  /// A token of the line as an integer, which it must be.
  func integer(_ index: Int, _ meaning: @autoclosure () -> String) throws -> Int {
    guard index < tokens.count else {
      throw fault("the line ends where \(meaning()) should stand", "complete the line")
    }
    var place: Int = tokens[index].lowerBound
    let end: Int = tokens[index].upperBound
    let isNegative: Bool = bytes[place] == 0x2D
    if isNegative { place += 1 }
    var value: Int = 0
    var isInteger: Bool = place < end
    var fits: Bool = true
    while place < end {
      let digit: Int = Int(bytes[place]) - 0x30
      isInteger = isInteger && (0...9).contains(digit)
      let (tens, high) = value.multipliedReportingOverflow(by: 10)
      let (next, low) = tens.subtractingReportingOverflow(digit)
      fits = fits && !high && !low
      value = next
      place += 1
    }
    guard isInteger else {
      throw fault("\(quoted(index)) is not an integer, where \(meaning()) should stand", "correct it")
    }
    // The value is gathered below 0, where one more fits than above.
    guard fits, isNegative || value != .min else {
      throw fault("\(quoted(index)) does not fit 64 bits", "correct \(meaning())")
    }
    return isNegative ? value : -value
  }

  /// A token of the line as a count, at most `limit`.
  func count(_ index: Int, _ meaning: String, atMost limit: Int) throws -> Int {
    let value: Int = try integer(index, meaning)
    guard value >= 0 else { throw fault("\(meaning) is \(value), which is negative", "correct it") }
    guard value <= limit else {
      throw fault("\(meaning) is \(value), above the largest, \(limit)", "correct the header")
    }
    return value
  }

  /// A token of the line as one of `count` vertices, which the file counts from `first`; the result counts from 0.
  func vertex(_ index: Int, of count: Int, from first: Int) throws -> Int {
    let value: Int = try integer(index, "a vertex")
    guard value >= first, value - first < count else {
      throw fault(
        "vertex \(value) is not one of the \(count) counted from \(first)",
        value == 0 && first == 1
          ? "count vertices from 1 in this format" : "correct the index, or the number of vertices")
    }
    return value - first
  }

  private static let longestQuote: Int = 24

  /// A token in quotes, cut where it is long, without characters that break the line.
  func quoted(_ index: Int) -> String {
    let token: Range<Int> = tokens[index]
    let shown: String = String(decoding: bytes[token].prefix(Self.longestQuote), as: UTF8.self)
    let printable: String = String(
      shown.unicodeScalars.map { $0.properties.isWhitespace || $0.value < 32 ? "?" : $0 }
        .reduce(into: String.UnicodeScalarView()) { $0.append($1) })
    return token.count > Self.longestQuote ? "'\(printable)…'" : "'\(printable)'"
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C
  }

  private static func endsToken(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
