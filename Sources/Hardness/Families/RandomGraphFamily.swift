public import RandomStreams

/// Graphs with a given number of edges, all equally likely, near the threshold of 3-colouring.
///
/// At average degree c below about 4.69 large graphs are 3-colourable, above they are not; small ones mostly are not
/// at the threshold already.
///
/// Source: P. Erdős and A. Rényi, *On random graphs I* (1959); the threshold: L. Zdeborová and F. Krzakala, *Phase
/// transitions in the coloring of random graphs*, Physical Review E 76 (2007), DOI 10.1103/PhysRevE.76.031131.
public enum RandomGraphFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "gnm"
  /// What the problems are.
  public static let summary: String = "random graphs at the threshold of 3-colouring"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 1...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  static let degree: FamilyParameter = FamilyParameter(
    "degree", "the average degree", default: 4.69, in: 0...1000)
  static let colours: FamilyParameter = FamilyParameter(
    whole: "colours", "the number of colours asked for", default: 3, in: 2...64)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [degree, colours]

  /// Makes the graph.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    let count: Int = RandomEdges.count(
      degree: parameters.number(degree), vertices: size, possible: RandomEdges.pairs(size))
    let edges: [[Int]] = RandomEdges.graph(vertices: size, count: count, &draws)
    return FamilyDraw(
      .graph(Hypergraph(checked: size, edges)),
      [.unknown(.colouring(colours: parameters.whole(colours)), "a random graph: ask a solver")])
  }
}
