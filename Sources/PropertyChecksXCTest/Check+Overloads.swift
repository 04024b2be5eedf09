public import PropertyTesting

/// Checks a property of every value of a generator, and records a failure once, at the caller's line.
///
/// ```swift
/// func testSortingKeepsTheElements() async throws {
///   try await check("sorting keeps the elements", .array(of: .integer(in: 0...9))) { items in
///     items.sorted().count == items.count
///   }
/// }
/// ```
///
/// A case fails by `false` or a thrown error, such as that of `Trial.require`. Do not assert with `XCTAssert…` inside
/// the property: XCTest counts every failed assertion at once, those of cases that are only tried while shrinking too.
///
/// - Parameters:
///   - name: names the property in reports, seeds and stores.
///   - generator: makes the values.
///   - examples: choices, as a failure prints them, that are always tried first.
///   - settings: how the property is run.
///   - file, fileID, line, column, function: where a failure is recorded.
///   - property: what is claimed of every value; it may suspend.
/// - Returns: the report, also where the property is broken.
/// - Throws: as `runProperty(_:_:examples:settings:place:property:)`.
@discardableResult
public func check<Value, Result>(
  _ name: String, _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  file: StaticString = #filePath, fileID: String = #fileID, line: UInt = #line, column: Int = #column,
  function: String = #function, property: @escaping @Sendable (Value) async throws -> Result
) async throws -> PropertyReport {
  try await recordingCheck(
    name, generator, examples: examples, settings: settings,
    at: CallSite(file: file, fileID: fileID, line: line, column: column, function: function),
    property: Property(property))
}

/// Checks a property of every value of a generator; it may tell about the case through its trial.
///
/// See ``check(_:_:examples:settings:file:fileID:line:column:function:property:)``
/// for what is taken, recorded and thrown.
@discardableResult
public func check<Value, Result>(
  _ name: String, _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  file: StaticString = #filePath, fileID: String = #fileID, line: UInt = #line, column: Int = #column,
  function: String = #function, property: @escaping @Sendable (Value, Trial) async throws -> Result
) async throws -> PropertyReport {
  try await recordingCheck(
    name, generator, examples: examples, settings: settings,
    at: CallSite(file: file, fileID: fileID, line: line, column: column, function: function),
    property: Property(property))
}

/// Checks a property of every value of a generator, and records a failure once.
///
/// The property is named for the place of the call.
///
/// See ``check(_:_:examples:settings:file:fileID:line:column:function:property:)``
/// for what is taken, recorded and thrown.
@discardableResult
public func check<Value, Result>(
  _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  file: StaticString = #filePath, fileID: String = #fileID, line: UInt = #line, column: Int = #column,
  function: String = #function, property: @escaping @Sendable (Value) async throws -> Result
) async throws -> PropertyReport {
  try await recordingCheck(
    nil, generator, examples: examples, settings: settings,
    at: CallSite(file: file, fileID: fileID, line: line, column: column, function: function),
    property: Property(property))
}

/// Checks a property of every value of a generator; it may tell about the case through its trial.
///
/// The property is named for the place of the call.
///
/// See ``check(_:_:examples:settings:file:fileID:line:column:function:property:)``
/// for what is taken, recorded and thrown.
@discardableResult
public func check<Value, Result>(
  _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  file: StaticString = #filePath, fileID: String = #fileID, line: UInt = #line, column: Int = #column,
  function: String = #function, property: @escaping @Sendable (Value, Trial) async throws -> Result
) async throws -> PropertyReport {
  try await recordingCheck(
    nil, generator, examples: examples, settings: settings,
    at: CallSite(file: file, fileID: fileID, line: line, column: column, function: function),
    property: Property(property))
}
