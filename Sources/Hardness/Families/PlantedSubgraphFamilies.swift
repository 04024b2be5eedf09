public import RandomStreams

/// Sparse random graphs with a dense part: some vertices among which most pairs are joined.
public enum PlantedDenseFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "planted-dense"
  /// What the problems are.
  public static let summary: String = "a random graph with a planted dense subgraph"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 2...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  static let degree: FamilyParameter = FamilyParameter(
    "degree", "the average degree of the random edges", default: 3, in: 0...1000)
  static let kappa: FamilyParameter = FamilyParameter(
    whole: "kappa", "the number of vertices of the dense part",
    text: "the root of twice the vertices, rounded up", in: 2...4096)
  static let density: FamilyParameter = FamilyParameter(
    "density", "the share of the dense part's pairs that are joined", default: 0.9, in: 0...1)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [degree, kappa, density]

  /// Makes the graph.
  ///
  /// - Throws: ``SourceFault`` where there are fewer vertices than the dense part has.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    try planted(
      size: size, kappa: parameters[kappa].map { Int($0) }, degree: parameters.number(degree),
      density: parameters.number(density), stream)
  }

  /// A random graph with a planted part, and the part.
  static func planted(
    size: Int, kappa: Int?, degree: Double, density: Double, _ stream: RandomStream
  ) throws -> FamilyDraw {
    let kappa: Int = kappa ?? min(size, max(2, Int(Double(2 * size).squareRoot().rounded(.up))))
    guard kappa <= size else {
      throw SourceFault(
        place: "kappa", problem: "\(kappa) is more than the \(size) vertices",
        mend: "choose a smaller part, or more vertices")
    }
    var places: RandomDraws = RandomDraws(stream.child("part"))
    let part: [Int] = places.subset(of: size, count: kappa)
    let pairs: Int = RandomEdges.pairs(kappa)
    let inner: [[Int]] = RandomEdges.graph(
      vertices: kappa, count: Int((density * Double(pairs)).rounded()), &places
    ).map { [part[$0[0]], part[$0[1]]] }
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    let outer: Int = RandomEdges.count(
      degree: degree, vertices: size, possible: RandomEdges.pairs(size) - inner.count)
    var edges: [[Int]] = inner + RandomEdges.graph(vertices: size, count: outer, &draws, taken: inner)
    draws.shuffle(&edges)
    let graph: Hypergraph = Hypergraph(checked: size, edges)
    let within: Int = graph.edgeCount(within: part)
    return FamilyDraw(
      .graph(graph),
      [
        .yes(
          .densestSubgraph(vertices: kappa, edges: within), part, optimum: within == pairs ? pairs : nil,
          within == pairs ? "the part is a planted clique" : "the part is planted")
      ])
  }
}

/// Random graphs with a planted clique.
///
/// Source: M. Jerrum, *Large cliques elude the Metropolis process*, Random Structures & Algorithms 3 (1992), DOI
/// 10.1002/rsa.3240030402.
public enum PlantedCliqueFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "plantclique"
  /// What the problems are.
  public static let summary: String = "a random graph with a planted clique"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 2...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [PlantedDenseFamily.degree, PlantedDenseFamily.kappa]

  /// Makes the graph.
  ///
  /// - Throws: ``SourceFault`` where there are fewer vertices than the clique has.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    try PlantedDenseFamily.planted(
      size: size, kappa: parameters[PlantedDenseFamily.kappa].map { Int($0) },
      degree: parameters.number(PlantedDenseFamily.degree), density: 1, stream)
  }
}
