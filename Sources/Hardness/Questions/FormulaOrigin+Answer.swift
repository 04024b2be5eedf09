import DataFiles
import ExactArithmetic
import Optimization

extension FormulaOrigin {
  /// The formula.
  ///
  /// - Throws: ``SourceFault`` where a literal names a variable that is not there.
  public var formula: CNFFormula {
    get throws { try CNFFormula(variableCount: variables, clauses: clauses) }
  }

  /// The chain that the origin names, of its formula.
  ///
  /// - Throws: ``SourceFault`` where there is no such chain or the formula does not fit it.
  func builtChain() throws -> any FormulaChain {
    guard let type = FormulaChainRegistry.named(chain) else {
      let known: String = FormulaChainRegistry.all.map { $0.name }.joined(separator: ", ")
      throw SourceFault(place: "origin.chain", problem: "'\(chain)' is unknown", mend: "give one of \(known)")
    }
    return try type.init(formula)
  }

  /// An assignment as DIMACS literals: v where variable v is true, −v where it is false.
  static func literals(of assignment: [Bool]) -> [Int] {
    assignment.enumerated().map { $0.element ? $0.offset + 1 : -($0.offset + 1) }
  }

  /// Solves the formula and carries the assignment over to the source problem.
  ///
  /// - Throws: `OptimizationError` where the solver broke down.
  func answer(
    options: SolveOptions, solver: any SatisfiabilitySolver = GLPKSatisfiability()
  ) throws -> (answer: SourceAnswer, assignment: [Bool]?) {
    let text: String = "\(solver.id) \(solver.version), of the formula"
    let chain: any FormulaChain = try builtChain()
    let result: SatisfiabilityResult = try solver.solve(
      variableCount: variables, clauses: clauses, timeLimitSeconds: options.timeLimitSeconds)
    switch result {
    case .unsatisfiable: return (SourceAnswer(status: .infeasible, solution: nil, solver: text), nil)
    case .unknown: return (SourceAnswer(status: .unknown, solution: nil, solver: text), nil)
    case .satisfiable(let assignment):
      let list: [Int] = chain.solution(for: assignment)
      switch chain.question {
      case .cover:
        return (
          SourceAnswer(
            status: .optimal, solution: .sets(list, cost: Rational(list.count)), objective: list.count,
            bound: list.count, solver: text), assignment
        )
      case .colouring:
        return (SourceAnswer(status: .optimal, solution: .colours(list), solver: text), assignment)
      case .densestSubgraph(_, let edges):
        return (
          SourceAnswer(
            status: .optimal, solution: .vertices(list, edges: edges), objective: edges, bound: edges,
            solver: text),
          assignment
        )
      case .trueInputs, .satisfiability:
        throw SourceFault(
          place: "origin.chain", problem: "'\(self.chain)' leads to a question that no reduction takes",
          mend: "generate the instance again")
      }
    }
  }
}

extension InstanceVerifier {
  /// Whether the source is the origin's, and the assignment that a solution stands for; `nil` where there is none.
  static func checkOrigin(
    _ origin: FormulaOrigin, _ source: SourceProblem, _ solution: SourceSolution?, _ checks: inout CheckList
  ) -> [Int]? {
    let chain: any FormulaChain
    do {
      chain = try origin.builtChain()
    } catch {
      checks.add("origin", fault: "\(error)", "")
      return nil
    }
    let fits: Bool = chain.content == source.content && chain.question.isAsked(by: source)
    checks.add(
      "origin",
      fault: fits
        ? nil : "the source problem is not the one that the chain \(origin.chain) makes of the formula",
      "the source problem is that of the formula's \(origin.clauses.count) clauses, by the chain \(origin.chain)"
    )
    guard let solution, fits else { return nil }
    let assignment: [Bool] = chain.assignment(from: solution.entries)
    var fault: String?
    for (index, clause) in origin.clauses.enumerated() where fault == nil {
      guard !clause.contains(where: { assignment[abs($0) - 1] == ($0 > 0) }) else { continue }
      fault = "clause \(index + 1) is false under the assignment that the solution gives"
    }
    checks.add(
      "assignment", fault: fault,
      "all \(origin.clauses.count) clauses are true under the solution's assignment")
    return fault == nil ? FormulaOrigin.literals(of: assignment) : nil
  }
}

extension StatedQuestion {
  /// Whether `problem` has the question's targets.
  func isAsked(by problem: SourceProblem) -> Bool {
    switch (self, problem) {
    case (.cover(let cost), .setCover(_, let target)): cost == target
    case (.colouring(let colours), .colouring(_, let given)): colours == given
    case (.densestSubgraph(let vertices, let edges), .densestSubgraph(_, let size, let given)):
      vertices == size && edges == given
    default: false
    }
  }
}
