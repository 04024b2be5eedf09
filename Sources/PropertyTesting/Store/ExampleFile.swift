internal import Foundation

/// An example in a file that people can read.
///
/// ```json
/// {
///   "choices" : "choices/2 3/9 yes",
///   "failure" : "3 is not less than 3",
///   "format" : "assay-example/1",
///   "property" : "an index is less than the count",
///   "values" : [
///     "index = 3"
///   ]
/// }
/// ```
///
/// `choices` is all that a run needs, and can be pasted in a test as well. `values` and `failure` tell people what it
/// was; they may be edited. The same example gives the same bytes, everywhere and at any time.
public struct ExampleFile: Sendable, Hashable {
  /// The name and version of the form.
  public static let format: String = "assay-example/1"
  /// How many bytes a file may have; a larger one is not read, and not written.
  public static let maximumBytes: Int = 1 << 24
  /// How the names of such files end in a folder; what ends otherwise is passed over there.
  public static let nameEnding: String = ".json"

  /// The path as it was asked for.
  public let path: String
  /// What the file holds.
  public let example: StoredExample

  /// Reads a file, whatever its name ends with.
  ///
  /// - Throws: ``ExampleStoreError`` that names the file, the field and the mend.
  public init(reading path: String) throws(ExampleStoreError) {
    guard let file: ExampleFile = try Self.ifPresent(path) else {
      throw Self.unreadable(path, .missing)
    }
    self = file
  }

  /// Reads a file; gives nil where nothing has that name, perhaps because another process has just removed it.
  static func ifPresent(_ path: String) throws(ExampleStoreError) -> ExampleFile? {
    let data: Data?
    do {
      data = try SystemFile.read(path, limit: maximumBytes)
    } catch {
      // A link that leads nowhere was not removed by anyone.
      if error.isMissing, !SystemFile.isLink(path) { return nil }
      throw unreadable(path, error)
    }
    guard let data: Data = data else {
      throw ExampleStoreError(
        .tooLarge, path: path, cause: "has more than \(maximumBytes) bytes and was not read",
        mend: "remove it, or shorten its values")
    }
    return ExampleFile(path: path, example: try parse(data, path: path))
  }

  private init(path: String, example: StoredExample) {
    self.path = path
    self.example = example
  }

  private static func unreadable(_ path: String, _ failure: SystemFile.Failure) -> ExampleStoreError {
    ExampleStoreError(
      .unreadable, path: path, cause: "cannot be read: \(failure.cause)",
      mend: "name a file that exists and that you may read")
  }

  /// The text of a file that holds an example.
  ///
  /// - Throws: ``ExampleStoreError`` where it would have more than ``maximumBytes`` bytes.
  public static func text(of example: StoredExample) throws(ExampleStoreError) -> String {
    String(decoding: try data(of: example, path: "the example"), as: UTF8.self)
  }

  /// The name of the file that holds an example, for a store.
  static func name(of example: StoredExample) -> String {
    StableName.of(example.property, example.choices.description) + nameEnding
  }

  static func data(of example: StoredExample, path: String) throws(ExampleStoreError) -> Data {
    let fields: Fields = Fields(
      choices: example.choices.description, failure: example.failure, format: format,
      property: example.property,
      values: example.values)
    let encoder: JSONEncoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard var data: Data = try? encoder.encode(fields) else {
      throw ExampleStoreError(
        .unwritable, path: path, property: example.property, cause: "cannot be written as JSON",
        mend: "write its values in other characters")
    }
    data.append(UInt8(ascii: "\n"))
    guard data.count <= maximumBytes else {
      throw ExampleStoreError(
        .tooLarge, path: path, property: example.property,
        cause: "would have \(data.count) bytes, more than \(maximumBytes), and was not written",
        mend: "shorten its values, or shrink it for longer")
    }
    return data
  }

  /// The fields as they are written.
  private struct Fields: Encodable {
    let choices: String
    let failure: String
    let format: String
    let property: String
    let values: [String]
  }
}
