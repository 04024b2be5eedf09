import PropertyTesting
import Synchronization

/// How the code of the tutorial is run: as on a build server, with what a reader would see kept.
final class TutorialRun: Sendable {
  let settings: RunSettings
  private let reports: Mutex<[String]> = Mutex([])

  init(_ change: (inout RunSettings) -> Void = { _ in }) {
    settings = RunSettings.profile(.ci).with {
      $0.budget = SuiteBudget()
      change(&$0)
    }
  }

  /// What was reported so far.
  var report: String { reports.withLock { $0.joined(separator: "\n") } }

  func keep(_ report: String) {
    reports.withLock { $0.append(report) }
  }
}

extension TutorialSnippets {
  func check<Value>(
    _ name: String, _ generator: Gen<Value>, examples: [String] = [], line: Int = #line,
    function: String = #function, property: @escaping @Sendable (Value) throws -> Bool
  ) async throws {
    try await check(name, generator, examples, line, function, Property(property))
  }

  func check<Value>(
    _ name: String, _ generator: Gen<Value>, examples: [String] = [], line: Int = #line,
    function: String = #function, property: @escaping @Sendable (Value, Trial) throws -> Bool
  ) async throws {
    try await check(name, generator, examples, line, function, Property(property))
  }

  private func check<Value>(
    _ name: String, _ generator: Gen<Value>, _ examples: [String], _ line: Int, _ function: String,
    _ property: Property<Value>
  ) async throws {
    let report: PropertyReport = try await runProperty(
      name, generator, examples: examples, settings: run.settings,
      place: SourcePlace(line: line, function: function), property: property)
    run.keep(report.description)
    if !report.passed { throw PropertyFailure(report) }
  }

  func check<Value, Observation: StatisticalObservation>(
    _ name: String, _ claim: StatisticalClaim, over generator: Gen<Value>, line: Int = #line,
    function: String = #function, trial: @escaping @Sendable (Value) throws -> Observation
  ) async throws {
    let report: StatisticalReport = try await runStatistical(
      name, claim, over: generator, settings: run.settings,
      place: SourcePlace(line: line, function: function), trial: StatisticalTrial(trial))
    run.keep(report.description)
    if !report.passed { throw StatisticalFailure(report) }
  }
}
