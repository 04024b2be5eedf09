/// What a search for a satisfying assignment came to.
public enum SatisfiabilityResult: Sendable, Hashable {
  /// The values of variables 1, 2, … satisfy every clause; they were checked against all of them.
  case satisfiable([Bool])
  /// The solver proved that no assignment satisfies every clause.
  case unsatisfiable
  /// The time ran out before either was known.
  case unknown
}

/// Where a search for a satisfying assignment stands.
public struct SatisfiabilityProgress: Sendable, Hashable {
  /// How many times the search has run into a contradiction and learnt from it.
  public let conflicts: Int
  /// Wall time since the search began.
  public let elapsedSeconds: Double

  /// Creates a report.
  public init(conflicts: Int, elapsedSeconds: Double) {
    self.conflicts = conflicts
    self.elapsedSeconds = elapsedSeconds
  }
}
