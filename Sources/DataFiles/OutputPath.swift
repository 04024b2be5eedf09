import Foundation

/// Checks of where an output goes that can be made before the work begins.
public enum OutputPath {
  /// Refuses an output that is one of the inputs, under any of its names.
  ///
  /// - Throws: ``DataError`` with `.cannotWrite` where writing `output` would replace one of `inputs`.
  public static func require(_ output: String, apartFrom inputs: [String]) throws {
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
