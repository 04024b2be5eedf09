/// What a generator made of a source: a value, or an error of its own.
enum Draw<Value> {
  case value(Value)
  case threw(any Error)
}

/// A case between its draw and its judgement.
struct DrawnCase<Value> {
  let source: ChoiceSource
  let origin: Counterexample.Origin
  /// What was drawn, or why nothing was.
  let draw: Result<Draw<Value>, any Error>
  let trial: Trial
  let generationSeconds: Double?
}

extension PropertyRun {
  /// Runs the case that a source leads to.
  ///
  /// Properties that do not suspend take a way without `await`, which is several times as quick.
  ///
  /// - Throws: ``CaseFailure`` where the property is broken.
  func run(
    _ source: ChoiceSource, origin: Counterexample.Origin, readsClock: Bool = false
  ) async throws -> CaseResult {
    guard case .suspending = property.program else {
      return try runAtOnce(source, origin: origin, readsClock: readsClock)
    }
    let drawn: DrawnCase<Value> = draw(from: source, origin: origin, readsClock: readsClock)
    guard case .success(let draw) = drawn.draw else { return try conclude(drawn, nil) }
    var verdict: Verdict = try await judge(draw, drawn.trial)
    // The machine may have been busy; what is slow twice is slow.
    if verdict.isTooSlow { verdict = try await judge(draw, Trial()) }
    return try conclude(drawn, verdict)
  }

  /// Runs the case that a source leads to, for a property that does not suspend.
  ///
  /// - Throws: ``CaseFailure`` where the property is broken.
  func runAtOnce(
    _ source: ChoiceSource, origin: Counterexample.Origin, readsClock: Bool
  ) throws -> CaseResult {
    let drawn: DrawnCase<Value> = draw(from: source, origin: origin, readsClock: readsClock)
    guard case .success(let draw) = drawn.draw else { return try conclude(drawn, nil) }
    var verdict: Verdict = try judgeAtOnce(draw, drawn.trial)
    if verdict.isTooSlow { verdict = try judgeAtOnce(draw, Trial()) }
    return try conclude(drawn, verdict)
  }

  private func draw(
    from source: ChoiceSource, origin: Counterexample.Origin, readsClock: Bool
  ) -> DrawnCase<Value> {
    var source: ChoiceSource = source
    let start: Double? = readsClock ? settings.clock() : nil
    let draw: Result<Draw<Value>, any Error> = Result { try drawing.generate(&source) }
    return DrawnCase(
      source: source, origin: origin, draw: draw, trial: Trial(),
      generationSeconds: start.map { settings.clock() - $0 })
  }

  private func conclude(_ drawn: DrawnCase<Value>, _ verdict: Verdict?) throws -> CaseResult {
    let status: CaseResult.Status
    switch (drawn.draw, verdict) {
    case (_, .failed(let failure)):
      throw CaseFailure(
        failure: failure, choices: drawn.source.recorded, origin: drawn.origin, told: drawn.trial.record)
    case (.failure(ChoiceSource.Stop.tooManyChoices), _): status = .overlong
    case (.success, .held): status = .held
    default: status = .discarded
    }
    let told: Trial.Record? = drawn.trial.recordIfAny
    return CaseResult(
      status: status, rejections: drawn.source.rejections, digest: ChoiceDigest(drawn.source.recorded),
      told: told == nil ? nil : drawn.trial,
      choices: told?.targets.isEmpty ?? true ? nil : drawn.source.recorded,
      generationSeconds: drawn.generationSeconds)
  }
}
