/// A source problem of any kind, without the target that turns it into a question.
public enum SourceContent: Sendable, Hashable {
  /// Elements to cover with sets.
  case setCover(SetCover)
  /// A graph: every edge has two vertices.
  case graph(Hypergraph)
  /// A hypergraph, of edges of any size from 2 on.
  case hypergraph(Hypergraph)
  /// A formula in conjunctive normal form.
  case formula(CNFFormula)
  /// A monotone circuit to satisfy with few true inputs.
  case circuit(MonotoneCircuit)

  /// What sort of problem a content is.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Elements to cover with sets.
    case setCover = "set-cover"
    /// A graph.
    case graph
    /// A hypergraph.
    case hypergraph
    /// A formula in conjunctive normal form.
    case formula
    /// A monotone circuit.
    case circuit = "monotone-circuit"
  }

  /// The sort of the problem.
  public var kind: Kind {
    switch self {
    case .setCover: .setCover
    case .graph: .graph
    case .hypergraph: .hypergraph
    case .formula: .formula
    case .circuit: .circuit
    }
  }

  /// How large the problem is, part by part: `vertices`, `edges`, …
  public var counts: [SourceCount] {
    switch self {
    case .setCover(let cover):
      [SourceCount("sets", cover.sets.count), SourceCount("elements", cover.elementCount)]
    case .graph(let graph), .hypergraph(let graph):
      [SourceCount("vertices", graph.vertexCount), SourceCount("edges", graph.edges.count)]
    case .formula(let formula):
      [SourceCount("variables", formula.variableCount), SourceCount("clauses", formula.clauses.count)]
    case .circuit(let circuit):
      [SourceCount("inputs", circuit.inputCount), SourceCount("gates", circuit.gates.count)]
    }
  }
}

/// The number of one sort of part of a source problem.
public struct SourceCount: Sendable, Hashable, CustomStringConvertible {
  /// The sort of part, in the plural: `vertices`.
  public let name: String
  /// How many there are.
  public let count: Int

  /// Creates a count.
  public init(_ name: String, _ count: Int) {
    self.name = name
    self.count = count
  }

  /// The count and its name: `11 vertices`.
  public var description: String { "\(count) \(name)" }
}
