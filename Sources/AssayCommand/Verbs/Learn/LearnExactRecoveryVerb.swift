public import ArgumentParser
public import Assay

struct LearnExactRecoveryVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: ExactRecoveryLearner.identifier,
    abstract: "Recovers a two-layer ReLU network exactly, with a proof that it is the only one, or refuses.",
    discussion: """
      For noiseless labels U relu(V x) where U has full column rank (so at least
      as many outputs as hidden units):
        assay learn exact-recovery --inputs X.npy --labels Y.npy \\
          --output student.json

      With the number of hidden units, where you know it, and for a script:
        assay learn exact-recovery --inputs X.npy --labels Y.npy \\
          --output student.json --hidden 5 --json

      Recovered (status 0): the student is written, and the certificate says why
      no other network of its size fits:
        purePatterns     for each neuron, the samples on which it alone is active
                         span the inputs; a proof for any inputs
        generalPosition  activity is varied enough for inputs from a density,
                         which you vouch for with --inputs-have-density
        heldOut          the same variety, and samples that the search never saw
                         agree without exception

      Refused (status 2): no student is written, and the reason is one of
        notIdentifiable  several networks fit
        notRealisable    no network fits
        notFound         the search found none; there may be one
        insufficient     one fits, but the samples do not tell it from others

      \(ExactRecoveryLearner.source).
      """
  )

  @OptionGroup var files: LearnFiles
  @Option(name: .long, help: "The number of hidden units, if you know it; otherwise the rank of the labels.")
  var hidden: Int?
  @Option(name: .long, help: "Where approximate directions come from: auto, labels, random or moments.")
  var route: SearchRoute = .auto
  @Option(
    name: .long,
    help: "The relative precision of the labels; by default that of their type (1.1e-16 or 6e-8).")
  var labelPrecision: Double?
  @Flag(
    name: .long,
    help: "Vouch that the inputs were drawn independently from a density, so that fewer samples suffice.")
  var inputsHaveDensity: Bool = false
  @Option(name: .long, help: "The seed of the search.")
  var seed: UInt64 = 0

  func validate() throws {
    if let hidden, hidden < 1 { throw ValidationError("--hidden must be at least 1") }
    if let labelPrecision, !(labelPrecision > 0 && labelPrecision < 0.01) {
      throw ValidationError("--label-precision must lie between 0 and 0.01")
    }
  }

  func run() throws {
    let samples: SampleFiles = try files.open()
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.hiddenUnits = hidden
    options.route = route
    options.labelPrecision = labelPrecision ?? (samples.labelsAreSinglePrecision ? 0x1p-24 : 0x1p-53)
    options.inputsHaveDensity = inputsHaveDensity
    options.seed = seed
    try files.run(ExactRecoveryLearner(options) { Console.progress($0) }, on: samples)
  }
}

extension SearchRoute: ExpressibleByArgument {}
