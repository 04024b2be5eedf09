import ArgumentParser
import Assay

/// What every learner may be told of the network that it looks for and of the labels.
struct LearnKnowledge: ParsableArguments {
  @Option(
    name: .customLong("hidden"), parsing: .unconditional,
    help: ArgumentHelp(
      "The number of hidden units, if you know it; the text above says what is done without.",
      valueName: "number"))
  var hiddenUnits: Int?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The relative precision of the labels; by default that of their type (1.1e-16 or 6e-8).",
      valueName: "number"))
  var labelPrecision: Double?

  /// The precision beyond which labels are noisy rather than rounded.
  private static let coarsestPrecision: Double = 0.01
  private static let double: Double = 0x1p-53
  private static let single: Double = 0x1p-24

  func validate() throws {
    if let hiddenUnits, hiddenUnits < 1 { throw ValidationError("--hidden must be at least 1") }
    if let labelPrecision, !(labelPrecision > 0 && labelPrecision < Self.coarsestPrecision) {
      throw ValidationError(
        "--label-precision must lie between 0 and \(Self.coarsestPrecision); noisy labels are for noisy-recovery"
      )
    }
  }

  /// The relative precision stated, or that of the labels' type.
  func precision(isSingle: Bool) -> Double { labelPrecision ?? (isSingle ? Self.single : Self.double) }
}
