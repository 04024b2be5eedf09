import RandomStreams

extension GraphSpecification {
  /// The graph before it is modified: its vertices and its edges, each once, the lower vertex first.
  func baseGraph(_ stream: RandomStream) throws(SourceFault) -> (vertices: Int, edges: [[Int]]) {
    var draws: RandomDraws = RandomDraws(stream)
    switch base {
    case .empty(let vertices): return (try checked(vertices), [])
    case .edges(let vertices, let count):
      let possible: Int = RandomEdges.pairs(try checked(vertices))
      guard count <= possible else {
        throw fault("\(vertices) vertices have only \(possible) pairs", "ask for fewer edges")
      }
      return (vertices, RandomEdges.graph(vertices: vertices, count: count, &draws))
    case .probability(let vertices, let probability):
      let expected: Double = probability * Double(RandomEdges.pairs(try checked(vertices)))
      guard expected <= Double(Self.largestEdgeCount) else { throw tooMany(Int(expected)) }
      return (vertices, Self.bernoulli(vertices, probability, &draws))
    case .regular(let vertices, let degree):
      return (vertices, try regular(try checked(vertices), degree, &draws))
    case .multipartite(let partSize, let parts):
      let (vertices, overflow) = partSize.multipliedReportingOverflow(by: parts)
      let count: Int = try checked(overflow ? .max : vertices)
      let edges: Int = RandomEdges.pairs(count) - parts * RandomEdges.pairs(partSize)
      guard edges <= Self.largestEdgeCount else { throw tooMany(edges) }
      let all: [[Int]] = RandomEdges.allPairs(count)
      return (count, partSize == 1 ? all : all.filter { $0[0] / partSize != $0[1] / partSize })
    case .grid(let sides, let isClosed): return try grid(sides, isClosed)
    }
  }

  private func checked(_ vertices: Int) throws(SourceFault) -> Int {
    guard (0...Self.largestVertexCount).contains(vertices) else {
      throw fault("the graph has more than \(Self.largestVertexCount) vertices", "name a smaller graph")
    }
    return vertices
  }

  /// Each pair with the same probability; the gaps between those taken are geometric.
  ///
  /// The gap is found by descent through the powers of 1 − p by squaring, with products alone, so that it is the
  /// same on every machine.
  private static func bernoulli(
    _ vertices: Int, _ probability: Double, _ draws: inout RandomDraws
  ) -> [[Int]] {
    guard probability > 0 else { return [] }
    guard probability < 1 else { return RandomEdges.allPairs(vertices) }
    let total: Int = RandomEdges.pairs(vertices)
    var powers: [Double] = [1 - probability]
    while 1 << powers.count <= total { powers.append(powers[powers.count - 1] * powers[powers.count - 1]) }
    var edges: [[Int]] = []
    var place: Int = 0
    var (low, rowStart): (Int, Int) = (0, 0)
    while true {
      // The largest gap g with (1 − p)^g > u; a u of 0 leaves the largest there is.
      let u: Double = draws.uniform()
      var gap: Int = 0
      var product: Double = 1
      for level in powers.indices.reversed() where product * powers[level] > u {
        product *= powers[level]
        gap += 1 << level
      }
      place += gap
      guard place < total else { return edges }
      while place >= rowStart + vertices - 1 - low {
        rowStart += vertices - 1 - low
        low += 1
      }
      edges.append([low, low + 1 + place - rowStart])
      place += 1
    }
  }

  private static let mostAttempts: Int = 200

  /// A random graph of one degree: half-edges are paired at random, those that do not fit anew.
  ///
  /// Source: A. Steger and N. C. Wormald, *Generating random regular graphs quickly*, Combinatorics, Probability and
  /// Computing 8 (1999), DOI 10.1017/S0963548399003867; graphs near the complete one are made as complements.
  private func regular(
    _ vertices: Int, _ degree: Int, _ draws: inout RandomDraws
  ) throws(SourceFault) -> [[Int]] {
    guard degree == 0 || degree < vertices else {
      throw fault("degree \(degree) needs more than \(vertices) vertices", "choose a smaller degree")
    }
    guard degree % 2 == 0 || vertices % 2 == 0 else {
      throw fault("\(vertices) vertices of degree \(degree) have no whole number of edges", "make one even")
    }
    guard vertices * degree / 2 <= Self.largestEdgeCount else { throw tooMany(vertices * degree / 2) }
    if degree > vertices / 2 {
      let absent: [[Int]] = try regular(vertices, vertices - 1 - degree, &draws)
      var seen: SeenEdges = SeenEdges(capacity: absent.count)
      for edge in absent { _ = seen.insert(edge) }
      return RandomEdges.allPairs(vertices).filter { seen.insert($0) }
    }
    for _ in 0..<Self.mostAttempts {
      if let edges = Self.pairing(vertices, degree, &draws) { return edges }
    }
    throw fault("no such graph was found", "choose another seed or degree")
  }

  private static let mostRoundsWithoutProgress: Int = 50

  private static func pairing(_ vertices: Int, _ degree: Int, _ draws: inout RandomDraws) -> [[Int]]? {
    var halves: [Int] = (0..<(vertices * degree)).map { $0 / degree }
    var seen: SeenEdges = SeenEdges(capacity: halves.count / 2)
    var edges: [[Int]] = []
    edges.reserveCapacity(halves.count / 2)
    var stalled: Int = 0
    while !halves.isEmpty {
      draws.shuffle(&halves)
      var left: [Int] = []
      for index in stride(from: 0, to: halves.count, by: 2) {
        let (low, high): (Int, Int) = (
          min(halves[index], halves[index + 1]), max(halves[index], halves[index + 1])
        )
        if low != high, seen.insert(low, high) {
          edges.append([low, high])
        } else {
          left += [low, high]
        }
      }
      stalled = left.count == halves.count ? stalled + 1 : 0
      guard stalled < mostRoundsWithoutProgress else { return nil }
      halves = left
    }
    return edges
  }

  /// A grid, closed or not; a side of two is not closed, since its two vertices are joined already.
  private func grid(_ sides: [Int], _ isClosed: Bool) throws(SourceFault) -> (vertices: Int, edges: [[Int]]) {
    var vertices: Int = 1
    for side in sides {
      let (product, overflow) = vertices.multipliedReportingOverflow(by: side)
      vertices = try checked(overflow ? .max : product)
    }
    guard vertices * sides.count <= Self.largestEdgeCount else { throw tooMany(vertices * sides.count) }
    var edges: [[Int]] = []
    for vertex in 0..<vertices {
      var step: Int = 1
      for side in sides.reversed() {
        let place: Int = vertex / step % side
        if place + 1 < side {
          edges.append([vertex, vertex + step])
        } else if isClosed, side > 2 {
          edges.append([vertex - place * step, vertex])
        }
        step *= side
      }
    }
    return (vertices, edges)
  }
}
