public import RandomStreams

/// Random trees: two colours are enough, and no part has as many edges as vertices.
///
/// Each vertex from the second on is joined to an earlier one, all equally likely.
public enum TreeFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "tree"
  /// What the problems are.
  public static let summary: String = "easy: random trees"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 2...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [EasyGraph.colours]

  /// Makes the tree.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    var colouring: [Int] = [0]
    let edges: [[Int]] = (1..<size).map { vertex in
      let parent: Int = draws.integer(below: vertex)
      colouring.append(1 - colouring[parent])
      return [parent, vertex]
    }
    return EasyGraph.draw(
      Hypergraph(checked: size, edges), colouring, parameters, mostEdges: { $0 - 1 }, "a tree has no cycle")
  }
}

/// Random bipartite graphs: two colours are enough.
public enum BipartiteFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "bipartite"
  /// What the problems are.
  public static let summary: String = "easy: random bipartite graphs"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 2...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  static let degree: FamilyParameter = FamilyParameter(
    "degree", "the average degree", default: 4, in: 0...1000)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [degree, EasyGraph.colours]

  /// Makes the graph.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let left: Int = size / 2
    let right: Int = size - left
    var draws: RandomDraws = RandomDraws(stream.child("edges"))
    let count: Int = RandomEdges.count(
      degree: parameters.number(degree), vertices: size, possible: left * right)
    let edges: [[Int]] = RandomEdges.distinct(
      count, possible: left * right, &draws,
      draw: { [$0.integer(below: left), left + $0.integer(below: right)] },
      all: { (0..<left).flatMap { low in (left..<size).map { [low, $0] } } })
    let colouring: [Int] = (0..<size).map { $0 < left ? 0 : 1 }
    return EasyGraph.draw(
      Hypergraph(checked: size, edges), colouring, parameters, mostEdges: { $0 * $0 / 4 },
      "the graph is bipartite")
  }
}

/// Even cycles: two colours are enough.
public enum EvenCycleFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "even-cycle"
  /// What the problems are.
  public static let summary: String = "easy: cycles of even length"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices, an even number"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 4...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [EasyGraph.colours]

  /// Makes the cycle; nothing about it is random.
  ///
  /// - Throws: ``SourceFault`` where the size is odd.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    guard size % 2 == 0 else {
      throw SourceFault(place: "size", problem: "\(size) is odd", mend: "choose \(size - 1) or \(size + 1)")
    }
    let edges: [[Int]] = (0..<(size - 1)).map { [$0, $0 + 1] } + [[0, size - 1]]
    return EasyGraph.draw(
      Hypergraph(checked: size, edges), (0..<size).map { $0 % 2 }, parameters,
      mostEdges: { $0 < size ? $0 - 1 : size }, "the graph is one even cycle")
  }
}

/// What the easy graphs have in common.
enum EasyGraph {
  static let colours: FamilyParameter = FamilyParameter(
    whole: "colours", "the number of colours asked for", default: 3, in: 2...64)

  /// A graph with two colours, and a densest subgraph question that it answers with no.
  static func draw(
    _ graph: Hypergraph, _ colouring: [Int], _ parameters: FamilyParameters, mostEdges: (Int) -> Int,
    _ reason: String
  ) -> FamilyDraw {
    let part: Int = max(2, graph.vertexCount / 2)
    return FamilyDraw(
      .graph(graph),
      [
        .yes(.colouring(colours: parameters.whole(colours)), colouring, reason),
        .no(.densestSubgraph(vertices: part, edges: mostEdges(part) + 1), reason),
      ])
  }
}
