/// Something that solves linear and mixed-integer programs.
///
/// A new solver is one file with a conforming type and one line in ``SolverRegistry/all``.
public protocol ProgramSolver: Sendable {
  /// The name by which the command line knows it, in lower case.
  var id: String { get }
  /// The version of the engine that does the work.
  var version: String { get }

  /// Solves `program` within the limits of `options`.
  ///
  /// The call blocks its thread. `progress` is called on that thread, a few times a second at most.
  ///
  /// - Throws: ``OptimizationError`` with `.solverFailed` where the engine broke down. Reaching the time limit is a
  ///   status, not an error.
  func solve(
    _ program: LinearProgram, options: SolveOptions, progress: ((SolveProgress) -> Void)?
  ) throws -> SolveResult
}

extension ProgramSolver {
  /// Solves `program` without reports of progress.
  ///
  /// - Throws: ``OptimizationError`` as ``solve(_:options:progress:)`` does.
  public func solve(_ program: LinearProgram, options: SolveOptions = SolveOptions()) throws -> SolveResult {
    try solve(program, options: options, progress: nil)
  }
}

/// The solvers that there are, in the order in which they are listed.
public enum SolverRegistry {
  /// Every solver, each once; the first is the default.
  public static let all: [any ProgramSolver] = [
    GLPKSolver()
  ]

  /// The solver of the given id; `nil` where there is none.
  public static func solver(named id: String) -> (any ProgramSolver)? {
    all.first { $0.id == id }
  }
}
