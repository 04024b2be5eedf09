import PropertyTesting
import Testing

/// What a finished run tells the running test.
struct FailureRecord {
  /// The error that stands for the failure, whose description the test keeps; nil where there is none.
  private let failure: (any Error & CustomStringConvertible)?
  /// What should be known although it fails nothing.
  private let warnings: [String]
  /// Failures that were recorded outside of cases.
  private let strays: [Issue]

  init(_ report: PropertyReport, strays: [Issue]) {
    failure = report.passed ? nil : PropertyFailure(report)
    warnings = Self.warnings(of: report)
    self.strays = strays
  }

  init(_ report: StatisticalReport, strays: [Issue]) {
    failure = report.passed ? nil : StatisticalFailure(report)
    warnings = report.warnings
    self.strays = strays
  }

  init(_ report: LawsReport, strays: [Issue]) {
    failure = report.passed ? nil : LawsFailure(report)
    warnings = report.entries.flatMap { Self.warnings(of: $0.report) }
    self.strays = strays
  }

  /// The findings of a run that fails nothing by them, each once.
  private static func warnings(of report: PropertyReport) -> [String] {
    if case .unhealthy = report.outcome { return report.warnings }
    return report.findings.map(\.description) + report.warnings
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
    if let failure {
      Attachment.record(failure.description, named: Self.attachmentName, sourceLocation: location)
      Issue.record(failure, sourceLocation: location)
    } else if let stray: Issue = strays.first {
      Issue.record(
        "\(stray) (recorded \(strays.count) times outside of the property, as by its generator)",
        sourceLocation: location)
    }
  }

  private static let attachmentName: String = "counterexample.txt"
}
