import Assay
import Foundation

/// Data goes to standard output, talk to standard error.
enum Console {
  /// Whether standard error is a terminal, on which a line may be drawn over.
  static let isTerminal: Bool = isatty(STDERR_FILENO) == 1

  /// Writes a line of data.
  ///
  /// - Throws: `DataError` where nobody takes it: a full disk, a closed descriptor.
  static func print(_ line: String) throws {
    try print(data: Data((line + "\n").utf8))
  }

  /// Writes finished bytes as data.
  ///
  /// - Throws: `DataError` as ``print(_:)`` does.
  static func print(data: Data) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      throw DataError(
        .cannotWrite, file: "standard output", problem: "cannot be written", mend: "free its disk or open it")
    }
  }

  /// Writes JSON as data.
  ///
  /// - Throws: `DataError` as ``print(_:)`` does.
  static func print(json value: some Encodable) throws {
    try print(data: try CanonicalJSON.encode(value))
  }

  /// Writes a line of talk, if anybody listens.
  static func talk(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Draws a line of progress over the last one; nothing where standard error is not a terminal.
  static func progress(_ line: String) {
    guard isTerminal else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(line)".utf8))
  }

  /// Clears the line of progress.
  static func endProgress() { progress("") }
}

/// The command line as it was given, with the program's own name in front.
enum CommandLineRecord {
  static var text: String {
    ([Tool.name] + CommandLine.arguments.dropFirst()).map(quoted).joined(separator: " ")
  }

  private static func quoted(_ argument: String) -> String {
    let isPlain: Bool =
      !argument.isEmpty
      && argument.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0)) }
    return isPlain ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
