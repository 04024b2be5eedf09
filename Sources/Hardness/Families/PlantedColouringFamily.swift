public import RandomStreams

/// Graphs with a planted colouring: balanced classes, and random edges between different ones.
public enum PlantedColouringFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "planted-colouring"
  /// What the problems are.
  public static let summary: String = "random edges between the classes of a planted colouring"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 1...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  static let degree: FamilyParameter = FamilyParameter(
    "degree", "the average degree", default: 4.6, in: 0...1000)
  static let colours: FamilyParameter = FamilyParameter(
    whole: "colours", "the number of colours planted and asked for", default: 3, in: 2...64)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [degree, colours]

  /// Makes the graph.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    planted(
      size: size, colours: parameters.whole(colours), degree: parameters.number(degree), stream,
      "the colouring is planted")
  }

  /// A graph with a planted colouring, and that colouring.
  static func planted(
    size: Int, colours: Int, degree: Double, _ stream: RandomStream, _ reason: String
  ) -> FamilyDraw {
    let colouring: [Int] = RandomEdges.balancedColours(
      vertices: size, colours: colours, stream.child("colours"))
    var classes: [Int] = [Int](repeating: 0, count: colours)
    for colour in colouring { classes[colour] += 1 }
    let possible: Int = RandomEdges.pairs(size) - classes.reduce(0) { $0 + RandomEdges.pairs($1) }
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    let edges: [[Int]] = RandomEdges.distinct(
      RandomEdges.count(degree: degree, vertices: size, possible: possible), possible: possible, &draws,
      draw: { draws in
        while true {
          let pair: [Int] = RandomEdges.pair(of: size, &draws)
          if colouring[pair[0]] != colouring[pair[1]] { return pair }
        }
      },
      all: { RandomEdges.allPairs(size).filter { colouring[$0[0]] != colouring[$0[1]] } })
    return FamilyDraw(
      .graph(Hypergraph(checked: size, edges)),
      [.yes(.colouring(colours: colours), colouring, reason)])
  }
}
