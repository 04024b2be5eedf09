import Foundation

/// A program on its way into a file: its names, the rows that the file has, and the bytes that wait to be written.
struct ProgramText {
  static let objectiveName: String = "objective"
  static let constantName: String = "objective_constant"
  static let noRowsName: String = "no_rows"

  /// A row as the formats have them, with one bound.
  struct Line {
    enum Relation { case atLeast, atMost, equal }
    let row: Int
    let name: String
    let relation: Relation
    let bound: Double
  }

  /// Bytes that are gathered before they are handed on.
  private static let pieceSize: Int = 1 << 16

  let program: LinearProgram
  let names: ProgramNames
  let lines: [Line]
  private let sink: (Data) throws -> Void
  private var waiting: [UInt8] = []

  init(_ program: LinearProgram, names: ProgramNames?, sink: @escaping (Data) throws -> Void) throws {
    let names: ProgramNames = names ?? ProgramNames(of: program)
    guard !program.columns.isEmpty else {
      throw OptimizationError(.invalidModel, "a program without columns has no file; give it a column")
    }
    guard names.columns.count == program.columns.count, names.rows.count == program.rows.count else {
      throw OptimizationError(
        .invalidModel,
        "there are \(names.columns.count) names for \(program.columns.count) columns and "
          + "\(names.rows.count) for \(program.rows.count) rows; give one name for each")
    }
    self.program = program
    self.names = names
    self.lines = try Self.lines(of: program, names: names.rows)
    self.sink = sink
  }

  private static func lines(of program: LinearProgram, names: [String]) throws(OptimizationError) -> [Line] {
    var lines: [Line] = []
    var taken: Set<String>?
    for (index, row) in program.rows.enumerated() {
      let (lower, upper): (Double, Double) = (row.lowerBound, row.upperBound)
      if lower == upper {
        lines.append(Line(row: index, name: names[index], relation: .equal, bound: lower))
        continue
      }
      if lower.isFinite {
        lines.append(Line(row: index, name: names[index], relation: .atLeast, bound: lower))
      }
      guard upper.isFinite else { continue }
      var name: String = names[index]
      if lower.isFinite {
        name += "_upper"
        let others: Set<String> = taken ?? Set(names)
        taken = others
        guard !others.contains(name) else {
          throw OptimizationError(
            .invalidModel,
            "row \(index) has two bounds and needs the name “\(name)” for the second, which another row has")
        }
      }
      lines.append(Line(row: index, name: name, relation: .atMost, bound: upper))
    }
    return lines
  }

  /// Takes the pieces one after the other; big files are written in half the time that interpolation would take.
  mutating func write(_ pieces: String...) throws {
    for piece in pieces { waiting.append(contentsOf: piece.utf8) }
    if waiting.count >= Self.pieceSize { try flush() }
  }

  mutating func flush() throws {
    try sink(Data(waiting))
    waiting.removeAll(keepingCapacity: true)
  }

  /// The shortest decimal that reads back as the same number, an integer without a point.
  static func decimal(_ value: Double) -> String {
    if let integer = Int64(exactly: value), integer.magnitude < 1 << 53 { return String(integer) }
    return "\(value)"
  }
}
