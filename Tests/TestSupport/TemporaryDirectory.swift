public import Foundation

/// A fresh directory for one test; it is removed with all that is in it when the value goes.
///
/// ```swift
/// let directory = try TemporaryDirectory()
/// let path = try directory.write([0x93, 0x4E], to: "broken.npy")
/// ```
///
/// Hold the value for as long as its files are needed; one that is not used any more may go at once.
public final class TemporaryDirectory: Sendable {
  /// The absolute path of the directory.
  public let path: String

  /// Creates an empty directory under the system's own temporary directory.
  ///
  /// - Throws: what the file manager throws where it cannot be created.
  public init() throws {
    let name: String = "assay-tests-\(UUID().uuidString)"
    let url: URL = FileManager.default.temporaryDirectory.appendingPathComponent(name, isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    self.path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in the directory, whether it is there or not.
  public func path(of name: String) -> String { path + "/" + name }

  /// Whether `name` is in the directory.
  public func contains(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(of: name)) }

  /// The names in the directory, hidden ones too, sorted.
  ///
  /// - Throws: what the file manager throws where the directory is gone.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// Writes bytes to `name`, plainly and at once.
  ///
  /// - Returns: the path of the file.
  /// - Throws: what Foundation throws where the file cannot be written.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(of: name)))
    return path(of: name)
  }

  /// Writes text to `name` as UTF-8.
  ///
  /// - Returns: the path of the file.
  /// - Throws: what Foundation throws where the file cannot be written.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Creates an empty directory `name` inside.
  ///
  /// - Returns: its path.
  /// - Throws: what the file manager throws where it cannot be created.
  @discardableResult
  public func makeDirectory(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: path(of: name), withIntermediateDirectories: true)
    return path(of: name)
  }

  /// The bytes of `name`.
  ///
  /// - Throws: what Foundation throws where the file cannot be read.
  public func bytes(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path(of: name)))
  }

  /// The text of `name`, its bytes taken as UTF-8.
  ///
  /// - Throws: what Foundation throws where the file cannot be read.
  public func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }
}
