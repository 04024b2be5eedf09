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
/// deletes what it wrote.
public final class AtomicFile {
  private let path: String
  private let partialPath: String
  private let handle: FileHandle
  private var isCommitted: Bool = false

  /// Opens the partial file beside `path` and writes its first bytes.
  ///
  /// - Throws: ``DataError`` where the directory is missing or cannot be written.
  public init(path: String, beginningWith start: Data = Data()) throws {
    self.path = path
    self.partialPath = PendingOutputs.partialPath(for: path)
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
      throw DataError(
        .cannotWrite, file: path, problem: "is a directory", mend: "name a file to write")
    }
    guard FileManager.default.createFile(atPath: partialPath, contents: nil),
      let handle = FileHandle(forWritingAtPath: partialPath)
    else {
      throw DataError(
        .cannotWrite, file: path, problem: "cannot be created",
        mend: "name a place in a directory that exists and can be written")
    }
    self.handle = handle
    PendingOutputs.insert(partialPath)
    try write(start)
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
    guard rename(partialPath, path) == 0 else {
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
    if !isCommitted {
      try? handle.close()
      try? FileManager.default.removeItem(atPath: partialPath)
      PendingOutputs.remove(partialPath)
    }
  }
}
