import ArgumentParser

@main
struct AssayCommand: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(commandName: "assay")
}
