import ArgumentParser

/// `assay search`.
struct SearchVerb: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "search",
    abstract: "Looks for the teacher of a class that is hardest for a learner.",
    discussion: """
      Of well-conditioned teachers, the one that exact recovery needs most samples
      for ('teacher' may be left out):
        assay search teacher --inputs-dimension 6 --hidden 3 --outputs 3 --seed 1

      Of networks on two directions, the one that filters hardly show:
        assay search eigengap --units 4 --seed 1
      """,
    subcommands: [SearchTeacherVerb.self, SearchEigengapVerb.self],
    defaultSubcommand: SearchTeacherVerb.self)
}
