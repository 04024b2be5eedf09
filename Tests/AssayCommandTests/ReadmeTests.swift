import Foundation
import TestSupport
import Testing

/// The commands of the README with the output that it shows for each.
private struct ReadmeCommand: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let output: String
  var testDescription: String { "assay " + arguments.joined(separator: " ") }

  static func all() throws -> [ReadmeCommand] {
    let path: String = fixture("../README.md")
    let text: String = try String(contentsOfFile: path, encoding: .utf8)
    var commands: [(line: String, output: [String])] = []
    var isInside: Bool = false
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ assay ") {
        commands.append((String(line.dropFirst("$ assay ".count)), []))
      } else if isInside, !commands.isEmpty {
        commands[commands.count - 1].output.append(line)
      }
    }
    return commands.map { command in
      ReadmeCommand(
        arguments: command.line.split(separator: " ").map(String.init),
        output: command.output.map { $0 + "\n" }.joined())
    }
  }
}

@Suite("The README")
struct ReadmeTests {
  @Test("shows commands that run, with the output that they have")
  func commands() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try FileManager.default.createSymbolicLink(
      atPath: directory.path(of: "fixtures"), withDestinationPath: fixture("."))
    let commands: [ReadmeCommand] = try ReadmeCommand.all()
    #expect(commands.count >= 7)
    for command in commands {
      let run: AssayProcess = try AssayProcess.run(command.arguments, in: directory.path)
      #expect(run.status == 0, "\(command.testDescription): \(run.errors)")
      #expect(withoutRounding(run.output) == withoutRounding(command.output), "\(command.testDescription)")
    }
  }

  /// Errors near the last digit depend on the processor's arithmetic; only that they are that small does not.
  private func withoutRounding(_ text: String) -> String {
    text.replacing(#/[0-9.]+e-1[3-9]/#, with: "tiny")
  }
}
