import Foundation
import Synchronization

/// The partial outputs that this process has begun and not yet renamed into place.
///
/// A command that is interrupted calls ``removeAll()``, so that nothing half-written is left behind.
public enum PendingOutputs {
  private static let _paths: Mutex<Set<String>> = Mutex([])

  static func insert(_ path: String) {
    _paths.withLock { paths in _ = paths.insert(path) }
  }

  static func remove(_ path: String) {
    _paths.withLock { paths in _ = paths.remove(path) }
  }

  /// Deletes every partial output of this process; the finished ones stay.
  public static func removeAll() {
    let paths: Set<String> = _paths.withLock { paths in
      defer { paths = [] }
      return paths
    }
    for path in paths { try? FileManager.default.removeItem(atPath: path) }
  }

  /// The hidden sibling under which `path` is written until it is complete.
  static func partialPath(for path: String) -> String {
    let url: URL = URL(fileURLWithPath: path)
    let name: String = ".\(url.lastPathComponent).partial-\(ProcessInfo.processInfo.processIdentifier)"
    return url.deletingLastPathComponent().appendingPathComponent(name).path
  }
}
