/// What the sources of a module declare, read from their text.
struct Declarations {
  /// The names that stand public at the top of a file.
  private(set) var publicNames: Set<String> = []
  /// Every name that is declared anywhere.
  private(set) var names: Set<String> = []
  /// Every function, initializer and case, with the labels of its parameters: `share(for:)`.
  private(set) var signatures: Set<String> = []
  /// The lines of the comments that have links.
  private(set) var linkedLines: [String] = []

  private static let kinds: Set<String> = [
    "struct", "enum", "class", "protocol", "actor", "typealias", "associatedtype", "var", "let", "func",
    "case",
  ]

  init(sources: [String]) {
    for source in sources {
      var code: SourceText = SourceText(source)
      let words: [SourceText.Word] = code.words()
      linkedLines += code.comments.filter { $0.contains("``") }
      for place in words.indices { read(words, at: place) }
    }
  }

  /// The links in a text: what stands between two pairs of backticks.
  static func links(in text: String) -> [String] {
    text.split(separator: "``", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.offset.isMultiple(of: 2) && !$0.element.contains("`") }.map { String($0.element) }
  }

  /// Whether a link leads to something that is declared.
  ///
  /// What tells apart symbols of the same name, as in `check(_:)-50nky`, is not looked at.
  func resolves(_ link: String) -> Bool {
    let parts: [Substring] = link.prefix { $0 != "-" }.split(separator: "/")
    return !parts.isEmpty
      && parts.allSatisfy { part in
        part.contains("(") ? signatures.contains(String(part)) : names.contains(String(part))
      }
  }

  // MARK: - Reading

  private mutating func read(_ words: [SourceText.Word], at place: Int) {
    let word: String = words[place].text
    if word == "public", words[place].beginsLine {
      let rest: [String] = words[place...].dropFirst().prefix(3).map(\.text)
      if let kind: Int = rest.firstIndex(where: Self.kinds.contains), kind + 1 < rest.count {
        publicNames.insert(rest[kind + 1])
      }
    }
    if word == "init" || word == "subscript" {
      readParameters(words, of: word, from: place + 1)
    } else if Self.kinds.contains(word), place + 1 < words.count {
      names.insert(words[place + 1].text)
      var end: Int = readParameters(words, of: words[place + 1].text, from: place + 2)
      // One `case` may declare several.
      while word == "case", end + 1 < words.count, words[end].text == ",", words[end + 1].isName {
        names.insert(words[end + 1].text)
        end = readParameters(words, of: words[end + 1].text, from: end + 2)
      }
    }
  }

  /// Reads the parameters of a function, where there are any.
  ///
  /// - Returns: the place behind them.
  @discardableResult
  private mutating func readParameters(
    _ words: [SourceText.Word], of name: String, from start: Int
  ) -> Int {
    var place: Int = start
    if place < words.count, words[place].text == "?" { place += 1 }
    if place < words.count, words[place].text == "<" { place = Self.end(of: words, from: place) }
    guard place < words.count, words[place].text == "(" else { return place }
    let end: Int = Self.end(of: words, from: place)
    var labels: String = ""
    var next: Int = place + 1
    while next < end - 1 {
      let isLabelled: Bool =
        words[next].isName && (words[next + 1].text == ":" || words[min(next + 2, end)].text == ":")
      labels += (isLabelled ? words[next].text : "_") + ":"
      while next < end - 1, words[next].text != "," {
        next = words[next].opens ? Self.end(of: words, from: next) : next + 1
      }
      next += 1
    }
    signatures.insert("\(name)(\(labels))")
    return end
  }

  /// The place behind the bracket that closes the one at a place.
  private static func end(of words: [SourceText.Word], from start: Int) -> Int {
    var depth: Int = 0
    for place in start..<words.count {
      if words[place].opens { depth += 1 }
      if words[place].closes { depth -= 1 }
      if depth == 0 { return place + 1 }
    }
    return words.count
  }
}
