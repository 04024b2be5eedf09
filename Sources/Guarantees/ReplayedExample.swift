public import Teachers

/// What a problem shows today that an example store kept because a claim failed on it.
public struct ReplayedExample: Sendable {
  /// The guarantee's name.
  public let guarantee: String
  /// The claim's name.
  public let claim: String
  /// What the trial showed.
  public let outcome: TrialOutcome
  /// The values that the problem was drawn from, `name = value`.
  public let values: [String]
  /// The problem, where it is one of samples for a learner.
  public let problem: Problem?
  /// Whether the choices fit the generator of today, so that the problem is the one that was kept.
  public let isExact: Bool
}

/// An example that cannot be replayed, and why.
public struct ReplayError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, as a clause.
  public let problem: String
  /// What to do about it, as an imperative clause.
  public let mend: String

  /// One line: `problem; mend`.
  public var description: String { "\(problem); \(mend)" }

  /// The error of choices that lead to no problem.
  static let noProblem: ReplayError = ReplayError(
    problem: "the choices lead to no problem of the generator of today",
    mend: "remove the example, or replay it with the version that kept it")
}
