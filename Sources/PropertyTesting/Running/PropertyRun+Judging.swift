/// What a property says of one value.
enum Verdict {
  case held
  case discarded
  case failed(Counterexample.Failure)

  var isTooSlow: Bool {
    if case .failed(.tooSlow) = self { true } else { false }
  }

  /// - Throws: `CancellationError` where the property stopped because its task was cancelled.
  init(_ error: any Error) throws {
    switch error {
    case ChoiceSource.Stop.discarded: self = .discarded
    case let error as CancellationError where Task.isCancelled: throw error
    default: self = .failed(.threw(error))
    }
  }

  init(_ holds: Bool) {
    self = holds ? .held : .failed(.returnedFalse)
  }
}

/// Judges values by the deadline too.
struct JudgeTiming: Sendable {
  let deadlineSeconds: Double?
  let clock: @Sendable () -> Double

  /// - Throws: `CancellationError` where the property stopped because its task was cancelled.
  func judge(_ property: () async throws -> Bool) async throws -> Verdict {
    let start: Double? = deadlineSeconds == nil ? nil : clock()
    let verdict: Verdict
    do { verdict = Verdict(try await property()) } catch { verdict = try Verdict(error) }
    return timed(verdict, since: start)
  }

  private func timed(_ verdict: Verdict, since start: Double?) -> Verdict {
    guard case .held = verdict, let start, let deadline = deadlineSeconds else { return verdict }
    let seconds: Double = clock() - start
    return seconds <= deadline ? .held : .failed(.tooSlow(seconds: seconds, deadlineSeconds: deadline))
  }
}

/// What a generator made of a source: a value, or an error of its own.
enum Draw<Value> {
  case value(Value)
  case threw(any Error)
}

extension PropertyRun {
  /// The generator, with its own errors as values, so that they are shrunk like other failures.
  var drawing: Gen<Draw<Value>> {
    Gen { [generator] source in
      do {
        return .value(try generator.generate(&source))
      } catch let stop as ChoiceSource.Stop {
        throw stop
      } catch {
        return .threw(error)
      }
    }
  }

  /// Judges what was drawn.
  func judge(_ draw: Draw<Value>, _ trial: Trial) async throws -> Verdict {
    switch draw {
    case .threw(let error): .failed(.generatorThrew(error))
    case .value(let value): try await timing.judge { try await property.program(value, trial) }
    }
  }
}
