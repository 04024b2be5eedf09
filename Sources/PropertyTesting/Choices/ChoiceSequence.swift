/// One decision of a generator: a number from 0 up to a limit, where 0 is the simplest.
public struct Choice: Sendable, Hashable {
  /// The number that was chosen, at most ``limit``.
  public let value: UInt64
  /// The greatest number that could have been chosen.
  public let limit: UInt64

  /// Creates a choice.
  ///
  /// - Precondition: `value` is at most `limit`.
  public init(_ value: UInt64, limit: UInt64) {
    precondition(value <= limit, "a choice keeps to its limit")
    self.value = value
    self.limit = limit
  }
}

/// All decisions that led a generator to a value, in order.
///
/// A generator turns the same choices into the same value, whatever made them; so they are what is stored, replayed
/// and shrunk. Sequences are compared in *shortlex* order: a shorter one is simpler, and among equals in length the
/// one whose first different choice is lower.
public struct ChoiceSequence: Sendable, Hashable, Comparable {
  /// The choices in order.
  public private(set) var choices: [Choice]

  /// Creates a sequence from its choices.
  public init(_ choices: [Choice] = []) {
    self.choices = choices
  }

  /// How many choices there are.
  public var count: Int { choices.count }

  /// Whether the first sequence is simpler, in shortlex order of the values and, where they agree, of the limits.
  public static func < (first: ChoiceSequence, second: ChoiceSequence) -> Bool {
    if first.count != second.count { return first.count < second.count }
    for (left, right) in zip(first.choices, second.choices) where left.value != right.value {
      return left.value < right.value
    }
    for (left, right) in zip(first.choices, second.choices) where left.limit != right.limit {
      return left.limit < right.limit
    }
    return false
  }

  mutating func append(_ choice: Choice) { choices.append(choice) }

  /// The sequence without the choices of a range.
  func removing(_ range: Range<Int>) -> ChoiceSequence {
    ChoiceSequence(Array(choices[..<range.lowerBound] + choices[range.upperBound...]))
  }

  /// The sequence with another value in a place.
  func setting(_ index: Int, to value: UInt64) -> ChoiceSequence {
    var changed: ChoiceSequence = self
    changed.choices[index] = Choice(value, limit: choices[index].limit)
    return changed
  }
}
