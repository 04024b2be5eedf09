public import RandomStreams

/// Queen graphs: the squares of a board, joined where a queen moves between them.
///
/// A row is a clique, so n colours are needed; where 2 and 3 do not divide n they are enough. The chromatic numbers
/// of small boards are in the table.
///
/// Source: M. Vasquez, *New results on the queens_n² graph coloring problem*, Journal of Heuristics 10 (2004), DOI
/// 10.1023/B:HEUR.0000034713.28244.e1; sequence A088202 of the OEIS.
public enum QueenFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "queen"
  /// What the problems are.
  public static let summary: String = "queen graphs, asked for as many colours as a row has squares"
  /// What the size counts.
  public static let sizeMeaning: String = "squares a side"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 2...100
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  static let colours: FamilyParameter = FamilyParameter(
    whole: "colours", "the number of colours asked for", text: "the side", in: 2...200)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [colours]
  /// The chromatic numbers of the boards from 2 × 2 to 12 × 12.
  private static let chromaticNumbers: [Int] = [4, 5, 5, 5, 7, 7, 9, 10, 11, 11, 12]

  /// Makes the graph; nothing about it is random.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    var edges: [[Int]] = []
    for row in 0..<size {
      for column in 0..<size {
        for step in 1..<size {
          for (down, right) in [(0, 1), (1, -1), (1, 0), (1, 1)] {
            let (other, side): (Int, Int) = (row + down * step, column + right * step)
            guard other < size, (0..<size).contains(side) else { continue }
            edges.append([size * row + column, size * other + side])
          }
        }
      }
    }
    return FamilyDraw(
      .graph(Hypergraph(checked: size * size, edges)),
      [answer(size, parameters.whole(colours, or: size))])
  }

  private static func answer(_ size: Int, _ colours: Int) -> KnownAnswer {
    let question: StatedQuestion = .colouring(colours: colours)
    if size % 2 != 0, size % 3 != 0, colours >= size {
      let colouring: [Int] = (0..<(size * size)).map { ($0 % size + 2 * ($0 / size)) % size }
      return .yes(question, colouring, optimum: size, "colour column + 2·row modulo \(size)")
    }
    if colours < size { return .no(question, "a row is a clique of \(size) squares") }
    guard size - 2 < chromaticNumbers.count else {
      return .unknown(question, "the chromatic number is not in the table: ask a solver")
    }
    let needed: Int = chromaticNumbers[size - 2]
    let reason: String = "the chromatic number \(needed) is in the literature"
    return colours < needed
      ? .no(question, optimum: needed, reason) : .yes(question, nil, optimum: needed, reason)
  }
}
