extension ChoiceSequence: CustomStringConvertible, LosslessStringConvertible {
  /// The name and version of the text form.
  public static let textFormat: String = "choices/1"

  /// The sequence as one line of text: `choices/1` and then `value/limit` for each choice, separated by spaces.
  public var description: String {
    ([Self.textFormat] + choices.map { "\($0.value)/\($0.limit)" }).joined(separator: " ")
  }

  /// What is wrong with a text that should be a sequence of choices.
  public struct TextError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The number of the word that cannot be read, counted from 1.
    public let word: Int
    /// What is wrong and how to mend it, for people.
    public let description: String
  }

  /// Reads the form that ``description`` writes; words may be separated by any white space.
  ///
  /// - Throws: ``TextError`` with the place of the first word that cannot be read.
  public init(parsing text: String) throws(TextError) {
    let words: [Substring] = text.split(whereSeparator: \.isWhitespace)
    guard let format: Substring = words.first, format == Self.textFormat else {
      throw TextError(
        word: 1,
        description: "word 1: the text does not begin with \(Self.textFormat); paste the whole line")
    }
    var choices: [Choice] = []
    for (position, word) in words.enumerated().dropFirst() {
      let parts: [Substring] = word.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Self.number(parts[0]), let limit = Self.number(parts[1]),
        value <= limit
      else {
        throw TextError(
          word: position + 1,
          description: "word \(position + 1): ‘\(word)’ is not value/limit with 0 ≤ value ≤ limit < 2^64; "
            + "paste the whole line as it was printed")
      }
      choices.append(Choice(value, limit: limit))
    }
    self.init(choices)
  }

  /// Reads the form that ``description`` writes, or gives nil.
  public init?(_ description: String) {
    guard let sequence: ChoiceSequence = try? ChoiceSequence(parsing: description) else { return nil }
    self = sequence
  }

  /// A number of ASCII digits; `UInt64` itself would take a sign too.
  private static func number(_ text: Substring) -> UInt64? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? UInt64(text) : nil
  }
}
