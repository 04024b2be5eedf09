import PropertyTesting
import XCTest

/// Where in a test a failure is recorded.
struct CallSite: Sendable {
  let file: StaticString
  let line: UInt
  let place: SourcePlace

  init(file: StaticString, fileID: String, line: UInt, column: Int, function: String) {
    self.file = file
    self.line = line
    // The compiler gives lines that are small and not negative.
    place = SourcePlace(
      fileID: fileID, filePath: file.description, line: Int(line), column: column, function: function)
  }
}

/// Runs a property and records a failure once.
func recordingCheck<Value>(
  _ name: String?, _ generator: Gen<Value>, examples: [String], settings: RunSettings, at site: CallSite,
  property: Property<Value>
) async throws -> PropertyReport {
  let report: PropertyReport = try await runProperty(
    name, generator, examples: examples, settings: settings, place: site.place, property: property)
  if !report.passed { XCTFail(report.description, file: site.file, line: site.line) }
  return report
}
