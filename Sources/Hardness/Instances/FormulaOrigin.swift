/// The CNF formula that a source problem was made from, and by which chain; in JSON the object `origin`.
public struct FormulaOrigin: Sendable, Hashable, Codable {
  /// The kind of every origin that there is so far.
  public static let formulaKind: String = "cnf"

  /// `cnf`.
  public let kind: String
  /// The number of variables.
  public let variables: Int
  /// The clauses, as DIMACS literals.
  public let clauses: [[Int]]
  /// The chain's name: `set-cover`, `nae-hypergraph`, `3-colouring` or `clique`.
  public let chain: String

  /// Creates an origin.
  public init(formula: CNFFormula, chain: String) {
    self.kind = Self.formulaKind
    self.variables = formula.variableCount
    self.clauses = formula.clauses
    self.chain = chain
  }
}
