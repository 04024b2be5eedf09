extension PropertyRun {
  /// Looks at a failing case again, shrinks it, and keeps it in the stores.
  func study(_ first: CaseFailure, _ warnings: inout [String]) async throws -> PropertyReport.Outcome {
    var example: Counterexample = Counterexample(
      failure: first.failure, origin: first.origin, choices: first.choices, firstChoices: first.choices,
      values: [], notes: [], shrinkCalls: 0, shrinkEnding: nil)
    if let flakiness = try await lookAgain(&example) { return .flaky(example, flakiness) }
    if first.origin != .replayed {
      if let shrunk = try await shrink(example) {
        example.choices = shrunk.choices
        example.shrinkCalls = shrunk.calls
        example.shrinkEnding = shrunk.ending
        if let flakiness = try await lookAgain(&example) { return .flaky(example, flakiness) }
      }
      example.irrelevantParts = try await explain(example)
      store(example, &warnings)
    }
    return .failed(example)
  }

  /// Runs a failing case again and describes it.
  ///
  /// - Returns: what was different, if anything was.
  private func lookAgain(_ example: inout Counterexample) async throws -> PropertyReport.Flakiness? {
    let generated: Generated<Draw<Value>>
    do {
      generated = try drawing.generate(
        replaying: example.choices, maximumChoices: settings.maximumChoices, recording: .spansAndNames)
    } catch {
      return .generatorDiffers
    }
    guard generated.choices == example.choices else { return .generatorDiffers }
    let trial: Trial = Trial()
    let verdict: Verdict = try await judge(generated.value, trial)
    example.values = describe(generated)
    example.notes = trial.record.notes
    // A time is not the same twice; it was looked at twice when the case was found.
    if case .tooSlow = example.failure { return nil }
    switch verdict {
    case .held, .discarded: return .passedAgain
    case .failed(let failure):
      guard failure.identity == example.failure.identity else {
        return .failedDifferently(failure.description)
      }
      example.failure = failure
      return nil
    }
  }

  private func describe(_ generated: Generated<Draw<Value>>) -> [ChoiceSource.NamedValue] {
    guard generated.namedValues.isEmpty, case .value(let value) = generated.value else {
      return generated.namedValues
    }
    return [
      ChoiceSource.NamedValue(
        name: "value", description: PropertyTesting.describe(value), choices: 0..<generated.choices.count)
    ]
  }

  private func shrinker(callsSpent: Int = 0) -> Shrinker {
    Shrinker(
      budget: Shrinker.Budget(
        calls: settings.shrinkCalls - callsSpent, seconds: settings.shrinkSeconds,
        clock: settings.shrinkSeconds == nil ? nil : settings.clock),
      maximumChoices: settings.maximumChoices)
  }

  /// The parts of a failing value that do not matter.
  private func explain(_ example: Counterexample) async throws -> [IrrelevantPart] {
    if case .tooSlow = example.failure { return [] }
    return try await shrinker(callsSpent: example.shrinkCalls).explain(drawing, at: example.choices) { draw in
      try await failsAlike(draw, example)
    }
  }

  /// Looks for the simplest choices with which the property fails in the same way.
  private func shrink(_ example: Counterexample) async throws -> Shrinker.Outcome<Draw<Value>>? {
    return try await shrinker().shrink(
      drawing, from: example.choices, passing: simplestCase(besides: example)
    ) { draw in
      try await failsAlike(draw, example)
    }
  }

  /// The choices of the first case, which is the simplest value, where they are known not to fail.
  private func simplestCase(besides example: Counterexample) -> [ChoiceSequence] {
    guard beginsWithSimplest, case .drawn = example.origin, settings.shard == .whole,
      let simplest: ChoiceSequence = try? drawing.generate(replaying: ChoiceSequence()).choices,
      simplest != example.choices
    else { return [] }
    return [simplest]
  }

  /// Whether the property fails on a value in the same way as in an example.
  nonisolated(nonsending) private func failsAlike(
    _ draw: Draw<Value>, _ example: Counterexample
  ) async throws -> Bool {
    try Task.checkCancellation()
    // The shrinker waits for the answer and does not touch the value meanwhile.
    nonisolated(unsafe) let draw: Draw<Value> = draw
    guard case .failed(let failure) = try await judge(draw, Trial()) else { return false }
    return failure.identity == example.failure.identity
  }

  private func store(_ example: Counterexample, _ warnings: inout [String]) {
    let stored: StoredExample = StoredExample(
      property: name, choices: example.choices,
      values: example.values.map { "\($0.name) = \($0.description)" },
      failure: example.failure.description)
    let stores: ExampleStores = ExampleStores(settings.stores)
    guard !stores.isReadOnly else { return }
    do { try stores.record(stored) } catch {
      warnings.append("the failure cannot be kept in its store: \(error)")
    }
  }
}
