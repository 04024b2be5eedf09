import DataFiles
import Foundation

/// OR-Library's column-major covering format, that of its `rail` files: `rows columns`, then for each column its
/// cost, how many rows it covers, and which, counted from 1.
///
/// Source: J. E. Beasley, *OR-Library: distributing test problems by electronic mail*, Journal of the Operational
/// Research Society 41 (1990), DOI 10.1057/jors.1990.166.
enum ORLibraryRailReader {
  static func read(_ bytes: Data, file: String) throws -> SetCover {
    var tokens: IntegerTokens = IntegerTokens(bytes, file: file)
    let rows: Int = try tokens.nextCount("the number of rows")
    let columns: Int = try tokens.nextCount("the number of columns")
    guard rows > 0, columns > 0 else {
      throw tokens.fault("\(rows) rows and \(columns) columns leave nothing to cover", "correct the header")
    }
    guard columns <= tokens.mostTokensLeft / 2, rows <= tokens.mostTokensLeft,
      rows <= SetCover.largestElementCount
    else {
      throw tokens.fault(
        "\(rows) rows and \(columns) columns are more than a file of \(bytes.count) bytes can hold",
        "correct the header, or fetch the file again")
    }
    var sets: [[Int]] = []
    var costs: [Int] = []
    var isCovered: [Bool] = [Bool](repeating: false, count: rows)
    for column in 1...columns {
      costs.append(try tokens.nextCount("the cost of column \(column)"))
      let set: [Int] = try readRows(of: column, rows: rows, &tokens)
      for row in set { isCovered[row] = true }
      sets.append(set)
    }
    try tokens.requireEnd(after: "the last column")
    if let row = isCovered.firstIndex(of: false) {
      throw tokens.fault(
        "row \(row + 1) is covered by no column, so the problem is infeasible",
        "remove the row, or add a column that covers it")
    }
    do {
      return try SetCover(elementCount: rows, sets: sets, costs: costs)
    } catch {
      throw error.inFile(file)
    }
  }

  private static func readRows(of column: Int, rows: Int, _ tokens: inout IntegerTokens) throws -> [Int] {
    let count: Int = try tokens.nextCount("the number of rows that column \(column) covers")
    guard count <= rows else {
      throw tokens.fault("column \(column) claims \(count) rows of \(rows)", "correct the count")
    }
    guard count <= tokens.mostTokensLeft else {
      throw tokens.fault(
        "the file ends before the \(count) rows of column \(column)",
        "the file is truncated: fetch it again")
    }
    var set: [Int] = []
    set.reserveCapacity(count)
    for _ in 0..<count {
      let row: Int = try tokens.next("a row of column \(column)")
      guard (1...rows).contains(row) else {
        throw tokens.fault("row \(row) is not between 1 and \(rows)", "correct the index")
      }
      set.append(row - 1)
    }
    set.sort()
    for (left, right) in zip(set, set.dropFirst()) where left == right {
      throw tokens.fault("column \(column) covers row \(left + 1) twice", "name it once")
    }
    return set
  }
}
