import ArgumentParser
import Assay

@main
struct AssayCommand: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "assay",
    abstract: "Tests learners of neural networks, and builds training sets that are hard to fit.",
    discussion: """
      Does a learner keep its promise? Check every guarantee, write a report:
        assay audit

      Try again what broke a claim in an earlier audit:
        assay replay reports/examples

      Draw a teacher and its samples, then recover it from them:
        assay sample gaussian --inputs-dimension 20 --hidden 5 --outputs 6 \\
          --samples 20000 --seed 1 --output problem
        assay learn exact-recovery --inputs problem/inputs.npy \\
          --labels problem/labels.npy --output student.json

      How hard can a training set be? Make one, find its optimum, and check the
      network that attains it in exact arithmetic:
        assay generate set-cover --input stn15.txt --target optimum --output hard
        assay solve hard
        assay verify hard

      Exit status: 0 all hold; 1 violated or rejected; 2 inconclusive, refused or
      incomplete; 64 usage; 65 bad data; 66 no input; 70 a fault of assay itself;
      73 cannot write; 130 interrupted.
      """,
    version: Tool.nameAndVersion,
    subcommands: [
      ListVerb.self, AuditVerb.self, SampleVerb.self, LearnVerb.self, PredictVerb.self, GenerateVerb.self,
      SolveVerb.self, VerifyVerb.self, ReplayVerb.self, SearchVerb.self,
    ]
  )

  static func main() async {
    Interruption.watch()
    do {
      try UnknownSubcommand.check(Array(CommandLine.arguments.dropFirst()))
      var command: any ParsableCommand = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Failure.exit(error)
    }
  }
}
