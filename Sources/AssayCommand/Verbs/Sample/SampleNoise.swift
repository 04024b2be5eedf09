import ArgumentParser
import Assay

/// What is wrong with the labels.
struct SampleNoise: ParsableArguments {
  @Option(
    name: .customLong("noise"),
    help: ArgumentHelp(
      "What is wrong with the labels: \(Self.known). By default nothing.", valueName: "name"))
  var law: String?
  @Option(
    name: .customLong("noise-level"), parsing: .unconditional,
    help: ArgumentHelp(
      "How much, in units of the root mean square of the labels (for biased and leaky: the bias and the slope). "
        + "By default 0.1, 0.5 for errors that depend on the row, 5 for a share of rows.", valueName: "number"
    ))
  var level: Double?
  @Option(
    name: .customLong("noise-share"), parsing: .unconditional,
    help: ArgumentHelp(
      "The share of rows that outliers (default: 0.01) and sparse (default: 0.1) touch.", valueName: "number")
  )
  var share: Double?

  private static let known: String = LabelNoise.Law.allCases.map(\.rawValue).joined(separator: ", ")

  /// The noise asked for, if any.
  ///
  /// - Throws: `ValidationError` where the name is unknown, a number comes without one, or is out of range.
  var noise: LabelNoise? {
    get throws {
      guard let law else {
        if level != nil || share != nil {
          throw ValidationError("--noise-level and --noise-share need --noise; name one of \(Self.known)")
        }
        return nil
      }
      guard let known = LabelNoise.Law(rawValue: law) else {
        let nearest: String = Nearest.name(to: law, in: LabelNoise.Law.allCases.map(\.rawValue))
        throw ValidationError("--noise '\(law)' is unknown; did you mean \(nearest)? Known are \(Self.known)")
      }
      do {
        return try LabelNoise(known, level: level, share: share)
      } catch {
        throw ValidationError(error.description)
      }
    }
  }
}
