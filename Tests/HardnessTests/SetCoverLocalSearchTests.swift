import Hardness
import Optimization
import Testing

@Suite("The local search for covers")
struct SetCoverLocalSearchTests {
  /// Systems of 1 to 7 elements and 1 to 9 sets with costs from 0 to 6, from a fixed stream.
  static func small(_ count: Int) throws -> [SetCover] {
    var state: UInt64 = 2026
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    return try (0..<count).map { _ in
      let elements: Int = 1 + draw(7)
      let sets: [[Int]] = (0...draw(9)).map { _ in (0..<elements).filter { _ in draw(3) == 0 } }
      return try SetCover(elementCount: elements, sets: sets, costs: sets.map { _ in draw(7) })
    }
  }

  /// Whether the choice covers everything, ascending and without a set that can be spared.
  static func isLeanCover(_ cover: [Int], of problem: SetCover) -> Bool {
    cover == Set(cover).sorted() && problem.elementsUncovered(by: cover).isEmpty
      && cover.allSatisfy { spared in
        !problem.elementsUncovered(by: cover.filter { $0 != spared }).isEmpty
      }
  }

  @Test("has the optimum that brute force finds, on small systems of any costs")
  func bruteForce() throws {
    var hopeless: Int = 0
    for problem in try Self.small(300) {
      guard let cover = SetCoverLocalSearch().cover(of: problem) else {
        hopeless += 1
        #expect(!problem.hopelessElements.isEmpty)
        continue
      }
      #expect(Self.isLeanCover(cover, of: problem), "\(problem)")
      #expect(problem.cost(of: cover) == Systems.optimum(of: problem), "\(problem)")
    }
    #expect((1..<200).contains(hopeless))
  }

  @Test("completes a cover without any work allowed, never below the optimum")
  func greedy() throws {
    for search in [SetCoverLocalSearch(workLimit: 0), SetCoverLocalSearch(patience: 0)] {
      for problem in try Self.small(100) {
        guard let cover = search.cover(of: problem) else { continue }
        #expect(Self.isLeanCover(cover, of: problem))
        #expect(problem.cost(of: cover) >= Systems.optimum(of: problem) ?? .max)
      }
    }
  }

  @Test("takes a problem without elements, free sets and costs near the largest integer")
  func edges() throws {
    #expect(SetCoverLocalSearch().cover(of: try SetCover(elementCount: 0, sets: [[], []])) == [])
    #expect(SetCoverLocalSearch().cover(of: try SetCover(elementCount: 1, sets: [])) == nil)
    let free: SetCover = try SetCover(elementCount: 2, sets: [[0, 1], [0], [1]], costs: [1, 0, 0])
    #expect(SetCoverLocalSearch().cover(of: free) == [1, 2])
    let huge: Int = 4_000_000_000_000_000_000
    let dear: SetCover = try SetCover(
      elementCount: 2, sets: [[0], [1], [0, 1]], costs: [huge, 1, huge + 3])
    #expect(SetCoverLocalSearch().cover(of: dear) == [0, 1])
  }

  static let hard: [(name: String, best: Int)] = [
    ("set-cover/scp41.txt", 38), ("set-cover/scpcyc06.txt", 60), ("set-cover/scpclr10.txt", 25),
    ("steiner-triples/stn45.txt", 30),
  ]

  @Test("comes within one of the best known covers of hard unicost problems", arguments: hard.indices)
  func known(index: Int) throws {
    let (name, best) = Self.hard[index]
    let problem: SetCover = try SetCoverFile(contentsOf: Fixture.path(name)).problem.withUnitCosts
    let search: SetCoverLocalSearch = SetCoverLocalSearch(patience: 20)
    let cover: [Int] = try #require(search.cover(of: problem))
    #expect(Self.isLeanCover(cover, of: problem))
    #expect((best...best + 1).contains(cover.count), "\(name): \(cover.count)")
    #expect(SetCoverLocalSearch(workLimit: 0).cover(of: problem).map { $0.count > cover.count } == true)

    let answer: SetCoverAnswer = try problem.optimum(
      options: SolveOptions(timeLimitSeconds: 0.5), localSearch: SetCoverLocalSearch(workLimit: 0))
    #expect(answer.bound ?? 0 <= best && answer.status == .feasible)
  }

  @Test("makes the same cover every time")
  func deterministic() throws {
    let problem: SetCover = try SetCoverFile(contentsOf: Fixture.path("steiner-triples/stn45.txt")).problem
    let search: SetCoverLocalSearch = SetCoverLocalSearch(patience: 5)
    #expect(search.cover(of: problem) == search.cover(of: problem))
  }

  @Test("turns a time limit into a limit of work")
  func timeLimit() {
    let search: SetCoverLocalSearch = SetCoverLocalSearch(workLimit: 1_000_000)
    #expect(search.fitting(timeLimitSeconds: .infinity) == search)
    #expect(search.fitting(timeLimitSeconds: 300) == search)
    #expect(search.fitting(timeLimitSeconds: 0.01).workLimit == 200_000)
    for seconds in [0, -1, .nan, 1e-9] {
      #expect(search.fitting(timeLimitSeconds: seconds).workLimit == 0)
    }
  }
}
