import PropertyTesting
import Testing

/// What a finished run tells the running test.
struct FailureRecord {
  /// The error that stands for the failure; nil where there is none.
  let failure: (any Error)?
  /// What the test keeps with it.
  let attachment: String?
  /// What should be known although it fails nothing.
  let warnings: [String]

  init(_ report: PropertyReport) {
    failure = report.passed ? nil : PropertyFailure(report)
    attachment = report.passed ? nil : report.description
    warnings = report.findings.map(\.description) + report.warnings
  }

  init(_ report: LawsReport) {
    failure = report.passed ? nil : LawsFailure(report)
    attachment = report.passed ? nil : report.description
    warnings = report.entries.flatMap { FailureRecord($0.report).warnings }
  }

  /// Records one issue for the failure, with the report attached, and a warning for all the rest.
  ///
  /// - Throws: the failure where no test runs that could keep it.
  func record(at location: SourceLocation) throws {
    guard Test.current != nil else {
      if let failure { throw failure }
      return
    }
    if !warnings.isEmpty {
      Issue.record(
        Comment(rawValue: warnings.joined(separator: "\n")), severity: .warning, sourceLocation: location)
    }
    guard let failure else { return }
    if let attachment {
      Attachment.record(attachment, named: Self.attachmentName, sourceLocation: location)
    }
    Issue.record(failure, sourceLocation: location)
  }

  private static let attachmentName: String = "counterexample.txt"
}
