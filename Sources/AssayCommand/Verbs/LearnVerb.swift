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

      Which learner suits which samples, labels U relu(V x):
        exact-recovery       no noise, at least as many outputs as hidden units
        exact-recovery --exact
                             the same, weights that are fractions
        noisy-recovery       noise that does not depend on the inputs, or
                             garbage in a few rows
        exhaustive-recovery  no noise, inputs of any kind, few hidden units
        fpt-recovery         no noise, fewer outputs than hidden units
        rectified-recovery   no noise, another rectified activation than ReLU

      And for a network of any depth, labels that depend on few directions of
      Gaussian inputs:
        filtered-pca         those directions, as a subspace
        deep-relu            a network that predicts the labels

      Without samples of your own, 'assay sample' draws a teacher and its samples;
      'assay learn LEARNER --help' begins with a pair of commands that run.
      """,
    subcommands: [
      LearnExactRecoveryVerb.self,
      LearnRectifiedRecoveryVerb.self,
      LearnNoisyRecoveryVerb.self,
      LearnExhaustiveRecoveryVerb.self,
      LearnFewOutputsVerb.self,
      LearnGradientDescentVerb.self,
      LearnFilteredPCAVerb.self,
      LearnDeepReLUVerb.self,
    ]
  )
}
