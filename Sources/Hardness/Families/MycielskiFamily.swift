public import RandomStreams

/// Mycielski's graphs: no triangles, yet any number of colours is needed.
///
/// M₂ is an edge; M_{k+1} adds to M_k a copy of each vertex, joined to the neighbours of the original, and one vertex
/// joined to all copies. M_k has 3·2^(k−2) − 1 vertices and chromatic number k; M₄ is Grötzsch's graph.
///
/// Source: J. Mycielski, *Sur le coloriage des graphes*, Colloquium Mathematicum 3 (1955).
public enum MycielskiFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "mycielski"
  /// What the problems are.
  public static let summary: String =
    "no colouring with one colour less: Mycielski's graphs, without triangles"
  /// What the size counts.
  public static let sizeMeaning: String = "colours needed"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 3...14
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph

  /// Makes the graph; nothing about it is random.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    var count: Int = 2
    var edges: [[Int]] = [[0, 1]]
    var colouring: [Int] = [0, 1]
    for colours in 2..<size {
      let apex: Int = 2 * count
      edges += edges.flatMap { [[$0[0], $0[1] + count], [$0[1], $0[0] + count]] }
      edges += (count..<apex).map { [$0, apex] }
      // A copy takes its original's colour, the new vertex a new one.
      colouring += colouring + [colours]
      count = apex + 1
    }
    let theorem: String = "by Mycielski's theorem"
    return FamilyDraw(
      .graph(Hypergraph(checked: count, edges)),
      [
        .no(.colouring(colours: size - 1), optimum: size, theorem),
        .yes(.colouring(colours: size), colouring, optimum: size, theorem),
      ])
  }
}
