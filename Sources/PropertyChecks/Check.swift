import PropertyTesting
import Testing

/// Runs a property in the running test and records there what came of it.
///
/// - Returns: the report, also where the property is broken and the failure was recorded.
/// - Throws: ``PropertyFailure`` outside of a test; otherwise as
///   `runProperty(_:_:examples:settings:place:property:)`.
func recordingCheck<Value>(
  _ name: String?, _ generator: Gen<Value>, examples: [String], settings: RunSettings,
  function: String, sourceLocation: SourceLocation, property: Property<Value>
) async throws -> PropertyReport {
  let place: SourcePlace = SourcePlace(sourceLocation, function: function)
  let (report, strays): (PropertyReport, [Issue]) = try await IssueCapture.quietly {
    try await runProperty(
      name, generator, examples: examples, settings: settings, place: place, property: property)
  }
  try FailureRecord(report, strays: strays).record(at: sourceLocation)
  return report
}

extension SourcePlace {
  init(_ location: SourceLocation, function: String) {
    self.init(
      fileID: location.fileID, filePath: location.filePath, line: location.line, column: location.column,
      // The test's own name, for a check may be made in a function that the test calls.
      function: Test.current?.name ?? function)
  }
}
