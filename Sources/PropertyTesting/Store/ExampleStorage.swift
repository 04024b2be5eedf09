/// A place where failures are kept from run to run.
///
/// | place | what it is for |
/// |---|---|
/// | ``ExampleStore`` | what failed lately on this machine; forgotten when it passes |
/// | ``RegressionStore`` | what failed once and is committed; never forgotten |
/// | ``ExampleStores`` | several of them at once |
public protocol ExampleStorage: Sendable {
  /// Whether nothing can be added or removed, as with failures that are committed to a repository.
  var isReadOnly: Bool { get }

  /// The examples of a property, simplest first.
  ///
  /// - Throws: where the place cannot be read. An example that cannot be understood is passed over.
  func examples(of property: String) throws -> [StoredExample]

  /// The examples of a property, simplest first, and what was passed over because it could not be understood.
  ///
  /// - Throws: where the place cannot be read.
  func contents(of property: String) throws -> StoredExamples

  /// The file that holds an example, or would; nil where there is none.
  func path(of example: StoredExample) -> String?

  /// Keeps an example; one with the same property and choices is replaced.
  ///
  /// - Throws: where it cannot be kept.
  func record(_ example: StoredExample) throws

  /// Forgets an example; nothing happens where it is not there.
  ///
  /// - Throws: where it cannot be removed.
  func remove(_ example: StoredExample) throws
}

extension ExampleStorage {
  /// The examples of a property without any problems, for places that know of none.
  public func contents(of property: String) throws -> StoredExamples {
    StoredExamples(examples: try examples(of: property))
  }

  /// No file, for places that keep none.
  public func path(of example: StoredExample) -> String? { nil }
}
