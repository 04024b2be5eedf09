import Optimization
import Testing

@Suite("MiniSat in GLPK")
struct SatisfiabilityTests {
  let solver: GLPKSatisfiability = GLPKSatisfiability()

  @Test("agrees with trying every assignment, on small formulas of all kinds")
  func exhaustive() throws {
    var answers: [Bool: Int] = [:]
    for seed in 0..<300 as Range<UInt64> {
      var stream: Formulas.Stream = Formulas.Stream(seed)
      let variables: Int = 1 + stream.next(below: 7)
      let clauses: [[Int]] = (0..<stream.next(below: 5 * variables)).map { _ in
        (0..<(1 + stream.next(below: 4))).map { _ in
          (stream.next(below: variables) + 1) * (stream.next(below: 2) == 0 ? 1 : -1)
        }
      }
      let expected: Bool = Formulas.isSatisfiable(clauses, variables: variables)
      answers[expected, default: 0] += 1
      switch try solver.solve(variableCount: variables, clauses: clauses) {
      case .satisfiable(let values):
        #expect(expected && values.count == variables, "\(clauses)")
        #expect(Formulas.isSatisfied(clauses, by: values), "\(clauses)")
      case .unsatisfiable: #expect(!expected, "\(clauses)")
      case .unknown: Issue.record("no verdict on \(clauses)")
      }
    }
    #expect(answers[true, default: 0] > 50 && answers[false, default: 0] > 50)
  }

  @Test("decides what needs no search, even without time")
  func trivial() throws {
    for seconds in [0, -1, Double.nan, 10] {
      func solve(_ variables: Int, _ clauses: [[Int]]) throws -> SatisfiabilityResult {
        try solver.solve(variableCount: variables, clauses: clauses, timeLimitSeconds: seconds)
      }
      #expect(try solve(0, []) == .satisfiable([]))
      #expect(try solve(2, []) == .satisfiable([false, false]))
      #expect(try solve(0, [[]]) == .unsatisfiable)
      #expect(try solve(3, [[1], [], [2, 3]]) == .unsatisfiable)
      #expect(try solve(2, [[1, -1], [2, 1, -2]]) == .satisfiable([false, false]))
    }
  }

  @Test("takes units, repeated literals and tautologies")
  func smallClauses() throws {
    #expect(try solver.solve(variableCount: 1, clauses: [[1], [-1]]) == .unsatisfiable)
    #expect(
      try solver.solve(variableCount: 2, clauses: [[1, 1], [-2, -2, -2]]) == .satisfiable([true, false]))
    #expect(
      try solver.solve(variableCount: 3, clauses: [[1, -1, 2], [2], [-2, 3, 3], [-3, -1]])
        == .satisfiable([false, true, true]))
    #expect(try solver.solve(variableCount: 1, clauses: [[1]], timeLimitSeconds: 0) == .unknown)
  }

  @Test(
    "refuses a literal that names no variable",
    arguments: [[0], [4], [-4], [1, 2, 0], [Int.min], [Int.max], [Int(Int32.max) + 2]])
  func badLiterals(clause: [Int]) {
    let error: OptimizationError? = #expect(throws: OptimizationError.self) {
      try solver.solve(variableCount: 3, clauses: [[1], clause])
    }
    #expect(error?.code == .invalidModel)
    #expect(error?.description.contains("clause 2 holds the literal") == true)
  }

  @Test("refuses counts that 32 bits cannot hold", arguments: [-1, Int(Int32.max), Int.max, Int.min])
  func badCounts(count: Int) {
    #expect(throws: OptimizationError.self) { try solver.solve(variableCount: count, clauses: []) }
  }

  @Test("proves that eight pigeons do not fit seven holes, and seven do")
  func pigeons() throws {
    let (variables, clauses) = Formulas.pigeonhole(pigeons: 8, holes: 7)
    #expect(try solver.solve(variableCount: variables, clauses: clauses) == .unsatisfiable)
    let fits: (variables: Int, clauses: [[Int]]) = Formulas.pigeonhole(pigeons: 7, holes: 7)
    guard case .satisfiable = try solver.solve(variableCount: fits.variables, clauses: fits.clauses) else {
      Issue.record("seven pigeons fit")
      return
    }
  }

  @Test("ends a hard search at the time limit as unknown, and the thread can solve again")
  func timeLimit() throws {
    let (variables, clauses) = Formulas.pigeonhole(pigeons: 12, holes: 11)
    let clock: ContinuousClock = ContinuousClock()
    for _ in 1...2 {
      let start: ContinuousClock.Instant = clock.now
      var reports: [SatisfiabilityProgress] = []
      let result: SatisfiabilityResult = try solver.solve(
        variableCount: variables, clauses: clauses, timeLimitSeconds: 0.2
      ) { reports.append($0) }
      #expect(result == .unknown)
      #expect(clock.now - start < .seconds(2))
      #expect(reports.count > 2)
      #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.conflicts < $1.conflicts })
      #expect(try solver.solve(variableCount: 1, clauses: [[-1]]) == .satisfiable([false]))
      let program: LinearProgram = try LinearProgram(
        columns: [.binary(cost: 1)], rows: [LinearProgram.Row([(0, 1)], atLeast: 1)])
      #expect(try GLPKSolver().solve(program).objective == 1)
    }
  }

  @Test("gives the same answer each time, on many threads at once")
  func threads() async throws {
    let clauses: [[Int]] = Formulas.random(variables: 60, clauses: 240, width: 3, seed: 4)
    let expected: SatisfiabilityResult = try solver.solve(variableCount: 60, clauses: clauses)
    let hard: (variables: Int, clauses: [[Int]]) = Formulas.pigeonhole(pigeons: 12, holes: 11)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<12 {
        group.addTask {
          guard index % 3 == 0 else {
            return try GLPKSatisfiability().solve(variableCount: 60, clauses: clauses) == expected
          }
          return try GLPKSatisfiability().solve(
            variableCount: hard.variables, clauses: hard.clauses, timeLimitSeconds: 0.05) == .unknown
        }
      }
      for try await correct in group { #expect(correct) }
    }
  }

  @Test("is listed in the registry under its id")
  func registry() {
    #expect(SatisfiabilityRegistry.solver(named: "glpk-minisat")?.version == solver.version)
    #expect(SatisfiabilityRegistry.solver(named: "nobody") == nil)
  }
}
