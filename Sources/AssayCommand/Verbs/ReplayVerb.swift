import ArgumentParser
import Assay

struct ReplayVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "replay",
    abstract: "Tries again what once broke a claim, and says whether it still does.",
    discussion: """
      An audit keeps the counterexamples that it finds, a file for each:
        assay audit --output reports
        assay replay reports/examples

      One file, or the counterexamples in a report:
        assay replay reports/audit.json

      The teacher and its samples as files, to run the learner yourself:
        assay replay fixtures/regressions/skipped-sign.json \\
          --output counterexample
        assay learn exact-recovery --inputs counterexample/inputs.npy \\
          --labels counterexample/labels.npy --inputs-have-density \\
          --output student.json

      Shows for each what the trial gave, the weights V and U of an integer
      teacher, and the values that the problem was drawn from. Nothing is
      removed; the next audit forgets what passes.

      A file that is damaged or of a property that is not known does not keep
      the others from being tried.

      Exit status: 0 all hold now; 1 one still fails; 65 none fails, but a file
      is damaged or of a property that is not known; 66 no file, or no example
      in it.
      """
  )

  @Argument(help: "Files and directories of examples, and audit.json of audits.")
  var paths: [String]
  @Option(
    name: [.short, .long],
    help:
      "A directory for teacher.json, inputs.npy, labels.npy and problem.json; a numbered one for each of several."
  )
  var output: String?
  @Flag(name: .long, help: "Print the outcomes as JSON.")
  var json: Bool = false

  func run() throws {
    let files: ReplayFiles = try ReplayFiles(paths: paths)
    var records: [ReplayRecord] = []
    var faults: [DataError] = files.faults
    for (number, file) in files.found.enumerated() {
      do {
        let record: ReplayRecord = try replay(file, directory: directory(number, of: files.found.count))
        if !json { try Console.print(record.text) }
        records.append(record)
      } catch let error as ReplayError {
        faults.append(DataError(.badData, file: file.file, problem: error.problem, mend: error.mend))
      }
    }
    if json { try Console.print(json: ReplayDocument(examples: records)) }
    // What still fails is the graver news; but nothing that could not be tried goes unsaid.
    let isViolated: Bool = records.contains { $0.outcome == "violated" }
    for fault in isViolated ? faults : Array(faults.dropLast()) { Console.talk("assay: \(fault)") }
    if isViolated { throw ExitCode(1) }
    if let last = faults.last { throw last }
  }

  private func directory(_ number: Int, of count: Int) -> String? {
    output.map { count == 1 ? $0 : "\($0)/\(number + 1)" }
  }

  private func replay(_ file: ReplayFiles.Found, directory: String?) throws -> ReplayRecord {
    let replayed: ReplayedExample = try GuaranteeRegistry.replay(file.example)
    guard let directory, let problem = replayed.problem else {
      return ReplayRecord(file: file.file, replayed, output: nil)
    }
    try problem.write(to: directory, tool: Tool.nameAndVersion, command: CommandLineRecord.text)
    return ReplayRecord(file: file.file, replayed, output: directory)
  }
}

/// What `assay replay` says of all examples.
private struct ReplayDocument: Encodable {
  let tool: String = Tool.nameAndVersion
  let examples: [ReplayRecord]
}

/// What `assay replay` says of an example.
private struct ReplayRecord: Encodable {
  let file: String
  let guarantee: String
  let claim: String
  let outcome: String
  let label: String
  let metric: Double?
  let values: [String]
  let hiddenWeights: [[Int]]?
  let outputWeights: [[Int]]?
  let isExact: Bool
  let output: String?

  init(file: String, _ replayed: ReplayedExample, output: String?) {
    self.file = file
    self.guarantee = replayed.guarantee
    self.claim = replayed.claim
    self.outcome = replayed.outcome.passed ? "holds" : "violated"
    self.label = replayed.outcome.label
    // JSON has no infinity, which is the error of a network with another number of neurons.
    self.metric = replayed.outcome.metric.flatMap { $0.isFinite ? $0 : nil }
    self.values = replayed.values
    self.hiddenWeights = replayed.problem?.integerWeights?.hidden
    self.outputWeights = replayed.problem?.integerWeights?.output
    self.isExact = replayed.isExact
    self.output = output
  }

  var text: String {
    // The error of an answer that passes is rounding, which differs from machine to machine.
    let error: String = outcome == "holds" ? "" : metric.map { ", relative error \($0)" } ?? ""
    var lines: [String] = ["\(outcome)  \(guarantee), \(claim): \(label)\(error)"]
    if let hiddenWeights { lines.append("  V = \(hiddenWeights)") }
    if let outputWeights { lines.append("  U = \(outputWeights)") }
    lines += values.map { "  \($0)" }
    if !isExact { lines.append("  the generator has changed since; the problem may be another one") }
    lines.append("  from \(file)")
    if let output { lines.append("  written to \(output)") }
    return lines.joined(separator: "\n")
  }
}
