public import Optimization

extension Hypergraph {
  /// The most colours that may be asked for; it keeps a hostile number from reserving the memory of the machine.
  public static let mostColours: Int = 1 << 16

  /// A clique that a greedy search finds, by falling degree; its vertices ascending.
  ///
  /// Only edges of two vertices count.
  ///
  /// - Complexity: O(Σ|e| + n log n) and a look at the neighbours of each member.
  public func greedyClique() -> [Int] {
    var neighbours: [Set<Int>] = [Set<Int>](repeating: [], count: vertexCount)
    for edge in edges where edge.count == 2 {
      neighbours[edge[0]].insert(edge[1])
      neighbours[edge[1]].insert(edge[0])
    }
    let order: [Int] = (0..<vertexCount).sorted {
      (neighbours[$1].count, $0) < (neighbours[$0].count, $1)
    }
    var best: [Int] = []
    for start in order.prefix(Self.cliqueStarts) where neighbours[start].count >= best.count {
      var clique: [Int] = [start]
      for vertex in order where vertex != start && clique.allSatisfy(neighbours[vertex].contains) {
        clique.append(vertex)
      }
      if clique.count > best.count { best = clique }
    }
    return best.sorted()
  }

  /// How many vertices a greedy clique is grown from.
  private static let cliqueStarts: Int = 32

  /// Colouring with `colours` colours as a 0-1 program without an objective: column v·k + c is 1 where v has colour c.
  ///
  /// The vertices of a greedy clique get the first colours, which takes most of the symmetry out.
  public func colouringProgram(colours: Int) throws(OptimizationError) -> LinearProgram {
    let fixed: [Int: Int] = fixedColours(colours)
    let columns: [LinearProgram.Column] = (0..<vertexCount * colours).map { column in
      guard let colour = fixed[column / colours] else { return .binary(cost: 0) }
      let value: Double = colour == column % colours ? 1 : 0
      return LinearProgram.Column(kind: .integer, lowerBound: value, upperBound: value, cost: 0)
    }
    var rows: [LinearProgram.Row] = (0..<vertexCount).map { vertex in
      LinearProgram.Row((0..<colours).map { (vertex * colours + $0, 1.0) }, atLeast: 1, atMost: 1)
    }
    for edge in edges {
      for colour in 0..<colours {
        rows.append(
          LinearProgram.Row(edge.map { ($0 * colours + colour, 1.0) }, atMost: Double(edge.count - 1)))
      }
    }
    return try LinearProgram(columns: columns, rows: rows)
  }

  /// Colouring with `colours` colours as clauses over the variables v·k + c + 1.
  ///
  /// Each vertex has a colour, and in no edge do all have the same; two colours at once do no harm, as any one of them
  /// can be kept. A greedy clique is coloured beforehand.
  public func colouringClauses(colours: Int) -> [[Int]] {
    func variable(_ vertex: Int, _ colour: Int) -> Int { vertex * colours + colour + 1 }
    var clauses: [[Int]] = fixedColours(colours).sorted { $0.key < $1.key }.map {
      [variable($0.key, $0.value)]
    }
    for vertex in 0..<vertexCount { clauses.append((0..<colours).map { variable(vertex, $0) }) }
    for edge in edges {
      for colour in 0..<colours { clauses.append(edge.map { -variable($0, colour) }) }
    }
    return clauses
  }

  private func fixedColours(_ colours: Int) -> [Int: Int] {
    let clique: ArraySlice<Int> = greedyClique().prefix(colours)
    return Dictionary(uniqueKeysWithValues: clique.enumerated().map { ($0.element, $0.offset) })
  }

  /// Finds a colouring with `colours` colours in which no edge is of one colour, or proves that there is none.
  ///
  /// The colouring is checked; the proof is the solver's word, but for a clique of more than `colours` vertices.
  ///
  /// - Throws: `OptimizationError` where the solver broke down.
  public func colouring(
    with colours: Int, options: SolveOptions = SolveOptions(),
    solver: any SatisfiabilitySolver = GLPKSatisfiability()
  ) throws -> SourceAnswer {
    let text: String = "\(solver.id) \(solver.version)"
    let clique: [Int] = greedyClique()
    guard clique.count <= colours else {
      let list: String = clique.map(String.init).joined(separator: ", ")
      return SourceAnswer(status: .infeasible, solution: nil, solver: "the clique of the vertices \(list)")
    }
    guard colours < vertexCount || edges.contains(where: { $0.count < 2 }) else {
      return SourceAnswer(
        status: .optimal, solution: .colours(Array(0..<vertexCount)), solver: "a colour for each vertex")
    }
    guard colours > 0 else { return SourceAnswer(status: .infeasible, solution: nil, solver: "no colour") }
    let result: SatisfiabilityResult = try solver.solve(
      variableCount: vertexCount * colours, clauses: colouringClauses(colours: colours),
      timeLimitSeconds: options.timeLimitSeconds)
    switch result {
    case .unsatisfiable: return SourceAnswer(status: .infeasible, solution: nil, solver: text)
    case .unknown: return SourceAnswer(status: .unknown, solution: nil, solver: text)
    case .satisfiable(let model):
      let list: [Int] = (0..<vertexCount).map { vertex in
        (0..<colours).first { model[vertex * colours + $0] } ?? 0
      }
      guard firstMonochromaticEdge(under: list) == nil else {
        throw OptimizationError(.solverFailed, "\(text) gave a colouring that leaves an edge of one colour")
      }
      return SourceAnswer(status: .optimal, solution: .colours(list), solver: text)
    }
  }
}
