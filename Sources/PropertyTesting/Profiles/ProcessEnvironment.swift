#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  import Darwin
#endif

extension RunSettings {
  /// How many processors the system has for us, at least 1.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The settings that the environment of this process asks for.
  ///
  /// They are read once.
  public static let current: RunSettings = .profile(.default)
}
