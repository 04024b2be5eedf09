public import Optimization

extension MonotoneCircuit {
  /// The problem as a 0-1 program: inputs are binary and cost 1, gates are real numbers from 0 to 1.
  ///
  /// A true OR needs a true child, a true AND needs all, and the output is true. Gates need not be binary: rounding
  /// each down to what the inputs give keeps a solution one.
  public func program() throws(OptimizationError) -> LinearProgram {
    var rows: [LinearProgram.Row] = []
    for (index, gate) in gates.enumerated() {
      let id: Int = inputCount + index
      switch gate.kind {
      case .or: rows.append(LinearProgram.Row(gate.children.map { ($0, 1.0) } + [(id, -1.0)], atLeast: 0))
      case .and:
        for child in gate.children { rows.append(LinearProgram.Row([(child, 1.0), (id, -1.0)], atLeast: 0)) }
      }
    }
    rows.append(LinearProgram.Row([(output, 1.0)], atLeast: 1))
    let inputs: [LinearProgram.Column] = (0..<inputCount).map { _ in .binary(cost: 1) }
    let others: [LinearProgram.Column] = gates.map { _ in LinearProgram.Column(upperBound: 1, cost: 0) }
    return try LinearProgram(columns: inputs + others, rows: rows)
  }

  /// Finds an input with the fewest ones that makes the circuit true; the solver's is rounded, then checked.
  ///
  /// - Throws: `OptimizationError` where the solver broke down.
  public func leastInputs(
    solver: any ProgramSolver = GLPKSolver(), options: SolveOptions = SolveOptions(),
    progress: ((SolveProgress) -> Void)? = nil
  ) throws -> SourceAnswer {
    let result: SolveResult = try solver.solve(program(), options: options, progress: progress)
    let text: String = "\(result.solverName) \(result.solverVersion)"
    let chosen: [Int]? = result.values.map { values in (0..<inputCount).filter { values[$0].rounded() == 1 } }
    guard let chosen, isSatisfied(byTrueInputs: chosen) else {
      return SourceAnswer(
        status: result.values == nil ? result.status : .unknown, solution: nil, solver: text)
    }
    var bound: Int? = result.bound.flatMap { SetCover.leastInteger(above: $0) }
    if let least = bound, least > chosen.count { bound = nil }
    return SourceAnswer(
      status: bound == chosen.count ? .optimal : .feasible, solution: .inputs(chosen),
      objective: chosen.count,
      bound: bound, solver: text)
  }
}
