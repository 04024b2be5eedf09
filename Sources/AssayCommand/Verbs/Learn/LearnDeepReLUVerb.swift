import ArgumentParser
import Assay

struct LearnDeepReLUVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: DeepReLULearner.identifier,
    abstract:
      "Fits a ReLU network to labels of one of any depth, by way of the few directions they depend on.",
    discussion: """
      For one label of standard Gaussian inputs, without noise or with little:
        assay sample gaussian --inputs-dimension 20 --hidden 3 --outputs 1 \\
          --samples 4000 --seed 1 --output problem
        assay learn deep-relu --inputs problem/inputs.npy \\
          --labels problem/labels.npy --output student.json
        assay predict student.json --inputs problem/inputs.npy \\
          --output predicted.npy

      The directions are those of filtered-pca. A network of one hidden layer of
      128 units, or of two of 64, is fitted on them and then refined on the inputs.
      It predicts as the teacher does and is not the teacher's own network.

      Recovered (status 0): the student is written. Its certificate heldOutError
      has the error on a tenth of the samples, which no fit has seen.

      Refused (status 2): no student is written, and the reason is one of
        insufficient  no direction stands out, or the student's error is
                      \(DeepReLULearner.largestError) or more: too few samples, or too much noise
        notFound      more than --max-rank directions, constant labels, or inputs
                      that are not standard Gaussian

      \(DeepReLULearner.source).
      """
  )

  @OptionGroup var files: LearnFiles
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The number of directions, or auto.", valueName: "auto|k"))
  var rank: RankChoice = .automatic
  @Option(name: .long, parsing: .unconditional, help: "The most directions that --rank auto looks for.")
  var maxRank: Int = 6
  @Option(
    name: .long, parsing: .unconditional,
    help: "The column of the labels to study, from 0; needed where there are several.")
  var labelColumn: Int?
  @Option(name: .long, parsing: .unconditional, help: "The steps of training, and of the refinement.")
  var steps: Int = 4000
  @Option(name: .long, parsing: .unconditional, help: "The seed of the search and of the training.")
  var seed: UInt64 = 0
  @Option(
    name: .long, parsing: .unconditional, help: "The most threads; the result does not depend on it.")
  var threads: Int = Parallel.coreCount

  func validate() throws {
    if case .known(let rank) = rank, rank < 1 { throw ValidationError("--rank must be at least 1, or auto") }
    if maxRank < 1 { throw ValidationError("--max-rank must be at least 1") }
    if steps < 1 { throw ValidationError("--steps must be at least 1") }
    if threads < 1 { throw ValidationError("--threads must be at least 1") }
    if let labelColumn, labelColumn < 0 { throw ValidationError("--label-column must be at least 0") }
  }

  func run() throws {
    let samples: SampleFiles = try files.open()
    var options: DeepReLULearner.Options = DeepReLULearner.Options()
    if case .known(let rank) = rank { options.subspace.rank = rank }
    options.subspace.largestRank = maxRank
    options.subspace.labelColumn = labelColumn
    options.subspace.seed = seed
    options.steps = steps
    let learner: DeepReLULearner = DeepReLULearner(options) { Console.progress($0) }
    try files.run(learner, on: samples, threads: threads)
  }
}
