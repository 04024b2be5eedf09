/// A failure of a property that is kept to be tried again.
public struct StoredExample: Sendable, Hashable {
  /// The name of the property that failed.
  public let property: String
  /// The choices that lead to the failing value.
  public let choices: ChoiceSequence
  /// What the value was when it was stored, as lines for people; it is never read back.
  public let values: [String]
  /// How the property failed, for people.
  public let failure: String

  /// Creates an example.
  public init(property: String, choices: ChoiceSequence, values: [String], failure: String) {
    self.property = property
    self.choices = choices
    self.values = values
    self.failure = failure
  }

  /// Whether both are the same failure, whatever they tell people about it.
  func isSameFailure(as other: StoredExample) -> Bool {
    property == other.property && choices == other.choices
  }

  /// Some examples in the order in which they are tried, each failure once; of equals the first is kept.
  static func simplestFirst(_ examples: [StoredExample]) -> [StoredExample] {
    let order: [Int] = examples.indices.sorted { first, second in
      let (left, right): (ChoiceSequence, ChoiceSequence) = (
        examples[first].choices, examples[second].choices
      )
      return left < right || (!(right < left) && first < second)
    }
    var kept: [StoredExample] = []
    kept.reserveCapacity(examples.count)
    for place in order {
      if let last: StoredExample = kept.last, last.isSameFailure(as: examples[place]) { continue }
      kept.append(examples[place])
    }
    return kept
  }
}

/// What a place knows of a property: its examples, and what could not be understood.
public struct StoredExamples: Sendable, Hashable {
  /// The examples, simplest first in shortlex order, each failure once.
  public let examples: [StoredExample]
  /// What was passed over, in an order that depends on the files alone; each tells the file, what is wrong and the mend.
  public let problems: [ExampleStoreError]

  /// Joins examples, which it sorts, and problems.
  public init(examples: [StoredExample], problems: [ExampleStoreError] = []) {
    self.examples = StoredExample.simplestFirst(examples)
    self.problems = problems
  }
}
