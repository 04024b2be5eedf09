/// Runs a property and tells what came of it.
///
/// Cases run in parallel, and the report is the same on any number of workers: the first failing case by its number is
/// the one that is shrunk. While it shrinks, only failures of its kind count: the same type of error and, where the error is
/// ``FailureIdentifying`` as those of ``Trial/require(_:_:fileID:filePath:line:column:)`` are, the same identity; so
/// shrinking does not slip to another bug. A failing case that does not fail again on the same choices is reported as
/// flaky.
///
/// - Parameters:
///   - name: names the property in reports, seeds and stores; nil takes the place of the call.
///   - generator: makes the values.
///   - examples: choices, as a failure prints them, that are always tried first.
///   - settings: how the property is run.
///   - place: where the property is checked.
///   - property: what is claimed of every value.
/// - Returns: the report, also where the property is broken.
/// - Throws: `CancellationError` where the task was cancelled; ``ChoiceSequence/TextError`` where an example cannot be
///   read; ``EnvironmentFault`` where a variable of the environment has no meaning.
public func runProperty<Value>(
  _ name: String?, _ generator: Gen<Value>, examples: [String] = [], settings: RunSettings = .current,
  place: SourcePlace, property: Property<Value>
) async throws -> PropertyReport {
  try await PropertyRun(
    name: name ?? place.description, generator: generator, property: property, settings: settings,
    place: place
  ).run(examples: examples)
}
