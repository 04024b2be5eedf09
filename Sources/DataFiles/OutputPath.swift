import Foundation

/// Checks of where an output goes that can be made before the work begins.
public enum OutputPath {
  /// Refuses a file to write that has no place, or that is one of the inputs under any of its names.
  ///
  /// - Throws: ``DataError`` with `.cannotWrite` where `output` is empty or a directory, its directory is missing, or
  ///   writing it would replace one of `inputs`.
  public static func require(_ output: String, apartFrom inputs: [String]) throws {
    guard !output.isEmpty else { throw DataError.emptyPath(.cannotWrite) }
    var isDirectory: ObjCBool = false
    let parent: String = URL(fileURLWithPath: output).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: parent, isDirectory: &isDirectory), isDirectory.boolValue
    else {
      throw DataError(
        .cannotWrite, file: output, problem: "its directory does not exist", mend: "make the directory first")
    }
    if FileManager.default.fileExists(atPath: output, isDirectory: &isDirectory), isDirectory.boolValue {
      throw DataError(.cannotWrite, file: output, problem: "is a directory", mend: "name a file to write")
    }
    guard let identity = FileIdentity(output) else { return }
    for input in inputs where FileIdentity(input) == identity {
      throw DataError(
        .cannotWrite, file: output, problem: "is the input \(input) itself",
        mend: "name another file to write")
    }
  }
}

/// What makes a file the same under several names.
private struct FileIdentity: Equatable {
  private let device: dev_t
  private let number: ino_t

  /// The identity of the regular file at a path; nothing where there is none.
  init?(_ path: String) {
    var status: stat = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.device = status.st_dev
    self.number = status.st_ino
  }
}
