/// A reduction from formulas in conjunctive normal form to another source problem, with the maps of solutions both
/// ways.
///
/// Every chain first prepares the formula (``PreparedFormula``): tautological clauses go, an empty clause becomes two
/// that contradict each other, and chains for clauses of up to three literals split longer ones. Assignments are
/// those of the formula as given, the value of variable v at index v − 1.
public protocol FormulaChain: Sendable {
  /// The name, as in the exchange format's `origin`: `nae-hypergraph`.
  static var name: String { get }
  /// What the chain leads to, in one line.
  static var summary: String { get }

  /// Builds the source problem of a formula.
  ///
  /// - Throws: ``SourceFault`` where it would be too large.
  init(_ formula: CNFFormula) throws
  /// The formula as given.
  var formula: CNFFormula { get }
  /// The source problem.
  var content: SourceContent { get }
  /// The question whose answer is yes exactly where the formula is satisfiable.
  var question: StatedQuestion { get }

  /// The solution that a satisfying assignment gives; it answers ``question`` with yes.
  ///
  /// - Precondition: the assignment satisfies the formula.
  func solution(for assignment: [Bool]) -> [Int]
  /// The assignment that a solution encodes; it satisfies the formula where the solution answers ``question``.
  ///
  /// Of anything else it makes some assignment, and never traps.
  func assignment(from solution: [Int]) -> [Bool]

  /// The exact size of ``content``, from the formula's counts alone.
  ///
  /// - Throws: ``SourceFault`` where it would be too large.
  static func size(of formula: CNFFormula) throws -> [SourceCount]
}

/// The chains there are.
public enum FormulaChainRegistry {
  /// Every chain, in the order in which they are listed.
  public static let all: [any FormulaChain.Type] = [
    SetCoverChain.self, NAEHypergraphChain.self, ThreeColouringChain.self, CliqueChain.self,
  ]

  /// The chain of a name, or `nil`.
  public static func named(_ name: String) -> (any FormulaChain.Type)? { all.first { $0.name == name } }
}
