import Networks

/// Which samples the search may see; the others are kept to check its answer.
struct StudyPlan {
  /// Every `stride`-th sample is studied where `isComplement` is false, every other where it is true.
  private let stride: Int
  private let isComplement: Bool
  /// Whether no sample is held back.
  let seesEverything: Bool

  /// Samples held back of a small set.
  static let fewestHeldOut: Int = 20
  private static let heldOutShare: Int = 10
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
      plans.append(StudyPlan(stride: source.count / target, isComplement: false, seesEverything: false))
      target *= growth
    }
    guard source.count <= max(largestCells / width, 1) else { return plans }
    let heldOut: Int = max(fewestHeldOut, source.count / heldOutShare)
    let withHeldOut: StudyPlan? =
      source.count > 2 * heldOut
      ? StudyPlan(stride: source.count / heldOut, isComplement: true, seesEverything: false) : nil
    let everything: StudyPlan = StudyPlan(stride: 1, isComplement: false, seesEverything: true)
    // Everything last: then a proof that nothing fits is about all samples.
    return plans + [withHeldOut, everything].compactMap { $0 }
  }

  func includes(_ row: Int) -> Bool { row.isMultiple(of: stride) != isComplement }
}
