/// The smallest problem found that breaks a claim, and how to see it again.
public struct Counterexample: Sendable, Hashable, Encodable {
  /// What went wrong, for people.
  public let summary: String
  /// The problem's parameters, in the order of their names.
  public let parameters: [String: String]
  /// The property that example stores keep the problem under; nil where none does.
  public let property: String?
  /// The choices that give the problem again, in the text form of the property-testing engine.
  public let choices: String
  /// The values that the problem was drawn from, `name = value`, in the order in which they were drawn.
  public let values: [String]
  /// The names of the values that do not matter: others that were tried in their place failed as well.
  public let irrelevant: [String]
  /// Commands that draw the problem and run the learner on it.
  public let replay: [String]
  /// How many problems were tried in the search for a small one.
  public let searchCalls: Int
  /// How many problems were tried while it was made smaller.
  public let shrinkingCalls: Int

  /// What a summary begins with where the problem was found by an earlier audit.
  static let keptNote: String = "kept from an earlier audit, and fails still: "

  /// Creates a counterexample.
  public init(
    summary: String, parameters: [String: String], property: String? = nil, choices: String,
    values: [String] = [], irrelevant: [String] = [], replay: [String], searchCalls: Int = 0,
    shrinkingCalls: Int
  ) {
    self.summary = summary
    self.parameters = parameters
    self.property = property
    self.choices = choices
    self.values = values
    self.irrelevant = irrelevant
    self.replay = replay
    self.searchCalls = searchCalls
    self.shrinkingCalls = shrinkingCalls
  }
}

/// How long a violated claim is looked into, in problems tried and in seconds.
public struct CounterexampleBudget: Sendable, Hashable {
  /// How many small problems are tried, at most, to find one that fails.
  public var searchCalls: Int = 600
  /// How many problems are tried, at most, while the failing one is made smaller, and as many again to see what of it
  /// does not matter.
  public var shrinkingCalls: Int = 500
  /// How long each of the search, the shrinking and the explanation may take; with a limit the counterexample may
  /// depend on the machine.
  public var seconds: Double?

  /// Creates a budget; by default it counts calls and looks at no clock.
  public init(searchCalls: Int = 600, shrinkingCalls: Int = 500, seconds: Double? = nil) {
    self.searchCalls = searchCalls
    self.shrinkingCalls = shrinkingCalls
    self.seconds = seconds
  }

  /// Seconds from any point on the machine's clock.
  static let clock: @Sendable () -> Double = {
    let (seconds, attoseconds): (Int64, Int64) = (origin.duration(to: .now)).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  private static let origin: ContinuousClock.Instant = .now
}
