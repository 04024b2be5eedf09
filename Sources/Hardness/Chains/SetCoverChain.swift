/// Formula → set cover: a set for each literal, an element for each variable and each clause.
///
/// **Statement.** The n variables' formula is satisfiable ⇔ n sets cover everything.
///
/// **Construction.** Set 2v − 2 is the literal v, set 2v − 1 its negation. Element v − 1 lies in both; element n + i
/// in the sets of clause i's literals. Clauses may have any length.
///
/// **Extraction.** Variable v is true where set 2v − 2 is chosen. Each variable's element needs one of its two sets,
/// so a cover of n sets holds exactly one of each pair.
///
/// **Size.** 2n sets, n + m elements.
///
/// **Source.** R. M. Karp, *Reducibility among combinatorial problems* (1972), in this form folklore.
///
/// **Example.** (x₁): sets {0, 1}, {0}, covered by the first, so yes. (x₁)(¬x₁): {0, 1}, {0, 2}, no cover of one set.
public struct SetCoverChain: FormulaChain {
  /// The name in the exchange format.
  public static let name: String = "set-cover"
  /// What the chain leads to.
  public static let summary: String = "set cover with a set for each literal"

  /// The formula as prepared.
  public let prepared: PreparedFormula
  /// The set cover problem.
  public let cover: SetCover

  /// Builds the set cover problem of a formula.
  ///
  /// - Throws: ``SourceFault`` where it would be too large.
  public init(_ formula: CNFFormula) throws {
    let prepared: PreparedFormula = try PreparedFormula(formula)
    let variables: Int = prepared.formula.variableCount
    var sets: [[Int]] = (0..<(2 * variables)).map { [$0 / 2] }
    for (index, clause) in prepared.formula.clauses.enumerated() {
      for literal in clause { sets[CNFFormula.index(of: literal)].append(variables + index) }
    }
    self.prepared = prepared
    do {
      self.cover = try SetCover(elementCount: variables + prepared.formula.clauses.count, sets: sets)
    } catch {
      throw SourceFault(place: error.place, problem: error.problem, mend: "give a smaller formula")
    }
  }

  /// The formula as given.
  public var formula: CNFFormula { prepared.original }
  /// The set cover problem.
  public var content: SourceContent { .setCover(cover) }
  /// A cover of n sets.
  public var question: StatedQuestion { .cover(atMost: prepared.formula.variableCount) }

  /// The sets of the true literals, ascending.
  public func solution(for assignment: [Bool]) -> [Int] {
    prepared.extendedSatisfying(assignment).enumerated().map { 2 * $0.offset + ($0.element ? 0 : 1) }
  }

  /// The assignment in which the variables of chosen positive literals are true.
  public func assignment(from solution: [Int]) -> [Bool] {
    var values: [Bool] = [Bool](repeating: false, count: prepared.formula.variableCount)
    for set in solution where set % 2 == 0 && values.indices.contains(set / 2) { values[set / 2] = true }
    return prepared.restricted(values)
  }

  /// 2n sets, n + m elements.
  public static func size(of formula: CNFFormula) throws -> [SourceCount] {
    let prepared: CNFFormula = try PreparedFormula(formula).formula
    return [
      SourceCount("sets", 2 * prepared.variableCount),
      SourceCount("elements", prepared.variableCount + prepared.clauses.count),
    ]
  }
}
