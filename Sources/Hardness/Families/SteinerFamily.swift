public import RandomStreams

/// Steiner triple systems by Bose's construction: every two points lie in exactly one triple.
///
/// With v = 6t + 3 and n = 2t + 1, points are (x, i) for x in ℤ_n and i in ℤ₃, numbered x + n·i; triples are
/// {(x, 0), (x, 1), (x, 2)} and, for x < y, {(x, i), (y, i), ((x + y)·(t + 1), i + 1)}. There are v(v − 1)/6.
///
/// From seven points on there is no 2-colouring: a triple of two colours has exactly two pairs of two colours, so that
/// a·b = v(v − 1)/3 of a + b = v, more than v²/4. How few points meet every triple was computed.
///
/// Source: R. C. Bose, *On the construction of balanced incomplete block designs*, Annals of Eugenics 9 (1939), DOI
/// 10.1111/j.1469-1809.1939.tb02219.x.
public enum SteinerFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "steiner"
  /// What the problems are.
  public static let summary: String = "Steiner triple systems by Bose's construction"
  /// What the size counts.
  public static let sizeMeaning: String = "points, 3 more than a multiple of 6"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 9...3003
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .hypergraph
  /// How few points meet every triple, by the number of points.
  private static let optima: [(points: Int, optimum: Int)] = [
    (9, 5), (15, 9), (21, 12), (27, 17), (33, 21), (45, 29),
  ]

  /// Makes the system; nothing about it is random.
  ///
  /// - Throws: ``SourceFault`` where the number of points leaves another remainder.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    guard size % 6 == 3 else {
      let lower: Int = (size - 3) / 6 * 6 + 3
      throw SourceFault(
        place: "size", problem: "\(size) is not 3 more than a multiple of 6, as the construction needs",
        mend: "choose \(lower) or \(lower + 6)")
    }
    let order: Int = size / 3
    let half: Int = (order + 1) / 2
    var triples: [[Int]] = (0..<order).map { [$0, $0 + order, $0 + 2 * order] }
    triples.reserveCapacity(size * (size - 1) / 6)
    for x in 0..<order {
      for y in (x + 1)..<max(order, x + 1) {
        for level in 0..<3 {
          let product: Int = (x + y) * half % order + order * ((level + 1) % 3)
          triples.append([x + order * level, y + order * level, product].sorted())
        }
      }
    }
    let known: Int? = optima.first { $0.points == size }?.optimum
    let cover: KnownAnswer =
      known.map { .yes(.cover(atMost: $0), nil, optimum: $0, "the optimum of this system was computed") }
      ?? .unknown(.cover(atMost: 2 * size / 3), "the optimum was not computed: ask a solver")
    return FamilyDraw(
      .hypergraph(Hypergraph(checked: size, triples)),
      [.no(.colouring(colours: 2), "no Steiner system of seven points or more has a 2-colouring"), cover])
  }
}
