/// A question with a yes or a no for an answer, about a source problem of the kind that it fits.
public enum StatedQuestion: Sendable, Hashable, CustomStringConvertible {
  /// Is there a cover of at most this cost (κ)? Of a hypergraph: do so many vertices meet every edge?
  case cover(atMost: Int)
  /// Is there a colouring without an edge of one colour?
  case colouring(colours: Int)
  /// Do some so many vertices (κ) have so many edges (ℓ) among them?
  case densestSubgraph(vertices: Int, edges: Int)
  /// Do at most so many true inputs (κ) make the output true?
  case trueInputs(atMost: Int)
  /// Is there an assignment that satisfies every clause?
  case satisfiability

  /// The question in words.
  public var description: String {
    switch self {
    case .cover(let cost): "a cover of cost at most \(cost)"
    case .colouring(let colours): "a proper colouring with \(colours) colours"
    case .densestSubgraph(let vertices, let edges): "\(vertices) vertices with \(edges) edges among them"
    case .trueInputs(let count): "at most \(count) true inputs that satisfy the circuit"
    case .satisfiability: "a satisfying assignment"
    }
  }

  /// Whether a solution proves the answer yes, checked straight from the definition.
  ///
  /// - Parameter solution: chosen sets; colours of the vertices, counted from 0; chosen vertices; true inputs; or
  ///   the value of each variable, 0 or 1.
  /// - Returns: `false` for what is no solution, and for a question that does not fit the content.
  /// - Complexity: O(size of the problem).
  public func isSolved(by solution: [Int], of content: SourceContent) -> Bool {
    switch (self, content) {
    case (.cover(let cost), .setCover(let cover)):
      guard Self.areDifferent(solution, below: cover.sets.count) else { return false }
      return cover.elementsUncovered(by: solution).isEmpty && cover.cost(of: solution) <= cost
    case (.cover(let count), .graph(let graph)), (.cover(let count), .hypergraph(let graph)):
      guard Self.areDifferent(solution, below: graph.vertexCount) else { return false }
      let chosen: Set<Int> = Set(solution)
      return solution.count <= count && graph.edges.allSatisfy { $0.contains(where: chosen.contains) }
    case (.colouring(let colours), .graph(let graph)), (.colouring(let colours), .hypergraph(let graph)):
      guard solution.count == graph.vertexCount, solution.allSatisfy({ (0..<colours).contains($0) }) else {
        return false
      }
      return graph.firstMonochromaticEdge(under: solution) == nil
    case (.densestSubgraph(let vertices, let edges), .graph(let graph)):
      guard Self.areDifferent(solution, below: graph.vertexCount) else { return false }
      return solution.count <= vertices && graph.edgeCount(within: solution) >= edges
    case (.trueInputs(let count), .circuit(let circuit)):
      guard Self.areDifferent(solution, below: circuit.inputCount) else { return false }
      return solution.count <= count && circuit.isSatisfied(byTrueInputs: solution)
    case (.satisfiability, .formula(let formula)):
      guard solution.count == formula.variableCount, solution.allSatisfy({ (0...1).contains($0) }) else {
        return false
      }
      return formula.isSatisfied(by: solution.map { $0 == 1 })
    default: return false
    }
  }

  private static func areDifferent(_ indices: [Int], below bound: Int) -> Bool {
    indices.allSatisfy { (0..<bound).contains($0) } && Set(indices).count == indices.count
  }
}
