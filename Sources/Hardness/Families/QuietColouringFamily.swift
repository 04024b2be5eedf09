public import RandomStreams

/// Graphs with a planted colouring that looks like none: the average degree is below condensation.
///
/// There the planted graphs cannot be told from random ones of the same degree. The degree is 95 % of
/// (2k − 1) ln k − 2 ln 2, the first terms of the condensation threshold for k colours: 3.90 for three.
///
/// Source: F. Krzakala and L. Zdeborová, *Hiding quiet solutions in random constraint satisfaction problems*,
/// Physical Review Letters 102 (2009), DOI 10.1103/PhysRevLett.102.238701.
public enum QuietColouringFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "quiet-colouring"
  /// What the problems are.
  public static let summary: String = "a colouring planted quietly, below condensation"
  /// What the size counts.
  public static let sizeMeaning: String = "vertices"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 1...4_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .graph
  static let colours: FamilyParameter = FamilyParameter(
    whole: "colours", "the number of colours planted and asked for", default: 3, in: 3...5)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [colours]
  /// The average degree for 3, 4 and 5 colours.
  private static let degrees: [Double] = [3.9, 7.9, 12.4]

  /// Makes the graph.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let colours: Int = parameters.whole(colours)
    return PlantedColouringFamily.planted(
      size: size, colours: colours, degree: degrees[colours - 3], stream, "the colouring is planted quietly")
  }
}
