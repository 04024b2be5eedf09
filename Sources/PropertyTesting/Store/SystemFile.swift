internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files as the store needs them: read within a limit, written all at once, and errors that name the cause.
enum SystemFile {
  /// What the system answered.
  struct Failure: Error {
    let number: Int32

    init(_ number: Int32 = errno) { self.number = number }

    static let missing: Failure = Failure(ENOENT)
    static let notAFolder: Failure = Failure(ENOTDIR)
    var isMissing: Bool { number == ENOENT }
    var cause: String { String(cString: strerror(number)).lowercased() }
  }

  /// What a path leads to, through links.
  enum Kind { case file, folder, other }

  /// What a path leads to; nil where nothing has that name.
  ///
  /// - Throws: where it cannot be told, and for a link that leads nowhere.
  static func kind(_ path: String) throws(Failure) -> Kind? {
    guard !path.utf8.contains(0) else { throw Failure(EINVAL) }
    var status: stat = stat()
    guard stat(path, &status) == 0 else {
      let failure: Failure = Failure()
      guard failure.isMissing else { throw failure }
      guard lstat(path, &status) == 0 else {
        let second: Failure = Failure()
        guard second.isMissing else { throw second }
        return nil
      }
      // What is no link has come into being since.
      guard status.st_mode & S_IFMT != S_IFLNK else { throw failure }
      return kind(of: status)
    }
    return kind(of: status)
  }

  /// Whether a path is a link, which may lead back to where one came from.
  static func isLink(_ path: String) -> Bool {
    var status: stat = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func kind(of status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// All bytes of a file, or nil where it has more than the limit.
  static func read(_ path: String, limit: Int) throws(Failure) -> Data? {
    guard !path.utf8.contains(0) else { throw Failure(EINVAL) }
    // Without O_NONBLOCK opening a named pipe waits for a writer.
    let file: Int32 = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw Failure() }
    defer { close(file) }
    var status: stat = stat()
    guard fstat(file, &status) == 0 else { throw Failure() }
    switch kind(of: status) {
    case .file: break
    case .folder: throw Failure(EISDIR)
    case .other: throw Failure(EINVAL)
    }
    guard status.st_size <= limit else { return nil }
    // One byte more than it should have shows a file that grows.
    var data: Data = Data(count: Int(status.st_size) + 1)
    var filled: Int = 0
    while true {
      if filled == data.count {
        guard filled <= limit else { return nil }
        data.append(Data(count: min(filled, limit + 1 - filled)))
      }
      let count: Int = data.withUnsafeMutableBytes { bytes in
        #if canImport(Darwin)
          Darwin.read(file, bytes.baseAddress?.advanced(by: filled), bytes.count - filled)
        #elseif canImport(Glibc)
          Glibc.read(file, bytes.baseAddress?.advanced(by: filled), bytes.count - filled)
        #else
          Musl.read(file, bytes.baseAddress?.advanced(by: filled), bytes.count - filled)
        #endif
      }
      if count < 0 {
        guard errno == EINTR else { throw Failure() }
      } else if count == 0 {
        return data.prefix(filled)
      } else {
        filled += count
      }
    }
  }

  /// The names in a folder, sorted; none where the folder does not exist.
  static func names(in folder: String) throws(Failure) -> [String] {
    guard !folder.utf8.contains(0) else { throw Failure(EINVAL) }
    guard let stream = opendir(folder) else {
      let failure: Failure = Failure()
      guard failure.isMissing else { throw failure }
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw Failure() }
        return names.sorted()
      }
      let name: String = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
        String(cString: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }
}
