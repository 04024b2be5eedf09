extension PropertyRun {
  /// Runs the case that a source leads to.
  ///
  /// It makes no value whose type depends on the value's type but the value itself: finding out about such a type costs
  /// as much as a quick case.
  ///
  /// - Throws: ``CaseFailure`` where the property is broken.
  func run(
    _ source: ChoiceSource, origin: Counterexample.Origin, readsClock: Bool = false
  ) async throws -> CaseResult {
    var drawn: DrawnCase = DrawnCase(source, origin: origin)
    let value: Value
    do { value = try drawValue(&drawn, readsClock) } catch { return try drawn.conclude(stoppedBy: error) }
    var verdict: Verdict = try await timing.judge { try await property.program(value, drawn.trial) }
    // The machine may have been busy; what is slow twice is slow.
    if verdict.isTooSlow { verdict = try await timing.judge { try await property.program(value, Trial()) } }
    return try drawn.conclude(verdict)
  }

  private func drawValue(_ drawn: inout DrawnCase, _ readsClock: Bool) throws -> Value {
    let start: Double? = readsClock ? settings.clock() : nil
    defer { drawn.generationSeconds = start.map { settings.clock() - $0 } }
    return try generator.generate(&drawn.source)
  }
}

/// A case from its draw to its end.
struct DrawnCase {
  var source: ChoiceSource
  let origin: Counterexample.Origin
  let trial: Trial = Trial()
  /// How long drawing the value took; nil where no clock is read.
  var generationSeconds: Double?

  init(_ source: ChoiceSource, origin: Counterexample.Origin) {
    self.source = source
    self.origin = origin
  }

  /// The end of a case whose generator gave no value.
  ///
  /// - Throws: ``CaseFailure`` where that is a failure of the generator.
  func conclude(stoppedBy error: any Error) throws -> CaseResult {
    switch error {
    case ChoiceSource.Stop.discarded: result(.discarded)
    case ChoiceSource.Stop.tooManyChoices, ChoiceSource.Stop.tooDeep: result(.overlong)
    default: throw failure(.generatorThrew(error))
    }
  }

  /// The end of a case that was judged.
  ///
  /// - Throws: ``CaseFailure`` where the property is broken.
  func conclude(_ verdict: Verdict) throws -> CaseResult {
    switch verdict {
    case .held: result(.held)
    case .discarded: result(.discarded)
    case .failed(let reason): throw failure(reason)
    }
  }

  private func failure(_ reason: Counterexample.Failure) -> CaseFailure {
    CaseFailure(failure: reason, choices: source.recorded, origin: origin, told: trial.record)
  }

  private func result(_ status: CaseResult.Status) -> CaseResult {
    let (hasTold, hasTargets): (Bool, Bool) = trial.hasTold
    return CaseResult(
      status: status, rejections: source.rejections, digest: ChoiceDigest(source.recorded),
      told: hasTold ? trial : nil, choices: hasTargets ? source.recorded : nil,
      generationSeconds: generationSeconds)
  }
}
