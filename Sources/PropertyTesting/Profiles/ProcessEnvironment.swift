#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  @preconcurrency import Darwin
#endif

/// The environment of this process, through the C library.
enum ProcessEnvironment {
  /// All variables; text that is no UTF-8 is repaired.
  static var variables: [String: String] {
    var variables: [String: String] = [:]
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
    while let pointer = entry, let text = pointer.pointee {
      let parts: [Substring] = String(cString: text).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      entry = pointer + 1
    }
    return variables
  }

  /// Writes a line where people look for talk, and not for data.
  static func warn(_ text: String) {
    fputs("assay: \(text)\n", stderr)
  }

  /// Makes a file, as runners of tests in parts ask for to know that parts are understood.
  static func touch(_ path: String) {
    guard let file = fopen(path, "a") else {
      warn("the file ‘\(path)’ that TEST_SHARD_STATUS_FILE names cannot be written")
      return
    }
    fclose(file)
  }
}

extension RunSettings {
  /// How many processors the system has for us, at least 1.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The settings that the environment of this process asks for; it is read once, as ``from(environment:)`` tells.
  ///
  /// What is wrong with it is written to standard error once.
  public static let current: RunSettings = {
    let variables: [String: String] = ProcessEnvironment.variables
    var settings: RunSettings = .from(environment: variables)
    for fault in settings.faults { ProcessEnvironment.warn(fault.description) }
    if let path: String = variables["TEST_SHARD_STATUS_FILE"], !path.isEmpty {
      ProcessEnvironment.touch(path)
    }
    let budget: SuiteBudget = settings.budget
    do {
      try SuiteBudget.shared.configure(total: budget.total, capacity: budget.capacity)
      settings.budget = .shared
    } catch {
      // Something drew from the shared budget before the environment was read; this one is then used instead.
      ProcessEnvironment.warn("\(error)")
    }
    return settings
  }()
}
