import Optimization
import Testing

@Suite("GLPK")
struct GLPKSolverTests {
  typealias Row = LinearProgram.Row
  typealias Column = LinearProgram.Column
  let solver: GLPKSolver = GLPKSolver()

  @Test("solves a linear program both ways")
  func linear() throws {
    let rows: [Row] = [Row([(0, 1), (1, 2)], atMost: 4), Row([(0, 3), (1, 1)], atMost: 6)]
    let largest: SolveResult = try solver.solve(
      LinearProgram(
        sense: .maximize, columns: [Column(cost: 1), Column(cost: 1)], rows: rows, costConstant: 10))
    #expect(largest.status == .optimal)
    #expect(abs((largest.objective ?? 0) - 12.8) < 1e-9)
    #expect(largest.bound == largest.objective)
    let least: SolveResult = try solver.solve(
      LinearProgram(columns: [Column(cost: 1), Column(cost: -1)], rows: rows))
    #expect(least.objective == -2 && least.values == [0, 2])
  }

  @Test("rounds nothing where columns are integer: it branches")
  func integers() throws {
    let result: SolveResult = try solver.solve(
      LinearProgram(
        sense: .maximize,
        columns: [Column(kind: .integer, cost: 5), Column(kind: .integer, cost: 4)],
        rows: [Row([(0, 6), (1, 4)], atMost: 24), Row([(0, 1), (1, 2)], atMost: 6)]))
    #expect(result.status == .optimal && result.objective == 20 && result.bound == 20)
    #expect(result.values == [4, 0])
  }

  @Test("tells infeasible from unbounded")
  func verdicts() throws {
    let infeasible: LinearProgram = try LinearProgram(
      columns: [Column(upperBound: 1, cost: 1)], rows: [Row([(0, 1)], atLeast: 2)])
    #expect(try solver.solve(infeasible).status == .infeasible)
    let emptyRow: LinearProgram = try LinearProgram(columns: [.binary(cost: 1)], rows: [Row([], atLeast: 1)])
    #expect(try solver.solve(emptyRow).status == .infeasible)
    let noInteger: LinearProgram = try LinearProgram(
      columns: [Column(kind: .integer, upperBound: 3, cost: 1)], rows: [Row([(0, 2)], atLeast: 3, atMost: 3)])
    let result: SolveResult = try solver.solve(noInteger)
    #expect(result.status == .infeasible && result.values == nil && result.objective == nil)
    let unbounded: LinearProgram = try LinearProgram(sense: .maximize, columns: [Column(cost: 1)], rows: [])
    #expect(try solver.solve(unbounded).status == .unbounded)
    let unboundedIntegers: LinearProgram = try LinearProgram(
      sense: .maximize, columns: [Column(kind: .integer, cost: 1)], rows: [])
    #expect(try solver.solve(unboundedIntegers).status == .unknown)
  }

  @Test("takes programs without rows, without columns, and with fixed columns")
  func degenerate() throws {
    #expect(try solver.solve(LinearProgram(columns: [], rows: [], costConstant: 3)).objective == 3)
    let fixed: LinearProgram = try LinearProgram(
      columns: [Column(kind: .integer, lowerBound: 2, upperBound: 2, cost: 7), .binary(cost: 1)], rows: [])
    #expect(try solver.solve(fixed).objective == 14)
  }

  /// Covering the edges of the complete graph on n vertices by vertices: the optimum is n − 1, the relaxation n/2.
  static func vertexCover(ofCompleteGraph vertices: Int) throws -> LinearProgram {
    let edges: [Row] = (0..<vertices).flatMap { low in
      (low + 1..<vertices).map { high in Row([(low, 1), (high, 1)], atLeast: 1) }
    }
    return try LinearProgram(columns: (0..<vertices).map { _ in .binary(cost: 1) }, rows: edges)
  }

  @Test("stops at the time limit without a verdict")
  func noTime() throws {
    let program: LinearProgram = try Self.vertexCover(ofCompleteGraph: 8)
    for seconds in [0, -1, Double.nan] {
      let result: SolveResult = try solver.solve(program, options: SolveOptions(timeLimitSeconds: seconds))
      #expect(result.status == .unknown && result.values == nil)
    }
    #expect(try solver.solve(program, options: SolveOptions(timeLimitSeconds: .infinity)).objective == 7)
  }

  /// Covering the triples of Bose's Steiner system on 6t + 3 points by points; the relaxation's optimum is 2t + 1.
  static func steinerCover(t: Int) throws -> LinearProgram {
    let order: Int = 2 * t + 1
    var triples: [[Int]] = (0..<order).map { [$0, $0 + order, $0 + 2 * order] }
    for level in 0..<3 {
      for low in 0..<order {
        for high in low + 1..<order {
          let middle: Int = (low + high) * (t + 1) % order
          triples.append([low + level * order, high + level * order, middle + (level + 1) % 3 * order])
        }
      }
    }
    return try LinearProgram(
      columns: (0..<3 * order).map { _ in .binary(cost: 1) },
      rows: triples.map { triple in Row(triple.map { ($0, 1) }, atLeast: 1) })
  }

  @Test("gives the incumbent and the bound when the time is up, and reports progress on the way")
  func timeLimit() throws {
    #expect(try solver.solve(Self.steinerCover(t: 2)).objective == 9)
    let program: LinearProgram = try Self.steinerCover(t: 17)
    var reports: [SolveProgress] = []
    let clock: ContinuousClock = ContinuousClock()
    let start: ContinuousClock.Instant = clock.now
    let result: SolveResult = try solver.solve(program, options: SolveOptions(timeLimitSeconds: 1)) {
      reports.append($0)
    }
    #expect(clock.now - start < .seconds(10))
    #expect(result.status == .feasible || result.status == .unknown)
    let bound: Double = try #require(result.bound)
    #expect(bound >= 35 - 1e-6 && bound <= 105)
    if let objective = result.objective { #expect(objective >= bound - 1e-6) }
    #expect(!reports.isEmpty)
  }

  @Test("is listed in the registry under its id")
  func registry() {
    #expect(SolverRegistry.solver(named: "glpk")?.version == solver.version)
    #expect(SolverRegistry.solver(named: "nobody") == nil)
    #expect(Set(SolverRegistry.all.map(\.id)).count == SolverRegistry.all.count)
  }
}
