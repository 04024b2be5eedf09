import Foundation

/// The path of a file or folder in the package's `fixtures/`, as in `fixture("npy/float64-c.npy")`.
///
/// - Precondition: it is there.
public func fixture(_ name: String) -> String {
  let package: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let path: String = package.appendingPathComponent("fixtures/" + name).path
  precondition(FileManager.default.fileExists(atPath: path), "there is no fixture \(path)")
  return path
}
