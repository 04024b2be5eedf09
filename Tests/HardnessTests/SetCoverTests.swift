import Hardness
import Optimization
import Testing

@Suite("Set cover")
struct SetCoverTests {
  @Test("refuses parts that do not fit together")
  func faults() {
    #expect(throws: SetCoverFault.self) { try SetCover(elementCount: 2, sets: [[0, 2]]) }
    #expect(throws: SetCoverFault.self) { try SetCover(elementCount: 2, sets: [[-1]]) }
    #expect(throws: SetCoverFault.self) { try SetCover(elementCount: 2, sets: [[0, 0]]) }
    #expect(throws: SetCoverFault.self) { try SetCover(elementCount: 2, sets: [[0]], costs: [1, 1]) }
    #expect(throws: SetCoverFault.self) { try SetCover(elementCount: 2, sets: [[0]], costs: [-1]) }
    #expect(throws: SetCoverFault.self) {
      try SetCover(elementCount: 2, sets: [[0], [1]], costs: [.max, 1])
    }
    #expect(throws: SetCoverFault.self) { try SetCover(elementCount: -1, sets: []) }
    #expect(throws: SetCoverFault.self) { try SetCover(elementCount: .max, sets: []) }
  }

  @Test("has the optimum that brute force finds, on every small system")
  func bruteForce() throws {
    for elements in 1...3 {
      for sets in 1...3 {
        for problem in try Systems.all(elements: elements, sets: sets) {
          let answer: SetCoverAnswer = try problem.optimum()
          #expect(answer.status == .optimal && answer.cost == Systems.optimum(of: problem), "\(problem)")
          #expect(answer.bound == answer.cost)
        }
      }
    }
  }

  @Test("has the optimum that brute force finds, with costs that have a common factor")
  func weighted() throws {
    for problem in try Systems.all(elements: 3, sets: 3) {
      let weighted: SetCover = try SetCover(elementCount: 3, sets: problem.sets, costs: [6, 9, 15])
      #expect(try weighted.optimum().cost == Systems.optimum(of: weighted), "\(weighted)")
    }
  }

  @Test("has a cover also from a solver that finds none, and none without the local search")
  func idleSolver() throws {
    struct Idle: ProgramSolver {
      let id: String = "idle"
      let version: String = "1"
      let status: SolveResult.Status
      func solve(_: LinearProgram, options: SolveOptions, progress: ((SolveProgress) -> Void)?) -> SolveResult
      {
        progress?(SolveProgress(incumbent: nil, bound: 0))
        return SolveResult(
          status: status, objective: nil, bound: nil, values: nil, solverName: id, solverVersion: version)
      }
    }
    let problem: SetCover = try SetCover(elementCount: 3, sets: [[0, 1], [1, 2], [0, 2]])
    for status in [SolveResult.Status.unknown, .infeasible] {
      var incumbents: [Double?] = []
      let answer: SetCoverAnswer = try problem.optimum(solver: Idle(status: status)) {
        incumbents.append($0.incumbent)
      }
      #expect(answer.status == .feasible && answer.cost == 2 && answer.bound == nil)
      #expect(incumbents == [2])
      let alone: SetCoverAnswer = try problem.optimum(solver: Idle(status: status), localSearch: nil)
      #expect(alone.status == status && alone.cover == nil && !alone.isFromLocalSearch)
    }
  }

  @Test("that nothing covers is infeasible")
  func infeasible() throws {
    let answer: SetCoverAnswer = try SetCover(elementCount: 2, sets: [[0], [0]]).optimum()
    #expect(answer.status == .infeasible && answer.cover == nil && answer.bound == nil)
  }

  @Test("with costs beyond the solver's precision is never called optimal")
  func hugeCosts() throws {
    let huge: Int = 4_000_000_000_000_000_000
    let problem: SetCover = try SetCover(
      elementCount: 2, sets: [[0], [1], [0, 1]], costs: [huge, 1, huge + 3])
    let answer: SetCoverAnswer = try problem.optimum()
    #expect(answer.status == .feasible)
    let cost: Int = try #require(answer.cost)
    #expect(cost == huge + 1 || cost == huge + 3)
    #expect(try #require(answer.bound) <= huge + 1)
  }

  @Test("does not believe a solver that is wrong")
  func liar() throws {
    struct Liar: ProgramSolver {
      let id: String = "liar"
      let version: String = "1"
      let values: [Double]
      var bound: Double = 1
      func solve(_: LinearProgram, options: SolveOptions, progress: ((SolveProgress) -> Void)?) -> SolveResult
      {
        SolveResult(
          status: .optimal, objective: 1, bound: bound, values: values, solverName: id, solverVersion: version
        )
      }
    }
    let problem: SetCover = try SetCover(elementCount: 3, sets: [[0, 1], [1, 2], [0, 2]])
    let alone: SetCoverAnswer = try problem.optimum(solver: Liar(values: [1, 0, 0]), localSearch: nil)
    #expect(alone.status == .unknown && alone.cover == nil && alone.solverText == "liar 1")
    let mended: SetCoverAnswer = try problem.optimum(solver: Liar(values: [1, 0, 0]))
    #expect(mended.status == .feasible && mended.cost == 2 && mended.bound == 1)
    #expect(mended.isFromLocalSearch && mended.solverText == "liar 1 and local search")
    let refuted: SetCoverAnswer = try problem.optimum(solver: Liar(values: [1, 1, 1], bound: 3))
    #expect(refuted.status == .feasible && refuted.cost == 2 && refuted.bound == nil)
    let dear: SetCoverAnswer = try problem.optimum(solver: Liar(values: [1, 1, 0]))
    #expect(dear.status == .feasible && dear.cost == 2 && dear.bound == 1)
    #expect(!dear.isFromLocalSearch && dear.solverText == "liar 1")
    let settled: SetCoverAnswer = try problem.optimum(solver: Liar(values: [1, 1, 1], bound: 2))
    #expect(settled.status == .optimal && settled.cost == 2 && settled.isFromLocalSearch)
  }

  @Test("gives sets that cost nothing away, with their elements")
  func zeroCosts() throws {
    let problem: SetCover = try SetCover(
      elementCount: 4, sets: [[0, 1], [1, 2], [2, 3], [3]], costs: [0, 4, 5, 2])
    let removal: ZeroCostRemoval = ZeroCostRemoval(of: problem)
    #expect(removal.removedSets == [0] && removal.removedElementCount == 2)
    #expect(removal.originalSets == [1, 2, 3])
    #expect(removal.remaining.sets == [[0], [0, 1], [1]] && removal.remaining.costs == [4, 5, 2])
    #expect(Systems.optimum(of: removal.remaining) == Systems.optimum(of: problem))
    let none: SetCover = problem.withUnitCosts
    #expect(ZeroCostRemoval(of: none).remaining == none)
  }

  static let optima: [(String, Bool, Int)] = [
    ("steiner-triples/stn9.txt", false, 5), ("steiner-triples/stn15.txt", false, 9),
    ("set-cover/scpe1.txt", false, 5), ("set-cover/scp41.txt", false, 429),
  ]

  @Test("has the optima of the literature", arguments: optima.indices)
  func known(index: Int) throws {
    let (name, unicost, optimum) = Self.optima[index]
    let file: SetCover = try SetCoverFile(contentsOf: Fixture.path(name)).problem
    let answer: SetCoverAnswer = try (unicost ? file.withUnitCosts : file).optimum()
    #expect(answer.status == .optimal && answer.cost == optimum && answer.bound == optimum)
  }

  @Test("keeps the bound below and the incumbent above the optimum when the time is up")
  func unicost() throws {
    let problem: SetCover = try SetCoverFile(contentsOf: Fixture.path("set-cover/scp41.txt")).problem
    let answer: SetCoverAnswer = try problem.withUnitCosts.optimum(
      options: SolveOptions(timeLimitSeconds: 4), localSearch: SetCoverLocalSearch(patience: 10))
    #expect(try #require(answer.bound) <= 38)
    #expect((38...39).contains(try #require(answer.cost)))
    #expect(answer.status == (answer.bound == answer.cost ? .optimal : .feasible))
  }
}
