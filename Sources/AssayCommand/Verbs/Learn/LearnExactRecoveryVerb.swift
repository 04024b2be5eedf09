public import ArgumentParser
public import Assay

struct LearnExactRecoveryVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: ExactRecoveryLearner.identifier,
    abstract: "Recovers a two-layer ReLU network exactly, with a proof that it is the only one, or refuses.",
    discussion: """
      For noiseless labels U relu(V x) where U has full column rank (so at least
      as many outputs as hidden units):
        assay sample gaussian --inputs-dimension 20 --hidden 5 --outputs 6 \\
          --samples 2000 --seed 1 --output problem
        assay learn exact-recovery --inputs problem/inputs.npy \\
          --labels problem/labels.npy --output student.json

      With the number of hidden units, where you know it, instead of the labels'
      rank, and for a script:
        assay learn exact-recovery --inputs X.npy --labels Y.npy \\
          --output student.json --hidden 5 --json

      Bit for bit, for a teacher with rational weights and inputs that are binary
      fractions; the student's weights are fractions, "weights":[["-3/7","2"],…]:
        assay learn exact-recovery --exact --inputs X.npy --labels Y.npy \\
          --output student.json
        assay verify student.json

      Labels of such a teacher that floats cannot hold are given as a JSON file of
      rows of fractions, [["-3/7","0.25"],…], as 'assay sample rational' writes it:
        assay sample rational --inputs-dimension 6 --hidden 3 --outputs 4 \\
          --samples 200 --seed 3 --output fractions
        assay learn exact-recovery --exact --inputs fractions/inputs.npy \\
          --labels fractions/labels.json --output student.json
      Where they are rounded to floats instead (fractions/labels.npy), the weights
      are the simplest fractions that give them up to rounding.

      Recovered (status 0): the student is written, and the certificate says why
      no other network of its size fits:
        purePatterns     for each neuron, the samples on which it alone is active
                         span the inputs; a proof for any inputs
        generalPosition  activity is varied enough for inputs from a density,
                         which you vouch for with --inputs-have-density
        heldOut          the same variety, and samples that the search never saw
                         agree without exception
      With --exact the certificate's kind is exact, where every label equals the
      network's output in rational arithmetic, or simplestFractions, where labels
      are rounded; one of the words above stands in its field uniqueness. Binary
      fractions on a coarse grid are not inputs from a density, whatever you vouch
      for; there purePatterns is the only proof, and heldOut is evidence.

      Refused (status 2): no student is written, and the reason is one of
        notIdentifiable  several networks fit
        notRealisable    no network fits
        notFound         the search found none; there may be one
        insufficient     one fits, but the samples do not tell it from others

      \(ExactRecoveryLearner.source).
      """
  )

  @OptionGroup var files: LearnFiles
  @OptionGroup var knowledge: LearnKnowledge
  @Flag(
    name: .long,
    help:
      "Decide in rational arithmetic and write fractions; inputs and labels may be .json files of fractions.")
  var exact: Bool = false
  @Option(name: .long, help: "Where approximate directions come from: \(Self.routes).")
  var route: SearchRoute = .auto
  @Flag(
    name: .long,
    help: "Vouch that the inputs were drawn independently from a density, so that fewer samples suffice.")
  var inputsHaveDensity: Bool = false
  @Option(name: .long, parsing: .unconditional, help: "The seed of the search.")
  var seed: UInt64 = 0

  private static let routes: String = SearchRoute.allCases.map(\.rawValue).joined(separator: ", ")

  func run() throws {
    guard !exact else { return try runExactly() }
    let samples: SampleFiles = try files.open()
    try files.run(
      ExactRecoveryLearner(options(singlePrecision: samples.labelsAreSinglePrecision)) {
        Console.progress($0)
      },
      on: samples)
  }

  private func runExactly() throws {
    try OutputPath.require(files.output, apartFrom: [files.inputs, files.labels])
    let samples: IntegerSamples = try IntegerSamples(inputsPath: files.inputs, labelsPath: files.labels)
    var options: BitExactRecovery.Options = BitExactRecovery.Options()
    options.search = self.options(singlePrecision: samples.labelsAreSinglePrecision)
    let outcome: LearnerOutcome = try BitExactRecovery(options) { Console.progress($0) }
      .study(samples, threads: Parallel.coreCount)
    if case .recovered(let recovery) = outcome, let certificate = recovery.certificate as? ExactCertificate {
      let record: ExactStudent.SampleRecord = try ExactStudent.SampleRecord(
        inputsPath: files.inputs, labelsPath: files.labels)
      try ExactStudent(certificate, samples: record).write(to: files.output)
    }
    Console.endProgress()
    try files.report(outcome)
  }

  private func options(singlePrecision: Bool) -> ExactRecoveryLearner.Options {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.hiddenUnits = knowledge.hiddenUnits
    options.route = route
    options.labelPrecision = knowledge.precision(isSingle: singlePrecision)
    options.inputsHaveDensity = inputsHaveDensity
    options.seed = seed
    return options
  }
}

extension SearchRoute: ExpressibleByArgument {}
