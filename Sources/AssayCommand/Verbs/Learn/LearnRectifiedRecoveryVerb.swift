public import ArgumentParser
public import Assay
import Foundation

struct LearnRectifiedRecoveryVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: RectifiedRecoveryLearner.identifier,
    abstract: "Recovers a two-layer network of another rectified activation, or refuses.",
    discussion: """
      For noiseless labels U f(V x) where U has full column rank and f is 0 for
      t ≤ 0 and positive beyond:
        assay learn rectified-recovery --activation relu-tanh \\
          --inputs X.npy --labels Y.npy --output student.json

      Without --activation all of them are tried, and the student names the one
      that fits; two that fit alike are refused:
        assay learn rectified-recovery --inputs X.npy --labels Y.npy \\
          --output student.json --json

      The activations:
      \(activationLines)

      Of relu, relu-squared, relu-cubed and relu-sqrt the length of a row of V is
      free and set to 1; of the step the direction is known to an angle that the
      certificate states, and U exactly; of the others all parameters are
      determined. relu is handed to exact-recovery.

      Recovered (status 0), with one of the certificates
        purePatterns  for each neuron, the samples on which it alone is active
                      span the inputs; a proof for any inputs (relu-squared,
                      relu-cubed and relu-sqrt)
        heldOut       activity is varied, and samples that the search never saw
                      agree without exception
        halfSpaces    step: the patterns seen prove that the units' patterns and
                      U are unique for any inputs

      Refused (status 2): no student is written, and the reason is one of
        notIdentifiable  several networks, or activations, fit
        notRealisable    no network fits
        notFound         the search found none; there may be one. Labels of
                         another activation than the one stated end here
        insufficient     one fits, but the samples do not tell it from others

      leaky-relu is no rectified activation: f(t) ≠ 0 for t < 0, so no sample
      leaves a unit without a trace, and no sample pins a unit down.

      \(RectifiedRecoveryLearner.source).
      """
  )

  private static let activationLines: String = Activation.rectified
    .map { "  " + $0.rawValue.padding(toLength: 14, withPad: " ", startingAt: 0) + $0.formula }
    .joined(separator: "\n")

  @OptionGroup var files: LearnFiles
  @Option(
    name: .long,
    help: ArgumentHelp("The activation of the hidden units; all are tried without it.", valueName: "name"))
  var activation: Activation?
  @Option(name: .long, help: "The number of hidden units, if you know it; otherwise the rank of the labels.")
  var hidden: Int?
  @Option(
    name: .long,
    help: "The relative precision of the labels; by default that of their type (1.1e-16 or 6e-8).")
  var labelPrecision: Double?
  @Option(name: .long, help: "The seed of the search.")
  var seed: UInt64 = 0

  func validate() throws {
    if let activation, let objection = RectifiedRecoveryLearner.objection(to: activation) {
      throw ValidationError(objection)
    }
    if let hidden, hidden < 1 { throw ValidationError("--hidden must be at least 1") }
    if let labelPrecision, !(labelPrecision > 0 && labelPrecision < 0.01) {
      throw ValidationError("--label-precision must lie between 0 and 0.01")
    }
  }

  func run() throws {
    let samples: SampleFiles = try files.open()
    var options: RectifiedRecoveryLearner.Options = RectifiedRecoveryLearner.Options()
    options.activation = activation
    options.hiddenUnits = hidden
    options.labelPrecision = labelPrecision ?? (samples.labelsAreSinglePrecision ? 0x1p-24 : 0x1p-53)
    options.seed = seed
    try files.run(RectifiedRecoveryLearner(options) { Console.progress($0) }, on: samples)
  }
}

extension Activation: ExpressibleByArgument {}
