import Hardness
import Testing

@Suite("Chains from formulas")
struct ChainsTests {
  static let solutionsDecoded: Int = 40

  /// What is wrong with a chain on a formula, compared with all assignments and a search that knows no formulas.
  static func fault(of type: any FormulaChain.Type, on formula: CNFFormula) throws -> String? {
    let chain: any FormulaChain = try type.init(formula)
    let satisfying: [[Bool]] = Formulas.satisfyingAssignments(of: formula)
    guard chain.formula == formula else { return "forgets its formula" }
    guard try type.size(of: formula) == chain.content.counts else {
      return "size \(try type.size(of: formula)) is not \(chain.content.counts)"
    }
    for assignment in satisfying {
      let solution: [Int] = chain.solution(for: assignment)
      guard chain.question.isSolved(by: solution, of: chain.content) else {
        return "\(solution) solves nothing"
      }
      guard formula.isSatisfied(by: chain.assignment(from: solution)) else { return "does not come back" }
    }
    let found: [[Int]] = SourceSolutions.first(solutionsDecoded, of: chain.question, chain.content)
    guard found.isEmpty == satisfying.isEmpty else { return "answers \(!found.isEmpty)" }
    for solution in found {
      guard chain.question.isSolved(by: solution, of: chain.content) else { return "the search is wrong" }
      guard formula.isSatisfied(by: chain.assignment(from: solution)) else {
        return "\(solution) decodes badly"
      }
    }
    return nil
  }

  @Test(
    "answer as all assignments do, and decode every solution", arguments: FormulaChainRegistry.all.indices)
  func everySmallFormula(index: Int) throws {
    let type: any FormulaChain.Type = FormulaChainRegistry.all[index]
    var formulas: [CNFFormula] = []
    for variables in 0...1 {
      formulas += try Formulas.all(
        variables: variables, of: Formulas.clauses(variables: variables), most: 4)
    }
    formulas += try Formulas.all(variables: 2, of: Formulas.clauses(variables: 2), most: 3)
    let three: [[Int]] = Formulas.clauses(variables: 3)
    formulas += try Formulas.all(variables: 3, of: three, most: 2)
    let long: [[Int]] = three.filter { $0.count == 3 && Set($0.map(\.magnitude)).count == 3 }
    formulas += try Formulas.all(variables: 3, of: long, most: 3)
    formulas.append(try CNFFormula(variableCount: 3, clauses: long))
    formulas.append(try CNFFormula(variableCount: 3, clauses: Array(long.dropLast())))
    for formula in formulas {
      let fault: String? = try Self.fault(of: type, on: formula)
      #expect(fault == nil, "\(type.name) on \(formula.clauses)")
    }
  }

  @Test("split long clauses and drop the fresh variables again", arguments: FormulaChainRegistry.all.indices)
  func longClauses(index: Int) throws {
    let type: any FormulaChain.Type = FormulaChainRegistry.all[index]
    let formulas: [(Int, [[Int]])] = [
      (4, [[1, 2, 3, 4], [-1], [-2], [-3]]), (4, [[1, 2, 3, 4], [-1], [-2], [-3], [-4]]),
      (4, [[-4, 3, -2, 1], [4], [-3]]), (5, [[1, -2, 3, -4, 5], [-1], [2], [-3], [4]]),
      (5, [[5, 4, 3, 2, 1]]), (5, [[1, -1, 2, 3, 4, 5]]), (4, [[1, 1, 2, 2, 3, 3], [-1], [-2]]),
    ]
    for (variables, clauses) in formulas {
      let formula: CNFFormula = try CNFFormula(variableCount: variables, clauses: clauses)
      let fault: String? = try Self.fault(of: type, on: formula)
      #expect(fault == nil, "\(type.name) on \(clauses)")
    }
  }

  @Test("have the sizes of the worked example")
  func workedExample() throws {
    let formula: CNFFormula = try CNFFormula(
      variableCount: 3, clauses: [[1, 2, -3], [-1, 2, 3], [1, -2, 3]])
    let sizes: [String: [Int]] = [
      "set-cover": [6, 6], "nae-hypergraph": [17, 28], "3-colouring": [27, 48], "clique": [9, 21],
    ]
    for type in FormulaChainRegistry.all {
      #expect(try type.init(formula).content.counts.map(\.count) == sizes[type.name], "\(type.name)")
      #expect(FormulaChainRegistry.named(type.name)?.name == type.name)
    }
    let chain: NAEHypergraphChain = try NAEHypergraphChain(formula)
    #expect(chain.variableCount == 7 && chain.clauses.count == 6)
    #expect(FormulaChainRegistry.named("sat") == nil)
  }

  @Test("of formulas of the literature answer as is known", arguments: FormulaChainRegistry.all.indices)
  func literature(index: Int) throws {
    let type: any FormulaChain.Type = FormulaChainRegistry.all[index]
    guard case .formula(let formula) = try SourceFile(contentsOf: Fixture.path("cnf/uf20-01.cnf")).content
    else {
      Issue.record("uf20-01 is a formula")
      return
    }
    let chain: any FormulaChain = try type.init(formula)
    #expect(try type.size(of: formula) == chain.content.counts)
    guard let assignment = Formulas.firstSatisfying(formula) else {
      Issue.record("uf20-01 is satisfiable")
      return
    }
    let solution: [Int] = chain.solution(for: assignment)
    #expect(chain.question.isSolved(by: solution, of: chain.content))
    #expect(formula.isSatisfied(by: chain.assignment(from: solution)))
  }

  @Test("decode what is no solution without trapping", arguments: FormulaChainRegistry.all.indices)
  func nonsense(index: Int) throws {
    let formula: CNFFormula = try CNFFormula(variableCount: 3, clauses: [[1, 2], [], [-1, 2, 3]])
    let chain: any FormulaChain = try FormulaChainRegistry.all[index].init(formula)
    for solution in [[], [0], [-5, .max, .min], Array(repeating: 7, count: 100)] {
      #expect(chain.assignment(from: solution).count == 3)
      #expect(!chain.question.isSolved(by: solution, of: chain.content))
    }
  }

  @Test("notice a solution with one entry changed for the worse")
  func mutants() throws {
    let formula: CNFFormula = try CNFFormula(variableCount: 2, clauses: [[1, 2], [-1, 2]])
    for type in FormulaChainRegistry.all {
      let chain: any FormulaChain = try type.init(formula)
      let solution: [Int] = chain.solution(for: [true, true])
      let isColouring: Bool = solution.count == chain.content.counts[0].count
      for place in solution.indices {
        var mutant: [Int] = solution
        if isColouring { mutant[place] = 3 } else { mutant.remove(at: place) }
        #expect(!chain.question.isSolved(by: mutant, of: chain.content), "\(type.name) without \(place)")
      }
    }
  }

  @Test("of more than the allowed edges are refused")
  func tooLarge() throws {
    let clauses: [[Int]] = (1...12_000).map { [$0] }
    let formula: CNFFormula = try CNFFormula(variableCount: 12_000, clauses: clauses)
    let fault: SourceFault? = #expect(throws: SourceFault.self) { _ = try CliqueChain(formula) }
    #expect(fault?.problem.contains("edges") == true)
  }
}
