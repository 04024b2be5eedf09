/// The limits of one call of a solver.
public struct SolveOptions: Sendable, Hashable {
  /// The time limit that is used where none is given: five minutes.
  ///
  /// Long enough for the benchmark instances that can be solved at all on a small machine, short enough to wait for.
  public static let defaultTimeLimitSeconds: Double = 300

  /// Wall time after which the search stops with what it has.
  ///
  /// A value that is NaN or not positive stops the search at once. Solvers look at the clock between steps, so
  /// the limit may be passed by the length of one step.
  public var timeLimitSeconds: Double

  /// Creates limits.
  public init(timeLimitSeconds: Double = SolveOptions.defaultTimeLimitSeconds) {
    self.timeLimitSeconds = timeLimitSeconds
  }
}

/// Where a search stands.
public struct SolveProgress: Sendable, Hashable {
  /// The objective of the best solution so far; `nil` while there is none.
  public let incumbent: Double?
  /// What no solution can beat, as far as is known.
  public let bound: Double?

  /// Creates a report.
  public init(incumbent: Double?, bound: Double?) {
    self.incumbent = incumbent
    self.bound = bound
  }
}
