import ArgumentParser
import Assay

/// Where the source problem comes from.
struct SourceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The file of the source problem.", valueName: "file"))
  var input: String?

  @Option(
    help: ArgumentHelp(
      "The file's format, recognised without it: \(SourceFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "format"),
    transform: SourceOptions.format)
  var format: SourceFormat?

  @Option(
    help: ArgumentHelp(
      "A family to draw the source problem from instead (assay generate --list), or a graph in words: 'gnp 30 .2'.",
      valueName: "name"))
  var family: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The size of the family's problem.", valueName: "n"))
  var size: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of everything random, from 0 up.", valueName: "seed"))
  var seed: UInt64?

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "A parameter of the family, such as degree=4.2; may be repeated.", valueName: "name=value"))
  var parameters: [String] = []

  func source() throws -> InstanceGeneration.Source {
    switch (input, family) {
    case (nil, nil):
      throw ValidationError("there is no source problem; give --input FILE, or --family NAME with --size N")
    case (.some, .some): throw ValidationError("--input and --family exclude each other; give one")
    case (let input?, nil):
      guard size == nil, parameters.isEmpty else {
        throw ValidationError("--size and --param belong to a family; leave them out, or give --family")
      }
      return .file(input, format: format)
    case (nil, let family?):
      guard format == nil else { throw ValidationError("--format belongs to --input; leave it out") }
      return .family(
        FamilyRequest(name: family, size: size, seed: seed ?? Self.defaultSeed, parameters: try values()))
    }
  }

  /// The seed where none is given.
  static let defaultSeed: UInt64 = 1

  private func values() throws -> [String: Double] {
    var values: [String: Double] = [:]
    for parameter in parameters {
      let parts: [Substring] = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
        throw ValidationError("'\(parameter)' is no parameter; give name=value, such as degree=4.2")
      }
      values[String(parts[0])] = value
    }
    return values
  }

  private static func format(_ argument: String) throws -> SourceFormat {
    guard let format = SourceFormat(rawValue: argument) else {
      let known: [String] = SourceFormat.allCases.map(\.rawValue)
      throw ValidationError(
        "there is no format '\(argument)'; the nearest is \(Nearest.name(to: argument, in: known)), "
          + "all are \(known.joined(separator: ", "))")
    }
    return format
  }
}
