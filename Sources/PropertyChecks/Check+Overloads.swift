public import PropertyTesting
public import Testing

/// Checks a property of every value of a generator, and records a failure once, at the caller's line.
///
/// ```swift
/// @Test func sortingKeepsTheElements() async throws {
///   try await check("sorting keeps the elements", .array(of: .integer(in: 0...9))) { items in
///     #expect(items.sorted().count == items.count)
///   }
/// }
/// ```
///
/// A case fails by a failed `#expect` or `#require`, an issue recorded otherwise, a thrown error, or `false`. While cases
/// run and shrink the test is told nothing of it; then the shrunk counterexample is recorded as one issue, whose error
/// is a `PropertyFailure`, with the report attached, and the test goes on. Warnings of health checks are recorded as
/// issues that are warnings.
///
/// - Parameters:
///   - name: names the property in reports, seeds and stores.
///   - generator: makes the values.
///   - examples: choices, as a failure prints them, that are always tried first.
///   - settings: how the property is run.
///   - function: the test, as `#function` gives it.
///   - sourceLocation: where a failure is recorded.
///   - property: what is claimed of every value; it may suspend.
/// - Returns: the report, also where the property is broken.
/// - Throws: `PropertyFailure` where the property is broken and no test runs; otherwise as
///   `runProperty(_:_:examples:settings:place:property:)`.
@discardableResult
public func check<Value, Result>(
  _ name: String, _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: @escaping @Sendable (Value) async throws -> Result
) async throws -> PropertyReport {
  try await recordingCheck(
    name, generator, examples: examples, settings: settings, function: function,
    sourceLocation: sourceLocation,
    property: Property { value in try await IssueCapture.run { try await property(value) } })
}

/// Checks a property of every value of a generator; it may tell about the case through its trial.
///
/// See ``check(_:_:examples:settings:function:sourceLocation:property:)``
/// for what is taken, recorded and thrown.
@discardableResult
public func check<Value, Result>(
  _ name: String, _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: @escaping @Sendable (Value, Trial) async throws -> Result
) async throws -> PropertyReport {
  try await recordingCheck(
    name, generator, examples: examples, settings: settings, function: function,
    sourceLocation: sourceLocation,
    property: Property { value, trial in try await IssueCapture.run { try await property(value, trial) } })
}

/// Checks a property of every value of a generator, and records a failure once.
///
/// The property is named for the place of the call.
///
/// See ``check(_:_:examples:settings:function:sourceLocation:property:)``
/// for what is taken, recorded and thrown.
@discardableResult
public func check<Value, Result>(
  _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: @escaping @Sendable (Value) async throws -> Result
) async throws -> PropertyReport {
  try await recordingCheck(
    nil, generator, examples: examples, settings: settings, function: function,
    sourceLocation: sourceLocation,
    property: Property { value in try await IssueCapture.run { try await property(value) } })
}

/// Checks a property of every value of a generator; it may tell about the case through its trial.
///
/// The property is named for the place of the call.
///
/// See ``check(_:_:examples:settings:function:sourceLocation:property:)``
/// for what is taken, recorded and thrown.
@discardableResult
public func check<Value, Result>(
  _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  property: @escaping @Sendable (Value, Trial) async throws -> Result
) async throws -> PropertyReport {
  try await recordingCheck(
    nil, generator, examples: examples, settings: settings, function: function,
    sourceLocation: sourceLocation,
    property: Property { value, trial in try await IssueCapture.run { try await property(value, trial) } })
}
