public import RandomStreams

/// Random set covers: M sets, 2M elements, each in each set with the same probability.
///
/// An element that no set got goes to a random one.
public enum RandomCoverFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "random-cover"
  /// What the problems are.
  public static let summary: String = "random sets of a given density over twice as many elements"
  /// What the size counts.
  public static let sizeMeaning: String = "sets"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 1...8192
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .setCover
  static let density: FamilyParameter = FamilyParameter(
    "density", "the share of the elements that a set holds", default: 0.25, in: 0...1)
  static let target: FamilyParameter = FamilyParameter(
    whole: "target", "the number of sets asked for", text: "a quarter of the sets", in: 1...8192)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [density, target]

  /// Makes the problem.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    var draws: RandomDraws = RandomDraws(stream.child("members"))
    let density: Double = parameters.number(density)
    var sets: [[Int]] = [[Int]](repeating: [], count: size)
    for element in 0..<(2 * size) {
      var isCovered: Bool = false
      for set in 0..<size where draws.uniform() < density {
        sets[set].append(element)
        isCovered = true
      }
      if !isCovered { sets[draws.integer(below: size)].append(element) }
    }
    return FamilyDraw(
      .setCover(try SetCover(elementCount: 2 * size, sets: sets)),
      [
        .unknown(
          .cover(atMost: parameters.whole(target, or: max(1, size / 4))), "random sets: ask a solver")
      ])
  }
}

/// Set covers with a planted partition: κ disjoint blocks, and decoys of the same size.
///
/// There are about twice as many elements as sets, a multiple of κ. A block holds the κth part of them and so does
/// each decoy, so no cover has fewer than κ sets.
public enum PlantedCoverFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "planted-cover"
  /// What the problems are.
  public static let summary: String = "a planted partition among random sets of the same size"
  /// What the size counts.
  public static let sizeMeaning: String = "sets"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 1...2_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .setCover
  static let kappa: FamilyParameter = FamilyParameter(
    whole: "kappa", "the number of blocks", text: "a third of the sets", in: 1...2_000_000)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [kappa]
  /// The most members that all sets may have together.
  private static let mostMembers: Int = 1 << 26

  /// Makes the problem.
  ///
  /// - Throws: ``SourceFault`` where there are more blocks than sets, or the sets would be too large.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let kappa: Int = parameters.whole(kappa, or: max(1, size / 3))
    guard kappa <= size else {
      throw SourceFault(
        place: "kappa", problem: "\(kappa) is more than the \(size) sets",
        mend: "choose fewer blocks, or more sets")
    }
    let block: Int = max(1, 2 * size / kappa)
    guard block * size <= mostMembers else {
      throw SourceFault(
        place: "kappa", problem: "\(kappa) blocks make \(size) sets of \(block) elements, more than fit",
        mend: "choose more blocks, or fewer sets")
    }
    let elements: Int = kappa * block
    let order: [Int] = stream.child("blocks").permutation(elements)
    var draws: RandomDraws = RandomDraws(stream.child("decoys"))
    var sets: [[Int]] = (0..<kappa).map { Array(order[($0 * block)..<(($0 + 1) * block)]) }
    for _ in kappa..<max(size, kappa) { sets.append(draws.subset(of: elements, count: block)) }
    let places: [Int] = stream.child("places").permutation(size)
    var placed: [[Int]] = [[Int]](repeating: [], count: size)
    for (index, place) in places.enumerated() { placed[place] = sets[index] }
    return FamilyDraw(
      .setCover(try SetCover(elementCount: elements, sets: placed)),
      [
        .yes(
          .cover(atMost: kappa), places.prefix(kappa).sorted(), optimum: kappa,
          "the partition is planted, and no set holds more than a block"),
        .no(
          .cover(atMost: kappa - 1), optimum: kappa,
          "no set holds more than the \(kappa)th part of the elements"),
      ])
  }
}

/// Disjoint sets of two elements, all of which every cover needs.
public enum DisjointCoverFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "disjoint-cover"
  /// What the problems are.
  public static let summary: String = "easy: disjoint sets, all of them needed"
  /// What the size counts.
  public static let sizeMeaning: String = "sets"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 1...2_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .setCover

  /// Makes the problem.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let order: [Int] = stream.child("blocks").permutation(2 * size)
    let sets: [[Int]] = (0..<size).map { [order[2 * $0], order[2 * $0 + 1]] }
    let reason: String = "the sets are disjoint"
    return FamilyDraw(
      .setCover(try SetCover(elementCount: 2 * size, sets: sets)),
      [
        .yes(.cover(atMost: size), Array(0..<size), optimum: size, reason),
        .no(.cover(atMost: size - 1), optimum: size, reason),
      ])
  }
}
