import ArgumentParser
import Assay

/// What is done to the samples, and which files are written.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("T"), .customLong("transform")],
    help: ArgumentHelp(
      "A change that keeps the answer: \(Transformation.Kind.allCases.map(\.rawValue).joined(separator: ", ")). "
        + "Give it again for a chain, applied in that order.", valueName: "name"),
    transform: OutputOptions.kind)
  var transformations: [Transformation.Kind] = []

  @Flag(help: "Write samples.csv too.")
  var csv: Bool = false

  @Flag(
    help:
      "Write inputs.npy whatever its size, up to 16 GiB; above 1 GiB the inputs are sparse arrays without it."
  )
  var dense: Bool = false

  func outputs(seed: UInt64) -> InstanceOutputs {
    InstanceOutputs(transformations: transformations, seed: seed, writesCSV: csv, forcesDense: dense)
  }

  private static func kind(_ argument: String) throws -> Transformation.Kind {
    guard let kind = Transformation.Kind(rawValue: argument) else {
      let known: [String] = Transformation.Kind.allCases.map(\.rawValue)
      throw ValidationError(
        "there is no transformation '\(argument)'; the nearest is \(Nearest.name(to: argument, in: known)), "
          + "all are \(known.joined(separator: ", "))")
    }
    return kind
  }
}
