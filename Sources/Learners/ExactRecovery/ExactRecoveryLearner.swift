import DataFiles
public import LinearAlgebra
public import Networks
import RandomStreams

/// Recovers a two-layer ReLU network x ↦ U relu(V x) from noiseless samples, to the precision of the labels.
///
/// ```swift
/// let learner = ExactRecoveryLearner()
/// switch try learner.study(Samples(inputs: x, labels: y)) {
/// case .recovered(let recovery): try recovery.student.write(to: "student.json")
/// case .refused(let refusal): print(refusal.reason, refusal.detail)
/// }
/// ```
///
/// For U of full column rank every hidden unit lies in the column space of the labels. A unit is pinned down there
/// by the samples that leave it inactive, as a null vector, and its direction by the samples that activate it, as
/// the solution of linear equations; both are exact, whatever approximate direction they start from. The
/// approximate directions come from iterations in label and input space, or from moments. A network that fits is
/// handed out only with a certificate that no other network of its size fits.
///
/// Source: Bakshi, Jayaram, Woodruff, "Learning Two Layer Rectified Neural Networks in Polynomial Time", COLT 2019,
/// arXiv:1811.01885. The iterations and the certificates are this implementation's own.
///
/// - Complexity: O(n k² + n d²) for each starting point, a few for each neuron; one pass over all samples. Memory
///   does not grow with n beyond the samples studied.
public struct ExactRecoveryLearner: Learner {
  /// The name on the command line and in reports.
  public static let identifier: String = "exact-recovery"
  /// What the learner does, in one line.
  public static let summary: String = "recovers a two-layer ReLU network exactly from noiseless samples"
  /// The paper that it comes from.
  public static let source: String =
    "Bakshi, Jayaram, Woodruff, Learning Two Layer Rectified Neural Networks in Polynomial Time, COLT 2019, "
    + "arXiv:1811.01885"

  /// What the caller knows or wishes.
  public struct Options: Sendable, Hashable {
    /// The number of hidden units, *k*; `nil` takes the rank of the labels.
    public var hiddenUnits: Int?
    /// Where approximate directions come from.
    public var route: SearchRoute = .auto
    /// The relative precision of the labels: 2⁻⁵³ for float64, 2⁻²⁴ for float32.
    public var labelPrecision: Double = 0x1p-53
    /// Whether the caller vouches that the inputs were drawn from a distribution with a density, independently.
    public var inputsHaveDensity: Bool = false
    /// The seed of the starting points.
    public var seed: UInt64 = 0

    /// The options that suit float64 samples of which nothing else is known.
    public init() {}
  }

  private let options: Options
  private let faults: Set<RecoveryFault>
  /// Whether directions to half the digits are all that is asked for: then nothing is refined or certified.
  private let givesHints: Bool
  private let progress: @Sendable (String) -> Void

  /// Creates the learner.
  ///
  /// - Parameter progress: told now and then how far the search has come, for people.
  /// - Precondition: `hiddenUnits` is positive, and `labelPrecision` lies between 0 and 1, both excluded.
  public init(_ options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
    precondition(options.hiddenUnits ?? 1 > 0, "a network has at least one hidden unit")
    precondition(options.labelPrecision > 0 && options.labelPrecision < 1, "a precision lies between 0 and 1")
    self.options = options
    self.faults = []
    self.givesHints = false
    self.progress = progress
  }

  /// Creates a learner whose answer is checked by others: it refuses for lack of a certificate, with the network that fits
  /// as its candidate.
  init(hints options: Options, progress: @escaping @Sendable (String) -> Void) {
    self.options = options
    self.faults = []
    self.givesHints = true
    self.progress = progress
  }

  /// Creates a learner with faults, for tests of what is to notice them.
  package init(_ options: Options, faults: Set<RecoveryFault>) {
    self.options = options
    self.faults = faults
    self.givesHints = false
    self.progress = { _ in }
  }

  /// Studies samples.
  ///
  /// - Throws: `DataError` where the samples cannot be read.
  public func study(_ samples: some SampleSource, threads: Int = Parallel.coreCount) throws -> LearnerOutcome
  {
    let tolerances: ExactRecoveryTolerances = ExactRecoveryTolerances(labelPrecision: options.labelPrecision)
    var last: LearnerOutcome?
    var lastSawEverything: Bool = false
    var history: SearchHistory = SearchHistory()
    let plans: [StudyPlan] = StudyPlan.plans(for: samples, options: options)
    // Samples held back serve certificates alone.
    for plan in givesHints ? plans.filter({ !$0.holdsBack }) : plans {
      let attempt: RecoveryAttempt = RecoveryAttempt(
        source: samples, plan: plan, options: options, tolerances: tolerances, faults: faults,
        givesHints: givesHints,
        threads: threads, history: history, progress: progress)
      guard let outcome = try attempt.run(&history) else { continue }
      if case .recovered = outcome { return outcome }
      if case .refused(let refusal) = outcome, givesHints, refusal.candidate != nil,
        refusal.reason == .insufficient
      {
        return outcome
      }
      // What all samples say is the answer, where an attempt follows that holds some back.
      if !lastSawEverything { last = outcome }
      lastSawEverything = plan.seesEverything
      if history.isHopeless || (plan.seesEverything && !attempt.couldHoldBack(after: outcome)) { break }
    }
    if let last { return try SecondOpinion(options: options, threads: threads).outcome(last, on: samples) }
    return .refused(Refusal(.insufficient, "there are no samples"))
  }
}
