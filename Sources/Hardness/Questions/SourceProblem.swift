/// An NP-hard problem with its target: the yes-or-no question that a training set encodes.
public enum SourceProblem: Sendable, Hashable {
  /// Is there a cover whose cost is at most `target` (κ)?
  case setCover(SetCover, target: Int)
  /// Is there an input with at most `target` (κ) ones that makes the circuit true?
  case monotoneCircuit(MonotoneCircuit, target: Int)
  /// Is there a colouring with `colours` (k) colours in which no edge has all its vertices of one colour?
  case colouring(Hypergraph, colours: Int)
  /// Are there `size` (κ) vertices with at least `edges` (ℓ) edges among them?
  case densestSubgraph(Hypergraph, size: Int, edges: Int)

  /// The kinds that there are; the raw value is `source.kind` in the exchange format.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Minimum set cover.
    case setCover = "set-cover"
    /// Minimum monotone circuit satisfying assignment.
    case monotoneCircuit = "monotone-circuit"
    /// Colouring of graphs and hypergraphs.
    case colouring
    /// Densest κ-subgraph.
    case densestSubgraph = "densest-subgraph"
  }

  /// Which kind it is.
  public var kind: Kind {
    switch self {
    case .setCover: .setCover
    case .monotoneCircuit: .monotoneCircuit
    case .colouring: .colouring
    case .densestSubgraph: .densestSubgraph
    }
  }

  /// The question in words.
  public var question: String {
    switch self {
    case .setCover(let problem, let target):
      "is there a cover of the \(problem.elementCount) elements by some of the \(problem.sets.count) sets at a cost of "
        + "at most \(target)?"
    case .monotoneCircuit(let circuit, let target):
      "is the circuit of \(circuit.inputCount) inputs and \(circuit.gates.count) gates made true by at most \(target) "
        + "true inputs?"
    case .colouring(let graph, let colours):
      "can the \(graph.vertexCount) vertices be coloured with \(colours) colours so that none of the "
        + "\(graph.edges.count) edges is of one colour?"
    case .densestSubgraph(let graph, let size, let edges):
      "are there \(size) of the \(graph.vertexCount) vertices with at least \(edges) of the \(graph.edges.count) "
        + "edges among them?"
    }
  }
}
