/// The program as the files that it writes name it.
public enum Tool {
  /// The name of the program.
  public static let name: String = "assay"
  /// The version of the program.
  public static let version: String = "0.1.0"
  /// Name and version, as in `assay 0.1.0`.
  public static let nameAndVersion: String = "\(name) \(version)"
}
