/// Choices that a property is run on instead of its cases.
public struct Replay: Sendable, Hashable {
  /// The property's name; nil stands for every property.
  public let property: String?
  /// The choices.
  public let choices: ChoiceSequence

  /// Creates a replay.
  public init(property: String? = nil, choices: ChoiceSequence) {
    self.property = property
    self.choices = choices
  }

  /// Reads a name, a colon and choices, or choices alone.
  public init?(line: String) {
    let words: [Substring] = line.split(
      separator: ChoiceSequence.textFormat, omittingEmptySubsequences: false)
    guard words.count >= 2, let last: Substring = words.last,
      let choices: ChoiceSequence = ChoiceSequence(ChoiceSequence.textFormat + last)
    else { return nil }
    // A name may itself have the words of the format in it; what stands behind the last one is the choices.
    var name: Substring = line.dropLast(ChoiceSequence.textFormat.count + last.count)
    while name.last?.isWhitespace == true { name.removeLast() }
    if name.last == ":" { name.removeLast() }
    self.init(property: name.isEmpty ? nil : String(name), choices: choices)
  }

  /// The line that ``init(line:)`` reads.
  public var line: String { (property.map { $0 + ": " } ?? "") + choices.description }
}
