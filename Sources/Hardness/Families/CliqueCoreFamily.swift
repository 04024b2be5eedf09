public import RandomStreams

/// Sparse random graphs around a clique of one vertex more than there are colours.
public enum CliqueCoreFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "clique-core"
  /// What the problems are.
  public static let summary: String = "no colouring: a clique hidden in a sparse random graph"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 3...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  static let degree: FamilyParameter = FamilyParameter(
    "degree", "the average degree of the random edges", default: 3, in: 0...1000)
  static let colours: FamilyParameter = FamilyParameter(
    whole: "colours", "the number of colours asked for", text: "3, or 2 for three vertices", in: 2...64)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [degree, colours]

  /// Makes the graph.
  ///
  /// - Throws: ``SourceFault`` where there are too few vertices for the clique.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let colours: Int = parameters.whole(colours, or: min(3, size - 1))
    guard size > colours else {
      throw SourceFault(
        place: "size", problem: "\(size) vertices hold no clique of \(colours + 1)",
        mend: "choose \(colours + 1) or more, or fewer colours")
    }
    var places: RandomDraws = RandomDraws(stream.child("clique"))
    let clique: [Int] = places.subset(of: size, count: colours + 1)
    let core: [[Int]] = RandomEdges.allPairs(clique.count).map { [clique[$0[0]], clique[$0[1]]] }
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    let rest: Int = RandomEdges.count(
      degree: parameters.number(degree), vertices: size - clique.count,
      possible: RandomEdges.pairs(size) - core.count)
    var edges: [[Int]] = core + RandomEdges.graph(vertices: size, count: rest, &draws, taken: core)
    draws.shuffle(&edges)
    return FamilyDraw(
      .graph(Hypergraph(checked: size, edges)),
      [.no(.colouring(colours: colours), "the graph holds a clique of \(colours + 1) vertices")])
  }
}
