public import PropertyTesting
import XCTest

/// Runs a statistical claim and records a failure once.
private func recordingCheck<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings,
  at site: CallSite, trial: StatisticalTrial<Value, Observation>
) async throws -> StatisticalReport {
  let report: StatisticalReport = try await runStatistical(
    name, claim, over: generator, settings: settings, place: site.place, trial: trial)
  if !report.passed { XCTFail(report.description, file: site.file, line: site.line) }
  return report
}

/// Checks a statistical claim about the values of a generator, and records a failure once, at the caller's line.
///
/// - Parameters:
///   - name: names the property in reports, seeds and the budget.
///   - claim: what is claimed.
///   - generator: makes a value for each trial; values are drawn uniformly.
///   - settings: how trials are run.
///   - file, fileID, line, column, function: where a failure is recorded.
///   - trial: yields what the claim is about, and may suspend: a Bool, a number, or errors at all sizes.
/// - Returns: the report, also where the claim does not hold.
/// - Throws: as `runStatistical(_:_:over:settings:place:trial:)`.
@discardableResult
public func check<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings = .current,
  file: StaticString = #filePath, fileID: String = #fileID, line: UInt = #line, column: Int = #column,
  function: String = #function, trial: @escaping @Sendable (Value) async throws -> Observation
) async throws -> StatisticalReport {
  try await recordingCheck(
    name, claim, over: generator, settings: settings,
    at: CallSite(file: file, fileID: fileID, line: line, column: column, function: function),
    trial: StatisticalTrial(trial))
}

/// Checks a statistical claim about the values of a generator, by trials that may tell about them.
///
/// See ``check(_:_:over:settings:file:fileID:line:column:function:trial:)`` for what is taken, recorded and thrown.
@discardableResult
public func check<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings = .current,
  file: StaticString = #filePath, fileID: String = #fileID, line: UInt = #line, column: Int = #column,
  function: String = #function, trial: @escaping @Sendable (Value, Trial) async throws -> Observation
) async throws -> StatisticalReport {
  try await recordingCheck(
    name, claim, over: generator, settings: settings,
    at: CallSite(file: file, fileID: fileID, line: line, column: column, function: function),
    trial: StatisticalTrial(trial))
}
