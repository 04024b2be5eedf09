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
      func solve(_: LinearProgram, options: SolveOptions, progress: ((SolveProgress) -> Void)?) -> SolveResult
      {
        SolveResult(
          status: .optimal, objective: 1, bound: 1, values: values, solverName: id, solverVersion: version)
      }
    }
    let problem: SetCover = try SetCover(elementCount: 3, sets: [[0, 1], [1, 2], [0, 2]])
    #expect(try problem.optimum(solver: Liar(values: [1, 0, 0])).status == .unknown)
    let dear: SetCoverAnswer = try problem.optimum(solver: Liar(values: [1, 1, 0]))
    #expect(dear.status == .feasible && dear.cost == 2 && dear.bound == 1)
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
      options: SolveOptions(timeLimitSeconds: 3))
    #expect(try #require(answer.bound) <= 38)
    if let cost = answer.cost { #expect(cost >= 38) }
    #expect(answer.status != .infeasible)
    if answer.status == .optimal { #expect(answer.cost == 38) }
  }
}
