/// Formula → 3-colouring of a graph, by a palette triangle and two OR gadgets for each clause.
///
/// **Statement.** The formula is satisfiable ⇔ the graph has a proper colouring with three colours.
///
/// **Construction.** Clauses longer than three literals are split; in shorter ones the last literal is repeated.
/// Vertices T, F, B (0, 1, 2) form a triangle, and so do x, ¬x and B for each variable. An OR gadget on inputs a, b
/// has vertices u, v, o and edges au, bv, uv, uo, vo: o can have a colour other than F's exactly where a or b has T's.
/// A clause has one on l₁, l₂ and one on its output and l₃, whose output is joined to F and B.
///
/// **Extraction.** A variable is true where its positive literal's vertex has T's colour.
///
/// **Size.** 3 + 2n + 6m vertices, 3 + 3n + 12m edges for n variables and m clauses after splitting.
///
/// **Source.** M. R. Garey, D. S. Johnson, L. Stockmeyer, *Some simplified NP-complete graph problems*, Theoretical
/// Computer Science 1 (1976), DOI 10.1016/0304-3975(76)90059-1.
///
/// **Example.** (x₁): colour x₁ like T, so yes. (x₁)(¬x₁): one of x₁, ¬x₁ has F's colour, and its gadgets hand that
/// on to a vertex joined to F, so no.
public struct ThreeColouringChain: FormulaChain {
  /// The name in the exchange format.
  public static let name: String = "3-colouring"
  /// What the chain leads to.
  public static let summary: String = "3-colouring of a graph, with two OR gadgets for each clause"

  /// The formula as prepared, with clauses of up to three literals.
  public let prepared: PreparedFormula
  /// The graph.
  public let graph: Hypergraph

  private static let (trueVertex, falseVertex, baseVertex): (Int, Int, Int) = (0, 1, 2)

  /// Builds the graph of a formula.
  ///
  /// - Throws: ``SourceFault`` where it would have more vertices than ``Hypergraph/largestVertexCount``.
  public init(_ formula: CNFFormula) throws {
    let prepared: PreparedFormula = try PreparedFormula(formula, longestClause: 3)
    let variables: Int = prepared.formula.variableCount
    var edges: [[Int]] = [[0, 1], [0, 2], [1, 2]]
    edges.reserveCapacity(3 + 3 * variables + 12 * prepared.formula.clauses.count)
    for positive in stride(from: 3, to: 3 + 2 * variables, by: 2) {
      edges += [[positive, positive + 1], [Self.baseVertex, positive], [Self.baseVertex, positive + 1]]
    }
    var next: Int = 3 + 2 * variables
    for clause in prepared.formula.clauses {
      let inputs: [Int] = Self.padded(clause).map { 3 + CNFFormula.index(of: $0) }
      var first: Int = inputs[0]
      for second in inputs.dropFirst() {
        let (u, v, o): (Int, Int, Int) = (next, next + 1, next + 2)
        edges += [[first, u], [second, v], [u, v], [u, o], [v, o]]
        first = o
        next += 3
      }
      edges += [[Self.falseVertex, first], [Self.baseVertex, first]]
    }
    self.prepared = prepared
    self.graph = try Hypergraph(vertexCount: next, edges: edges)
  }

  /// Three literals, the last repeated where there are fewer.
  private static func padded(_ clause: [Int]) -> [Int] {
    (0..<3).map { clause[min($0, clause.count - 1)] }
  }

  /// The formula as given.
  public var formula: CNFFormula { prepared.original }
  /// The graph.
  public var content: SourceContent { .graph(graph) }
  /// A colouring with three colours.
  public var question: StatedQuestion { .colouring(colours: 3) }

  /// The colouring in which T, F and B have colours 0, 1 and 2.
  public func solution(for assignment: [Bool]) -> [Int] {
    let values: [Bool] = prepared.extendedSatisfying(assignment)
    var colours: [Int] = [0, 1, 2]
    for value in values { colours += value ? [0, 1] : [1, 0] }
    for clause in prepared.formula.clauses {
      let inputs: [Bool] = Self.padded(clause).map { CNFFormula.isTrue($0, under: values) }
      var first: Bool = inputs[0]
      for second in inputs.dropFirst() {
        // Colours of u, v, o; the first must differ from a's, the second from b's, all three from each other.
        switch (first, second) {
        case (true, _): colours += [1, 2, 0]
        case (false, true): colours += [2, 1, 0]
        case (false, false): colours += [0, 2, 1]
        }
        first = first || second
      }
    }
    return colours
  }

  /// The assignment in which a variable is true where its vertex has the colour of T.
  public func assignment(from solution: [Int]) -> [Bool] {
    (0..<formula.variableCount).map { variable in
      solution.count > 3 + 2 * variable && solution[3 + 2 * variable] == solution[Self.trueVertex]
    }
  }

  /// 3 + 2n + 6m vertices, 3 + 3n + 12m edges.
  public static func size(of formula: CNFFormula) throws -> [SourceCount] {
    let prepared: CNFFormula = try PreparedFormula(formula, longestClause: 3).formula
    let (variables, clauses): (Int, Int) = (prepared.variableCount, prepared.clauses.count)
    return [
      SourceCount("vertices", 3 + 2 * variables + 6 * clauses),
      SourceCount("edges", 3 + 3 * variables + 12 * clauses),
    ]
  }
}
