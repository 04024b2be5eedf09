/// Checks laws with the values of a generator.
///
/// ```swift
/// try await checkLaws(.hashable + .comparable, of: versions)
/// ```
///
/// Each law is a property of its own, of one, two or three values *a*, *b* and *c*. After the first, a value is made
/// again from the choices of an earlier one, so that it is equal but not the same instance, or from choices nearly the
/// same, or independently. A broken law is reported by name, with values that are shrunk; the others are checked
/// nevertheless.
///
/// - Parameters:
///   - laws: such as ``Laws/hashable``.
///   - generator: makes the values; it decides what the laws are checked with. With NaN among them, for instance,
///     `Double` breaks the laws of its protocols, as its documentation says.
///   - examples: choices, as a failure prints them, that are always tried first, with every law.
///   - settings: how each law is run.
///   - fileID, filePath, line, column, function: where the laws are checked.
/// - Returns: the report of laws that hold.
/// - Throws: ``LawsFailure`` where a law is broken or cannot be checked well enough; otherwise as
///   ``runProperty(_:_:examples:settings:place:property:)``.
@_disfavoredOverload
@discardableResult
public func checkLaws<Value>(
  _ laws: Laws<Value>, of generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .laws,
  fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column,
  function: String = #function
) async throws -> LawsReport {
  let report: LawsReport = try await runLaws(
    laws, of: generator, examples: examples, settings: settings,
    place: SourcePlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function))
  guard report.passed else { throw LawsFailure(report) }
  return report
}

/// Checks laws with the values of a generator and tells what came of it, also where some are broken.
///
/// - Parameters:
///   - laws: such as ``Laws/hashable``.
///   - generator: makes the values.
///   - examples: choices, as a failure prints them, that are always tried first, with every law.
///   - settings: how each law is run.
///   - place: where the laws are checked.
/// - Throws: as ``runProperty(_:_:examples:settings:place:property:)``.
public func runLaws<Value>(
  _ laws: Laws<Value>, of generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .laws,
  place: SourcePlace
) async throws -> LawsReport {
  var entries: [LawsReport.Entry] = []
  for law in laws.laws {
    let values: Gen<[Value]> = RelatedValues.generator(
      of: generator, names: Array(["a", "b", "c"].prefix(law.valueCount)))
    let report: PropertyReport = try await runProperty(
      "\(Value.self): \(law.name)", values, examples: examples, settings: settings, place: place,
      property: Property { values in try law.check(values) })
    entries.append(LawsReport.Entry(law: law.name, report: report))
  }
  return LawsReport(entries)
}

extension RunSettings {
  /// The settings of the process with ten times as many cases, because a law of three values is broken by few triples
  /// and one case takes little time.
  public static var laws: RunSettings {
    .with { settings in
      let (cases, overflow): (Int, Bool) = settings.cases.multipliedReportingOverflow(by: 10)
      if !overflow { settings.cases = cases }
    }
  }
}
