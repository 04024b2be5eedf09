public import LinearAlgebra
public import Networks

/// Recovers a two-layer network x ↦ U f(V x) with a rectified activation f (0 for t ≤ 0, positive beyond).
///
/// ```swift
/// var options = RectifiedRecoveryLearner.Options()
/// options.activation = .reluTanh            // nil tries all of them and names the one that fits
/// switch try RectifiedRecoveryLearner(options).study(Samples(inputs: x, labels: y)) {
/// case .recovered(let recovery): try recovery.student.write(to: "student.json")
/// case .refused(let refusal): print(refusal.reason, refusal.detail)
/// }
/// ```
///
/// For U of full column rank every hidden unit lies in the column space of the labels and is pinned down there by the
/// samples that leave it inactive, as a null vector: neither the inputs nor f enter. Only then does f tell the weights
/// from the unit's values: by its root where it is homogeneous; by its inverse and a scan of the unknown factor where
/// it is increasing; by Gauss–Newton from several lengths for t e⁻ᵗ; and for the step by a separating hyperplane,
/// which is all that its values show. ReLU itself is handed to ``ExactRecoveryLearner``, which does more for it.
///
/// Source: Bakshi, Jayaram, Woodruff, "Learning Two Layer Rectified Neural Networks in Polynomial Time", COLT 2019,
/// arXiv:1811.01885, extends to this class. The iterations and the certificates are this implementation's own.
///
/// - Complexity: O(n k² + n d²) for each starting point, a few for each neuron; one pass over all samples.
public struct RectifiedRecoveryLearner: Learner {
  /// The name on the command line and in reports.
  public static let identifier: String = "rectified-recovery"
  /// What the learner does, in one line.
  public static let summary: String =
    "recovers two-layer networks of other rectified activations, such as relu-squared, relu-tanh or step"
  /// The paper that it comes from.
  public static let source: String = ExactRecoveryLearner.source

  /// What the caller knows or wishes.
  public struct Options: Sendable, Hashable {
    /// The activation; `nil` tries every rectified one, and refuses where two fit.
    public var activation: Activation?
    /// The number of hidden units, *k*; `nil` takes the rank of the labels.
    public var hiddenUnits: Int?
    /// The relative precision of the labels: 2⁻⁵³ for float64, 2⁻²⁴ for float32.
    public var labelPrecision: Double = 0x1p-53
    /// The seed of the starting points.
    public var seed: UInt64 = 0

    /// The options that suit float64 samples of which nothing else is known.
    public init() {}
  }

  private let options: Options
  private let progress: @Sendable (String) -> Void
  private let fault: RectifiedFault?

  /// Creates the learner.
  ///
  /// - Parameter progress: told now and then how far the search has come, for people.
  /// - Precondition: `hiddenUnits` is positive, and `labelPrecision` lies between 0 and 1, both excluded.
  public init(_ options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
    precondition(options.hiddenUnits ?? 1 > 0, "a network has at least one hidden unit")
    precondition(options.labelPrecision > 0 && options.labelPrecision < 1, "a precision lies between 0 and 1")
    self.init(options, progress: progress, fault: nil)
  }

  /// Creates a learner with a step that is broken.
  package init(
    _ options: Options, progress: @escaping @Sendable (String) -> Void = { _ in }, fault: RectifiedFault?
  ) {
    self.options = options
    self.progress = progress
    self.fault = fault
  }

  /// Why an activation cannot be recovered by this learner; `nil` where it can.
  public static func objection(to activation: Activation) -> String? {
    guard !activation.isRectified else { return nil }
    let why: String =
      activation == .identity
      ? "the labels are then linear in the inputs, and any two factors of their matrix fit"
      : "f(t) ≠ 0 for t < 0, so no sample leaves a unit without a trace, and no sample pins a unit down"
    let known: String = Activation.rectified.map(\.rawValue).joined(separator: ", ")
    return "\(activation.rawValue) is not rectified: \(why); state one of \(known)"
  }

  /// Studies samples.
  ///
  /// An activation that is not rectified is refused as not found, with the reason.
  ///
  /// - Throws: `DataError` where the samples cannot be read.
  public func study(_ samples: some SampleSource, threads: Int = Parallel.coreCount) throws -> LearnerOutcome
  {
    if let activation = options.activation, let objection = Self.objection(to: activation) {
      return .refused(Refusal(.notFound, objection))
    }
    if options.activation == .relu { return try exactRecovery().study(samples, threads: threads) }
    let tolerances: ExactRecoveryTolerances = ExactRecoveryTolerances(labelPrecision: options.labelPrecision)
    let activations: [Activation] = options.activation.map { [$0] } ?? Activation.rectified
    var plans: [StudyPlan] = StudyPlan.plans(for: samples, options: ExactRecoveryLearner.Options())
    // A half-space is as good as its nearest samples, so parts of the samples do not help.
    if options.activation == .step { plans.removeAll { !$0.seesEverything } }
    var failures: Int = 0
    var last: LearnerOutcome?
    for plan in plans {
      let attempt: RectifiedAttempt = RectifiedAttempt(
        source: samples, plan: plan, activations: activations, options: options, tolerances: tolerances,
        threads: threads, fault: fault, progress: progress)
      guard let outcome = try attempt.run(&failures) else { continue }
      last = outcome
      if case .recovered(let recovery) = outcome {
        let isReLU: Bool = recovery.student.layers[0].activation == .relu
        return isReLU ? try exactRecovery().study(samples, threads: threads) : outcome
      }
      if failures >= Self.mostFailures { return outcome }
    }
    return last
      ?? .refused(Refusal(.insufficient, "there are no samples, or too many to hold at once; give fewer"))
  }

  /// After so many searches without any unit, more samples are not tried.
  private static let mostFailures: Int = 3

  private func exactRecovery() -> ExactRecoveryLearner {
    var exact: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    exact.hiddenUnits = options.hiddenUnits
    exact.labelPrecision = options.labelPrecision
    exact.seed = options.seed
    return ExactRecoveryLearner(exact, progress: progress)
  }
}
