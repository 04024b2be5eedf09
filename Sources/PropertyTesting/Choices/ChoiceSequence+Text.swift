extension ChoiceSequence: CustomStringConvertible, LosslessStringConvertible {
  /// The name and version of the text form.
  public static let textFormat: String = "choices/2"

  /// The sequence as one line of text: `choices/2`, and then a word for each choice, separated by spaces.
  ///
  /// | word | choice |
  /// |---|---|
  /// | `yes`, `no` | yes or no |
  /// | `3/9` | the whole number of index 3 in a range that reaches 9 above the simplest |
  /// | `3/9-2` | the same in a range that reaches 2 below it too |
  /// | `0.5/-1.0:1.0` | the number 0.5 of the range from −1 to 1; with `:nan` behind, NaN was possible too |
  public var description: String {
    ([Self.textFormat] + choices.map(\.text)).joined(separator: " ")
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
    choices.reserveCapacity(words.count - 1)
    for (position, word) in words.enumerated().dropFirst() {
      guard let choice: Choice = Choice(text: word) else {
        throw TextError(
          word: position + 1,
          description: "word \(position + 1): ‘\(word.prefix(60))’ is no choice within its range; "
            + "paste the whole line as it was printed")
      }
      choices.append(choice)
    }
    self.init(choices)
  }

  /// Reads the form that ``description`` writes, or gives nil.
  public init?(_ description: String) {
    guard let sequence: ChoiceSequence = try? ChoiceSequence(parsing: description) else { return nil }
    self = sequence
  }
}

extension Choice {
  fileprivate var text: String {
    switch self {
    case .boolean(let value): return value ? "yes" : "no"
    case .integer(let choice):
      return "\(choice.index)/\(choice.above)" + (choice.below > 0 ? "-\(choice.below)" : "")
    case .float(let choice):
      let domain: FloatChoice.Domain = choice.domain
      return "\(choice.value)/\(domain.lowerBound):\(domain.upperBound)" + (domain.allowsNaN ? ":nan" : "")
    }
  }

  fileprivate init?(text: Substring) {
    if text == "yes" || text == "no" {
      self = .boolean(text == "yes")
      return
    }
    let parts: [Substring] = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    if let choice = IntegerChoice(value: parts[0], range: parts[1]) {
      self = .integer(choice)
    } else if let choice = FloatChoice(value: parts[0], domain: parts[1]) {
      self = .float(choice)
    } else {
      return nil
    }
  }
}

extension IntegerChoice {
  fileprivate init?(value: Substring, range: Substring) {
    let ends: [Substring] = range.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let index = Self.number(value), let above = Self.number(ends[0]) else {
      return nil
    }
    var below: UInt64 = 0
    if ends.count == 2 {
      guard let number = Self.number(ends[1]), number > 0 else { return nil }
      below = number
    }
    let (limit, overflow): (UInt64, Bool) = below.addingReportingOverflow(above)
    guard !overflow, index <= limit else { return nil }
    self.init(index: index, below: below, above: above)
  }

  /// A number of ASCII digits; `UInt64` itself would take a sign too.
  private static func number(_ text: Substring) -> UInt64? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? UInt64(text) : nil
  }
}

extension FloatChoice {
  fileprivate init?(value: Substring, domain: Substring) {
    let parts: [Substring] = domain.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || (parts.count == 3 && parts[2] == "nan"), let value = Double(value),
      let lower = Double(parts[0]), let upper = Double(parts[1]), lower <= upper
    else { return nil }
    let domain: Domain = Domain(lower...upper, allowsNaN: parts.count == 3)
    guard domain.contains(value) else { return nil }
    self.init(value, in: domain)
  }
}
