import ArgumentParser
import Assay

/// What every `assay learn` reads and writes.
struct LearnFiles: ParsableArguments {
  @Option(name: .long, help: "The inputs, an .npy file of shape (n, d).")
  var inputs: String
  @Option(name: .long, help: "The labels, an .npy file of shape (n, m).")
  var labels: String
  @Option(name: [.short, .long], help: "Where to write the student, as JSON.")
  var output: String
  @Flag(name: .long, help: "Print the outcome as JSON.")
  var json: Bool = false

  /// Opens the samples.
  ///
  /// - Throws: `DataError` where a file cannot be used, or the output is one of the inputs.
  func open() throws -> SampleFiles {
    try OutputPath.require(output, apartFrom: [inputs, labels])
    return try SampleFiles(inputsPath: inputs, labelsPath: labels)
  }

  /// Runs a learner, writes its student and says what came out.
  ///
  /// - Throws: `ExitCode(2)` where the learner refuses.
  func run(_ learner: some Learner, on samples: SampleFiles, threads: Int = Parallel.coreCount) throws {
    let outcome: LearnerOutcome = try learner.study(samples, threads: threads)
    Console.endProgress()
    if case .recovered(let recovery) = outcome { try recovery.student.write(to: output) }
    try report(outcome)
  }

  /// Says what came out.
  ///
  /// - Throws: `ExitCode(2)` where the learner refuses.
  func report(_ outcome: LearnerOutcome) throws {
    let record: OutcomeRecord = OutcomeRecord(outcome, student: output)
    if json { try Console.print(json: record) } else { try Console.print(record.text) }
    if case .refused = outcome { throw ExitCode(2) }
  }
}
