/// A checked formula as one run of 32-bit literals, without what no search needs to see.
///
/// Clauses that hold a literal and its negation are left out, a literal that a clause repeats is kept once, and an
/// empty clause is only noted.
struct FlatFormula {
  let variableCount: Int
  private(set) var literals: [Int32] = []
  private(set) var clauseStarts: [Int32] = [0]
  private(set) var hasEmptyClause: Bool = false

  var clauseCount: Int { clauseStarts.count - 1 }

  init(variableCount: Int, clauses: [[Int]]) throws(OptimizationError) {
    self.variableCount = variableCount
    let largest: Int = LinearProgram.largestCount
    guard variableCount >= 0, max(variableCount, clauses.count) <= largest else {
      throw OptimizationError(
        .invalidModel,
        "the formula has \(variableCount) variables and \(clauses.count) clauses; each count must be 0...\(largest)"
      )
    }
    // One mark for each variable: the last clause and sign that named it, so that no clause is sorted or hashed.
    var positive: [Int] = [Int](repeating: -1, count: variableCount)
    var negative: [Int] = [Int](repeating: -1, count: variableCount)
    for (index, clause) in clauses.enumerated() {
      let start: Int = literals.count
      var isTautology: Bool = false
      for literal in clause {
        guard literal != 0, literal.magnitude <= UInt(variableCount) else {
          throw OptimizationError(
            .invalidModel,
            "clause \(index + 1) holds the literal \(literal); literals are ±1...±\(variableCount)")
        }
        let variable: Int = abs(literal) - 1
        if (literal > 0 ? positive : negative)[variable] == index { continue }
        if literal > 0 { positive[variable] = index } else { negative[variable] = index }
        isTautology = isTautology || positive[variable] == negative[variable]
        literals.append(Int32(literal))
      }
      guard literals.count <= largest else {
        throw OptimizationError(.invalidModel, "the formula has more than \(largest) literals")
      }
      if isTautology {
        literals.removeSubrange(start...)
      } else if clause.isEmpty {
        hasEmptyClause = true
      } else {
        clauseStarts.append(Int32(literals.count))
      }
    }
  }
}
