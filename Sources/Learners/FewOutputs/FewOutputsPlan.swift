import LinearAlgebra
import Networks

/// Which samples the search may see; the others are kept to check its answer.
struct FewOutputsPlan: Sendable {
  /// A test of a row by its number in the source, and by its place in a block of inputs.
  let isStudied: @Sendable (Int, Int, Matrix) -> Bool
  /// Whether no other plan is left where too few distinct samples remain to check the answer.
  let isLast: Bool

  private static let fewestStudied: Int = 20_000
  private static let studiedPerUnknown: Int = 100
  /// The matrix entries that the search may hold.
  private static let largestCells: Int = 20_000_000

  /// Of many samples some at even spacing, then all but those that are held out by what they hold.
  ///
  /// - Throws: `DataError` where the samples cannot be read.
  static func plans(for source: some SampleSource, hiddenUnits: Int?) throws -> [FewOutputsPlan] {
    let width: Int = source.inputsDimension + source.outputsDimension
    let units: Int = hiddenUnits ?? FewOutputsLearner.largestHiddenUnitsTried
    let most: Int = max(1, largestCells / max(1, width))
    let target: Int = min(most, max(fewestStudied, studiedPerUnknown * units * width))
    var plans: [FewOutputsPlan] = []
    if source.count >= 2 * target {
      let step: Int = source.count / target
      plans.append(FewOutputsPlan(isStudied: { row, _, _ in row.isMultiple(of: step) }, isLast: false))
    }
    guard source.count <= 2 * most, let heldOut = try HeldOutRows(source, leaving: 1) else { return plans }
    return plans + [
      FewOutputsPlan(
        isStudied: { _, place, inputs in !heldOut.contains(row: place, of: inputs) }, isLast: true)
    ]
  }
}
