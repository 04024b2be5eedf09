import ArgumentParser
import Assay

struct LearnFewOutputsVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: FewOutputsLearner.identifier,
    abstract: "Recovers a small two-layer ReLU network from any number of outputs, down to one, or refuses.",
    discussion: """
      For noiseless labels U relu(V x) whatever the rank of U, so also with fewer
      outputs than hidden units, where exact-recovery finds nothing:
        assay sample gaussian --inputs-dimension 10 --hidden 3 --outputs 1 \\
          --samples 300 --seed 1 --output problem
        assay learn fpt-recovery --inputs problem/inputs.npy \\
          --labels problem/labels.npy --hidden 3 --output student.json

      Without --hidden it tries 1 to \(FewOutputsLearner.largestHiddenUnitsTried) hidden units and takes the first for which
      a network is found. Three samples for each of the k·d unknowns are often
      enough, and \(HeldOutCertificate.fewestHeldOutSamples) or a tenth are kept from the search on top.
      The search goes on from start to start and is practical up to \(FewOutputsLearner.largestHiddenUnits) hidden
      units; with more it refuses.

      Recovered (status 0): the student is written, and the certificate heldOut
      says how many samples that the search never saw agree. There is none without
      such samples, since few samples are often fitted by another network.

      Refused (status 2): no student is written, and the reason is one of
        notIdentifiable  several networks fit
        notRealisable    no network fits
        notFound         the search found none; there may be one
        insufficient     one fits, but the samples do not tell it from others

      \(FewOutputsLearner.source).
      """
  )

  @OptionGroup var files: LearnFiles
  @OptionGroup var knowledge: LearnKnowledge
  @Option(name: .long, parsing: .unconditional, help: "The most starts for each number of hidden units.")
  var starts: Int = 30
  @Option(name: .long, parsing: .unconditional, help: "The seed of the starts.")
  var seed: UInt64 = 0

  func validate() throws {
    if starts < 1 { throw ValidationError("--starts must be at least 1") }
  }

  func run() throws {
    let samples: SampleFiles = try files.open()
    var options: FewOutputsLearner.Options = FewOutputsLearner.Options()
    options.hiddenUnits = knowledge.hiddenUnits
    options.starts = starts
    options.labelPrecision = knowledge.precision(isSingle: samples.labelsAreSinglePrecision)
    options.seed = seed
    try files.run(FewOutputsLearner(options) { Console.progress($0) }, on: samples)
  }
}
