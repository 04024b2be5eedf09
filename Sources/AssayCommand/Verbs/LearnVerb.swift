import ArgumentParser

struct LearnVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "learn",
    abstract: "Runs a learner on your own samples.",
    discussion: """
      Inputs and labels are NumPy arrays (.npy, float32 or float64, C or Fortran
      order) with one row for each sample.

        assay learn exact-recovery --inputs X.npy --labels Y.npy \\
          --output student.json
        assay predict student.json --inputs X.npy --output predicted.npy
      """,
    subcommands: [
      LearnExactRecoveryVerb.self,
      LearnRectifiedRecoveryVerb.self,
      LearnNoisyRecoveryVerb.self,
      LearnExhaustiveRecoveryVerb.self,
      LearnFewOutputsVerb.self,
      LearnGradientDescentVerb.self,
    ]
  )
}
