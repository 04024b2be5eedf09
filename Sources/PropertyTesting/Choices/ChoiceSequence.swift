/// All decisions that led a generator to a value, in order.
///
/// A generator turns the same choices into the same value, whatever made them; so they are what is stored, replayed
/// and shrunk. Sequences are compared in *shortlex* order: a shorter one is simpler, and among equals in length the
/// one whose first different choice is simpler.
public struct ChoiceSequence: Sendable, Hashable, Comparable {
  /// The choices in order.
  public internal(set) var choices: [Choice]

  /// Creates a sequence from its choices.
  public init(_ choices: [Choice] = []) {
    self.choices = choices
  }

  /// How many choices there are.
  public var count: Int { choices.count }

  /// Whether the first sequence is simpler, in shortlex order of what was chosen and, where that agrees, of what could
  /// have been.
  public static func < (first: ChoiceSequence, second: ChoiceSequence) -> Bool {
    if first.count != second.count { return first.count < second.count }
    for (left, right) in zip(first.choices, second.choices) {
      let order: Choice.Order = left.order(to: right)
      if order != .equal { return order == .simpler }
    }
    for (left, right) in zip(first.choices, second.choices) {
      let order: Choice.Order = left.orderOfDomains(to: right)
      if order != .equal { return order == .simpler }
    }
    return false
  }

  /// The sequence without the choices of a range.
  func removing(_ range: Range<Int>) -> ChoiceSequence {
    ChoiceSequence(Array(choices[..<range.lowerBound] + choices[range.upperBound...]))
  }

  /// The sequence with another choice in a place.
  func setting(_ index: Int, to choice: Choice) -> ChoiceSequence {
    var changed: ChoiceSequence = self
    changed.choices[index] = choice
    return changed
  }
}
