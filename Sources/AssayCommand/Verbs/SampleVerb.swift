import ArgumentParser
import Assay

struct SampleVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws a teacher and its samples.",
    discussion: """
      Writes teacher.json, inputs.npy, labels.npy and problem.json into a
      directory. The same options give the same bytes, on any number of cores.

      An ordinary teacher:
        assay sample gaussian --inputs-dimension 20 --hidden 5 --outputs 6 \\
          --samples 20000 --seed 1 --output problem

      A teacher that is hard to learn, two of its hidden units nearly alike:
        assay sample near-parallel --angle 0.01 --inputs-dimension 10 \\
          --hidden 3 --outputs 4 --samples 20000 --output problem

      Other inputs, and labels with noise, go with every family:
        assay sample gaussian --inputs lattice --inputs-bound 3 \\
          --noise gaussian --noise-level 0.1 --inputs-dimension 10 --hidden 3 \\
          --outputs 4 --samples 5000 --output problem

      problem.json says what each learner should make of it: recover the teacher,
      or refuse and why. 'assay sample FAMILY --help' explains a family.
      """,
    subcommands: TeacherRegistry.all.map { verb(of: $0) }
  )

  private static func verb<Family: TeacherFamily>(of family: Family.Type) -> any ParsableCommand.Type {
    SampleFamilyVerb<Family>.self
  }
}
