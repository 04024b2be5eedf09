public import ArgumentParser
public import Assay

struct LearnNoisyRecoveryVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: NoisyRecoveryLearner.identifier,
    abstract: "Recovers a two-layer ReLU network from noisy labels, with a bound on its error, or refuses.",
    discussion: """
      For labels U relu(V x) + noise, where the noise does not depend on x:
        assay sample gaussian --noise gaussian --noise-level 0.1 \\
          --inputs-dimension 10 --hidden 3 --outputs 4 --condition-number 3 \\
          --samples 20000 --seed 1 --output problem
        assay learn noisy-recovery --inputs problem/inputs.npy \\
          --labels problem/labels.npy --hidden 3 --output student.json

      The kind of noise, --noise, is what you know of it:
        mean-zero    independent from sample to sample, mean zero (the default)
        independent  any noise at all, as long as the inputs were drawn
                     independently of it; its mean is fitted as an intercept,
                     which is in the certificate and not in the student
        sparse       most labels are exact, the others wrong by any amount; the
                     student is exact, the wrong rows are listed

      With --noise-level you state the standard deviation of the noise, in the
      labels' unit; residuals far above it are refused. Without --hidden the
      learner begins with the number of hidden units that the moments of the
      labels show, and takes more or fewer until nothing is left to explain.
      That takes centred Gaussian inputs; a unit with less than half the weight
      of the others may go unseen.

      Recovered (status 0): the student is written. Its certificate bounds the
      relative error of every direction and output weight at confidence 1 - 1e-6,
      and names what that assumes. The error falls as one over the root of the
      number of samples.

      Refused (status 2): no student is written, and the reason is one of
        insufficient     the bound on the relative error exceeds 1, or noise hides
                         a hidden unit: give more samples
        notIdentifiable  another network fits as well: parallel or idle hidden
                         units, or some that can be turned around
        notFound         the search did not settle on a network, or the residuals
                         of the best one still depend on the inputs
      With --noise sparse also those of exact-recovery.

      \(NoisyRecoveryLearner.source).
      """
  )

  @OptionGroup var files: LearnFiles
  @OptionGroup var knowledge: LearnKnowledge
  @Option(name: .long, help: "What is known of the noise: mean-zero, independent or sparse.")
  var noise: NoiseModel = .meanZero
  @Option(
    name: .long, parsing: .unconditional,
    help: "The standard deviation of the noise in the labels' unit, if you know it.")
  var noiseLevel: Double?
  @Option(name: .long, help: "How to estimate: refined (least squares) or moments (alone, for comparison).")
  var method: StatisticalCertificate.Method = .refined
  @Option(name: .long, parsing: .unconditional, help: "The seed of the random starts.")
  var seed: UInt64 = 0

  func validate() throws {
    if let noiseLevel, !(noiseLevel > 0 && noiseLevel.isFinite) {
      throw ValidationError("--noise-level must be positive and finite; leave it out where it is unknown")
    }
    if noise == .sparse, knowledge.hiddenUnits == nil {
      throw ValidationError("--noise sparse needs --hidden, since wrong rows hide the number of hidden units")
    }
    if noise == .sparse, noiseLevel != nil {
      throw ValidationError("--noise-level is for noise on every row; --noise sparse takes none")
    }
    if noise == .sparse, method == .moments {
      throw ValidationError("--method moments is for noise on every row; --noise sparse takes none")
    }
  }

  func run() throws {
    let samples: SampleFiles = try files.open()
    var options: NoisyRecoveryLearner.Options = NoisyRecoveryLearner.Options()
    options.hiddenUnits = knowledge.hiddenUnits
    options.noise = noise
    options.noiseLevel = noiseLevel
    options.method = method
    options.labelPrecision = knowledge.precision(isSingle: samples.labelsAreSinglePrecision)
    options.seed = seed
    try files.run(NoisyRecoveryLearner(options) { Console.progress($0) }, on: samples)
  }
}

extension NoiseModel: ExpressibleByArgument {}
extension StatisticalCertificate.Method: ExpressibleByArgument {}
