/// Formula → clique: a vertex for each literal of each clause, edges between what can be true together.
///
/// **Statement.** The m clauses' formula is satisfiable ⇔ m vertices have C(m, 2) edges among them, a clique.
///
/// **Construction.** Vertices are the literals of clause 1, of clause 2, …; two are joined where their clauses
/// differ and neither negates the other. Clauses may have any length. With fewer than two clauses the last is
/// repeated, or a clause of a fresh variable taken twice, since a densest subgraph of one vertex asks nothing.
///
/// **Extraction.** The clique has a vertex of each clause; a variable is true where a vertex of its positive literal
/// is in it.
///
/// **Size.** With V = Σ|C| vertices: C(V, 2) − Σ C(|C|, 2) − Σ pos(x)·neg(x) edges.
///
/// **Source.** R. M. Karp, *Reducibility among combinatorial problems* (1972).
///
/// **Example.** (x₁)(x₁ ∨ x₂): the first vertex is joined to both of the second clause, so yes. (x₁)(¬x₁): two
/// vertices without an edge, so no.
public struct CliqueChain: FormulaChain {
  /// The name in the exchange format.
  public static let name: String = "clique"
  /// What the chain leads to.
  public static let summary: String = "clique, as densest subgraph, among the literals of the clauses"
  /// The most edges that are built; the graph grows with the square of the formula.
  public static let largestEdgeCount: Int = 1 << 25

  /// The formula as prepared, with two clauses or more.
  public let prepared: PreparedFormula
  /// The graph.
  public let graph: Hypergraph
  /// The literal of each vertex.
  private let literals: [Int]

  /// Builds the graph of a formula.
  ///
  /// - Throws: ``SourceFault`` where it has more than ``largestEdgeCount`` edges.
  public init(_ formula: CNFFormula) throws {
    let size: [SourceCount] = try Self.size(of: formula)
    guard size[1].count <= Self.largestEdgeCount else {
      throw SourceFault(
        place: "clauses",
        problem: "the clique graph would have \(size[1].count) edges, above \(Self.largestEdgeCount)",
        mend: "give a formula with fewer literals, or another reduction")
    }
    let prepared: PreparedFormula = try PreparedFormula(formula, fewestClauses: 2)
    let literals: [Int] = prepared.formula.clauses.flatMap { $0 }
    var edges: [[Int]] = []
    edges.reserveCapacity(size[1].count)
    var start: Int = 0
    for clause in prepared.formula.clauses {
      let next: Int = start + clause.count
      for left in start..<next {
        for right in next..<literals.count where literals[left] != -literals[right] {
          edges.append([left, right])
        }
      }
      start = next
    }
    self.prepared = prepared
    self.graph = Hypergraph(checked: literals.count, edges)
    self.literals = literals
  }

  /// The formula as given.
  public var formula: CNFFormula { prepared.original }
  /// The graph.
  public var content: SourceContent { .graph(graph) }
  /// m vertices with C(m, 2) edges.
  public var question: StatedQuestion {
    let clauses: Int = prepared.formula.clauses.count
    return .densestSubgraph(vertices: clauses, edges: clauses * (clauses - 1) / 2)
  }

  /// The first true literal of each clause, ascending.
  public func solution(for assignment: [Bool]) -> [Int] {
    let values: [Bool] = prepared.extendedSatisfying(assignment)
    var start: Int = 0
    return prepared.formula.clauses.compactMap { clause in
      defer { start += clause.count }
      return clause.firstIndex { CNFFormula.isTrue($0, under: values) }.map { start + $0 }
    }
  }

  /// The assignment in which the chosen literals are true, and every other variable is false.
  public func assignment(from solution: [Int]) -> [Bool] {
    var values: [Bool] = [Bool](repeating: false, count: prepared.formula.variableCount)
    for vertex in solution where literals.indices.contains(vertex) && literals[vertex] > 0 {
      values[literals[vertex] - 1] = true
    }
    return prepared.restricted(values)
  }

  /// Σ|C| vertices, and the edges between different clauses less the contradictions.
  public static func size(of formula: CNFFormula) throws -> [SourceCount] {
    let prepared: CNFFormula = try PreparedFormula(formula, fewestClauses: 2).formula
    var occurrences: [Int] = [Int](repeating: 0, count: 2 * prepared.variableCount)
    var vertices: Int = 0
    var within: Int = 0
    for clause in prepared.clauses {
      vertices += clause.count
      within += clause.count * (clause.count - 1) / 2
      for literal in clause { occurrences[CNFFormula.index(of: literal)] += 1 }
    }
    let conflicts: Int = (0..<prepared.variableCount).reduce(0) {
      $0 + occurrences[2 * $1] * occurrences[2 * $1 + 1]
    }
    return [
      SourceCount("vertices", vertices),
      SourceCount("edges", vertices * (vertices - 1) / 2 - within - conflicts),
    ]
  }
}
