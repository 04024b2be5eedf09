import ArgumentParser
import Assay

/// `assay generate`: hard training sets, one subcommand for each reduction.
struct GenerateVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "generate",
    abstract: "Makes a training set that is NP-hard to fit, from an instance of a hard problem.",
    discussion: """
      Each reduction takes the files of its own source problem, and formulas by a
      chain of reductions:

        assay generate set-cover --input stn15.txt --kappa optimum -o stn15
        assay generate colouring --input myciel3.col --colours 4 -o myciel3
        assay generate colouring --input uf20-01.cnf --colours 3 -o uf20
        assay solve myciel3
        assay verify myciel3

      The file's format is recognised by its content or suffix; --format says it.
      Without a file a family draws the problem; a suite is a balanced set of them:

        assay generate --list
        assay generate colouring --family planted-colouring --size 30 --seed 7 \\
          -o planted
        assay generate colouring --family 'gnp 30 .2' --colours 3 -o gnp
        assay generate suite --reduction colouring --count 40 -o suite
      """,
    subcommands: verbs.map { $0 as any ParsableCommand.Type } + [GenerateSuiteVerb.self])

  @Flag(help: "List the reductions, the formats and the families.")
  var list: Bool = false

  @Flag(help: "Print the list as JSON.")
  var json: Bool = false

  func run() throws {
    guard list else { throw CleanExit.helpRequest(self) }
    let catalogue: GenerationCatalogue = GenerationCatalogue()
    if json { try Console.print(json: catalogue) } else { try Console.print(catalogue.text) }
  }

  /// The subcommands, a line for each reduction.
  static let verbs: [any GenerateReduction.Type] = [
    GenerateReductionVerb<SetCoverToReLU, CoverTargets, AffineForm>.self,
    GenerateReductionVerb<MonotoneCircuitToReLU, CircuitTargets, SingleForm>.self,
    GenerateReductionVerb<ColouringToReLUs, ColouringTargets, AffineForm>.self,
    GenerateReductionVerb<SignedColouringToReLUs, ColouringTargets, SingleForm>.self,
    GenerateReductionVerb<LabelMatrixToReLUs, ColouringTargets, LabelVectorForm>.self,
    GenerateReductionVerb<DensestSubgraphToReLU, DenseSubgraphTargets, SingleForm>.self,
    GenerateReductionVerb<GapColouringToReLUs, ColouringTargets, GapForm>.self,
  ]
}

/// A subcommand of `assay generate`.
protocol GenerateReduction: ParsableCommand {
  /// The reduction that it makes instances of.
  static var reduction: any Reduction.Type { get }
}
