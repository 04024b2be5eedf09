import ArgumentParser
import Assay

struct LearnExhaustiveRecoveryVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: ExhaustiveRecoveryLearner.identifier,
    abstract:
      "Searches all ReLU networks of few hidden units that could fit, for any inputs; may prove none does.",
    discussion: """
      For noiseless labels U relu(V x) where U has full column rank, and inputs
      of any kind (integers, repeated, positive, not drawn from a distribution):
        assay sample gaussian --inputs lattice --inputs-dimension 4 --hidden 2 \\
          --outputs 3 --samples 200 --seed 1 --output problem
        assay learn exhaustive-recovery --inputs problem/inputs.npy \\
          --labels problem/labels.npy --output student.json

      With the number of hidden units, where you know it, instead of the labels'
      rank, and for a script:
        assay learn exhaustive-recovery --inputs X.npy --labels Y.npy \\
          --output student.json --hidden 2 --json

      The inactive samples of a hidden unit are a face of one cone in the space
      of the labels; each face is decided by linear equations or a linear
      program. Up to 3 hidden units the search is complete and quick for
      thousands of samples; beyond 8 the cone mostly has too many rays.

      Recovered (status 0): the student is the only network with as many hidden
      units as the labels' rank that fits, whatever the inputs are.

      Refused (status 2): no student is written, and the reason is one of
        notRealisable    proved in exact arithmetic: no network with so many
                         hidden units fits (beyond 3 hidden units only where no
                         so many combinations of the labels are nowhere
                         negative); or the labels have a higher rank than
                         --hidden, or contradict each other
        notIdentifiable  several networks fit, or the samples that activate a
                         neuron do not span the inputs
        notFound         no claim: a limit was reached, or rounding leaves it open
        insufficient     one fits, but others could not be ruled out

      \(ExhaustiveRecoveryLearner.source).
      """
  )

  @OptionGroup var files: LearnFiles
  @OptionGroup var knowledge: LearnKnowledge
  @Option(
    name: .long, parsing: .unconditional,
    help: "The most extreme rays that the cone may have before the search gives up.")
  var maxRays: Int = ExhaustiveRecoveryLearner.Options().rayLimit
  @Option(name: .long, parsing: .unconditional, help: "The most faces of the cone that are searched.")
  var maxFaces: Int = ExhaustiveRecoveryLearner.Options().faceLimit

  func validate() throws {
    if maxRays < 1 { throw ValidationError("--max-rays must be at least 1") }
    if maxFaces < 1 { throw ValidationError("--max-faces must be at least 1") }
  }

  func run() throws {
    let samples: SampleFiles = try files.open()
    var options: ExhaustiveRecoveryLearner.Options = ExhaustiveRecoveryLearner.Options()
    options.hiddenUnits = knowledge.hiddenUnits
    options.labelPrecision = knowledge.precision(isSingle: samples.labelsAreSinglePrecision)
    options.rayLimit = maxRays
    options.faceLimit = maxFaces
    try files.run(ExhaustiveRecoveryLearner(options) { Console.progress($0) }, on: samples)
  }
}
