import ArgumentParser
import Assay
import Foundation

/// `assay generate REDUCTION`.
struct GenerateReductionVerb<Encoding: Reduction, Targets: TargetOptions, Form: FormOptions>:
  GenerateReduction
{
  static var reduction: any Reduction.Type { Encoding.self }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Encoding.summary.id,
      abstract: "\(Encoding.summary.title.prefix(1).uppercased())\(Encoding.summary.title.dropFirst()).",
      discussion: """
        \(Encoding.summary.statement.prefix(1).uppercased())\(Encoding.summary.statement.dropFirst()).

        The directory gets instance.json (exact), inputs.npy, labels.npy,
        weights.npy, the source and the training problem as integer programs
        (.mps, .lp) where they are not too large, and a README.md that says what
        the samples encode and how to check an answer.

        Turned and padded, so that the shape of the data gives nothing away:
          ... -T permute -T rotate -T pad --seed 7

        \(examples)

        Exit status: 0 written; 2 an optimum that a target asks for was not settled in
        \(Int(SolveOptions.defaultTimeLimitSeconds)) seconds, and nothing is written; 64 an option is missing or out of
        place; 65 the file cannot be used; 66 there is none.
        """)
  }

  /// The examples of the targets with this command's name, and those of the form.
  private static var examples: String {
    let targets: String = Targets.examples.replacing(
      "assay generate colouring", with: "assay generate \(Encoding.summary.id)")
    return Form.examples.isEmpty ? targets : "\(targets)\n\n\(Form.examples)"
  }

  @ParentCommand var parent: GenerateVerb
  @OptionGroup var source: SourceOptions
  @OptionGroup var targets: Targets
  @OptionGroup var form: Form
  @OptionGroup var outputs: OutputOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The directory to write.", valueName: "dir"))
  var output: String

  @Flag(help: "Print what was written as JSON.")
  var json: Bool = false

  func run() throws {
    let generation: InstanceGeneration = InstanceGeneration(
      Encoding.self, of: try source.source(), targets: targets.sourceTargets, options: form.reductionOptions,
      outputs: outputs.outputs(seed: source.seed ?? SourceOptions.defaultSeed), output: output,
      version: Tool.version)
    let progress: ProgressLine = ProgressLine()
    let outcome: InstanceGeneration.Outcome
    do {
      outcome = try generation.run(progress: progress.report)
    } catch let error as RequestError {
      progress.clear()
      throw ValidationError(error.description)
    }
    progress.clear()
    switch outcome {
    case .written(let summary):
      for note in summary.notes { Console.talk("note: \(note)") }
      // The parent has the flag too, for its list, and is asked first.
      if json || parent.json {
        try Console.print(json: summary)
      } else {
        let parts: String = summary.source.keys.sorted().map { "\(summary.source[$0] ?? 0) \($0)" }
          .joined(separator: ", ")
        try Console.print(
          "\(summary.directory): \(summary.size.samples) samples in \(summary.size.dimension) coordinates, "
            + "threshold \(summary.threshold), slack \(summary.slack) (\(parts))")
      }
    case .targetUnknown(let answer):
      Console.talk(
        "the optimum was not settled in time (status \(answer.status.rawValue), best "
          + "\(answer.objective.map(String.init) ?? "none"), bound \(answer.bound.map(String.init) ?? "none")); "
          + "nothing is written; give a number")
      throw ExitCode(2)
    }
  }
}
