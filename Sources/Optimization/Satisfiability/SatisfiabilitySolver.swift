/// Something that decides whether a formula in conjunctive normal form can be satisfied.
///
/// A new solver is one file with a conforming type and one line in ``SatisfiabilityRegistry/all``.
public protocol SatisfiabilitySolver: Sendable {
  /// The name by which the command line knows it, in lower case.
  var id: String { get }
  /// The version of the engine that does the work.
  var version: String { get }

  /// Looks for an assignment of `variableCount` variables that satisfies every clause.
  ///
  /// A clause is a list of literals in DIMACS numbering: `+v` for variable `v`, `−v` for its negation, `v` from 1 to
  /// `variableCount`. An empty clause cannot be satisfied; a formula without clauses always is. A clause may name a
  /// literal twice or hold a literal and its negation.
  ///
  /// The call blocks its thread, and `progress` is called on that thread. A limit that is NaN or not positive stops
  /// the search at once, and a verdict that needs no search is given nevertheless.
  ///
  /// - Throws: ``OptimizationError`` with `.invalidModel` where a literal is 0 or names a variable that is not there,
  ///   or a count is above ``LinearProgram/largestCount``; with `.solverFailed` where the engine broke down or its
  ///   assignment violates a clause. Reaching the time limit is a result, not an error.
  func solve(
    variableCount: Int, clauses: [[Int]], timeLimitSeconds: Double,
    progress: ((SatisfiabilityProgress) -> Void)?
  ) throws -> SatisfiabilityResult
}

extension SatisfiabilitySolver {
  /// Looks for a satisfying assignment without reports of progress.
  ///
  /// - Throws: ``OptimizationError`` as ``solve(variableCount:clauses:timeLimitSeconds:progress:)`` does.
  public func solve(
    variableCount: Int, clauses: [[Int]],
    timeLimitSeconds: Double = SolveOptions.defaultTimeLimitSeconds
  ) throws -> SatisfiabilityResult {
    try solve(
      variableCount: variableCount, clauses: clauses, timeLimitSeconds: timeLimitSeconds, progress: nil)
  }
}

/// The solvers of formulas that there are, in the order in which they are listed.
public enum SatisfiabilityRegistry {
  /// Every solver, each once; the first is the default.
  public static let all: [any SatisfiabilitySolver] = [
    GLPKSatisfiability()
  ]

  /// The solver of the given id; `nil` where there is none.
  public static func solver(named id: String) -> (any SatisfiabilitySolver)? {
    all.first { $0.id == id }
  }
}
