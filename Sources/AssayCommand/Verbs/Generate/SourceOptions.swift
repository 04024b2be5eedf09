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

  func source() throws -> InstanceGeneration.Source {
    guard let input else { throw ValidationError("there is no source problem; give --input FILE") }
    return .file(input, format: format)
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
