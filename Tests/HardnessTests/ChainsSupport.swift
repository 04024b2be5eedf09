import Hardness

/// Formulas and their answers, by exhaustion.
enum Formulas {
  /// The subsets of the literals of n variables, the empty one and tautologies among them.
  static func clauses(variables: Int) -> [[Int]] {
    let literals: [Int] = (0..<variables).flatMap { [$0 + 1, -$0 - 1] }
    return (0..<(1 << literals.count)).map { mask in
      literals.indices.filter { mask >> $0 & 1 == 1 }.map { literals[$0] }
    }
  }

  /// Every formula of up to `most` of the clauses, in any order that ascends, repeats among them.
  static func all(variables: Int, of clauses: [[Int]], most: Int) throws -> [CNFFormula] {
    var formulas: [[[Int]]] = [[]]
    var last: [(clauses: [[Int]], from: Int)] = [([], 0)]
    for _ in 0..<most {
      last = last.flatMap { formula in
        (formula.from..<clauses.count).map { (formula.clauses + [clauses[$0]], $0) }
      }
      formulas += last.map(\.clauses)
    }
    return try formulas.map { try CNFFormula(variableCount: variables, clauses: $0) }
  }

  /// The first satisfying assignment in the order of the variables, by backtracking.
  static func firstSatisfying(_ formula: CNFFormula) -> [Bool]? {
    var closing: [[[Int]]] = [[[Int]]](repeating: [], count: formula.variableCount + 1)
    for clause in formula.clauses {
      closing[clause.map { Int($0.magnitude) }.max() ?? 0].append(clause)
    }
    func extend(_ values: [Bool]) -> [Bool]? {
      let isOpen: Bool = closing[values.count].allSatisfy { clause in
        clause.contains { values[Int($0.magnitude) - 1] == ($0 > 0) }
      }
      guard isOpen, values.count < formula.variableCount else { return isOpen ? values : nil }
      return extend(values + [false]) ?? extend(values + [true])
    }
    return extend([])
  }

  static func satisfyingAssignments(of formula: CNFFormula) -> [[Bool]] {
    (0..<(1 << formula.variableCount)).compactMap { mask in
      let assignment: [Bool] = (0..<formula.variableCount).map { mask >> $0 & 1 == 1 }
      return formula.isSatisfied(by: assignment) ? assignment : nil
    }
  }
}

/// Solutions of source problems, by backtracking that knows nothing of where the problem comes from.
enum SourceSolutions {
  /// The first solutions of a question, at most so many.
  static func first(_ most: Int, of question: StatedQuestion, _ content: SourceContent) -> [[Int]] {
    switch (question, content) {
    case (.cover(let cost), .setCover(let cover)):
      return Systems.covers(of: cover).filter { cover.cost(of: $0) <= cost }
    case (.colouring(let colours), .graph(let graph)), (.colouring(let colours), .hypergraph(let graph)):
      return colourings(most, of: graph, colours: colours)
    case (.densestSubgraph(let vertices, let edges), .graph(let graph)):
      return cliques(most, of: graph, size: vertices).filter { graph.edgeCount(within: $0) >= edges }
    default: return []
    }
  }

  /// Proper colourings; vertices in the order of falling degree, so that those that force others come first.
  static func colourings(_ most: Int, of graph: Hypergraph, colours: Int) -> [[Int]] {
    let degrees: [Int] = graph.degrees
    let order: [Int] = (0..<graph.vertexCount).sorted { (degrees[$1], $0) < (degrees[$0], $1) }
    var position: [Int] = [Int](repeating: 0, count: graph.vertexCount)
    for (index, vertex) in order.enumerated() { position[vertex] = index }
    // Each edge is looked at when the last of its vertices gets its colour.
    var closing: [[[Int]]] = [[[Int]]](repeating: [], count: graph.vertexCount)
    for edge in graph.edges {
      closing[edge.map { position[$0] }.max() ?? 0].append(edge)
    }
    var colour: [Int] = [Int](repeating: -1, count: graph.vertexCount)
    var found: [[Int]] = []
    func extend(_ index: Int) {
      if index == order.count {
        found.append(colour)
        return
      }
      for candidate in 0..<colours where found.count < most {
        colour[order[index]] = candidate
        let isProper: Bool = closing[index].allSatisfy { edge in
          !edge.allSatisfy { colour[$0] == candidate }
        }
        if isProper { extend(index + 1) }
      }
      colour[order[index]] = -1
    }
    extend(0)
    return found
  }

  /// Cliques of exactly so many vertices.
  static func cliques(_ most: Int, of graph: Hypergraph, size: Int) -> [[Int]] {
    var joined: [Set<Int>] = [Set<Int>](repeating: [], count: graph.vertexCount)
    for edge in graph.edges { joined[edge[0]].insert(edge[1]) }
    var found: [[Int]] = []
    func extend(_ clique: [Int], _ candidates: [Int]) {
      if clique.count == size { found.append(clique) }
      guard clique.count < size, clique.count + candidates.count >= size else { return }
      for vertex in candidates where found.count < most {
        extend(clique + [vertex], candidates.filter { joined[vertex].contains($0) })
      }
    }
    extend([], Array(0..<graph.vertexCount))
    return found
  }
}
