public import RandomStreams

/// Random 3-SAT: clauses of three different variables with random signs.
///
/// Large formulas are satisfiable where the number of clauses for each variable is below about 4.27, and not above.
///
/// Source: S. Mertens, M. Mézard, R. Zecchina, *Threshold values of random K-SAT from the cavity method*, Random
/// Structures & Algorithms 28 (2006), DOI 10.1002/rsa.20090.
public enum RandomFormulaFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "random-sat"
  /// What the problems are.
  public static let summary: String = "random 3-SAT at its threshold"
  /// What the size counts.
  public static let sizeMeaning: String = "variables"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 3...2_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .formula
  static let ratio: FamilyParameter = FamilyParameter(
    "ratio", "the number of clauses for each variable", default: 4.27, in: 0...1000)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [ratio]

  /// Makes the formula.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let clauses: [[Int]] = clauses(size, parameters.number(ratio), stream) { _ in true }
    return FamilyDraw(
      .formula(CNFFormula(checked: size, clauses)),
      [.unknown(.satisfiability, "a random formula: ask a solver")])
  }

  /// Random clauses of which each is accepted.
  static func clauses(
    _ size: Int, _ ratio: Double, _ stream: RandomStream, where isAccepted: ([Int]) -> Bool
  ) -> [[Int]] {
    let count: Int = Int((ratio * Double(size)).rounded())
    var draws: RandomDraws = RandomDraws(stream.child("clauses"))
    var clauses: [[Int]] = []
    clauses.reserveCapacity(count)
    while clauses.count < count {
      let clause: [Int] = RandomEdges.triple(of: size, &draws).map { variable in
        draws.integer(below: 2) == 0 ? variable + 1 : -variable - 1
      }
      if isAccepted(clause) { clauses.append(clause) }
    }
    return clauses
  }
}

/// Random 3-SAT whose clauses a planted assignment satisfies.
public enum PlantedFormulaFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "planted-sat"
  /// What the problems are.
  public static let summary: String = "random 3-SAT that a planted assignment satisfies"
  /// What the size counts.
  public static let sizeMeaning: String = "variables"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 3...2_000_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .formula
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [RandomFormulaFamily.ratio]

  /// Makes the formula.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    var draws: RandomDraws = RandomDraws(stream.child("assignment"))
    let assignment: [Bool] = (0..<size).map { _ in draws.integer(below: 2) == 1 }
    let clauses: [[Int]] = RandomFormulaFamily.clauses(
      size, parameters.number(RandomFormulaFamily.ratio), stream
    ) { clause in clause.contains { CNFFormula.isTrue($0, under: assignment) } }
    return FamilyDraw(
      .formula(CNFFormula(checked: size, clauses)),
      [.yes(.satisfiability, assignment.map { $0 ? 1 : 0 }, "the assignment is planted")])
  }
}

/// The pigeonhole formulas: n + 1 pigeons in n holes, two never in one.
///
/// Variable n·i + j + 1 says that pigeon i is in hole j.
///
/// Source: A. Haken, *The intractability of resolution*, Theoretical Computer Science 39 (1985), DOI
/// 10.1016/0304-3975(85)90144-6.
public enum PigeonholeFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "pigeonhole"
  /// What the problems are.
  public static let summary: String = "unsatisfiable: one pigeon more than holes"
  /// What the size counts.
  public static let sizeMeaning: String = "holes"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 1...200
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .formula

  /// Makes the formula; nothing about it is random.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    var clauses: [[Int]] = (0...size).map { pigeon in (0..<size).map { size * pigeon + $0 + 1 } }
    for hole in 0..<size {
      for pair in RandomEdges.allPairs(size + 1) {
        clauses.append(pair.map { -(size * $0 + hole + 1) })
      }
    }
    return FamilyDraw(
      .formula(CNFFormula(checked: size * (size + 1), clauses)),
      [.no(.satisfiability, "\(size + 1) pigeons do not fit \(size) holes")])
  }
}
