public import PropertyTesting
public import Testing

/// Runs a statistical claim in the running test and records there what came of it.
///
/// - Throws: `StatisticalFailure` outside of a test; otherwise as `runStatistical(_:_:over:settings:place:trial:)`.
private func recordingCheck<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings,
  function: String, sourceLocation: SourceLocation, trial: StatisticalTrial<Value, Observation>
) async throws -> StatisticalReport {
  let place: SourcePlace = SourcePlace(sourceLocation, function: function)
  let (report, strays): (StatisticalReport, [Issue]) = try await IssueCapture.quietly {
    try await runStatistical(name, claim, over: generator, settings: settings, place: place, trial: trial)
  }
  try FailureRecord(report, strays: strays).record(at: sourceLocation)
  return report
}

/// Checks a statistical claim about the values of a generator, and records a failure once, at the caller's line.
///
/// ```swift
/// @Test func recovery() async throws {
///   try await check("recovers the teacher", .holds(withProbability: 0.99), over: teachers) { teacher in
///     try recover(teacher).distance < 1e-6
///   }
/// }
/// ```
///
/// A failed `#expect` or `#require` in a trial is an error that the trial throws, and nothing the test learns of. A
/// claim that is violated or not decided is recorded as one issue, whose error is a `StatisticalFailure`, with the report
/// attached, and the test goes on.
///
/// - Parameters:
///   - name: names the property in reports, seeds and the budget.
///   - claim: what is claimed.
///   - generator: makes a value for each trial; values are drawn uniformly.
///   - settings: how trials are run.
///   - function: the test, as `#function` gives it.
///   - sourceLocation: where a failure is recorded.
///   - trial: yields what the claim is about, and may suspend: a Bool, a number, or errors at all sizes.
/// - Returns: the report, also where the claim does not hold.
/// - Throws: `StatisticalFailure` where the claim does not hold and no test runs; otherwise as
///   `runStatistical(_:_:over:settings:place:trial:)`.
@discardableResult
public func check<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings = .current,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  trial: @escaping @Sendable (Value) async throws -> Observation
) async throws -> StatisticalReport {
  try await recordingCheck(
    name, claim, over: generator, settings: settings, function: function, sourceLocation: sourceLocation,
    trial: StatisticalTrial { value in try await IssueCapture.run { try await trial(value) } })
}

/// Checks a statistical claim about the values of a generator, by trials that may tell about them.
///
/// See ``check(_:_:over:settings:function:sourceLocation:trial:)`` for what is taken, recorded and thrown.
@discardableResult
public func check<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings = .current,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  trial: @escaping @Sendable (Value, Trial) async throws -> Observation
) async throws -> StatisticalReport {
  try await recordingCheck(
    name, claim, over: generator, settings: settings, function: function, sourceLocation: sourceLocation,
    trial: StatisticalTrial { value, about in try await IssueCapture.run { try await trial(value, about) } })
}
