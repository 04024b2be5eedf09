public import RandomStreams

/// Random triples of vertices, near the threshold of 2-colouring.
///
/// With m triples on n vertices, large hypergraphs are 2-colourable where m/n is below about 2.1, and not above.
///
/// Source: D. Achlioptas and C. Moore, *On the 2-colorability of random hypergraphs*, RANDOM 2002, DOI
/// 10.1007/3-540-45726-7_7.
public enum RandomHypergraphFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "random-hypergraph"
  /// What the problems are.
  public static let summary: String = "random triples at the threshold of 2-colouring"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 3...2_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .hypergraph
  static let ratio: FamilyParameter = FamilyParameter(
    "ratio", "the number of triples for each vertex", default: 2.1, in: 0...1000)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [ratio]

  /// Makes the hypergraph.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    let count: Int = Self.count(parameters.number(ratio), size, possible: RandomEdges.triples(size))
    let edges: [[Int]] = RandomEdges.triples(vertices: size, count: count, &draws)
    return FamilyDraw(
      .hypergraph(Hypergraph(checked: size, edges)),
      [.unknown(.colouring(colours: 2), "a random hypergraph: ask a solver")])
  }

  /// `ratio`·n, at most `possible`.
  static func count(_ ratio: Double, _ vertices: Int, possible: Int) -> Int {
    min(Int((ratio * Double(vertices)).rounded()), possible)
  }
}

/// Random triples that a planted balanced 2-colouring leaves of two colours.
public enum PlantedHypergraphFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "planted-hypergraph"
  /// What the problems are.
  public static let summary: String = "random triples, none of one colour in a planted 2-colouring"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 3...2_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .hypergraph
  static let ratio: FamilyParameter = FamilyParameter(
    "ratio", "the number of triples for each vertex", default: 2, in: 0...1000)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [ratio]

  /// Makes the hypergraph.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let colouring: [Int] = RandomEdges.balancedColours(vertices: size, colours: 2, stream.child("colours"))
    let lower: Int = size / 2
    let possible: Int =
      RandomEdges.triples(size) - RandomEdges.triples(lower) - RandomEdges.triples(size - lower)
    func isMixed(_ edge: [Int]) -> Bool { edge.contains { colouring[$0] != colouring[edge[0]] } }
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    let edges: [[Int]] = RandomEdges.distinct(
      RandomHypergraphFamily.count(parameters.number(ratio), size, possible: possible), possible: possible,
      &draws,
      draw: { draws in
        while true {
          let triple: [Int] = RandomEdges.triple(of: size, &draws)
          if isMixed(triple) { return triple }
        }
      },
      all: { RandomEdges.allTriples(size).filter(isMixed) })
    return FamilyDraw(
      .hypergraph(Hypergraph(checked: size, edges)),
      [.yes(.colouring(colours: 2), colouring, "the colouring is planted")])
  }
}
