/// Vertices and edges that join two or more of them; a graph where every edge joins two.
///
/// Vertices are counted from 0. The vertices of an edge ascend and differ; no two edges are the same.
public struct Hypergraph: Sendable, Hashable {
  /// The number of vertices (n).
  public let vertexCount: Int
  /// The vertices of each edge, ascending (e₁ … e_m); the edges in the order that they were given.
  public let edges: [[Int]]

  /// The most vertices there may be; it keeps a hostile count from reserving the memory of the machine.
  public static let largestVertexCount: Int = 1 << 24

  /// Creates a hypergraph, checks all of it, and merges edges that are the same.
  ///
  /// - Throws: ``SourceFault`` where an edge has fewer than two vertices, one twice, or one out of range.
  /// - Complexity: O(vertices + Σ|e| log |e|).
  public init(vertexCount: Int, edges: [[Int]]) throws(SourceFault) {
    guard (0...Self.largestVertexCount).contains(vertexCount) else {
      throw SourceFault(
        place: "vertices", problem: "\(vertexCount) is not between 0 and \(Self.largestVertexCount)",
        mend: "correct the number of vertices")
    }
    var seen: SeenEdges = SeenEdges(capacity: edges.count)
    var kept: [[Int]] = []
    kept.reserveCapacity(edges.count)
    for (index, edge) in edges.enumerated() {
      let ascending: [Int] = edge.sorted()
      if let fault = Self.fault(of: ascending, vertexCount: vertexCount, index: index) { throw fault }
      if seen.insert(ascending) { kept.append(ascending) }
    }
    self.vertexCount = vertexCount
    self.edges = kept
  }

  /// Takes edges that ascend, differ and lie in range, as a builder of this module makes them.
  init(checked vertexCount: Int, _ edges: [[Int]]) {
    self.vertexCount = vertexCount
    self.edges = edges
  }

  /// Whether every edge joins two vertices; true where there are no edges.
  public var isGraph: Bool { edges.allSatisfy { $0.count == 2 } }

  /// In how many edges each vertex lies (d_v).
  ///
  /// - Complexity: O(vertices + Σ|e|).
  public var degrees: [Int] {
    var counts: [Int] = [Int](repeating: 0, count: vertexCount)
    for edge in edges {
      for vertex in edge { counts[vertex] += 1 }
    }
    return counts
  }

  /// The size of the largest edge; 0 where there are none.
  public var rank: Int { edges.reduce(0) { max($0, $1.count) } }

  /// The size of the smallest edge (r); 0 where there are no edges.
  public var smallestEdgeSize: Int { edges.map(\.count).min() ?? 0 }

  /// The first edge all of whose vertices have one colour, or `nil` where the colouring is proper.
  ///
  /// - Precondition: there is a colour for each vertex.
  /// - Complexity: O(Σ|e|).
  public func firstMonochromaticEdge(under colours: [Int]) -> Int? {
    precondition(colours.count == vertexCount, "give each of the \(vertexCount) vertices a colour")
    return edges.firstIndex { edge in edge.allSatisfy { colours[$0] == colours[edge[0]] } }
  }

  /// How many edges lie within the chosen vertices.
  ///
  /// - Precondition: every chosen index is that of a vertex.
  /// - Complexity: O(vertices + Σ|e|).
  public func edgeCount(within chosen: some Sequence<Int>) -> Int {
    var isChosen: [Bool] = [Bool](repeating: false, count: vertexCount)
    for vertex in chosen { isChosen[vertex] = true }
    return edges.count { edge in edge.allSatisfy { isChosen[$0] } }
  }

  /// What keeps an ascending list from being an edge, or `nil`.
  static func fault(of edge: [Int], vertexCount: Int, index: Int) -> SourceFault? {
    let place: String = "edges[\(index)]"
    if let stray = [edge.first, edge.last].compactMap({ $0 }).first(where: {
      !(0..<vertexCount).contains($0)
    }) {
      return SourceFault(
        place: place, problem: "vertex \(stray) is not one of the \(vertexCount) counted from 0",
        mend: "correct the index")
    }
    for (left, right) in zip(edge, edge.dropFirst()) where left == right {
      return SourceFault(place: place, problem: "vertex \(left) is there twice", mend: "name it once")
    }
    guard edge.count >= 2 else {
      return SourceFault(
        place: place, problem: "has \(edge.count) vertices, and an edge joins at least 2",
        mend: "remove the edge")
    }
    return nil
  }
}

/// The edges met so far; a set that is asked for membership only, since its order is arbitrary.
struct SeenEdges {
  private var pairs: Set<UInt64>
  private var larger: Set<[Int]> = []

  init(capacity: Int) {
    self.pairs = Set(minimumCapacity: capacity)
  }

  /// Notes an ascending edge and says whether it is new.
  mutating func insert(_ edge: [Int]) -> Bool {
    edge.count == 2 ? insert(edge[0], edge[1]) : larger.insert(edge).inserted
  }

  /// Notes the edge of two vertices, the lower first, and says whether it is new.
  mutating func insert(_ low: Int, _ high: Int) -> Bool {
    pairs.insert(UInt64(low) << 32 | UInt64(high)).inserted
  }
}
