public import Optimization

extension MonotoneCircuit {
  /// The problem as a 0-1 program: inputs and gates are binary, and an input costs 1.
  ///
  /// A true OR needs a true child, a true AND needs all, and the output is true. Gates could be real numbers from 0 to
  /// 1, as rounding each down to what the inputs give keeps a solution one; but a chain of ORs with two children each
  /// then multiplies what a solver tolerates in an input, and solvers do accept all inputs 0.
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
    let others: [LinearProgram.Column] = gates.map { _ in .binary(cost: 0) }
    return try LinearProgram(columns: inputs + others, rows: rows)
  }

  /// Finds an input with the fewest ones that makes the circuit true; the solver's is rounded, then checked.
  ///
  /// An AND of ORs over the inputs is solved as set cover, with its local search. For any other the best input known
  /// beforehand is all ones with one after the other taken away, so that there always is an answer.
  ///
  /// - Throws: `OptimizationError` where the solver broke down.
  public func leastInputs(
    solver: any ProgramSolver = GLPKSolver(), options: SolveOptions = SolveOptions(),
    progress: ((SolveProgress) -> Void)? = nil
  ) throws -> SourceAnswer {
    if let cover = covering {
      let answer: SourceAnswer = try cover.optimum(solver: solver, options: options, progress: progress)
        .sourceAnswer
      guard case .sets(let sets, _)? = answer.solution else { return answer }
      return SourceAnswer(
        status: answer.status, solution: .inputs(sets), objective: answer.objective, bound: answer.bound,
        solver: answer.solver)
    }
    let result: SolveResult = try solver.solve(program(), options: options, progress: progress)
    let text: String = "\(result.solverName) \(result.solverVersion)"
    let chosen: [Int]? = result.values.map { values in (0..<inputCount).filter { values[$0].rounded() == 1 } }
    let thinned: [Int] = irredundantInputs()
    let solved: [Int]? = chosen.flatMap {
      isSatisfied(byTrueInputs: $0) && $0.count <= thinned.count ? $0 : nil
    }
    let best: [Int] = solved ?? thinned
    var bound: Int? = result.bound.flatMap { SetCover.leastInteger(above: $0) }
    if let least = bound, least > best.count { bound = nil }
    return SourceAnswer(
      status: bound == best.count ? .optimal : .feasible, solution: .inputs(best), objective: best.count,
      bound: bound, solver: solved == nil ? "\(text) and thinning" : text)
  }

  /// All inputs, with one after the other taken away where the circuit stays true; no input of it can be spared.
  ///
  /// - Complexity: O(inputs · Σ fan-in), but for more than ``mostThinnedWork`` all inputs are kept.
  func irredundantInputs() -> [Int] {
    let cost: Int = inputCount + gates.reduce(0) { $0 + $1.children.count }
    var inputs: [Bool] = [Bool](repeating: true, count: inputCount)
    guard inputCount <= Self.mostThinnedWork / max(1, cost) else { return Array(0..<inputCount) }
    for input in 0..<inputCount {
      inputs[input] = false
      if !values(of: inputs)[output] { inputs[input] = true }
    }
    return (0..<inputCount).filter { inputs[$0] }
  }

  /// Looks at children that thinning may cost.
  private static let mostThinnedWork: Int = 200_000_000

  /// The covering problem that the circuit is, where it is an AND of ORs over inputs: sets are the inputs, elements the
  /// ORs, and an input alone under the AND is an element of its own.
  private var covering: SetCover? {
    guard let last = gates.last else { return nil }
    var clauses: [[Int]] = []
    switch last.kind {
    case .or:
      guard last.children.allSatisfy({ $0 < inputCount }) else { return nil }
      clauses = [last.children]
    case .and:
      for child in last.children {
        guard child >= inputCount else {
          clauses.append([child])
          continue
        }
        let gate: Gate = gates[child - inputCount]
        guard gate.kind == .or || gate.children.count == 1, gate.children.allSatisfy({ $0 < inputCount })
        else {
          return nil
        }
        clauses.append(gate.children)
      }
    }
    var sets: [[Int]] = [[Int]](repeating: [], count: inputCount)
    for (element, clause) in clauses.enumerated() {
      for input in clause { sets[input].append(element) }
    }
    return try? SetCover(elementCount: clauses.count, sets: sets)
  }
}
