import LinearAlgebra
import Networks

/// Which samples the search may see; the others are kept to check its answer.
struct StudyPlan {
  private enum Choice {
    case every(Int)
    case allButHeldOut
    case all
  }

  private let choice: Choice
  /// Whether no sample is held back.
  var seesEverything: Bool {
    if case .all = choice { return true }
    return false
  }

  /// Whether samples are held back to check the answer.
  var holdsBack: Bool {
    if case .allButHeldOut = choice { return true }
    return false
  }

  /// The first attempt studies this many samples for each dimension of inputs and labels; measured successes begin
  /// at three to six.
  private static let samplesPerDimension: Int = 12
  private static let fewestStudied: Int = 800
  private static let growth: Int = 5
  /// The matrix entries that the search may hold.
  private static let largestCells: Int = 50_000_000

  /// The plans to try in turn: small subsets first, then all samples but those held back.
  static func plans(for source: some SampleSource, options: ExactRecoveryLearner.Options) -> [StudyPlan] {
    let width: Int = source.inputsDimension + source.outputsDimension
    var target: Int = max(fewestStudied, samplesPerDimension * width)
    if options.route == .moments {
      target = max(target, 4 * MomentEstimator.fewestSamples(dimension: source.inputsDimension))
    }
    var plans: [StudyPlan] = []
    while target <= source.count / 2, target <= largestCells / width {
      plans.append(StudyPlan(choice: .every(source.count / target)))
      target *= growth
    }
    guard source.count <= max(largestCells / width, 1) else { return plans }
    // Inputs that are known to have a density need no samples held back, except where there are more neurons than
    // dimensions; and fewer samples make a search harder.
    guard !options.inputsHaveDensity else {
      return plans + [StudyPlan(choice: .all), StudyPlan(choice: .allButHeldOut)]
    }
    // Everything last: then a proof that nothing fits is about all samples.
    return plans + [StudyPlan(choice: .allButHeldOut), StudyPlan(choice: .all)]
  }

  /// A test of a row by its number in the source, and by its place in a block of inputs; nothing where the source has
  /// too few distinct rows to hold any back.
  ///
  /// - Throws: `DataError` where the samples cannot be read.
  func selector(for source: some SampleSource) throws -> (@Sendable (Int, Int, Matrix) -> Bool)? {
    switch choice {
    case .every(let stride): return { row, _, _ in row.isMultiple(of: stride) }
    case .all: return { _, _, _ in true }
    case .allButHeldOut:
      guard let heldOut = try HeldOutRows(source) else { return nil }
      return { _, place, inputs in !heldOut.contains(row: place, of: inputs) }
    }
  }
}
