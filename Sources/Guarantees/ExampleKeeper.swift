import PropertyTesting

/// The failing problems that an audit's example store keeps.
struct ExampleKeeper: Sendable {
  /// What became of a kept example.
  enum Trial<Failure> {
    case fails(Failure)
    case passes
    /// Its choices do not fit the generator of today.
    case foreign
  }

  let context: AuditContext

  /// Tries what was kept of a property from earlier audits, and forgets what passes now.
  ///
  /// - Parameter trial: what becomes of the problem of some choices.
  /// - Returns: the failures, those of the simplest choices first.
  /// - Throws: what `trial` throws.
  func stillFailing<Failure>(
    _ property: String, trial: (ChoiceSequence) throws -> Trial<Failure>
  ) throws -> [Failure] {
    guard let store = context.examples else { return [] }
    let stored: StoredExamples
    do {
      stored = try store.contents(of: property)
    } catch {
      context.warn("the examples of earlier audits cannot be read: \(error)")
      return []
    }
    for problem in stored.problems { context.warn("an example is passed over: \(problem)") }
    var failures: [Failure] = []
    for example in stored.examples where !context.isInterrupted() {
      switch try trial(example.choices) {
      case .fails(let found): failures.append(found)
      case .foreign:
        context.warn(
          "an example is passed over: \(store.path(of: example) ?? property): its choices are not those of the "
            + "generator of today; remove it")
      case .passes where !store.isReadOnly:
        do { try store.remove(example) } catch {
          context.warn("an example that passes cannot be removed: \(error)")
        }
      case .passes: break
      }
    }
    return failures
  }

  /// Keeps a failing problem.
  ///
  /// - Returns: the file that holds it, where there is one.
  func keep(_ example: StoredExample) -> String? {
    guard let store = context.examples else { return nil }
    do {
      if !store.isReadOnly { try store.record(example) }
      return store.path(of: example)
    } catch {
      context.warn("the counterexample cannot be kept: \(error)")
      return nil
    }
  }
}

/// The commands that make a file with an example, where there is none yet, and try it again.
struct ReplayCommands {
  let example: StoredExample
  let file: String?
  /// The options of `assay replay`.
  var options: String = ""

  var lines: [String] {
    let path: String = Self.quoted(file ?? "counterexample.json")
    let replay: String = "assay replay \(path)\(options)"
    guard file == nil, let text = try? ExampleFile.text(of: example) else { return [replay] }
    let line: String = text.split(separator: "\n").joined(separator: " ")
    return ["printf '%s' \(Self.quoted(line)) > \(path)", replay]
  }

  private static func quoted(_ text: String) -> String {
    let isPlain: Bool = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0))
    }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}

extension Generated {
  /// The values drawn by name, a line for each.
  var values: [String] { namedValues.map { "\($0.name) = \($0.description)" } }
}

extension CounterexampleBudget {
  /// A shrinker that keeps to the budget.
  var shrinker: Shrinker {
    Shrinker(
      budget: Shrinker.Budget(
        calls: shrinkingCalls, seconds: seconds, clock: seconds == nil ? nil : Self.clock))
  }
}
