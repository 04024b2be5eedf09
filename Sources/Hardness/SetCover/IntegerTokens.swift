import DataFiles
import Foundation

/// The integers of a text file, one after the other, each with its line.
///
/// It walks over the bytes once and keeps nothing, so that the only memory is what a reader builds from the tokens.
struct IntegerTokens {
  let file: String
  private let bytes: Data
  private var offset: Int
  private(set) var line: Int = 1
  private var lastTokenLine: Int = 1

  init(_ bytes: Data, file: String) {
    self.bytes = bytes
    self.file = file
    self.offset = bytes.startIndex
  }

  /// The most tokens that the unread bytes can hold.
  var mostTokensLeft: Int { (bytes.endIndex - offset + 1) / 2 }

  func fault(_ problem: String, _ mend: String, line: Int? = nil) -> DataError {
    DataError(.badData, file: file, place: "line \(line ?? self.line)", problem: problem, mend: mend)
  }

  /// The next integer, which must be there.
  mutating func next(_ meaning: String) throws -> Int {
    guard let token = nextToken() else {
      throw fault(
        "the file ends where \(meaning) should stand", "the file is truncated: fetch it again",
        line: lastTokenLine)
    }
    let digits: Data = token.first == 0x2D ? token.dropFirst() : token
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw fault("\(Self.quoted(token)) is not an integer, where \(meaning) should stand", "correct it")
    }
    guard let value = Int(String(decoding: token, as: UTF8.self)) else {
      throw fault("\(Self.quoted(token)) does not fit 64 bits", "correct \(meaning)")
    }
    return value
  }

  /// A count from the header, which the rest of the file must be long enough to hold.
  mutating func nextCount(_ meaning: String) throws -> Int {
    let value: Int = try next(meaning)
    guard value >= 0 else { throw fault("\(meaning) is \(value), which is negative", "correct it") }
    return value
  }

  /// The end of the file, with nothing but blanks before it.
  mutating func requireEnd(after meaning: String) throws {
    if let token = nextToken() {
      throw fault("\(Self.quoted(token)) follows \(meaning)", "remove what follows, or correct the counts")
    }
  }

  /// How many tokens each line holds, blank lines left out; for guessing a file's format.
  static func tokensPerLine(of bytes: Data, atMost lines: Int) -> [Int] {
    var tokens: IntegerTokens = IntegerTokens(bytes, file: "")
    var counts: [Int] = []
    var lastLine: Int = 0
    while tokens.nextToken() != nil {
      if tokens.line != lastLine {
        if counts.count == lines { break }
        counts.append(0)
        lastLine = tokens.line
      }
      counts[counts.count - 1] += 1
    }
    return counts
  }

  private mutating func nextToken() -> Data? {
    while offset < bytes.endIndex, Self.isBlank(bytes[offset]) {
      if bytes[offset] == 0x0A { line += 1 }
      offset += 1
    }
    guard offset < bytes.endIndex else { return nil }
    let start: Int = offset
    lastTokenLine = line
    while offset < bytes.endIndex, !Self.isBlank(bytes[offset]) { offset += 1 }
    return bytes[start..<offset]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static let longestQuote: Int = 24

  private static func quoted(_ token: Data) -> String {
    let text: String = String(decoding: token.prefix(longestQuote), as: UTF8.self)
    let printable: String = String(
      text.unicodeScalars.map { $0.properties.isWhitespace || $0.value < 32 ? "?" : $0 }
        .reduce(into: String.UnicodeScalarView()) { $0.append($1) })
    return token.count > longestQuote ? "'\(printable)…'" : "'\(printable)'"
  }
}
