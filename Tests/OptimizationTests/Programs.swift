import Foundation
import Optimization

/// Programs for the tests of files: one with every kind of bound, and random ones.
enum Programs {
  typealias Row = LinearProgram.Row
  typealias Column = LinearProgram.Column

  /// Every kind of bound on columns and rows, empty columns and rows, and numbers that few digits cannot hold.
  static func everyKind(sense: LinearProgram.Sense, constant: Double) throws -> LinearProgram {
    let integers: [Column] = [
      .binary(cost: 123_456_789_012_345), Column(kind: .integer, cost: 1.0 / 3),
      Column(kind: .integer, lowerBound: -4, upperBound: 9, cost: 0),
      Column(kind: .integer, lowerBound: 2, cost: 1e-7),
      Column(kind: .integer, lowerBound: -.infinity, upperBound: -3, cost: -1),
      Column(kind: .integer, lowerBound: -.infinity, cost: 0.1),
      Column(kind: .integer, lowerBound: 0, upperBound: 0, cost: 5),
    ]
    let reals: [Column] = [
      Column(cost: 1e22), Column(lowerBound: -.infinity, cost: 0),
      Column(lowerBound: -.infinity, upperBound: -5, cost: 2),
      Column(lowerBound: -1.5, upperBound: 7, cost: 0),
      Column(lowerBound: 3, upperBound: 3, cost: 0), Column(lowerBound: 0.25, cost: -0.0),
      Column(lowerBound: -2, cost: 0), Column(cost: 0),
    ]
    let rows: [Row] = [
      Row([(0, 1), (1, -1), (7, 0.1 + 0.2)], atLeast: 1),
      Row([(1, 0.123_456_789_012_3), (2, 1)], atMost: 1.25e-7),
      Row([(8, 2), (3, -3), (9, 1e-300)], atLeast: 0.1, atMost: 0.3),
      Row([(5, 4), (12, 5)], atLeast: 4, atMost: 4),
      Row([(0, 1), (6, 1)]), Row([], atMost: 2),
      Row([(4, .pi), (13, -9_007_199_254_740_994)], atLeast: -1e9),
      Row((0..<12).map { ($0, Double($0) - 5.5) }, atLeast: 0, atMost: 0),
    ]
    return try LinearProgram(
      sense: sense, columns: integers + reals, rows: rows, costConstant: constant)
  }

  /// A bounded program over a few integer and real columns; many are infeasible.
  static func random(seed: UInt64) throws -> LinearProgram {
    var stream: Formulas.Stream = Formulas.Stream(seed)
    func number(_ bound: Int) -> Double { Double(stream.next(below: 2 * bound + 1) - bound) / 4 }
    let columns: [Column] = (0..<(2 + stream.next(below: 6))).map { _ in
      let lower: Double = Double(stream.next(below: 7) - 5)
      let kind: LinearProgram.Kind = stream.next(below: 3) == 0 ? .continuous : .integer
      return Column(
        kind: kind, lowerBound: lower, upperBound: lower + Double(stream.next(below: 8)), cost: number(40))
    }
    let rows: [Row] = (0..<stream.next(below: 6)).map { _ in
      let entries: [(column: Int, value: Double)] = columns.indices.compactMap { column in
        stream.next(below: 2) == 0 ? nil : (column: column, value: number(24))
      }
      let lower: Double = number(40)
      switch stream.next(below: 4) {
      case 0: return Row(entries, atLeast: lower)
      case 1: return Row(entries, atMost: lower)
      case 2: return Row(entries, atLeast: lower, atMost: lower + Double(stream.next(below: 9)))
      default: return Row(entries)
      }
    }
    return try LinearProgram(
      sense: stream.next(below: 2) == 0 ? .minimize : .maximize, columns: columns, rows: rows,
      costConstant: number(20))
  }

  /// A program whose columns have every kind of bound, each of which its optimum of 44.5 needs.
  ///
  /// The integer x0 may go beyond 1, x1 below 0, x2 to −6 from −∞…−3, x3 to −2.5; x4 and x5 are held
  /// by rows, x6 is fixed at 2, x7 is 4 or more.
  static func openBounds() throws -> LinearProgram {
    let columns: [Column] = [
      Column(kind: .integer, cost: 1), Column(kind: .integer, lowerBound: -.infinity, cost: 2),
      Column(kind: .integer, lowerBound: -.infinity, upperBound: -3, cost: -3),
      Column(lowerBound: -2.5, upperBound: 8, cost: 0.5), Column(lowerBound: -.infinity, cost: -1),
      Column(lowerBound: -.infinity, upperBound: -1, cost: 1), Column(lowerBound: 2, upperBound: 2, cost: 7),
      Column(lowerBound: 4, cost: 1),
    ]
    let rows: [Row] = [
      Row([(0, 2)], atLeast: 9), Row([(1, 1)], atLeast: -1.5, atMost: 12),
      Row([(2, 1)], atMost: -5.5),
      Row([(4, 1)], atMost: 0.25), Row([(5, 1), (4, 0)], atLeast: -3), Row([(4, 1), (3, 1)]),
    ]
    return try LinearProgram(columns: columns, rows: rows, costConstant: 10)
  }

  /// The cover of a formula's clauses by literals, with one row for each clause; feasible where it is satisfiable.
  static func feasibility(of clauses: [[Int]], variables: Int) throws -> LinearProgram {
    try LinearProgram(
      columns: (0..<variables).map { _ in .binary(cost: 0) },
      rows: clauses.map { clause in
        Row(
          clause.map { (abs($0) - 1, $0 > 0 ? 1 : -1) }, atLeast: 1 - Double(clause.count(where: { $0 < 0 })))
      })
  }

  /// The program that a file of the format holds: rows with one bound each, no free rows, no zeros, and
  /// an objective that the format can have.
  static func asWritten(_ program: LinearProgram, _ format: ProgramFile.Format) throws -> LinearProgram {
    let negates: Bool = format == .mps && program.sense == .maximize
    let sign: Double = negates ? -1 : 1
    let columns: [Column] = program.columns.map {
      Column(kind: $0.kind, lowerBound: $0.lowerBound, upperBound: $0.upperBound, cost: sign * $0.cost + 0)
    }
    let rows: [Row] = program.rows.flatMap { row -> [Row] in
      let entries: [(column: Int, value: Double)] = row.entries.filter { $0.value != 0 }
        .map { (column: $0.column, value: $0.value) }.sorted { $0.column < $1.column }
      let (lower, upper): (Double, Double) = (row.lowerBound, row.upperBound)
      if lower == upper { return [Row(entries, atLeast: lower, atMost: upper)] }
      return (lower.isFinite ? [Row(entries, atLeast: lower)] : [])
        + (upper.isFinite ? [Row(entries, atMost: upper)] : [])
    }
    return try LinearProgram(
      sense: negates ? .minimize : program.sense, columns: columns, rows: rows,
      costConstant: sign * program.costConstant + 0)
  }

  /// A fresh folder for the body, removed afterwards.
  static func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder: URL = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }
}
