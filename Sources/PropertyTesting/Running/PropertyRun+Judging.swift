/// What a property says of one value.
enum Verdict {
  case held
  case discarded
  case failed(Counterexample.Failure)

  var isTooSlow: Bool {
    if case .failed(.tooSlow) = self { true } else { false }
  }

  /// - Throws: `CancellationError` where the property stopped because its task was cancelled.
  init(_ result: Result<Bool, any Error>) throws {
    switch result {
    case .success(true): self = .held
    case .success(false): self = .failed(.returnedFalse)
    case .failure(ChoiceSource.Stop.discarded): self = .discarded
    case .failure(let error as CancellationError) where Task.isCancelled: throw error
    case .failure(let error): self = .failed(.threw(error))
    }
  }
}

extension PropertyRun {
  /// Judges a value, by the deadline too.
  func judge(_ draw: Draw<Value>, _ trial: Trial) async throws -> Verdict {
    guard case .suspending(let program) = property.program, case .value(let value) = draw else {
      return try judgeAtOnce(draw, trial)
    }
    let start: Double? = startOfDeadline()
    let result: Result<Bool, any Error>
    do { result = .success(try await program(value, trial)) } catch { result = .failure(error) }
    return try timed(Verdict(result), since: start)
  }

  /// Judges a value by a property that does not suspend.
  func judgeAtOnce(_ draw: Draw<Value>, _ trial: Trial) throws -> Verdict {
    switch (draw, property.program) {
    case (.threw(let error), _):
      return .failed(.generatorThrew(error))
    case (.value(let value), .immediate(let program)):
      let start: Double? = startOfDeadline()
      return try timed(Verdict(Result { try program(value, trial) }), since: start)
    case (.value, .suspending):
      preconditionFailure("a property that suspends cannot be judged at once")
    }
  }

  private func startOfDeadline() -> Double? {
    settings.deadlineSeconds == nil ? nil : settings.clock()
  }

  private func timed(_ verdict: Verdict, since start: Double?) -> Verdict {
    guard case .held = verdict, let start, let deadline = settings.deadlineSeconds else { return verdict }
    let seconds: Double = settings.clock() - start
    return seconds <= deadline ? .held : .failed(.tooSlow(seconds: seconds, deadlineSeconds: deadline))
  }
}
