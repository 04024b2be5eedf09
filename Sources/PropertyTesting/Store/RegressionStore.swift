/// Failures that are committed to a repository, to be tried on every run; they stay when they pass.
///
/// All files that end in `.json` are read from the folder and the folders within, whatever their names; so an example
/// of an ``ExampleStore`` is made a regression by copying its file:
///
/// ```text
/// cp .assay/examples/sorting-keeps-the-count-…/*.json fixtures/regressions/
/// ```
///
/// The files are read once, when the store is created; create one and share it. A folder that does not exist holds
/// nothing.
public struct RegressionStore: ExampleStorage {
  /// Where regressions are kept if nothing else is said.
  public static let defaultDirectory: String = "fixtures/regressions"

  /// The folder as it was given.
  public let directory: String
  /// What could not be understood, in the order of the files.
  public let problems: [ExampleStoreError]
  private let filesByProperty: [String: [ExampleFile]]

  /// Reads a folder, or the one file that is named instead. That it cannot be read is one of the ``problems``.
  ///
  /// - Complexity: linear in the size of the files.
  public init(directory: String = RegressionStore.defaultDirectory) {
    let directory: String = directory.isEmpty ? "." : directory
    self.directory = directory
    let kind: SystemFile.Kind?
    do {
      kind = try SystemFile.kind(directory)
    } catch {
      // Reading it will say why it cannot be.
      kind = .other
    }
    let found: ExampleFiles = ExampleFiles(in: kind == nil ? [] : [directory])
    self.problems = found.problems
    self.filesByProperty = Dictionary(grouping: found.files, by: \.example.property)
  }

  /// Regressions are changed by people, not by runs.
  public var isReadOnly: Bool { true }

  /// The regressions of a property, simplest first in shortlex order.
  public func examples(of property: String) -> [StoredExample] {
    contents(of: property).examples
  }

  /// The regressions of a property, and the problems with files that may be about it.
  public func contents(of property: String) -> StoredExamples {
    StoredExamples(
      examples: (filesByProperty[property] ?? []).map(\.example),
      problems: problems.filter { $0.property == nil || $0.property == property })
  }

  /// The file that holds a regression, or nil.
  public func path(of example: StoredExample) -> String? {
    filesByProperty[example.property]?.first { $0.example.isSameFailure(as: example) }?.path
  }

  /// Refuses.
  ///
  /// - Throws: ``ExampleStoreError`` with the code ``ExampleStoreError/Code/readOnly``, always.
  public func record(_ example: StoredExample) throws(ExampleStoreError) {
    throw refusal(example)
  }

  /// Refuses.
  ///
  /// - Throws: ``ExampleStoreError`` with the code ``ExampleStoreError/Code/readOnly``, always.
  public func remove(_ example: StoredExample) throws(ExampleStoreError) {
    throw refusal(example)
  }

  private func refusal(_ example: StoredExample) -> ExampleStoreError {
    ExampleStoreError(
      .readOnly, path: path(of: example) ?? directory, property: example.property,
      cause: "belongs to regressions, which no run changes", mend: "copy or remove the file by hand")
  }
}
