import ArgumentParser
import Assay

/// `assay generate suite`.
struct GenerateSuiteVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "suite",
    abstract: "Makes a balanced set of yes and no instances of a reduction, with a manifest.",
    discussion: """
      Half of the instances are yes, with certificates that were verified exactly,
      half are no, by a theorem or a solver's proof. manifest.json lists them:
      answer, optimum where it is known, certificate, how the answer is known, and
      the command that makes each again.

        assay generate suite --reduction colouring --count 40 --output suite
        assay verify suite/instances/0001

      Transformed (-T), so that no learner can key on the shape of the data:

        assay generate suite --reduction colouring --count 10 -T permute \\
          -T rotate --output rotated

      For gap-colouring the gap is one in the number of edges: a yes is colourable,
      a no violates an edge whatever the colouring.

      Exit status: 0 written; 64 not enough instances were found.
      """)

  @ParentCommand var parent: GenerateVerb

  @Option(
    help: ArgumentHelp(
      "The reduction: \(ReductionRegistry.summaries.map(\.id).joined(separator: ", ")).", valueName: "name"))
  var reduction: String

  @Option(parsing: .unconditional, help: ArgumentHelp("How many instances.", valueName: "n"))
  var count: Int = 40

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of everything random, from 0 up.", valueName: "seed"))
  var seed: UInt64 = SourceOptions.defaultSeed

  @OptionGroup(title: "Samples and files")
  var outputs: OutputOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The directory to write.", valueName: "dir"))
  var output: String

  @Flag(help: "Print the manifest as JSON.")
  var json: Bool = false

  func run() throws {
    guard let type = ReductionRegistry.reduction(named: reduction) else {
      let known: [String] = ReductionRegistry.summaries.map(\.id)
      throw ValidationError(
        "there is no reduction '\(reduction)'; the nearest is \(Nearest.name(to: reduction, in: known)), all are "
          + known.joined(separator: ", "))
    }
    do {
      let manifest: SuiteGeneration.Manifest = try SuiteGeneration(
        type, count: count, seed: seed, outputs: outputs.outputs(seed: seed), output: output,
        version: Tool.version
      ).run { Console.progress("\($0) of \(count) instances") }
      Console.endProgress()
      // The parent has the flag too, for its list, and is asked first.
      if json || parent.json {
        try Console.print(json: manifest)
      } else {
        try Console.print("\(output): \(manifest.yes) yes and \(manifest.no) no instances of \(reduction)")
      }
    } catch let error as RequestError {
      Console.endProgress()
      throw ValidationError(error.description)
    }
  }
}
