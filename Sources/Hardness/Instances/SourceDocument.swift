/// The object `source` of the exchange format: the fields of every kind, of which an instance has those of its own.
struct SourceDocument: Codable {
  let kind: SourceProblem.Kind
  var elements: Int?
  var sets: [[Int]]?
  var kappa: Int?
  var costs: [Int]?
  var inputs: Int?
  var gates: [MonotoneCircuit.Gate]?
  var vertices: Int?
  var edges: [[Int]]?
  var colours: Int?
  var ell: Int?

  init(_ source: SourceProblem) {
    self.kind = source.kind
    switch source {
    case .setCover(let problem, let target):
      elements = problem.elementCount
      sets = problem.sets
      kappa = target
      costs = problem.isUnicost ? nil : problem.costs
    case .monotoneCircuit(let circuit, let target):
      inputs = circuit.inputCount
      gates = circuit.gates
      kappa = target
    case .colouring(let graph, let colours):
      vertices = graph.vertexCount
      edges = graph.edges
      self.colours = colours
    case .densestSubgraph(let graph, let size, let edges):
      vertices = graph.vertexCount
      self.edges = graph.edges
      kappa = size
      ell = edges
    }
  }

  /// The problem that the fields describe.
  ///
  /// - Throws: ``SourceFault`` whose place is the field, or ``SetCoverFault``.
  func problem() throws -> SourceProblem {
    switch kind {
    case .setCover:
      let problem: SetCover = try SetCover(
        elementCount: require(elements, "elements"), sets: require(sets, "sets"), costs: costs)
      if let free = problem.costs.firstIndex(of: 0) {
        throw SourceFault(
          place: "costs[\(free)]", problem: "is 0",
          mend: "take the set out, with its elements, before encoding")
      }
      return .setCover(problem, target: try count(kappa, "kappa"))
    case .monotoneCircuit:
      let circuit: MonotoneCircuit = try MonotoneCircuit(
        inputCount: require(inputs, "inputs"), gates: require(gates, "gates"))
      return .monotoneCircuit(circuit, target: try count(kappa, "kappa"))
    case .colouring:
      let colours: Int = try count(colours, "colours")
      guard colours <= Hypergraph.mostColours else {
        throw SourceFault(
          place: "colours", problem: "\(colours) colours are more than \(Hypergraph.mostColours)",
          mend: "give fewer")
      }
      return .colouring(try graph(), colours: colours)
    case .densestSubgraph:
      return .densestSubgraph(try graph(), size: try count(kappa, "kappa"), edges: try count(ell, "ell"))
    }
  }

  /// The graph, whose edges must be distinct: a doubled one would change the samples.
  private func graph() throws -> Hypergraph {
    let listed: [[Int]] = try require(edges, "edges")
    let graph: Hypergraph = try Hypergraph(vertexCount: require(vertices, "vertices"), edges: listed)
    guard graph.edges.count == listed.count else {
      throw SourceFault(place: "edges", problem: "an edge comes twice", mend: "name each edge once")
    }
    return graph
  }

  private func require<Value>(_ value: Value?, _ name: String) throws -> Value {
    guard let value else {
      throw SourceFault(
        place: name, problem: "is missing from a source of kind '\(kind.rawValue)'", mend: "add the field")
    }
    return value
  }

  private func count(_ value: Int?, _ name: String) throws -> Int {
    let value: Int = try require(value, name)
    guard value >= 0 else {
      throw SourceFault(place: name, problem: "is \(value)", mend: "give a number from 0 up")
    }
    return value
  }
}
