import Optimization

extension SourceProblem {
  /// The source problem's 0-1 program with readable names: `set_3`, `input_0`, `v5_colour_2`, `edge_7`.
  ///
  /// - Throws: ``ProgramTooLarge`` past `entryLimit` coefficients; `OptimizationError` where it fits no solver.
  public func namedProgram(entryLimit: Int) throws -> NamedProgram {
    guard programEntryCount <= entryLimit else { throw ProgramTooLarge(limit: entryLimit) }
    let program: LinearProgram = try program()
    return NamedProgram(
      program: program, names: try ProgramNames(columns: columnNames, rows: rowNames), meaning: programMeaning
    )
  }

  /// The coefficients of the program, and its columns where there are more.
  private var programEntryCount: Int {
    switch self {
    case .setCover(let problem, _): max(problem.sets.count, problem.sets.reduce(0) { $0 + $1.count })
    case .monotoneCircuit(let circuit, _):
      circuit.inputCount + circuit.gates.reduce(1) { $0 + 2 * $1.children.count + 1 }
    case .colouring(let graph, let colours):
      Self.product(colours, graph.edges.reduce(graph.vertexCount) { $0 + $1.count })
    case .densestSubgraph(let graph, _, _): graph.vertexCount + graph.edges.reduce(0) { $0 + 2 * $1.count }
    }
  }

  private static func product(_ left: Int, _ right: Int) -> Int {
    let (product, overflow): (Int, Bool) = left.multipliedReportingOverflow(by: right)
    return overflow ? .max : product
  }

  private var columnNames: [String] {
    switch self {
    case .setCover(let problem, _): problem.sets.indices.map { "set_\($0)" }
    case .monotoneCircuit(let circuit, _):
      (0..<circuit.inputCount).map { "input_\($0)" }
        + circuit.gates.indices.map { "gate_\(circuit.inputCount + $0)" }
    case .colouring(let graph, let colours):
      (0..<graph.vertexCount).flatMap { vertex in (0..<colours).map { "v\(vertex)_colour_\($0)" } }
    case .densestSubgraph(let graph, _, _):
      (0..<graph.vertexCount).map { "v\($0)" } + graph.edges.indices.map { "edge_\($0)" }
    }
  }

  /// In the order in which ``program()`` puts the rows.
  private var rowNames: [String] {
    switch self {
    case .setCover(let problem, _): return (0..<problem.elementCount).map { "element_\($0)" }
    case .monotoneCircuit(let circuit, _):
      let gates: [String] = circuit.gates.enumerated().flatMap { index, gate in
        let id: Int = circuit.inputCount + index
        return gate.kind == .or ? ["or_\(id)"] : gate.children.map { "and_\(id)_\($0)" }
      }
      return gates + ["output"]
    case .colouring(let graph, let colours):
      return (0..<graph.vertexCount).map { "vertex_\($0)" }
        + graph.edges.indices.flatMap { edge in (0..<colours).map { "edge_\(edge)_colour_\($0)" } }
    case .densestSubgraph(let graph, _, _):
      let size: [String] = graph.vertexCount > 0 ? ["size"] : []
      return size + graph.edges.enumerated().flatMap { index, edge in edge.map { "edge_\(index)_v\($0)" } }
    }
  }

  private var programMeaning: String {
    switch self {
    case .setCover(let problem, _):
      problem.isUnicost
        ? "its optimum is the least number of sets that cover"
        : "its optimum is the least cost of a cover, the costs divided by their greatest common divisor"
    case .monotoneCircuit: "its optimum is the least number of true inputs"
    case .colouring: "feasible exactly when there is a colouring; a greedy clique is coloured beforehand"
    case .densestSubgraph:
      "it maximises the edges among the chosen vertices; the MPS file minimises the negated number"
    }
  }
}
