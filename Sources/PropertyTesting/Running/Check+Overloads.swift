/// Checks a property of every value of a generator.
///
/// - Parameters:
///   - name: names the property in reports, seeds and stores.
///   - generator: makes the values.
///   - examples: choices, as a failure prints them, that are always tried first.
///   - settings: how the property is run.
///   - fileID, filePath, line, column, function: where the property is checked.
///   - property: what is claimed of every value, which may suspend; it is broken by throwing, or by returning false.
/// - Returns: the report of a property that holds.
/// - Throws: ``PropertyFailure`` where the property is broken or cannot be tested well enough; otherwise as
///   ``runProperty(_:_:examples:settings:place:property:)``.
@_disfavoredOverload
@discardableResult
public func check<Value, Result>(
  _ name: String, _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column,
  function: String = #function, property: @escaping @Sendable (Value) async throws -> Result
) async throws -> PropertyReport {
  try await runProperty(
    name, generator, examples: examples, settings: settings,
    place: SourcePlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function),
    property: Property(property)
  ).orFailure()
}

/// Checks a property of every value of a generator; it may tell about the case through its trial.
///
/// See ``check(_:_:examples:settings:fileID:filePath:line:column:function:property:)`` for what is taken and thrown.
@_disfavoredOverload
@discardableResult
public func check<Value, Result>(
  _ name: String, _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column,
  function: String = #function, property: @escaping @Sendable (Value, Trial) async throws -> Result
) async throws -> PropertyReport {
  try await runProperty(
    name, generator, examples: examples, settings: settings,
    place: SourcePlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function),
    property: Property(property)
  ).orFailure()
}

/// Checks a property of every value of a generator.
///
/// The property is named for the place of the call.
///
/// See ``check(_:_:examples:settings:fileID:filePath:line:column:function:property:)-8hzmy`` for what is taken and thrown.
@_disfavoredOverload
@discardableResult
public func check<Value, Result>(
  _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column,
  function: String = #function, property: @escaping @Sendable (Value) async throws -> Result
) async throws -> PropertyReport {
  try await runProperty(
    nil, generator, examples: examples, settings: settings,
    place: SourcePlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function),
    property: Property(property)
  ).orFailure()
}

/// Checks a property of every value of a generator; it may tell about the case through its trial.
///
/// The property is named for the place of the call.
///
/// See ``check(_:_:examples:settings:fileID:filePath:line:column:function:property:)-8hzmy`` for what is taken and thrown.
@_disfavoredOverload
@discardableResult
public func check<Value, Result>(
  _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column,
  function: String = #function, property: @escaping @Sendable (Value, Trial) async throws -> Result
) async throws -> PropertyReport {
  try await runProperty(
    nil, generator, examples: examples, settings: settings,
    place: SourcePlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function),
    property: Property(property)
  ).orFailure()
}

extension PropertyReport {
  /// The report of a property that holds.
  ///
  /// - Throws: ``PropertyFailure`` where it does not.
  func orFailure() throws(PropertyFailure) -> PropertyReport {
    guard passed else { throw PropertyFailure(self) }
    return self
  }
}
