import DataFiles
import Foundation

/// OR-Library's set covering format: `rows columns`, a cost for each column, then for each row how many columns
/// cover it and which, counted from 1. Rows are the elements, columns the sets.
///
/// J. E. Beasley, "OR-Library: distributing test problems by electronic mail", Journal of the Operational Research
/// Society 41 (1990), DOI 10.1057/jors.1990.166.
enum ORLibraryReader {
  static func read(_ bytes: Data, file: String) throws -> SetCover {
    var tokens: IntegerTokens = IntegerTokens(bytes, file: file)
    let rows: Int = try tokens.nextCount("the number of rows")
    let columns: Int = try tokens.nextCount("the number of columns")
    guard rows > 0, columns > 0 else {
      throw tokens.fault("\(rows) rows and \(columns) columns leave nothing to cover", "correct the header")
    }
    let (needed, overflow) = columns.addingReportingOverflow(rows)
    guard !overflow, needed <= tokens.mostTokensLeft, rows <= SetCover.largestElementCount else {
      throw tokens.fault(
        "\(rows) rows and \(columns) columns are more than a file of \(bytes.count) bytes can hold",
        "correct the header, or fetch the file again")
    }
    let costs: [Int] = try readCosts(columns, &tokens)
    var sets: [[Int]] = [[Int]](repeating: [], count: columns)
    for row in 0..<rows {
      let count: Int = try tokens.nextCount("the number of columns that cover row \(row + 1)")
      let line: Int = tokens.line
      guard count > 0 else {
        throw tokens.fault(
          "row \(row + 1) is covered by no column, so the problem is infeasible",
          "remove the row, or add a column that covers it")
      }
      guard count <= columns else {
        throw tokens.fault(
          "row \(row + 1) claims \(count) columns of \(columns)", "correct the count", line: line)
      }
      guard count <= tokens.mostTokensLeft else {
        throw tokens.fault(
          "the file ends before the \(count) columns of row \(row + 1)",
          "the file is truncated: fetch it again", line: line)
      }
      for _ in 0..<count {
        let column: Int = try tokens.next("a column of row \(row + 1)")
        guard (1...columns).contains(column) else {
          throw tokens.fault("column \(column) is not between 1 and \(columns)", "correct the index")
        }
        guard sets[column - 1].last != row else {
          throw tokens.fault("column \(column) covers row \(row + 1) twice", "name it once")
        }
        sets[column - 1].append(row)
      }
    }
    try tokens.requireEnd(after: "the last row")
    do {
      return try SetCover(elementCount: rows, sets: sets, costs: costs)
    } catch {
      throw error.inFile(file)
    }
  }

  private static func readCosts(_ columns: Int, _ tokens: inout IntegerTokens) throws -> [Int] {
    var costs: [Int] = []
    costs.reserveCapacity(columns)
    var total: Int = 0
    for column in 1...columns {
      let cost: Int = try tokens.next("the cost of column \(column)")
      guard cost >= 0 else {
        throw tokens.fault("the cost \(cost) of column \(column) is negative", "give a cost from 0 up")
      }
      let (sum, overflow) = total.addingReportingOverflow(cost)
      guard !overflow else {
        throw tokens.fault(
          "the sum of the costs does not fit 64 bits", "divide the costs by a common factor")
      }
      total = sum
      costs.append(cost)
    }
    return costs
  }
}
