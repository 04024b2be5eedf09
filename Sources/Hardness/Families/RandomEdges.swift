import RandomStreams

/// Random edges, each once, in linear time.
enum RandomEdges {
  /// The number of pairs of `count` things.
  static func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }

  /// The number of triples of `count` things.
  static func triples(_ count: Int) -> Int { count * (count - 1) / 2 * (count - 2) / 3 }

  /// The number of edges at an average degree: `degree`·n/2, at most `possible`.
  static func count(degree: Double, vertices: Int, possible: Int) -> Int {
    min(Int((degree * Double(vertices) / 2).rounded()), possible)
  }

  /// So many different edges that `draw` makes, none of those in `taken`.
  ///
  /// Where more than half of all that are possible are wanted, they are listed and shuffled instead; that list is
  /// then no longer than twice the result.
  static func distinct(
    _ count: Int, possible: Int, _ draws: inout RandomDraws, taken: [[Int]] = [],
    draw: (inout RandomDraws) -> [Int], all: () -> [[Int]]
  ) -> [[Int]] {
    var seen: SeenEdges = SeenEdges(capacity: count + taken.count)
    for edge in taken { _ = seen.insert(edge) }
    var edges: [[Int]] = []
    edges.reserveCapacity(count)
    if 2 * (count + taken.count) > possible {
      var candidates: [[Int]] = all().filter { seen.insert($0) }
      draws.shuffle(&candidates)
      return Array(candidates.prefix(count))
    }
    while edges.count < count {
      let edge: [Int] = draw(&draws)
      if seen.insert(edge) { edges.append(edge) }
    }
    return edges
  }

  /// So many different pairs of vertices, besides those in `taken`.
  static func graph(
    vertices: Int, count: Int, _ draws: inout RandomDraws, taken: [[Int]] = []
  ) -> [[Int]] {
    distinct(
      count, possible: pairs(vertices), &draws, taken: taken, draw: { pair(of: vertices, &$0) },
      all: { allPairs(vertices) })
  }

  /// So many different triples of vertices, besides those in `taken`.
  static func triples(
    vertices: Int, count: Int, _ draws: inout RandomDraws, taken: [[Int]] = []
  ) -> [[Int]] {
    distinct(
      count, possible: triples(vertices), &draws, taken: taken, draw: { triple(of: vertices, &$0) },
      all: { allTriples(vertices) })
  }

  /// A pair of different vertices, the lower first.
  static func pair(of vertices: Int, _ draws: inout RandomDraws) -> [Int] {
    let first: Int = draws.integer(below: vertices)
    let other: Int = draws.integer(below: vertices - 1)
    let second: Int = other < first ? other : other + 1
    return [min(first, second), max(first, second)]
  }

  /// Three different vertices, ascending.
  static func triple(of vertices: Int, _ draws: inout RandomDraws) -> [Int] {
    while true {
      let triple: [Int] = (0..<3).map { _ in draws.integer(below: vertices) }.sorted()
      if triple[0] < triple[1], triple[1] < triple[2] { return triple }
    }
  }

  static func allPairs(_ vertices: Int) -> [[Int]] {
    (0..<vertices).flatMap { low in (low + 1..<max(vertices, low + 1)).map { [low, $0] } }
  }

  static func allTriples(_ vertices: Int) -> [[Int]] {
    (0..<vertices).flatMap { low in
      (low + 1..<max(vertices, low + 1)).flatMap { middle in
        (middle + 1..<max(vertices, middle + 1)).map { [low, middle, $0] }
      }
    }
  }

  /// Colours of vertices, as balanced as they can be, in a random order.
  static func balancedColours(vertices: Int, colours: Int, _ stream: RandomStream) -> [Int] {
    stream.permutation(vertices).map { $0 % colours }
  }
}
