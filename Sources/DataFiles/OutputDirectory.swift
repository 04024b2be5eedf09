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
  /// - Parameter name: may lead into a directory, `curves/one.csv`, which is made where it is missing.
  /// - Throws: ``DataError`` where the file cannot be written.
  public func write(_ data: Data, name: String) throws {
    let staged: String = stagedPath(for: name)
    if name.contains("/") {
      let parent: String = URL(fileURLWithPath: staged).deletingLastPathComponent().path
      try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    }
    try AtomicFile.write(data, to: staged)
  }

  /// Makes the files visible under the directory's own name; later calls do nothing.
  ///
  /// - Throws: ``DataError`` where a rename is refused.
  public mutating func commit() throws {
    guard !isCommitted else { return }
    do {
      if FileManager.default.fileExists(atPath: path) {
        try moveFiles(in: "")
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

  /// Moves the staged files of a directory into place, and those of the directories in it.
  private func moveFiles(in directory: String) throws {
    let manager: FileManager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: stagingPath + "/" + directory).sorted() {
      let place: String = directory.isEmpty ? name : directory + "/" + name
      var isDirectory: ObjCBool = false
      if manager.fileExists(atPath: stagedPath(for: place), isDirectory: &isDirectory), isDirectory.boolValue
      {
        try manager.createDirectory(atPath: path + "/" + place, withIntermediateDirectories: true)
        try moveFiles(in: place)
      } else if rename(stagedPath(for: place), path + "/" + place) != 0 {
        throw CocoaError(.fileWriteUnknown)
      }
    }
  }

  deinit {
    if !isCommitted {
      try? FileManager.default.removeItem(atPath: stagingPath)
      PendingOutputs.remove(stagingPath)
    }
  }
}
