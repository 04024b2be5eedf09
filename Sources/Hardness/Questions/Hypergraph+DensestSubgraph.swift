public import Optimization

extension Hypergraph {
  /// The densest subgraph of `size` vertices as a 0-1 program: a binary column for each vertex, then a real one for
  /// each edge, which may be 1 only where its vertices are.
  public func densestSubgraphProgram(size: Int) throws(OptimizationError) -> LinearProgram {
    let vertices: [LinearProgram.Column] = (0..<vertexCount).map { _ in .binary(cost: 0) }
    let pairs: [LinearProgram.Column] = edges.map { _ in LinearProgram.Column(upperBound: 1, cost: 1) }
    var rows: [LinearProgram.Row] = []
    if vertexCount > 0 {
      rows.append(LinearProgram.Row((0..<vertexCount).map { ($0, 1.0) }, atMost: Double(size)))
    }
    for (index, edge) in edges.enumerated() {
      for vertex in edge {
        rows.append(LinearProgram.Row([(vertex, 1.0), (vertexCount + index, -1.0)], atLeast: 0))
      }
    }
    return try LinearProgram(sense: .maximize, columns: vertices + pairs, rows: rows)
  }

  /// Finds at most `size` vertices with as many edges among them as can be; counted in integers.
  ///
  /// - Throws: `OptimizationError` where the solver broke down.
  public func densestSubgraph(
    of size: Int, solver: any ProgramSolver = GLPKSolver(), options: SolveOptions = SolveOptions(),
    progress: ((SolveProgress) -> Void)? = nil
  ) throws -> SourceAnswer {
    let result: SolveResult = try solver.solve(
      densestSubgraphProgram(size: size), options: options, progress: progress)
    let text: String = "\(result.solverName) \(result.solverVersion)"
    let chosen: [Int]? = result.values.map { values in
      (0..<vertexCount).filter { values[$0].rounded() == 1 }
    }
    guard let chosen, chosen.count <= size else {
      return SourceAnswer(
        status: result.values == nil ? result.status : .unknown, solution: nil, solver: text)
    }
    let count: Int = edgeCount(within: chosen)
    var bound: Int? = result.bound.flatMap { SetCover.leastInteger(above: -$0) }.map { -$0 }
    if let most = bound, most < count { bound = nil }
    return SourceAnswer(
      status: bound == count ? .optimal : .feasible, solution: .vertices(chosen, edges: count),
      objective: count,
      bound: bound, solver: text)
  }
}
