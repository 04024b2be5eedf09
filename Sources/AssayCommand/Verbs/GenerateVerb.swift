import ArgumentParser
import Assay
import Foundation

/// `assay generate`: hard training sets, one subcommand for each source problem.
struct GenerateVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "generate",
    abstract: "Makes a training set that is NP-hard to fit, from an instance of a hard problem.",
    discussion: """
      Each reduction takes the files of its own source problem; 'assay list' names their sources.

        assay generate set-cover --input stn15.txt --target optimum --output stn15
        assay solve stn15
        assay verify stn15
      """,
    subcommands: [GenerateSetCoverVerb.self])
}

/// `assay generate set-cover`.
struct GenerateSetCoverVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "set-cover",
    abstract: "Makes a training set for one ReLU whose least loss is the cost of a cheapest set cover.",
    discussion: """
      The directory gets instance.json (exact), inputs.npy, labels.npy,
      weights.npy and a README.md that says what the samples encode and how to
      check an answer.

      A Steiner triple system, asking for the optimum:
        assay generate set-cover --input stn15.txt --target optimum \\
          --output stn15

      An OR-Library file without its costs, asking for at most 40 sets:
        assay generate set-cover --input scp41.txt --unicost --target 40 \\
          --output scp41-40

      Exit status: 0 written; 2 the optimum was not settled in
      \(Int(SolveOptions.defaultTimeLimitSeconds)) seconds, and nothing is written; 65 the file cannot be used; 66 there
      is none.
      """)

  @Option(help: ArgumentHelp("The set cover file.", valueName: "file"))
  var input: String

  @Option(
    help: ArgumentHelp(
      "or-library or steiner-triples; without it, recognised by content.", valueName: "format"),
    transform: GenerateSetCoverVerb.format)
  var format: SetCoverFile.Format?

  @Option(
    help: ArgumentHelp(
      "The cost to ask for: a number or 'optimum'; without it, that of all sets.", valueName: "kappa"),
    transform: GenerateSetCoverVerb.target)
  var target: SetCoverGeneration.Target = .totalCost

  @Flag(help: "Ignore the file's costs: every set costs 1.")
  var unicost: Bool = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The directory to write.", valueName: "dir"))
  var output: String

  @Flag(help: "Print what was written as JSON.")
  var json: Bool = false

  func run() throws {
    let generation: SetCoverGeneration = SetCoverGeneration(
      input: input, format: format, target: target, unicost: unicost, output: output,
      version: Tool.version)
    let progress: ProgressLine = ProgressLine()
    let outcome: SetCoverGeneration.Outcome = try generation.run(progress: progress.report)
    progress.clear()
    switch outcome {
    case .written(let summary):
      if !summary.zeroCostSets.isEmpty {
        Console.talk(
          "note: \(summary.zeroCostSets.count) sets cost nothing; they are taken out, with the "
            + "\(summary.zeroCostElements) elements that they cover")
      }
      if json {
        try Console.print(json: summary)
      } else {
        try Console.print(
          "\(summary.directory): \(summary.size.samples) samples in \(summary.size.dimension) coordinates, "
            + "threshold \(summary.threshold) (\(summary.elements) elements, \(summary.sets) sets)")
      }
    case .targetUnknown(let answer):
      Console.talk(
        "the optimum was not settled in time (status \(answer.status.rawValue), best cost "
          + "\(answer.cost.map(String.init) ?? "none"), bound \(answer.bound.map(String.init) ?? "none")); "
          + "nothing is written; give --target a number")
      throw ExitCode(2)
    }
  }

  private static func format(_ argument: String) throws -> SetCoverFile.Format {
    guard let format = SetCoverFile.Format(rawValue: argument) else {
      let known: String = SetCoverFile.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there is no format '\(argument)'; choose one of: \(known)")
    }
    return format
  }

  private static func target(_ argument: String) throws -> SetCoverGeneration.Target {
    if argument == "optimum" { return .optimum }
    guard let cost = Int(argument), cost >= 0 else {
      throw ValidationError("'\(argument)' is no target; give a cost from 0 up, or 'optimum'")
    }
    return .cost(cost)
  }
}
