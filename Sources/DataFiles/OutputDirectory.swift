public import Foundation

/// A directory whose files appear together, once all of them are complete.
///
/// The files are staged in a hidden sibling. ``commit()`` renames the sibling into place where the directory is
/// new, and moves the files in one by one where it exists already; files of other names in it stay.
public struct OutputDirectory: ~Copyable {
  private let path: String
  private let stagingPath: String
  private var isCommitted: Bool = false

  /// Opens the staging directory beside `path`, whose parent directories are made where they are missing.
  ///
  /// - Throws: ``DataError`` where `path` is a file or its parent cannot be written.
  public init(path: String) throws {
    let trimmed: String = URL(fileURLWithPath: path).standardizedFileURL.path
    self.path = trimmed
    self.stagingPath = PendingOutputs.partialPath(for: trimmed)
    guard !path.isEmpty else { throw DataError.emptyPath(.cannotWrite) }
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: trimmed, isDirectory: &isDirectory), !isDirectory.boolValue {
      throw DataError(
        .cannotWrite, file: path, problem: "is a file", mend: "name a directory to write into")
    }
    do {
      try? FileManager.default.removeItem(atPath: stagingPath)
      try FileManager.default.createDirectory(atPath: stagingPath, withIntermediateDirectories: true)
    } catch {
      throw DataError(
        .cannotWrite, file: path, problem: "cannot be created",
        mend: "name a place that can be written")
    }
    PendingOutputs.insert(stagingPath)
  }

  /// Where the file `name` is to be written until ``commit()``.
  public func stagedPath(for name: String) -> String {
    stagingPath + "/" + name
  }

  /// Writes a whole file into the staging directory.
  ///
  /// - Throws: ``DataError`` where the file cannot be written.
  public func write(_ data: Data, name: String) throws {
    try AtomicFile.write(data, to: stagedPath(for: name))
  }

  /// Makes the files visible under the directory's own name; later calls do nothing.
  ///
  /// - Throws: ``DataError`` where a rename is refused.
  public mutating func commit() throws {
    guard !isCommitted else { return }
    do {
      if FileManager.default.fileExists(atPath: path) {
        for name in try FileManager.default.contentsOfDirectory(atPath: stagingPath).sorted() {
          guard rename(stagedPath(for: name), path + "/" + name) == 0 else {
            throw CocoaError(.fileWriteUnknown)
          }
        }
        try FileManager.default.removeItem(atPath: stagingPath)
      } else {
        try FileManager.default.moveItem(atPath: stagingPath, toPath: path)
      }
    } catch {
      throw DataError(
        .cannotWrite, file: path, problem: "the finished files cannot be moved into place",
        mend: "choose another place")
    }
    PendingOutputs.remove(stagingPath)
    isCommitted = true
  }

  deinit {
    if !isCommitted {
      try? FileManager.default.removeItem(atPath: stagingPath)
      PendingOutputs.remove(stagingPath)
    }
  }
}
