/// What came of checking laws.
public struct LawsReport: Sendable, CustomStringConvertible {
  /// What came of checking one law.
  public struct Entry: Sendable {
    /// The name of the law.
    public let law: String
    /// What came of running it as a property.
    public let report: PropertyReport
  }

  /// The laws in the order in which they were checked.
  public let entries: [Entry]

  /// Creates a report of laws that were checked.
  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// The laws that are broken, or could not be checked well enough.
  public var failures: [Entry] { entries.filter { !$0.report.passed } }

  /// Whether every law held.
  public var passed: Bool { entries.allSatisfy(\.report.passed) }

  /// The reports of the laws that failed, or a line where none did.
  public var description: String {
    let failures: [Entry] = failures
    guard !failures.isEmpty else { return "\(entries.count) laws hold" }
    let heading: String = "\(failures.count) of \(entries.count) laws do not hold"
    return ([heading] + failures.map { $0.report.description }).joined(separator: "\n\n")
  }
}

/// Laws that are broken, or could not be checked well enough.
public struct LawsFailure: Error, Sendable, CustomStringConvertible {
  /// What came of checking all of them.
  public let report: LawsReport

  /// Creates a failure from a report.
  public init(_ report: LawsReport) {
    self.report = report
  }

  /// The reports of the laws that failed.
  public var description: String { report.description }
}

extension LawViolation: FailureIdentifying {
  /// The law: a shrunk counterexample breaks the law that the first one did.
  public var failureIdentity: String { law }
}
