import ExactArithmetic
public import Optimization

/// The best solution of a source problem that a solver found, checked in integers, and how much of it is settled.
public struct SourceAnswer: Sendable, Equatable {
  /// How the search ended: `optimal` and `feasible` come with a solution, `infeasible` is a proof that there is none.
  public let status: SolveResult.Status
  /// The solution; of a minimum or maximum the best, whether or not it meets the target.
  public let solution: SourceSolution?
  /// What the solution is worth: a cover's cost, the number of true inputs, of edges; `nil` for a colouring.
  public let objective: Int?
  /// What no solution can beat; `nil` where nothing is known, and for a colouring.
  public let bound: Int?
  /// What found the answer, for a record, such as `glpk 5.0`.
  public let solver: String

  /// Creates an answer from its parts.
  public init(
    status: SolveResult.Status, solution: SourceSolution?, objective: Int? = nil, bound: Int? = nil,
    solver: String
  ) {
    self.status = status
    self.solution = solution
    self.objective = objective
    self.bound = bound
    self.solver = solver
  }
}

/// Whether a source problem's question is answered.
public enum SourceVerdict: String, Sendable, Hashable, Codable {
  /// A solution that meets the target was found and checked.
  case yes
  /// The solver proved that there is none.
  case no
  /// Neither was settled in time.
  case open
}

extension SourceProblem {
  /// What an answer settles about the question.
  public func verdict(of answer: SourceAnswer) -> SourceVerdict {
    if answer.status == .infeasible { return .no }
    switch self {
    case .colouring: return answer.solution == nil ? .open : .yes
    case .setCover(_, let target), .monotoneCircuit(_, let target):
      if let objective = answer.objective, objective <= target { return .yes }
      if let bound = answer.bound, bound > target { return .no }
    case .densestSubgraph(_, _, let edges):
      if let objective = answer.objective, objective >= edges { return .yes }
      if let bound = answer.bound, bound < edges { return .no }
    }
    return .open
  }

  /// Solves the problem.
  ///
  /// - Parameters:
  ///   - localSearch: what looks for a good cover beforehand; `nil` for the solver alone.
  /// - Throws: `OptimizationError` where the solver broke down.
  public func answer(
    solver: any ProgramSolver = GLPKSolver(), options: SolveOptions = SolveOptions(),
    localSearch: SetCoverLocalSearch? = SetCoverLocalSearch(), progress: ((SolveProgress) -> Void)? = nil
  ) throws -> SourceAnswer {
    switch self {
    case .setCover(let problem, _):
      try problem.optimum(solver: solver, options: options, localSearch: localSearch, progress: progress)
        .sourceAnswer
    case .monotoneCircuit(let circuit, _):
      try circuit.leastInputs(solver: solver, options: options, progress: progress)
    case .colouring(let graph, let colours):
      try graph.colouring(with: colours, options: options)
    case .densestSubgraph(let graph, let size, _):
      try graph.densestSubgraph(of: size, solver: solver, options: options, progress: progress)
    }
  }

  /// The problem as a 0-1 program, with names for its columns and rows.
  ///
  /// - Throws: `OptimizationError` where it is too large for a solver.
  public func program() throws -> LinearProgram {
    switch self {
    case .setCover(let problem, _): try problem.program()
    case .monotoneCircuit(let circuit, _): try circuit.program()
    case .colouring(let graph, let colours): try graph.colouringProgram(colours: colours)
    case .densestSubgraph(let graph, let size, _): try graph.densestSubgraphProgram(size: size)
    }
  }
}

extension SetCoverAnswer {
  /// The same answer as one of a source problem.
  var sourceAnswer: SourceAnswer {
    var solution: SourceSolution?
    if let cover, let cost { solution = .sets(cover, cost: .init(cost)) }
    return SourceAnswer(status: status, solution: solution, objective: cost, bound: bound, solver: solverText)
  }
}
