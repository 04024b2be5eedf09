/// What made a file: tool, version and command; in JSON the object `generator`.
///
/// It holds no date and no machine, so that the same command makes the same bytes.
public struct Provenance: Sendable, Hashable, Codable {
  /// The program's name.
  public let tool: String
  /// The program's version.
  public let version: String
  /// The command that makes the file again, with `DIR` in place of the directory it is written to.
  public let command: String

  /// The name under which Assay records itself.
  public static let assay: String = "assay"

  /// Creates a record of Assay's own.
  public init(version: String, command: String) {
    self.tool = Self.assay
    self.version = version
    self.command = command
  }
}
