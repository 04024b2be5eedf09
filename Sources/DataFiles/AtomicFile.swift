public import Foundation

/// A file that is written beside its place and renamed into it once it is complete.
///
/// ```swift
/// let file = try AtomicFile(path: "student.json")
/// try file.write(Data("{}".utf8))
/// try file.commit()
/// ```
///
/// Until ``commit()`` the old file, if there is one, is untouched; a value that goes out of scope uncommitted
/// deletes what it wrote. A device or a pipe, such as `/dev/stdout`, is written to directly.
public final class AtomicFile {
  private let path: String
  private let target: String
  private let isStream: Bool
  private let partialPath: String
  private let handle: FileHandle
  private var isCommitted: Bool = false

  /// Opens the partial file beside `path` and writes its first bytes.
  ///
  /// - Throws: ``DataError`` where the directory is missing or cannot be written.
  public init(path: String, beginningWith start: Data = Data()) throws {
    self.path = path
    guard !path.isEmpty else { throw DataError.emptyPath(.cannotWrite) }
    var status: stat = stat()
    let exists: Bool = stat(path, &status) == 0
    guard !exists || status.st_mode & S_IFMT != S_IFDIR else {
      throw DataError(
        .cannotWrite, file: path, problem: "is a directory", mend: "name a file to write")
    }
    // A device or a pipe is written to; renaming over it would replace it by a file.
    self.isStream = exists && status.st_mode & S_IFMT != S_IFREG
    // Behind a symbolic link the file is replaced, not the link.
    self.target = exists ? Self.resolved(path) : path
    self.partialPath = isStream ? path : PendingOutputs.partialPath(for: target)
    guard isStream || FileManager.default.createFile(atPath: partialPath, contents: nil),
      let handle = FileHandle(forWritingAtPath: partialPath)
    else {
      throw DataError(
        .cannotWrite, file: path, problem: "cannot be created",
        mend: "name a place in a directory that exists and can be written")
    }
    self.handle = handle
    if !isStream { PendingOutputs.insert(partialPath) }
    try write(start)
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Appends bytes.
  ///
  /// - Throws: ``DataError`` where the disk is full or the file is gone.
  public func write(_ data: Data) throws {
    do {
      try handle.write(contentsOf: data)
    } catch {
      throw DataError(
        .cannotWrite, file: path, problem: "writing failed (\(error.localizedDescription))",
        mend: "free some space or choose another place")
    }
  }

  /// Renames the partial file into place; later calls do nothing.
  ///
  /// - Throws: ``DataError`` where the rename is refused.
  public func commit() throws {
    guard !isCommitted else { return }
    do {
      try handle.close()
    } catch {
      throw DataError(
        .cannotWrite, file: path, problem: "closing failed (\(error.localizedDescription))",
        mend: "free some space or choose another place")
    }
    guard isStream || rename(partialPath, target) == 0 else {
      throw DataError(
        .cannotWrite, file: path, problem: "cannot be replaced (\(String(cString: strerror(errno))))",
        mend: "choose another place")
    }
    PendingOutputs.remove(partialPath)
    isCommitted = true
  }

  /// Writes `data` as the whole of `path`, all or nothing.
  ///
  /// - Throws: ``DataError`` where the file cannot be written.
  public static func write(_ data: Data, to path: String) throws {
    let file: AtomicFile = try AtomicFile(path: path)
    try file.write(data)
    try file.commit()
  }

  deinit {
    if !isCommitted, !isStream {
      try? handle.close()
      try? FileManager.default.removeItem(atPath: partialPath)
      PendingOutputs.remove(partialPath)
    }
  }
}
