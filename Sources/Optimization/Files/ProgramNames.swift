/// What the columns and rows of a program are called in a file.
///
/// A name begins with a letter or underscore, goes on with letters, digits and underscores (all of them ASCII), has
/// at most ``longestName`` characters, and is none of the words that an LP file gives a meaning, in any case of
/// letters. Nor may it look like an exponent, as `e12` does. Columns differ from one another, and rows likewise.
public struct ProgramNames: Sendable, Hashable {
  /// The most characters that a name may have; the formats' readers take 255, and a suffix may follow.
  public static let longestName: Int = 200

  /// One name for each column.
  public let columns: [String]
  /// One name for each row.
  public let rows: [String]

  /// Creates names and checks each of them.
  ///
  /// - Throws: ``OptimizationError`` with `.invalidModel` where a name breaks the rules above or stands twice.
  public init(columns: [String], rows: [String]) throws(OptimizationError) {
    self.columns = columns
    self.rows = rows
    try Self.check(columns, of: "column", reserved: [ProgramText.constantName])
    try Self.check(rows, of: "row", reserved: [ProgramText.objectiveName, ProgramText.noRowsName])
  }

  /// The names of a program that has none: `x0`, `x1`, … for its columns and `r0`, `r1`, … for its rows.
  public init(of program: LinearProgram) {
    self.columns = program.columns.indices.map { "x\($0)" }
    self.rows = program.rows.indices.map { "r\($0)" }
  }

  static let keywords: Set<String> = [
    "minimize", "minimum", "minimise", "min", "maximize", "maximum", "maximise", "max", "subject", "such",
    "st",
    "to", "that", "bounds", "bound", "free", "inf", "infinity", "generals", "general", "gen", "integers",
    "integer", "int", "binary", "binaries", "bin", "semi", "semis", "semi_continuous", "sos", "sos1", "sos2",
    "lazy", "user", "cuts", "constraints", "end", "nan",
  ]

  private static func check(_ names: [String], of kind: String, reserved: [String]) throws(OptimizationError)
  {
    var seen: Set<String> = Set(reserved)
    for (index, name) in names.enumerated() {
      if let fault = fault(of: name) {
        throw OptimizationError(
          .invalidModel, "\(kind) \(index) is called “\(name.prefix(60))”, which \(fault)")
      }
      guard seen.insert(name).inserted else {
        throw OptimizationError(
          .invalidModel, "\(kind) \(index) is called “\(name)”, and something else has that name already")
      }
    }
  }

  /// Why the formats cannot hold the name; `nil` where they can.
  static func fault(of name: String) -> String? {
    let letters: [UInt8] = Array(name.utf8)
    guard let first = letters.first else { return "is empty; give it a letter" }
    guard letters.count <= longestName else { return "has more than \(longestName) characters; shorten it" }
    let zero: UInt8 = UInt8(ascii: "0")
    let isWord: Bool = letters.allSatisfy { letter in
      (zero...UInt8(ascii: "9")).contains(letter) || letter == UInt8(ascii: "_")
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter | 0x20)
    }
    guard isWord else { return "has a character other than A-Z, a-z, 0-9 and _; replace it" }
    guard !(zero...UInt8(ascii: "9")).contains(first) else {
      return "begins with a digit; put a letter before it"
    }
    let looksLikeExponent: Bool =
      first | 0x20 == UInt8(ascii: "e")
      && letters.dropFirst().allSatisfy { (zero...UInt8(ascii: "9")).contains($0) }
    guard !looksLikeExponent else { return "reads as the exponent of a number; put another letter before it" }
    guard !keywords.contains(name.lowercased()) else {
      return "is a word of the LP format; put another letter before it"
    }
    return nil
  }
}
