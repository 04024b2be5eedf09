import Assay
import Foundation

/// The two channels of the command line: data goes to standard output, talk to standard error.
enum Talk {
  /// Writes a line to standard error.
  static func say(_ line: String) {
    FileHandle.standardError.write(Data("assay: \(line)\n".utf8))
  }

  /// Writes finished bytes to standard output.
  static func print(_ data: Data) throws {
    try FileHandle.standardOutput.write(contentsOf: data)
  }
}

/// The one line on standard error that shows where a search stands; nothing where that is no terminal.
struct ProgressLine {
  private let isShown: Bool = isatty(STDERR_FILENO) == 1

  /// Shows a report in place of the last one.
  func report(_ progress: SolveProgress) {
    guard isShown else { return }
    let incumbent: String = progress.incumbent.map { "\($0)" } ?? "none"
    let bound: String = progress.bound.map { String(format: "%.2f", $0) } ?? "none"
    FileHandle.standardError.write(Data("\r\u{1B}[Kbest \(incumbent), bound \(bound)".utf8))
  }

  /// Takes the line away.
  func clear() {
    if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
