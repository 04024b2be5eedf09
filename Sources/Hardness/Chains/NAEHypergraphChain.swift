/// Formula → not-all-equal formula → 2-colouring of a hypergraph with edges of two and three vertices.
///
/// **Statement.** The formula is satisfiable ⇔ the hypergraph has a 2-colouring without an edge of one colour.
///
/// **Construction.** Clauses longer than three literals are split. With one more variable z, a clause of up to two
/// literals becomes NAE(clause, z), one of three NAE(l₁, l₂, y), NAE(¬y, l₃, z) with y fresh. Then a vertex for each
/// literal (2v − 2 and 2v − 1) and three more, p, q, r; edges {p, q, r}, {x, ¬x, p}, {x, ¬x, q}, {x, ¬x, r} for each
/// variable, and one for each NAE clause; edges that are the same are merged.
///
/// **Extraction.** A literal is true where its colour differs from z's. Literals of one variable differ, or p, q and
/// r would be alike. If l₁ and l₂ have z's colour then y has not, ¬y has, and l₃ has not.
///
/// **Size.** With n′ variables, z and the y among them: 2n′ + 3 vertices, 1 + 3n′ edges and one for each different
/// NAE clause.
///
/// **Source.** T. J. Schaefer, *The complexity of satisfiability problems* (1978), DOI 10.1145/800133.804350; the
/// hypergraph is L. Lovász's, *Coverings and colorings of hypergraphs* (1973).
///
/// **Example.** (x₁): z = x₂ and the edge {x₁, z}: colour x₁ unlike z, so yes. (x₁)(¬x₁): {x₁, z}, {¬x₁, z} and
/// x₁ unlike ¬x₁ need three colours, so no.
public struct NAEHypergraphChain: FormulaChain {
  /// The name in the exchange format.
  public static let name: String = "nae-hypergraph"
  /// What the chain leads to.
  public static let summary: String = "2-colouring of a hypergraph, through not-all-equal clauses"

  /// The formula as prepared, with clauses of up to three literals.
  public let prepared: PreparedFormula
  /// The variable z that false is compared with, counted from 1.
  public let reference: Int
  /// The number of variables of the not-all-equal formula (n′).
  public let variableCount: Int
  /// The clauses of the not-all-equal formula: not all literals of one are equal.
  public let clauses: [[Int]]
  /// The hypergraph.
  public let hypergraph: Hypergraph

  /// Builds the hypergraph of a formula.
  ///
  /// - Throws: ``SourceFault`` where it would have more vertices than ``Hypergraph/largestVertexCount``.
  public init(_ formula: CNFFormula) throws {
    let prepared: PreparedFormula = try PreparedFormula(formula, longestClause: 3)
    let reference: Int = prepared.formula.variableCount + 1
    var variables: Int = reference
    var clauses: [[Int]] = []
    for clause in prepared.formula.clauses {
      if clause.count <= 2 {
        clauses.append(clause + [reference])
      } else {
        variables += 1
        clauses += [[clause[0], clause[1], variables], [-variables, clause[2], reference]]
      }
    }
    let p: Int = 2 * variables
    var edges: [[Int]] = [[p, p + 1, p + 2]]
    edges.reserveCapacity(1 + 3 * variables + clauses.count)
    for variable in 0..<variables {
      for extra in 0..<3 { edges.append([2 * variable, 2 * variable + 1, p + extra]) }
    }
    for clause in clauses { edges.append(clause.map { CNFFormula.index(of: $0) }) }
    self.prepared = prepared
    self.reference = reference
    self.variableCount = variables
    self.clauses = clauses
    self.hypergraph = try Hypergraph(vertexCount: 2 * variables + 3, edges: edges)
  }

  /// The formula as given.
  public var formula: CNFFormula { prepared.original }
  /// The hypergraph.
  public var content: SourceContent { .hypergraph(hypergraph) }
  /// A colouring with two colours.
  public var question: StatedQuestion { .colouring(colours: 2) }

  /// The colouring in which true literals have colour 1, and z is false.
  public func solution(for assignment: [Bool]) -> [Int] {
    var values: [Bool] = prepared.extendedSatisfying(assignment) + [false]
    for clause in prepared.formula.clauses where clause.count == 3 {
      values.append(!clause[..<2].contains { CNFFormula.isTrue($0, under: values) })
    }
    return values.flatMap { $0 ? [1, 0] : [0, 1] } + [0, 0, 1]
  }

  /// The assignment in which a literal is true where its colour differs from z's.
  public func assignment(from solution: [Int]) -> [Bool] {
    let place: Int = CNFFormula.index(of: reference)
    return (0..<formula.variableCount).map { variable in
      solution.count > place && solution[2 * variable] != solution[place]
    }
  }

  /// 2n′ + 3 vertices, 1 + 3n′ edges and one for each different NAE clause.
  public static func size(of formula: CNFFormula) throws -> [SourceCount] {
    let prepared: CNFFormula = try PreparedFormula(formula, longestClause: 3).formula
    let triples: Int = prepared.clauses.count { $0.count == 3 }
    let short: Int = Set(prepared.clauses.lazy.filter { $0.count < 3 }.map { $0.sorted() }).count
    let variables: Int = prepared.variableCount + 1 + triples
    return [
      SourceCount("vertices", 2 * variables + 3),
      SourceCount("edges", 1 + 3 * variables + 2 * triples + short),
    ]
  }
}
