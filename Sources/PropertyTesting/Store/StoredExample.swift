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
}

/// A place where failures are kept from run to run.
public protocol ExampleStorage: Sendable {
  /// Whether nothing can be added or removed, as with failures that are committed to a repository.
  var isReadOnly: Bool { get }

  /// The examples of a property, simplest first.
  ///
  /// - Throws: where the place cannot be read. An example that cannot be understood is passed over.
  func examples(of property: String) throws -> [StoredExample]

  /// Keeps an example; one with the same property and choices is replaced.
  ///
  /// - Throws: where it cannot be kept.
  func record(_ example: StoredExample) throws

  /// Forgets an example; nothing happens where it is not there.
  ///
  /// - Throws: where it cannot be removed.
  func remove(_ example: StoredExample) throws
}
