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
        assay sample gaussian --activation relu-tanh --inputs-dimension 6 \\
          --hidden 3 --outputs 4 --samples 3000 --seed 1 --output problem
        assay learn rectified-recovery --activation relu-tanh \\
          --inputs problem/inputs.npy --labels problem/labels.npy \\
          --output student.json

      Without --activation all of them are tried, and the student names the one
      that fits; two that fit alike are refused:
        assay learn rectified-recovery --inputs X.npy --labels Y.npy \\
          --output student.json --json

      Without --hidden the number of hidden units is the labels' rank.

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
  @OptionGroup var knowledge: LearnKnowledge
  @Option(
    name: .long,
    help: ArgumentHelp("The activation of the hidden units; all are tried without it.", valueName: "name"))
  var activation: Activation?
  @Option(name: .long, parsing: .unconditional, help: "The seed of the search.")
  var seed: UInt64 = 0

  func validate() throws {
    if let activation, let objection = RectifiedRecoveryLearner.objection(to: activation) {
      throw ValidationError(objection)
    }
  }

  func run() throws {
    let samples: SampleFiles = try files.open()
    var options: RectifiedRecoveryLearner.Options = RectifiedRecoveryLearner.Options()
    options.activation = activation
    options.hiddenUnits = knowledge.hiddenUnits
    options.labelPrecision = knowledge.precision(isSingle: samples.labelsAreSinglePrecision)
    options.seed = seed
    try files.run(RectifiedRecoveryLearner(options) { Console.progress($0) }, on: samples)
  }
}

extension Activation: ExpressibleByArgument {}
