import ArgumentParser
import Assay

/// `assay search teacher`, which `assay search` stands for.
struct SearchTeacherVerb: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "teacher",
    abstract: "Looks for the well-conditioned teacher that exact recovery needs most samples for.",
    discussion: """
      A targeted search over teachers whose layers have condition numbers of at
      most 3, then as many teachers at random to compare with:
        assay search teacher --inputs-dimension 6 --hidden 3 --outputs 3 \\
          --teachers 400 --seed 1 --output hardest.json

      Both sides of every threshold in a finding again:
        assay search teacher --replay fixtures/hardest-teachers/d6-k3-m3.json

      A teacher's need is the number of Gaussian samples from which it is
      recovered, the mean over some streams of samples, in units of d + k. One
      seed gives the same finding on any number of cores. That nothing worse was
      found is no proof that there is none.

      Exit status: 0 found, or all as recorded; 1 a threshold has moved, or a
      wrong network was certified; 65 bad data; 66 a file is missing.
      """)

  @Option(name: .long, help: "The number of inputs, d.")
  var inputsDimension: Int = 6
  @Option(name: .long, help: "The number of hidden units, k; at most as many as inputs and as outputs.")
  var hidden: Int = 3
  @Option(name: .long, help: "The number of outputs, m.")
  var outputs: Int = 3
  @Option(name: .long, help: "The largest condition number of both layers, above 1.")
  var conditionNumber: Double = WellConditionedTeachers.conditionNumber
  @Option(name: .long, help: "How many teachers the search measures, and again as many at random.")
  var teachers: Int = 400
  @Option(name: .long, help: "How many streams of samples each teacher is measured on, up to 999.")
  var streams: Int = HardestTeacherSearch.defaultStreams
  @Option(name: .long, help: "The seed of the search; any number from 0 up.")
  var seed: UInt64 = 1
  @Option(
    name: .long,
    help: "How many teachers are measured at a time; all cores by default. The finding does not depend on it."
  )
  var threads: Int = Parallel.coreCount
  @Option(name: .long, help: "A finding to try again, in place of a search.")
  var replay: String?
  @Option(name: [.short, .long], help: "Where to write the finding, as JSON.")
  var output: String?
  @Flag(name: .long, help: "Print the finding, or what its replay shows, as JSON.")
  var json: Bool = false

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads must be at least 1") }
    if teachers < 1 { throw ValidationError("--teachers must be at least 1") }
    guard HardestTeacherSearch.possibleStreams.contains(streams) else {
      throw ValidationError(
        "--streams must lie from 1 to \(HardestTeacherSearch.possibleStreams.upperBound)")
    }
    if hidden > min(inputsDimension, outputs) {
      throw ValidationError("--hidden must be at most --inputs-dimension and --outputs")
    }
    if conditionNumber <= 1 { throw ValidationError("--condition-number must be above 1") }
    if replay != nil, output != nil {
      throw ValidationError("--output belongs to a search; leave it out with --replay")
    }
  }

  private var learner: ExactRecoveryLearner {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    return ExactRecoveryLearner(options)
  }

  func run() async throws {
    if let replay { return try again(replay) }
    if let output { try OutputPath.require(output, apartFrom: []) }
    let size: TeacherSize = try TeacherSize(
      inputsDimension: inputsDimension, hidden: hidden, outputs: outputs, conditionNumber: conditionNumber)
    let search: HardestTeacherSearch = HardestTeacherSearch(size: size, learner: learner, streams: streams)
    guard let outcome = try await search.run(teachers: teachers, seed: seed, workers: threads) else {
      throw ProblemError(
        parameter: "--condition-number",
        problem: "is \(conditionNumber), which no teacher of whole weights has",
        mend: "choose a larger one, such as 3")
    }
    let finding: HardestTeacher = try HardestTeacher(
      outcome, of: search, seed: seed, tool: Tool.nameAndVersion, command: CommandLineRecord.text)
    if let output { try AtomicFile.write(try finding.jsonData(), to: output) }
    if json {
      try Console.print(data: try finding.jsonData())
    } else {
      try Console.print(finding.text)
      if let output { try Console.print("written to \(output)") }
    }
    if finding.isWrong { throw ExitCode(1) }
  }

  private func again(_ path: String) throws {
    let finding: HardestTeacher = try HardestTeacher(contentsOf: path)
    let replayed: [HardestTeacher.Replayed] = try finding.replayed(with: learner)
    if json {
      try Console.print(json: replayed)
    } else {
      for stream in replayed { try Console.print(stream.text) }
    }
    if !replayed.allSatisfy(\.isAsRecorded) { throw ExitCode(1) }
  }
}
