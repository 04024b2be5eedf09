public import Foundation

/// Programs as files that other solvers read: free MPS and CPLEX LP.
///
/// Both hold the program exactly. A number is written as its integer or as the shortest decimal that reads back as
/// the same `Double`. Nothing comes from a clock, so that the same program gives the same bytes. What the formats or
/// their readers do not agree on is written in the way that all understand:
///
/// - A row with two different finite bounds stands twice: under its name with the lower one, and under its name with
///   `_upper` after it with the upper one. A row without bounds says nothing and is left out.
/// - MPS has no agreed way to maximise: the file minimises the negated objective, and a comment says so.
/// - The objective's constant is the cost of a column named `objective_constant` that is fixed at 1: LP readers differ
///   in whether they take a constant, and MPS readers in its sign.
/// - An LP file names every column in its objective, so that readers keep the order of the columns, and has a row
///   `no_rows` (`0 ≥ 0`) where the program has no rows.
///
/// ```swift
/// let data: Data = try ProgramFile.data(of: program, format: .cplexLP)
/// ```
public enum ProgramFile {
  /// How a program is written.
  public enum Format: String, Sendable, Hashable, Codable, CaseIterable {
    /// The Mathematical Programming System's format with fields that blanks part; `.mps`.
    case mps
    /// The format of formulas that CPLEX introduced; `.lp`.
    case cplexLP = "lp"

    /// The customary end of a file's name, without the dot.
    public var fileExtension: String { rawValue }
  }

  /// The program as the bytes of a file.
  ///
  /// - Parameters:
  ///   - names: what its columns and rows are called; `nil` for `x0`, `x1`, … and `r0`, `r1`, ….
  ///   - title: the problem's name, which obeys the rules of ``ProgramNames``.
  /// - Throws: ``OptimizationError`` with `.invalidModel` where the program has no columns, the names are not as many
  ///   as its columns and rows, or the title or a name is none.
  /// - Complexity: O(columns + rows + coefficients).
  public static func data(
    of program: LinearProgram, format: Format, names: ProgramNames? = nil, title: String = "program"
  ) throws -> Data {
    var data: Data = Data()
    try write(program, format: format, names: names, title: title) { data.append($0) }
    return data
  }

  /// Writes the program to the file at `path`, in pieces; a file that is there is replaced.
  ///
  /// The file is written in place: a caller for whom half a file is worse than none writes beside it and renames.
  ///
  /// - Throws: ``OptimizationError`` as ``data(of:format:names:title:)`` does, and with `.fileFailed` where the file
  ///   cannot be written.
  public static func write(
    _ program: LinearProgram, to path: String, format: Format, names: ProgramNames? = nil,
    title: String = "program"
  ) throws {
    func fault(_ reason: String) -> OptimizationError {
      OptimizationError(.fileFailed, "\(path) cannot be written: \(reason)")
    }
    var handle: FileHandle?
    defer { try? handle?.close() }
    try write(program, format: format, names: names, title: title) { piece in
      do {
        if handle == nil {
          try Data().write(to: URL(fileURLWithPath: path))
          handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        }
        try handle?.write(contentsOf: piece)
      } catch {
        throw fault(error.localizedDescription)
      }
    }
  }

  private static func write(
    _ program: LinearProgram, format: Format, names: ProgramNames?, title: String,
    to sink: (Data) throws -> Void
  ) throws {
    if let fault = ProgramNames.fault(of: title) {
      throw OptimizationError(.invalidModel, "the title is “\(title.prefix(60))”, which \(fault)")
    }
    try withoutActuallyEscaping(sink) { sink in
      var text: ProgramText = try ProgramText(program, names: names, sink: sink)
      switch format {
      case .mps: try text.writeMPS(title: title)
      case .cplexLP: try text.writeLP(title: title)
      }
      try text.flush()
    }
  }
}
