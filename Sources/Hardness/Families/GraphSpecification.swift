import RandomStreams

/// A graph named by a line of text, the way CNFgen names graphs.
///
/// ```swift
/// let draw = try GraphSpecification("gnp 30 .2 plantclique 5").draw(seed: 7)
/// ```
///
/// | text | graph |
/// |---|---|
/// | `gnp N p` | each pair of N vertices with probability p |
/// | `gnm N m` | m random edges |
/// | `gnd N d` | random, every degree d |
/// | `grid A B …` | a grid of these sides |
/// | `torus A B …` | a grid that closes on itself |
/// | `complete N` | all pairs |
/// | `complete N B` | all pairs of different parts, B parts of N vertices |
/// | `empty N` | no edges |
///
/// followed by any of `plantclique k` (joins k random vertices) and `addedges k` (adds k random edges), which are done
/// in their order.
///
/// Source: M. Lauria, J. Elffers, J. Nordström, M. Vinyals, *CNFgen: a generator of crafted benchmarks*, SAT 2017, DOI
/// 10.1007/978-3-319-66263-3_30.
public struct GraphSpecification: Sendable, Hashable {
  /// What the graph starts as.
  enum Base: Sendable, Hashable {
    case probability(vertices: Int, Double)
    case edges(vertices: Int, Int)
    case regular(vertices: Int, degree: Int)
    case grid(sides: [Int], isClosed: Bool)
    case multipartite(partSize: Int, parts: Int)
    case empty(vertices: Int)
  }

  /// What is done to it afterwards.
  enum Modifier: Sendable, Hashable {
    case plantClique(Int)
    case addEdges(Int)
  }

  /// The text as given.
  public let text: String
  let base: Base
  let modifiers: [Modifier]

  /// The most vertices that a named graph may have.
  public static let largestVertexCount: Int = 4_000_000
  /// The most edges that a named graph may have.
  public static let largestEdgeCount: Int = 1 << 25

  /// Draws the graph; the same seed gives the same one.
  ///
  /// The question is for three colours, or for the planted clique where there is one; a planted clique of four
  /// vertices or more also answers the former.
  ///
  /// - Throws: ``SourceFault`` where there is no such graph, or it was not found.
  /// - Complexity: O(vertices + edges), expected.
  public func draw(seed: UInt64) throws(SourceFault) -> FamilyDraw {
    let stream: RandomStream = RandomStream(seed: seed, path: ["graph"])
    let start: (vertices: Int, edges: [[Int]]) = try baseGraph(stream.child("base"))
    let vertices: Int = start.vertices
    var edges: [[Int]] = start.edges
    var clique: [Int] = []
    for (index, modifier) in modifiers.enumerated() {
      var draws: RandomDraws = RandomDraws(stream.child("modifier").child(index))
      switch modifier {
      case .plantClique(let count):
        guard count <= vertices else {
          throw fault("a clique of \(count) does not fit \(vertices) vertices", "plant a smaller one")
        }
        let chosen: [Int] = draws.subset(of: vertices, count: count)
        var seen: SeenEdges = SeenEdges(capacity: edges.count)
        for edge in edges { _ = seen.insert(edge) }
        for pair in RandomEdges.allPairs(count) {
          let edge: [Int] = [chosen[pair[0]], chosen[pair[1]]]
          if seen.insert(edge) { edges.append(edge) }
        }
        if count > clique.count { clique = chosen }
      case .addEdges(let count):
        let free: Int = RandomEdges.pairs(vertices) - edges.count
        guard count <= free else {
          throw fault("\(count) more edges do not fit, only \(free) pairs are not joined", "add fewer")
        }
        edges += RandomEdges.graph(vertices: vertices, count: count, &draws, taken: edges)
      }
      guard edges.count <= Self.largestEdgeCount else { throw tooMany(edges.count) }
    }
    return FamilyDraw(.graph(Hypergraph(checked: vertices, edges)), answers(clique))
  }

  private func answers(_ clique: [Int]) -> [KnownAnswer] {
    let size: Int = clique.count
    let colouring: KnownAnswer =
      size >= 4
      ? .no(.colouring(colours: 3), "the graph holds a clique of \(size) vertices")
      : .unknown(.colouring(colours: 3), "nothing is known beforehand: ask a solver")
    guard size >= 2 else { return [colouring] }
    let edges: Int = RandomEdges.pairs(size)
    return [
      .yes(
        .densestSubgraph(vertices: size, edges: edges), clique, optimum: edges, "the clique is planted"),
      colouring,
    ]
  }

  func fault(_ problem: String, _ mend: String) -> SourceFault {
    SourceFault(place: "graph '\(text)'", problem: problem, mend: mend)
  }

  func tooMany(_ edges: Int) -> SourceFault {
    fault(
      "\(edges) edges are more than the \(Self.largestEdgeCount) that are made", "name a smaller graph")
  }
}
