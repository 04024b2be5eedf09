/// The words of Swift code, without its comments, which are kept beside.
struct SourceText {
  /// A name or keyword, or one sign.
  struct Word {
    let text: String
    let isName: Bool
    let beginsLine: Bool

    var opens: Bool { ["(", "[", "{", "<"].contains(text) }
    var closes: Bool { [")", "]", "}", ">"].contains(text) }
  }

  /// The lines behind `//`.
  private(set) var comments: [String] = []
  private let bytes: [UInt8]
  private var place: Int = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func words() -> [Word] {
    var words: [Word] = []
    while place < bytes.count {
      let start: Int = place
      let beginsLine: Bool = start == 0 || bytes[start - 1] == UInt8(ascii: "\n")
      if Self.isName(bytes[start]) {
        advance { Self.isName($0) }
        words.append(Word(text: text(from: start), isName: true, beginsLine: beginsLine))
      } else if isAhead(UInt8(ascii: "/"), UInt8(ascii: "/")) {
        advance { $0 != UInt8(ascii: "\n") }
        comments.append(text(from: start))
      } else if isAhead(UInt8(ascii: "-"), UInt8(ascii: ">")) {
        place += 2
      } else {
        place += 1
        guard !Self.blanks.contains(bytes[start]) else { continue }
        words.append(Word(text: text(from: start), isName: false, beginsLine: beginsLine))
      }
    }
    return words
  }

  private static let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "`")]

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private mutating func advance(while condition: (UInt8) -> Bool) {
    while place < bytes.count, condition(bytes[place]) { place += 1 }
  }

  private func isAhead(_ first: UInt8, _ second: UInt8) -> Bool {
    place + 1 < bytes.count && bytes[place] == first && bytes[place + 1] == second
  }

  private func text(from start: Int) -> String { String(decoding: bytes[start..<place], as: UTF8.self) }
}
