import DataFiles
public import Foundation
public import Guarantees

/// The results of an audit as one document, from which everything else is drawn.
///
/// `command`, `machine` and `timing` are objects of their own, at any level; all the rest is the same in any two runs
/// with one seed, on any number of threads.
public struct AuditReport: Sendable, Encodable {
  /// The version of the document's fields; it grows when one changes its meaning.
  public static let currentSchemaVersion: Int = 1

  /// How the audit was started.
  public struct Command: Sendable, Encodable {
    /// The command line.
    public let line: String

    /// Records a command line.
    public init(line: String) { self.line = line }
  }

  /// Where the audit ran.
  public struct Machine: Sendable, Encodable {
    /// The name and version of the operating system.
    public let operatingSystem: String
    /// The number of cores that the process may use.
    public let cores: Int
    /// How many trials ran at a time.
    public let workers: Int

    /// Describes the machine that the process runs on.
    public init(workers: Int) {
      self.operatingSystem = ProcessInfo.processInfo.operatingSystemVersionString
      self.cores = ProcessInfo.processInfo.activeProcessorCount
      self.workers = workers
    }
  }

  /// The false alarms that the audit allows itself.
  public struct ErrorBudget: Sendable, Encodable {
    /// The probability that a run in which every claim holds calls one violated.
    public let falseAlarmRatePerRun: Double
    /// The part of it that each claim has.
    public let falseAlarmRatePerClaim: Double
    /// The part of the run's that the claims tested have used up, at most.
    public let falseAlarmProbabilitySpent: Double
  }

  /// How many guarantees have each verdict.
  public struct Summary: Sendable, Encodable, Hashable {
    /// Those that hold.
    public let holds: Int
    /// Those that are violated.
    public let violated: Int
    /// Those that are open.
    public let inconclusive: Int
  }

  /// The name of the format.
  public let format: String = "assay-audit"
  /// The version of the document's fields.
  public let schemaVersion: Int = AuditReport.currentSchemaVersion
  /// The program.
  public let tool: String = Tool.nameAndVersion
  /// How thorough the audit was.
  public let profile: String
  /// The seed of all problems.
  public let seed: UInt64
  /// The false alarms that the audit allows itself.
  public let errorBudget: ErrorBudget
  /// How many guarantees have each verdict.
  public let summary: Summary
  /// The guarantees one by one.
  public let results: [GuaranteeResult]
  /// How the audit was started.
  public let command: Command
  /// Where it ran.
  public let machine: Machine
  /// How long it took.
  public let timing: Timing

  /// Joins the results of an audit with the circumstances of its run.
  public init(
    audit: Audit, results: [GuaranteeResult], command: Command, machine: Machine, timing: Timing
  ) {
    self.profile = audit.profile.rawValue
    self.seed = audit.seed
    self.errorBudget = ErrorBudget(
      falseAlarmRatePerRun: Audit.falseAlarmRatePerRun, falseAlarmRatePerClaim: audit.falseAlarmRatePerClaim,
      falseAlarmProbabilitySpent: results.flatMap(\.claims).reduce(0) {
        $0 + ($1.statistics?.falseAlarmProbabilitySpent ?? 0)
      })
    let names: [String] = results.map(\.verdict.name)
    self.summary = Summary(
      holds: names.count { $0 == "holds" }, violated: names.count { $0 == "violated" },
      inconclusive: names.count { $0 == "inconclusive" })
    self.results = results
    self.command = command
    self.machine = machine
    self.timing = timing
  }

  /// The status with which a command ends on this report: 0 all hold, 1 something is violated, 2 something is open.
  public var exitStatus: Int32 {
    if summary.violated > 0 { return 1 }
    return summary.inconclusive > 0 || results.isEmpty ? 2 : 0
  }

  /// The document.
  ///
  /// - Throws: `EncodingError` where a number is not finite.
  public func json() throws -> Data { try CanonicalJSON.encode(self) }

  /// Finds out before an audit whether its report can be written into a directory.
  ///
  /// - Throws: `DataError` where it cannot.
  public static func prepare(directory: String) throws {
    // It is opened as it will be, and given up again.
    let opened: OutputDirectory = try OutputDirectory(path: directory)
    _ = consume opened
    let manager: FileManager = FileManager.default
    if manager.fileExists(atPath: directory), !manager.isWritableFile(atPath: directory) {
      throw DataError(
        .cannotWrite, file: directory, problem: "is a directory that cannot be written into",
        mend: "name another directory, or allow writing")
    }
  }

  /// Writes `audit.json`, `audit.md` and a `curves/GUARANTEE-NAME.csv` for each curve into a directory, all or nothing.
  ///
  /// - Throws: `DataError` where the directory cannot be written.
  public func write(to directory: String) throws {
    let json: Data = try json()
    let markdown: String = try MarkdownReport.render(self)
    var output: OutputDirectory = try OutputDirectory(path: directory)
    try output.write(json, name: "audit.json")
    try output.write(Data(markdown.utf8), name: "audit.md")
    for result in results {
      for curve in result.curves {
        try output.write(Data(curve.csv.utf8), name: "curves/\(result.identifier)-\(curve.name).csv")
      }
    }
    try output.commit()
  }
}
