import ArgumentParser

/// A word in the place of a subcommand that is none, which the argument parser would call an unexpected argument.
enum UnknownSubcommand {
  /// - Throws: `ValidationError` that names the nearest known one.
  static func check(_ arguments: [String]) throws {
    var command: any ParsableCommand.Type = AssayCommand.self
    var path: [String] = []
    for argument in arguments {
      let known: [any ParsableCommand.Type] = command.configuration.subcommands
      guard !known.isEmpty, !argument.hasPrefix("-"), argument != help else { return }
      path.append(name(command))
      guard let next = known.first(where: { name($0) == argument }) else {
        let names: [String] = known.map(name)
        throw ValidationError(
          "'\(path.joined(separator: " "))' knows no '\(argument)'; did you mean "
            + "'\(Nearest.name(to: argument, in: names))'? Known are \(names.joined(separator: ", "))")
      }
      command = next
    }
  }

  private static func name(_ command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? ""
  }

  /// The parser's own.
  private static let help: String = "help"
}
