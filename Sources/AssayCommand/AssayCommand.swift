import ArgumentParser

@main
struct AssayCommand: ParsableCommand {
  static let version: String = "0.1.0"

  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "assay", version: version,
    subcommands: [GenerateVerb.self, SolveVerb.self, VerifyVerb.self])
}
