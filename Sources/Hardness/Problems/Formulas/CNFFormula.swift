/// A formula in conjunctive normal form: every clause must have a true literal.
///
/// Variables are counted from 1; the literal of variable v is v, its negation −v, as in DIMACS files. A literal that
/// a clause repeats is merged; clauses that hold a variable and its negation stay, and so do repeated clauses. A
/// clause without literals cannot be satisfied.
public struct CNFFormula: Sendable, Hashable {
  /// The number of variables (n).
  public let variableCount: Int
  /// The literals of each clause, in the order that they were given (C₁ … C_m).
  public let clauses: [[Int]]

  /// The most variables there may be; it keeps a hostile count from reserving the memory of the machine.
  public static let largestVariableCount: Int = 1 << 24

  /// Creates a formula and checks all of it.
  ///
  /// - Throws: ``SourceFault`` where a literal is 0 or that of no variable.
  /// - Complexity: O(Σ|C| log |C|).
  public init(variableCount: Int, clauses: [[Int]]) throws(SourceFault) {
    guard (0...Self.largestVariableCount).contains(variableCount) else {
      throw SourceFault(
        place: "variables", problem: "\(variableCount) is not between 0 and \(Self.largestVariableCount)",
        mend: "correct the number of variables")
    }
    var merged: [[Int]] = []
    merged.reserveCapacity(clauses.count)
    for (index, clause) in clauses.enumerated() {
      if let stray = clause.first(where: { $0 == 0 || $0.magnitude > UInt(variableCount) }) {
        throw SourceFault(
          place: "clauses[\(index)]",
          problem: "literal \(stray) is not that of one of the \(variableCount) variables counted from 1",
          mend: "correct the literal")
      }
      merged.append(Self.withoutRepeats(clause))
    }
    self.variableCount = variableCount
    self.clauses = merged
  }

  /// Takes clauses without repeats whose literals are in range, as a builder of this module makes them.
  init(checked variableCount: Int, _ clauses: [[Int]]) {
    self.variableCount = variableCount
    self.clauses = clauses
  }

  /// Whether every clause has a literal that is true under `assignment`.
  ///
  /// - Parameter assignment: the value of variable v at index v − 1.
  public func isSatisfied(by assignment: [Bool]) -> Bool {
    firstViolatedClause(under: assignment) == nil
  }

  /// The index of the first clause none of whose literals is true, or `nil` where the formula is satisfied.
  ///
  /// - Parameter assignment: the value of variable v at index v − 1.
  /// - Precondition: there is a value for each variable.
  /// - Complexity: O(Σ|C|).
  public func firstViolatedClause(under assignment: [Bool]) -> Int? {
    precondition(
      assignment.count == variableCount, "give each of the \(variableCount) variables a value")
    return clauses.firstIndex { clause in
      !clause.contains { Self.isTrue($0, under: assignment) }
    }
  }

  /// Whether a literal is true under an assignment.
  static func isTrue(_ literal: Int, under assignment: [Bool]) -> Bool {
    assignment[Int(literal.magnitude) - 1] == (literal > 0)
  }

  /// Whether a clause holds a literal and its negation.
  static func isTautology(_ clause: [Int]) -> Bool {
    let ordered: [Int] = clause.sorted { ($0.magnitude, $0) < ($1.magnitude, $1) }
    return zip(ordered, ordered.dropFirst()).contains { $0 == -$1 }
  }

  private static let longestScannedClause: Int = 16

  /// The literals in their order, each once.
  private static func withoutRepeats(_ clause: [Int]) -> [Int] {
    if clause.count <= longestScannedClause {
      var kept: [Int] = []
      kept.reserveCapacity(clause.count)
      for literal in clause where !kept.contains(literal) { kept.append(literal) }
      return kept
    }
    var seen: Set<Int> = Set(minimumCapacity: clause.count)
    return clause.filter { seen.insert($0).inserted }
  }
}
