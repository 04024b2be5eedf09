/// Tests a statistical claim about the values of a generator and tells what came of it.
///
/// - Parameters:
///   - name: names the property in reports, seeds and the budget.
///   - claim: what is claimed.
///   - generator: makes a value for each trial; values are drawn uniformly.
///   - settings: how trials are run; `cases` does not matter, the claim says how many it takes.
///   - place: where the property is checked.
///   - trial: yields what the claim is about: a Bool, a number, or errors at all sizes. A trial that throws counts as a
///     failure where the claim is about a probability, and otherwise ends the test.
/// - Returns: the report, also where the claim is violated.
/// - Throws: ``StatisticsError`` where the claim makes no sense, is not about what the trials yield, or the budget is
///   used up; `CancellationError` where the task was cancelled; ``EnvironmentFault`` where a variable of the environment
///   has no meaning.
public func runStatistical<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings = .current,
  place: SourcePlace, trial: StatisticalTrial<Value, Observation>
) async throws -> StatisticalReport {
  try await StatisticalRun(
    name: name, claim: claim, generator: generator, property: trial.property, settings: settings, place: place
  ).report()
}

/// What is done in each trial of a statistical claim.
public struct StatisticalTrial<Value, Observation: StatisticalObservation>: Sendable {
  let property: Property<Value>

  /// A trial on a value, which may tell about it, and may suspend.
  public init(_ program: @escaping @Sendable (Value, Trial) async throws -> Observation) {
    property = Property { value, trial in Self.tell(try await program(value, trial), trial) }
  }

  /// A trial on a value; it may suspend.
  public init(_ program: @escaping @Sendable (Value) async throws -> Observation) {
    property = Property { value, trial in Self.tell(try await program(value), trial) }
  }

  private static func tell(_ observation: Observation, _ trial: Trial) -> Bool {
    trial.observe(observation)
    return observation.isSuccess ?? true
  }
}

/// Checks a statistical claim about the values of a generator.
///
/// ```swift
/// try await check("recovers the teacher", .holds(withProbability: 0.99), over: teachers) { teacher in
///   try recover(teacher).distance < 1e-6
/// }
/// ```
///
/// - Parameters:
///   - name: names the property in reports, seeds and the budget.
///   - claim: what is claimed.
///   - generator: makes a value for each trial; values are drawn uniformly.
///   - settings: how trials are run.
///   - fileID, filePath, line, column, function: where the property is checked.
///   - trial: yields what the claim is about, and may suspend: a Bool, a number, or errors at all sizes.
/// - Returns: the report of a claim that holds.
/// - Throws: ``StatisticalFailure`` where the claim is violated or not decided; otherwise as
///   ``runStatistical(_:_:over:settings:place:trial:)``.
@_disfavoredOverload
@discardableResult
public func check<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings = .current,
  fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column,
  function: String = #function, trial: @escaping @Sendable (Value) async throws -> Observation
) async throws -> StatisticalReport {
  try await runStatistical(
    name, claim, over: generator, settings: settings,
    place: SourcePlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function),
    trial: StatisticalTrial(trial)
  ).orFailure()
}

/// Checks a statistical claim about the values of a generator, by trials that may tell about them.
///
/// See ``check(_:_:over:settings:fileID:filePath:line:column:function:trial:)`` for what is taken and thrown.
@_disfavoredOverload
@discardableResult
public func check<Value, Observation: StatisticalObservation>(
  _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, settings: RunSettings = .current,
  fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column,
  function: String = #function, trial: @escaping @Sendable (Value, Trial) async throws -> Observation
) async throws -> StatisticalReport {
  try await runStatistical(
    name, claim, over: generator, settings: settings,
    place: SourcePlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function),
    trial: StatisticalTrial(trial)
  ).orFailure()
}

extension StatisticalReport {
  /// The report of a claim that holds.
  ///
  /// - Throws: ``StatisticalFailure`` where it does not.
  func orFailure() throws(StatisticalFailure) -> StatisticalReport {
    guard passed else { throw StatisticalFailure(self) }
    return self
  }
}
