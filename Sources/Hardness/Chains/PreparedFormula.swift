/// A formula made fit for a chain, satisfiable exactly where the original is.
///
/// In this order: clauses that hold a literal and its negation are dropped; an empty clause becomes (z), (¬z) with
/// one fresh variable z; a clause l₁ … l_k longer than allowed becomes (l₁ l₂ s₁), (¬s₁ l₃ s₂), …,
/// (¬s_{k−3} l_{k−1} l_k) with fresh variables; and where more clauses are asked for than are left, the last is
/// repeated, or without any a clause of one fresh variable. Everything else stays, repeated clauses too. Fresh
/// variables follow those of the original, which an assignment of the original therefore begins with.
public struct PreparedFormula: Sendable, Hashable {
  /// The formula as given.
  public let original: CNFFormula
  /// The formula that the chain works on: no tautologies, no empty clauses.
  public let formula: CNFFormula
  /// For each fresh variable the literals that define it: true where none of them is.
  private let definitions: [[Int]]

  /// Prepares a formula.
  ///
  /// - Parameters:
  ///   - original: the formula as given.
  ///   - longestClause: how many literals a clause may have, 3 or more; `nil` for any number.
  ///   - fewestClauses: how many clauses there must be.
  /// - Throws: ``SourceFault`` where the fresh variables are too many.
  /// - Complexity: O(Σ|C| log |C|).
  public init(
    _ original: CNFFormula, longestClause: Int? = nil, fewestClauses: Int = 0
  ) throws(SourceFault) {
    precondition(longestClause ?? 3 >= 3, "clauses are split into clauses of three literals or more")
    let first: Int = original.variableCount + 1
    var definitions: [[Int]] = []
    var clauses: [[Int]] = []
    var contradiction: Int?
    for clause in original.clauses where !CNFFormula.isTautology(clause) {
      if clause.isEmpty {
        let fresh: Int = contradiction ?? first + definitions.count
        if contradiction == nil { definitions.append([]) }
        contradiction = fresh
        clauses += [[fresh], [-fresh]]
      } else if clause.count <= longestClause ?? .max {
        clauses.append(clause)
      } else {
        var carried: Int = first + definitions.count
        definitions.append([clause[0], clause[1]])
        clauses.append([clause[0], clause[1], carried])
        for literal in clause[2..<(clause.count - 2)] {
          let fresh: Int = first + definitions.count
          definitions.append([-carried, literal])
          clauses.append([-carried, literal, fresh])
          carried = fresh
        }
        clauses.append([-carried, clause[clause.count - 2], clause[clause.count - 1]])
      }
    }
    if clauses.isEmpty, fewestClauses > 0 {
      clauses.append([first + definitions.count])
      definitions.append([])
    }
    while clauses.count < fewestClauses { clauses.append(clauses[clauses.count - 1]) }
    self.original = original
    self.formula = try CNFFormula(
      variableCount: original.variableCount + definitions.count, clauses: clauses)
    self.definitions = definitions
  }

  /// An assignment of the original with values for the fresh variables; it satisfies where the original's does.
  public func extended(_ assignment: [Bool]) -> [Bool] {
    var values: [Bool] = assignment
    values.reserveCapacity(formula.variableCount)
    for literals in definitions {
      values.append(!literals.contains { CNFFormula.isTrue($0, under: values) })
    }
    return values
  }

  /// An assignment without the fresh variables.
  public func restricted(_ assignment: [Bool]) -> [Bool] {
    Array(assignment.prefix(original.variableCount))
  }

  /// The satisfying assignment with values for the fresh variables.
  ///
  /// - Precondition: the assignment satisfies the original.
  func extendedSatisfying(_ assignment: [Bool]) -> [Bool] {
    precondition(
      original.isSatisfied(by: assignment), "give an assignment that satisfies the formula")
    return extended(assignment)
  }
}

extension CNFFormula {
  /// The place of a literal where those of variable v are 2v − 2, the positive one, and 2v − 1.
  static func index(of literal: Int) -> Int {
    2 * (Int(literal.magnitude) - 1) + (literal > 0 ? 0 : 1)
  }
}
