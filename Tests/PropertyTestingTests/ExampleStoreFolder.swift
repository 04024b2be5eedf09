import Foundation
import PropertyTesting

/// A folder for one test; it goes with the last reference to it.
final class ExampleStoreFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "example-store-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func write(_ data: Data, to name: String) throws {
    let file: URL = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  /// All files and folders within, sorted.
  var entries: [String] {
    (FileManager.default.subpaths(atPath: path) ?? []).sorted()
  }
}

/// An example of whole numbers up to 99.
func example(
  _ property: String, _ numbers: UInt64..., values: [String] = [], failure: String = "it failed"
) -> StoredExample {
  StoredExample(
    property: property, choices: ChoiceSequence(numbers.map { Choice($0, limit: 99) }), values: values,
    failure: failure)
}
