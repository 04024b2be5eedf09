public import PropertyTesting
public import Testing

/// Checks laws with the values of a generator, and records those that are broken as one issue at the caller's line.
///
/// ```swift
/// @Test func versions() async throws {
///   try await checkLaws(.comparable + .hashable, of: .versions)
/// }
/// ```
///
/// - Parameters:
///   - laws: such as `.hashable`.
///   - generator: makes the values.
///   - examples: choices, as a failure prints them, that are always tried first, with every law.
///   - settings: how each law is run.
///   - function: the test, as `#function` gives it.
///   - sourceLocation: where a failure is recorded.
/// - Returns: the report, also where a law is broken.
/// - Throws: `LawsFailure` where a law is broken and no test runs; otherwise as `runLaws(_:of:examples:settings:place:)`.
@discardableResult
public func checkLaws<Value>(
  _ laws: Laws<Value>, of generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .laws,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation
) async throws -> LawsReport {
  let place: SourcePlace = SourcePlace(sourceLocation, function: function)
  let (report, strays): (LawsReport, [Issue]) = try await IssueCapture.quietly {
    try await runLaws(laws, of: generator, examples: examples, settings: settings, place: place)
  }
  try FailureRecord(report, strays: strays).record(at: sourceLocation)
  return report
}
