/// Formulas with known answers, and a fixed stream of numbers to draw others from.
enum Formulas {
  /// Knuth's multiplicative congruential numbers; the tests need no more than a fixed stream.
  struct Stream {
    var state: UInt64
    init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }
    /// A number in `0..<bound`.
    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  /// Every pigeon has a hole, no two share one: unsatisfiable where there are more pigeons than holes.
  static func pigeonhole(pigeons: Int, holes: Int) -> (variables: Int, clauses: [[Int]]) {
    func variable(_ pigeon: Int, _ hole: Int) -> Int { pigeon * holes + hole + 1 }
    var clauses: [[Int]] = (0..<pigeons).map { pigeon in (0..<holes).map { variable(pigeon, $0) } }
    for hole in 0..<holes {
      for low in 0..<pigeons {
        for high in low + 1..<pigeons { clauses.append([-variable(low, hole), -variable(high, hole)]) }
      }
    }
    return (pigeons * holes, clauses)
  }

  /// Clauses of `width` literals over distinct variables, each drawn evenly.
  static func random(variables: Int, clauses: Int, width: Int, seed: UInt64) -> [[Int]] {
    var stream: Stream = Stream(seed)
    return (0..<clauses).map { _ in
      var clause: [Int] = []
      while clause.count < width {
        let variable: Int = stream.next(below: variables) + 1
        guard !clause.contains(where: { abs($0) == variable }) else { continue }
        clause.append(stream.next(below: 2) == 0 ? variable : -variable)
      }
      return clause
    }
  }

  /// A proper colouring of a random graph with `edges` edges.
  static func colouring(vertices: Int, edges: Int, colours: Int, seed: UInt64) -> (
    variables: Int, clauses: [[Int]]
  ) {
    var stream: Stream = Stream(seed)
    func variable(_ vertex: Int, _ colour: Int) -> Int { vertex * colours + colour + 1 }
    var clauses: [[Int]] = (0..<vertices).map { vertex in (0..<colours).map { variable(vertex, $0) } }
    for _ in 0..<edges {
      let low: Int = stream.next(below: vertices)
      let high: Int = stream.next(below: vertices)
      guard low != high else { continue }
      for colour in 0..<colours { clauses.append([-variable(low, colour), -variable(high, colour)]) }
    }
    return (vertices * colours, clauses)
  }

  static func isSatisfied(_ clauses: [[Int]], by values: [Bool]) -> Bool {
    clauses.allSatisfy { clause in clause.contains { values[abs($0) - 1] == ($0 > 0) } }
  }

  /// Whether any of all 2^variables assignments satisfies every clause.
  static func isSatisfiable(_ clauses: [[Int]], variables: Int) -> Bool {
    (0..<(1 << variables)).contains { bits in
      isSatisfied(clauses, by: (0..<variables).map { bits >> $0 & 1 == 1 })
    }
  }
}
