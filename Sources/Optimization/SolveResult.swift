/// What a solver found, and how much of it is settled.
public struct SolveResult: Sendable, Equatable {
  /// How the search ended.
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    /// ``SolveResult/values`` are a solution that none beats, to the solver's tolerance.
    case optimal
    /// ``SolveResult/values`` are a solution; whether a better one exists is open.
    case feasible
    /// No solution exists, to the solver's tolerance.
    case infeasible
    /// Solutions of any value exist (linear programs only).
    case unbounded
    /// The search ended before it found a solution or a proof that there is none.
    case unknown
  }

  /// How the search ended.
  public let status: Status
  /// The objective of ``values``; `nil` where there are none.
  public let objective: Double?
  /// What no solution can beat: the objective itself where optimal, the best bound found where the time ran out.
  public let bound: Double?
  /// The value of each column; `nil` unless optimal or feasible.
  ///
  /// Integer columns are integers only to the solver's tolerance: round them and check.
  public let values: [Double]?
  /// The solver's id.
  public let solverName: String
  /// The version of the solver's engine.
  public let solverVersion: String

  /// Creates a result from its parts.
  public init(
    status: Status, objective: Double?, bound: Double?, values: [Double]?, solverName: String,
    solverVersion: String
  ) {
    self.status = status
    self.objective = objective
    self.bound = bound
    self.values = values
    self.solverName = solverName
    self.solverVersion = solverVersion
  }
}
