/// A case in which a property is broken.
public struct Counterexample: Sendable {
  /// How a case fails.
  public enum Failure: Sendable {
    /// The property returned false.
    case returnedFalse
    /// The property threw an error.
    case threw(any Error)
    /// The generator threw an error other than ``ChoiceSource/Stop``.
    case generatorThrew(any Error)
    /// The property took longer than its deadline, twice.
    case tooSlow(seconds: Double, deadlineSeconds: Double)
  }

  /// Where a failing case comes from.
  public enum Origin: Sendable, Hashable {
    /// It was drawn at random, as the case of this number.
    case drawn(Int)
    /// It was given with the property, at this place among its examples.
    case example(Int)
    /// It was kept in an example store.
    case stored
    /// It was given by the environment to be replayed.
    case replayed
    /// It was found by the search for large targets.
    case target(label: String)
  }

  /// How the case fails.
  public internal(set) var failure: Failure
  /// Where the case comes from.
  public internal(set) var origin: Origin
  /// The choices that lead to it.
  public internal(set) var choices: ChoiceSequence
  /// The choices of the failure that was found first, before shrinking.
  public internal(set) var firstChoices: ChoiceSequence
  /// What the value is, in the parts that the generator draws by name, or else whole under the name `value`.
  public internal(set) var values: [ChoiceSource.NamedValue]
  /// What the property noted about the case.
  public internal(set) var notes: [String]
  /// The parts of the value that do not matter: whatever was tried in their place failed in the same way.
  public internal(set) var irrelevantParts: [IrrelevantPart] = []
  /// How many times the shrinker judged a value.
  public internal(set) var shrinkCalls: Int
  /// Why shrinking ended; nil where nothing was shrunk.
  public internal(set) var shrinkEnding: Shrinker.Ending?
}

extension Counterexample.Failure: CustomStringConvertible {
  /// How the case fails, for people.
  public var description: String {
    switch self {
    case .returnedFalse: "the property returned false"
    case .threw(let error): "the property threw \(Self.text(error))"
    case .generatorThrew(let error): "the generator threw \(Self.text(error))"
    case .tooSlow(let seconds, let deadline): "the property took \(seconds) s, longer than its \(deadline) s"
    }
  }

  /// Failures of the same identity count as the same bug.
  var identity: String {
    switch self {
    case .returnedFalse: "returned false"
    case .threw(let error): "threw " + Self.identity(of: error)
    case .generatorThrew(let error): "generator threw " + Self.identity(of: error)
    case .tooSlow: "too slow"
    }
  }

  private static func text(_ error: any Error) -> String {
    ValueText.withoutAddresses("\(type(of: error)): \(error)")
  }

  private static func identity(of error: any Error) -> String {
    let type: String = String(reflecting: type(of: error))
    return (error as? any FailureIdentifying).map { type + " " + $0.failureIdentity } ?? type
  }
}
