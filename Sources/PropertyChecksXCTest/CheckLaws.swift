public import PropertyTesting
import XCTest

/// Checks laws with the values of a generator, and records those that are broken once, at the caller's line.
///
/// - Parameters:
///   - laws: such as `.hashable`.
///   - generator: makes the values.
///   - examples: choices, as a failure prints them, that are always tried first, with every law.
///   - settings: how each law is run.
///   - file, fileID, line, column, function: where a failure is recorded.
/// - Returns: the report, also where a law is broken.
/// - Throws: as `runLaws(_:of:examples:settings:place:)`.
@discardableResult
public func checkLaws<Value>(
  _ laws: Laws<Value>, of generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .laws,
  file: StaticString = #filePath, fileID: String = #fileID, line: UInt = #line, column: Int = #column,
  function: String = #function
) async throws -> LawsReport {
  let site: CallSite = CallSite(file: file, fileID: fileID, line: line, column: column, function: function)
  let report: LawsReport = try await runLaws(
    laws, of: generator, examples: examples, settings: settings, place: site.place)
  if !report.passed { XCTFail(report.description, file: site.file, line: site.line) }
  return report
}
