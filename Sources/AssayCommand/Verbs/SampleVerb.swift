import ArgumentParser
import Assay
import Foundation

struct SampleVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws a teacher and its samples.",
    discussion: """
      Writes teacher.json, inputs.npy, labels.npy and problem.json into a
      directory, and labels.json where labels are fractions that floats round. The
      same options give the same bytes, on any number of cores.

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

      The distributions of inputs, --inputs, each with the option of its number:
      \(inputLines)

      What can be wrong with labels, --noise, each with --noise-level:
      \(noiseLines)

      A teacher of any depth that looks at few directions, with the subspace to be found
      in subspace.npy; the families from one-hidden-mixed on are of this kind:
        assay sample deep --depth 4 --directions 3 --inputs-dimension 50 \\
          --samples 10000 --seed 1 --output problem

      problem.json says what each learner should make of it: recover the teacher,
      or refuse and why. 'assay sample FAMILY --help' explains a family.
      """,
    subcommands: TeacherRegistry.all.map { verb(of: $0) } + SubspaceRegistry.all.map { verb(of: $0) }
  )

  private static let inputLines: String = lines(
    InputDistribution.kinds.map { kind in
      (kind.name, kind.summary, kind.parameter.map { "--inputs-\($0.name)" })
    })

  private static let noiseLines: String = lines(
    LabelNoise.Law.allCases.map { law in
      (law.rawValue, law.summary, law.defaultShare == nil ? nil : "--noise-share")
    })

  /// Lines that the argument parser need not wrap: an option stands on a line of its own.
  private static func lines(_ entries: [(name: String, summary: String, option: String?)]) -> String {
    func line(_ name: String, _ text: String) -> String {
      "  " + name.padding(toLength: nameWidth, withPad: " ", startingAt: 0) + text
    }
    return entries.flatMap { [line($0.name, $0.summary)] + ($0.option.map { [line("", $0)] } ?? []) }
      .joined(separator: "\n")
  }

  private static let nameWidth: Int = 18

  private static func verb<Family: TeacherFamily>(of family: Family.Type) -> any ParsableCommand.Type {
    SampleFamilyVerb<Family>.self
  }

  private static func verb<Family: SubspaceFamily>(of family: Family.Type) -> any ParsableCommand.Type {
    SampleSubspaceVerb<Family>.self
  }
}
