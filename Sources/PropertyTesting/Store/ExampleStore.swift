internal import Foundation

/// What failed lately, in a folder of this machine: one file for each example, one folder for each property.
///
/// ```swift
/// let store = ExampleStore()
/// for example in try store.examples(of: "sorting keeps the count") { … }
/// ```
///
/// Any number of threads and processes may use a folder at once, and any of them may be killed:
///
/// - A file appears and is replaced in one step, so nobody reads half of one.
/// - What a killed writer leaves is not read, and is removed by later writers when it is an hour old.
/// - A file that cannot be understood is passed over, reported by ``contents(of:)``, and never deleted.
/// - Nothing in a file or its name depends on a clock, on the process or on the order of events.
///
/// The folder of a property has a name that begins like the property and ends in a hash, so that every text can be the
/// name of a property. The folder goes with its last example; the folder of the store stays.
///
/// To keep an example for good, copy its file to the folder of a ``RegressionStore``; the form is the same.
public struct ExampleStore: ExampleStorage, Hashable {
  /// Where examples are kept if nothing else is said.
  public static let defaultDirectory: String = ".assay/examples"
  /// How many examples of a property are kept if nothing else is said.
  ///
  /// One failure often has several causes, each with its simplest example; more than some tens only cost time.
  public static let defaultMaximumExamplesPerProperty: Int = 32

  /// The folder as it was given; it is created when the first example is recorded.
  public let directory: String
  /// How many examples of a property are kept: the simplest ones.
  public let maximumExamplesPerProperty: Int

  /// Names a folder without touching it.
  ///
  /// - Parameters:
  ///   - directory: the folder; a relative path starts at the working folder at the time of use.
  ///   - maximumExamplesPerProperty: how many examples of a property are kept, at least 1.
  /// - Precondition: `maximumExamplesPerProperty` is positive.
  public init(
    directory: String = ExampleStore.defaultDirectory,
    maximumExamplesPerProperty: Int = ExampleStore.defaultMaximumExamplesPerProperty
  ) {
    precondition(
      maximumExamplesPerProperty > 0, "keep at least 1 example per property, or use no store at all")
    self.directory = directory.isEmpty ? "." : directory
    self.maximumExamplesPerProperty = maximumExamplesPerProperty
  }

  /// A store of examples takes new ones.
  public var isReadOnly: Bool { false }

  /// The examples of a property, simplest first in shortlex order.
  ///
  /// - Throws: ``ExampleStoreError`` where the folder exists and cannot be read.
  /// - Complexity: linear in the size of the property's examples; how many properties there are does not matter.
  public func examples(of property: String) throws(ExampleStoreError) -> [StoredExample] {
    try contents(of: property).examples
  }

  /// The examples of a property, simplest first, and what was passed over.
  ///
  /// - Throws: ``ExampleStoreError`` where the folder exists and cannot be read.
  /// - Complexity: linear in the size of the property's examples; how many properties there are does not matter.
  public func contents(of property: String) throws(ExampleStoreError) -> StoredExamples {
    let folder: String = folder(of: property)
    let (files, problems): ([ExampleFile], [ExampleStoreError]) = read(
      property, in: folder, names: try names(in: folder))
    return StoredExamples(examples: files.map(\.example), problems: problems)
  }

  /// The file that holds an example, or would.
  public func path(of example: StoredExample) -> String? {
    "\(folder(of: example.property))/\(ExampleFile.name(of: example))"
  }

  /// Keeps an example in place of one with the same choices.
  ///
  /// Of more than ``maximumExamplesPerProperty`` the simplest stay, and a new one that is less simple than all of them
  /// is not kept.
  ///
  /// - Throws: ``ExampleStoreError`` where the folder or the file cannot be written.
  public func record(_ example: StoredExample) throws(ExampleStoreError) {
    let folder: String = folder(of: example.property)
    let name: String = ExampleFile.name(of: example)
    let path: String = "\(folder)/\(name)"
    let data: Data = try ExampleFile.data(of: example, path: path)
    do {
      try SystemFile.write(data, to: name, in: folder)
    } catch {
      throw ExampleStoreError(
        .unwritable, path: path, property: example.property, cause: "cannot be written: \(error.cause)",
        mend: "let the examples be kept in a folder that you may write, with room on the disk")
    }
    // The example is kept; that others could not be tidied up is no reason to say that it was not.
    try? tidy(folder, after: example, in: path)
  }

