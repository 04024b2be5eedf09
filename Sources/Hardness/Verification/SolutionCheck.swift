import BigInt
import ExactArithmetic

/// Whether a solution answers its source problem with yes, asked apart from the code that finds solutions.
enum SolutionCheck {
  /// What keeps `solution` from being an answer yes; `nil` where it is one.
  static func fault(of solution: SourceSolution, in problem: SourceProblem) -> String? {
    switch (problem, solution) {
    case (.setCover(let problem, let target), .sets(let sets, _)): cover(sets, problem, target: target)
    case (.monotoneCircuit(let circuit, let target), .inputs(let inputs)):
      input(inputs, circuit, target: target)
    case (.colouring(let graph, let colours), .colours(let list)): colouring(list, graph, colours: colours)
    case (.densestSubgraph(let graph, let size, let edges), .vertices(let vertices, let claimed)):
      subgraph(vertices, claimed: claimed, graph, size: size, edges: edges)
    default: "the solution is not of the source's kind"
    }
  }

  /// Whether `solution` solves its source problem at whatever cost: a cover, a satisfying input, a proper colouring, a
  /// set of vertices.
  static func isSolution(_ solution: SourceSolution, of problem: SourceProblem) -> Bool {
    let relaxed: SourceProblem =
      switch problem {
      case .setCover(let problem, _): .setCover(problem, target: .max)
      case .monotoneCircuit(let circuit, _): .monotoneCircuit(circuit, target: .max)
      case .colouring: problem
      case .densestSubgraph(let graph, let size, _): .densestSubgraph(graph, size: size, edges: 0)
      }
    return fault(of: solution, in: relaxed) == nil
  }

  private static func cover(_ sets: [Int], _ problem: SetCover, target: Int) -> String? {
    var isCovered: [Bool] = Array(repeating: false, count: problem.elementCount)
    var cost: BigInt = 0
    for set in sets {
      guard problem.sets.indices.contains(set) else { return "there is no set \(set)" }
      cost += BigInt(problem.costs[set])
      for element in problem.sets[set] { isCovered[element] = true }
    }
    if let element = isCovered.firstIndex(of: false) {
      return "the sets that the network chooses leave element \(element) uncovered"
    }
    return cost > BigInt(target) ? "the network's cover costs \(cost), more than \(target)" : nil
  }

  private static func input(_ inputs: [Int], _ circuit: MonotoneCircuit, target: Int) -> String? {
    var values: [Bool] = Array(repeating: false, count: circuit.inputCount)
    for input in inputs {
      guard values.indices.contains(input) else { return "there is no input \(input)" }
      values[input] = true
    }
    for gate in circuit.gates {
      switch gate.kind {
      case .and: values.append(!gate.children.contains { !values[$0] })
      case .or: values.append(gate.children.contains { values[$0] })
      }
    }
    guard values.last == true else { return "the inputs that the network chooses leave the circuit false" }
    return inputs.count > target ? "\(inputs.count) inputs are true, more than \(target)" : nil
  }

  private static func colouring(_ list: [Int], _ graph: Hypergraph, colours: Int) -> String? {
    guard list.count == graph.vertexCount else {
      return "\(list.count) colours are given for \(graph.vertexCount) vertices"
    }
    if let stray = list.firstIndex(where: { !(0..<colours).contains($0) }) {
      return "vertex \(stray) has colour \(list[stray]), which is not one of the \(colours) counted from 0"
    }
    for edge in graph.edges {
      guard let first = edge.first, edge.allSatisfy({ list[$0] == list[first] }) else { continue }
      return
        "the vertices \(edge.map(String.init).joined(separator: ", ")) of an edge all have colour \(list[first])"
    }
    return nil
  }

  private static func subgraph(
    _ vertices: [Int], claimed: Int, _ graph: Hypergraph, size: Int, edges: Int
  ) -> String? {
    var isChosen: [Bool] = Array(repeating: false, count: graph.vertexCount)
    for vertex in vertices {
      guard isChosen.indices.contains(vertex) else { return "there is no vertex \(vertex)" }
      if isChosen[vertex] { return "vertex \(vertex) is chosen twice" }
      isChosen[vertex] = true
    }
    guard vertices.count <= size else { return "\(vertices.count) vertices are chosen, more than \(size)" }
    let inside: Int = graph.edges.count { $0.allSatisfy { isChosen[$0] } }
    if inside != claimed { return "\(claimed) edges are claimed and there are \(inside)" }
    return inside < edges ? "the chosen vertices have \(inside) edges, fewer than \(edges)" : nil
  }
}
