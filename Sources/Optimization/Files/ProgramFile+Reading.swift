import CGLPK
import Foundation

extension ProgramFile {
  /// What a file held.
  public struct Contents: Sendable, Equatable {
    /// The program; the entries of each row are in the order of their columns.
    public let program: LinearProgram
    /// The names of its columns as they stood in the file, whatever characters they have.
    public let columnNames: [String]
    /// The names of its rows.
    public let rowNames: [String]
  }

  /// Reads the program in the file at `path`, with GLPK's reader of the format.
  ///
  /// What ``ProgramFile`` writes for want of better comes back as what it was: a column `objective_constant` that is
  /// fixed at 1 and in no row as the constant, and a row `no_rows` without coefficients as none. Coefficients of 0 are
  /// left out. GLPK adds the right-hand side of an MPS file's objective as the constant; other readers subtract it.
  ///
  /// - Throws: ``OptimizationError`` with `.fileFailed` where there is no such file or it is broken (the reader's words
  ///   and the line are in the text), and with `.invalidModel` where the file holds a program with crossing bounds or
  ///   a number that is not finite.
  public static func read(_ path: String, format: Format) throws -> Contents {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue,
      FileManager.default.isReadableFile(atPath: path)
    else {
      throw OptimizationError(.fileFailed, "\(path) is not a file that can be read; give the path of one")
    }
    var file: assay_glpk_file = assay_glpk_file()
    let code: Int32 = path.withCString { assay_glpk_read($0, format == .mps ? 1 : 0, &file) }
    defer { assay_glpk_free_file(&file) }
    guard code == 0 else {
      throw OptimizationError(.fileFailed, fault(path: path, format: format, message: text(of: file)))
    }
    return try contents(of: file)
  }

  private static func fault(path: String, format: Format, message: String) -> String {
    let kind: String = format == .mps ? "a free MPS file" : "a CPLEX LP file"
    guard let colon = message.firstIndex(of: ":"), let line = Int(message[..<colon]) else {
      return "\(path) cannot be read as \(kind): \(message.isEmpty ? "the reader gave no reason" : message)"
    }
    let reason: Substring = message[message.index(after: colon)...].drop(while: \.isWhitespace)
    return "\(path), line \(max(line, 1)): \(reason); mend the line, or check that this is \(kind)"
  }

  private static func text(of file: assay_glpk_file) -> String {
    withUnsafeBytes(of: file.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        .split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
  }

  private static func contents(of file: assay_glpk_file) throws -> Contents {
    var (columnNames, rowNames): ([String], [String]) = names(in: file)
    var columns: [LinearProgram.Column] = columnNames.indices.map { column in
      LinearProgram.Column(
        kind: file.column_is_integer[column] != 0 ? .integer : .continuous,
        lowerBound: file.column_lower[column], upperBound: file.column_upper[column],
        cost: file.column_cost[column])
    }
    var rows: [LinearProgram.Row] = rowNames.indices.map { row in
      let entries: [(column: Int, value: Double)] =
        (Int(file.row_start[row])..<Int(file.row_start[row + 1])).map {
          (column: Int(file.entry_column[$0]), value: file.entry_value[$0])
        }
      return LinearProgram.Row(
        entries.filter { $0.value != 0 }.sorted { $0.column < $1.column },
        atLeast: file.row_lower[row], atMost: file.row_upper[row])
    }
    var constant: Double = file.cost_constant
    if let last = columns.last, last.lowerBound == 1, last.upperBound == 1,
      columnNames.last == ProgramText.constantName,
      !rows.contains(where: { $0.entries.last?.column == columns.count - 1 })
    {
      constant += last.cost
      columns.removeLast()
      columnNames.removeLast()
    }
    if rowNames == [ProgramText.noRowsName], rows.allSatisfy(\.entries.isEmpty) {
      (rows, rowNames) = ([], [])
    }
    return Contents(
      program: try LinearProgram(
        sense: file.maximize != 0 ? .maximize : .minimize, columns: columns, rows: rows,
        costConstant: constant),
      columnNames: columnNames, rowNames: rowNames)
  }

  private static func names(in file: assay_glpk_file) -> (columns: [String], rows: [String]) {
    var names: [String] = []
    if var start = file.names.map({ UnsafePointer<CChar>($0) }) {
      for _ in 0..<(Int(file.column_count) + Int(file.row_count)) {
        names.append(String(cString: start))
        start += strlen(start) + 1
      }
    }
    return (Array(names.prefix(Int(file.column_count))), Array(names.dropFirst(Int(file.column_count))))
  }
}

extension LinearProgram {
  /// Reads the program in the file at `path`, and forgets what its columns and rows are called.
  ///
  /// - Throws: ``OptimizationError`` as ``ProgramFile/read(_:format:)`` does.
  public init(contentsOf path: String, format: ProgramFile.Format) throws {
    self = try ProgramFile.read(path, format: format).program
  }
}