  /// Forgets an example, in whatever file of its property's folder it is, and the folder if that is empty then.
  ///
  /// - Throws: ``ExampleStoreError`` where the file cannot be removed.
  public func remove(_ example: StoredExample) throws(ExampleStoreError) {
    let folder: String = folder(of: example.property)
    let names: [String] = try names(in: folder)
    let files: [ExampleFile] = read(example.property, in: folder, names: names).files
      .filter { $0.example.isSameFailure(as: example) }
    for file in files { try remove(file) }
    SystemFile.removeLeftovers(in: folder, names: names)
    // Only who took something away looks for an empty folder: a writer that has just made one may then lose it to
    // another's progress alone, never to idle looking.
    if !files.isEmpty { SystemFile.removeIfEmpty(folder) }
  }

  private func folder(of property: String) -> String {
    "\(directory)/\(StableName.of(property))"
  }

  private func names(in folder: String) throws(ExampleStoreError) -> [String] {
    do throws(SystemFile.Failure) {
      // A store whose folder is a file is a mistake, even where that file leads to no example.
      if let kind: SystemFile.Kind = try SystemFile.kind(directory), kind != .folder {
        throw SystemFile.Failure.notAFolder
      }
      return try SystemFile.names(in: folder)
    } catch {
      throw ExampleStoreError(
        .unreadable, path: folder, cause: "cannot be read: \(error.cause)",
        mend: "let the examples be kept in a folder that you may read and write")
    }
  }

  private func read(
    _ property: String, in folder: String, names: [String]
  ) -> (files: [ExampleFile], problems: [ExampleStoreError]) {
    var files: [ExampleFile] = []
    var problems: [ExampleStoreError] = []
    for name in names where ExampleFiles.isExampleName(name) {
      let path: String = "\(folder)/\(name)"
      do throws(ExampleStoreError) {
        guard let file: ExampleFile = try .ifPresent(path) else { continue }
        guard file.example.property == property else {
          throw ExampleStoreError(
            .misplaced, path: path, property: file.example.property,
            cause: "lies in the folder of another property than ‘"
              + ExampleStoreError.short(file.example.property) + "’",
            mend: "move it to \(self.folder(of: file.example.property))")
        }
        files.append(file)
      } catch {
        problems.append(error)
      }
    }
    return (files, problems)
  }

  private func remove(_ file: ExampleFile) throws(ExampleStoreError) {
    do {
      try SystemFile.remove(file.path)
    } catch {
      throw ExampleStoreError(
        .unwritable, path: file.path, property: file.example.property,
        cause: "cannot be removed: \(error.cause)", mend: "remove it by hand, or allow writing its folder")
    }
  }

  /// Removes other files with the same example, what is beyond the limit, and what killed writers left.
  ///
  /// Whatever several processes do at once, a file is only removed while as many simpler ones as are to be kept exist.
  private func tidy(
    _ folder: String, after example: StoredExample, in path: String
  ) throws(ExampleStoreError) {
    let names: [String] = try names(in: folder)
    var files: [ExampleFile] = read(example.property, in: folder, names: names).files
    for file in files where file.path != path && file.example.isSameFailure(as: example) {
      try remove(file)
    }
    files.removeAll { $0.path != path && $0.example.isSameFailure(as: example) }
    files.sort { ($0.example.choices, $0.path) < ($1.example.choices, $1.path) }
    for file in files.dropFirst(maximumExamplesPerProperty) { try remove(file) }
    SystemFile.removeLeftovers(in: folder, names: names)
  }
}
