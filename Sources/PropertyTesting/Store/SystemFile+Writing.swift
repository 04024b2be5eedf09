internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension SystemFile {
  /// Creates or replaces a file in one step, and the folders that lead to it.
  ///
  /// The bytes go to a file of another name beside it, are flushed to the disk, and the file is then renamed. So
  /// whoever reads sees the old file or the new one, whole, also after a crash; a crash leaves at most the other file,
  /// which ``removeLeftovers(in:names:)`` takes away.
  static func write(_ data: Data, to name: String, in folder: String) throws(Failure) {
    guard !folder.utf8.contains(0) else { throw Failure(EINVAL) }
    var attempts: Int = 0
    while true {
      do throws(Failure) {
        try createFolders(folder)
        let beside: String = "\(folder)/\(leftoverPrefix)\(getpid())-\(UUID().uuidString)\(leftoverSuffix)"
        try create(beside, data)
        guard rename(beside, "\(folder)/\(name)") == 0 else {
          let failure: Failure = Failure()
          unlink(beside)
          throw failure
        }
        return
      } catch {
        // Whoever forgets the last example of a folder removes it, perhaps between two of our steps.
        attempts += 1
        guard error.isMissing, attempts < mostAttempts else { throw error }
      }
    }
  }

  /// How often a folder may vanish under a writer before it gives up.
  private static let mostAttempts: Int = 100
  private static let leftoverPrefix: String = ".assay-"
  private static let leftoverSuffix: String = ".writing"
  /// No writer takes as long for one file.
  private static let leftoverAgeSeconds: Int = 3600

  private static func createFolders(_ path: String) throws(Failure) {
    guard mkdir(path, 0o777) != 0 else { return }
    let failure: Failure = Failure()
    if failure.isMissing, let end: String.Index = path.lastIndex(of: "/"), end > path.startIndex {
      try createFolders(String(path[..<end]))
      guard mkdir(path, 0o777) != 0 else { return }
    }
    let last: Failure = Failure()
    guard last.number != EEXIST else {
      switch try kind(path) {
      case .folder: return
      case .file, .other: throw .notAFolder
      // It was there, and another process has removed it since.
      case nil: throw .missing
      }
    }
    throw last
  }

  private static func create(_ path: String, _ data: Data) throws(Failure) {
    let file: Int32 = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Failure() }
    var failure: Failure? = nil
    var written: Int = 0
    while written < data.count, failure == nil {
      let count: Int = data.withUnsafeBytes { bytes in
        #if canImport(Darwin)
          Darwin.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #elseif canImport(Glibc)
          Glibc.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #else
          Musl.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #endif
      }
      if count >= 0 { written += count } else if errno != EINTR { failure = Failure() }
    }
    // Without it a power cut may leave the new name on an empty file.
    if failure == nil, fsync(file) != 0, errno != EINVAL { failure = Failure() }
    if close(file) != 0, failure == nil, errno != EINTR { failure = Failure() }
    if let failure: Failure = failure {
      unlink(path)
      throw failure
    }
  }

  /// Removes a file; nothing happens where it is not there.
  static func remove(_ path: String) throws(Failure) {
    guard !path.utf8.contains(0) else { throw Failure(EINVAL) }
    guard unlink(path) != 0 else { return }
    let failure: Failure = Failure()
    guard failure.isMissing || failure.number == ENOTDIR else { throw failure }
  }

  /// Removes a folder if nothing is in it; the system refuses where there is.
  static func removeIfEmpty(_ folder: String) {
    rmdir(folder)
  }

  /// Removes what crashed writers left behind, once no writer can still be at it.
  static func removeLeftovers(in folder: String, names: [String]) {
    let now: Int = time(nil)
    for name in names where name.hasPrefix(leftoverPrefix) && name.hasSuffix(leftoverSuffix) {
      var status: stat = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
      #if canImport(Darwin)
        let changed: Int = status.st_mtimespec.tv_sec
      #else
        let changed: Int = status.st_mtim.tv_sec
      #endif
      if now - changed > leftoverAgeSeconds { unlink("\(folder)/\(name)") }
    }
  }
}
