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
}
