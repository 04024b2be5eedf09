public import RandomStreams

/// The Fano plane, the smallest hypergraph of triples without a 2-colouring, among random triples.
///
/// With 7 vertices it is the plane alone.
public enum FanoFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "fano"
  /// What the problems are.
  public static let summary: String = "no 2-colouring: a Fano plane hidden among random triples"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 7...2_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .hypergraph
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [HypergraphCore.ratio]
  /// The seven lines of the plane.
  static let lines: [[Int]] = [
    [0, 1, 2], [0, 3, 4], [0, 5, 6], [1, 3, 5], [1, 4, 6], [2, 3, 6], [2, 4, 5],
  ]

  /// Makes the hypergraph.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let cover: [KnownAnswer] =
      size == 7
      ? [.yes(.cover(atMost: 3), [0, 1, 2], optimum: 3, "a line meets every line, and two points do not")]
      : []
    return HypergraphCore.draw(
      lines, points: 7, size, stream, parameters, "the hypergraph holds a Fano plane", cover)
  }
}

/// All ten triples of five vertices, among random ones; three of the five have one colour.
public enum CompleteHypergraphFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "complete-hypergraph"
  /// What the problems are.
  public static let summary: String = "no 2-colouring: all triples of five vertices, among random triples"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 5...2_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .hypergraph
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [HypergraphCore.ratio]

  /// Makes the hypergraph.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let cover: [KnownAnswer] =
      size == 5
      ? [.yes(.cover(atMost: 3), [0, 1, 2], optimum: 3, "two of five points leave a triple unmet")] : []
    return HypergraphCore.draw(
      RandomEdges.allTriples(5), points: 5, size, stream, parameters,
      "the hypergraph holds all triples of five vertices", cover)
  }
}

/// A small hypergraph without a 2-colouring, hidden among random triples.
enum HypergraphCore {
  static let ratio: FamilyParameter = FamilyParameter(
    "ratio", "the number of random triples for each further vertex", default: 1.5, in: 0...1000)

  static func draw(
    _ core: [[Int]], points: Int, _ size: Int, _ stream: RandomStream, _ parameters: FamilyParameters,
    _ reason: String, _ more: [KnownAnswer]
  ) -> FamilyDraw {
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    let places: [Int] = draws.subset(of: size, count: points)
    let hidden: [[Int]] = core.map { edge in edge.map { places[$0] } }
    let rest: Int = RandomHypergraphFamily.count(
      parameters.number(ratio), size - points, possible: RandomEdges.triples(size) - core.count)
    var edges: [[Int]] = hidden + RandomEdges.triples(vertices: size, count: rest, &draws, taken: hidden)
    if rest > 0 { draws.shuffle(&edges) }
    return FamilyDraw(
      .hypergraph(Hypergraph(checked: size, edges)), [.no(.colouring(colours: 2), reason)] + more)
  }
}
