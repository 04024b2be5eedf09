import DataFiles
public import LinearAlgebra
public import Networks

/// Recovers a two-layer ReLU network x ↦ U relu(V x) from labels with noise that is independent of the inputs.
///
/// ```swift
/// var options = NoisyRecoveryLearner.Options()
/// options.hiddenUnits = 5
/// switch try NoisyRecoveryLearner(options).study(Samples(inputs: x, labels: y)) {
/// case .recovered(let recovery): try recovery.student.write(to: "student.json")
/// case .refused(let refusal): print(refusal.reason, refusal.detail)
/// }
/// ```
///
/// Moments of the labels under Gaussian inputs, which the noise leaves alone, give approximate neurons; least squares
/// over both layers refines them. With fewer outputs than neurons the moments are not enough and random directions
/// start the least squares. The student comes with a bound on the error of its parameters that holds at confidence
/// 1 − 10⁻⁶, from the covariance of the fit, and only if the residuals show no dependence on the inputs.
///
/// The three kinds of noise are those of ``NoiseModel``. For arbitrary independent noise its mean is fitted as an
/// intercept, which is in the certificate and not in the student: it belongs to the noise. For sparse noise the rows
/// that are not clean are found and left out, and the student is exact.
///
/// Source: Bakshi, Jayaram, Woodruff, "Learning Two Layer Rectified Neural Networks in Polynomial Time", COLT 2019,
/// arXiv:1811.01885. The regression estimate of the moments, the refinement and its certificate are this
/// implementation's own.
///
/// - Complexity: O(n (d⁴ / 8 + k² d²)) for each pass, about ten of them. Memory does not grow with n beyond 128 MiB.
public struct NoisyRecoveryLearner: Learner {
  /// The name on the command line and in reports.
  public static let identifier: String = "noisy-recovery"
  /// What the learner does, in one line.
  public static let summary: String =
    "recovers a two-layer ReLU network from noisy labels, with a bound on its error"
  /// The paper that it comes from.
  public static let source: String =
    "Bakshi, Jayaram, Woodruff, Learning Two Layer Rectified Neural Networks in Polynomial Time, COLT 2019, "
    + "arXiv:1811.01885"

  /// What the caller knows or wishes.
  public struct Options: Sendable, Hashable {
    /// The number of hidden units, *k*; nil reads it off the moments where they show it clearly.
    public var hiddenUnits: Int?
    /// What is known of the noise.
    public var noise: NoiseModel = .meanZero
    /// σ, the standard deviation of the noise in the labels' unit, where it is known; residuals far above it are
    /// refused.
    public var noiseLevel: Double?
    /// Whether the moments' network is refined by least squares, or handed out as it is.
    public var method: StatisticalCertificate.Method = .refined
    /// The relative precision of the labels, 2⁻⁵³ for float64, which clean rows of sparse noise have.
    public var labelPrecision: Double = 0x1p-53
    /// The seed of the random starts.
    public var seed: UInt64 = 0

    /// The options for mean-zero noise of unknown size.
    public init() {}
  }

  /// One minus the confidence of each statement in a certificate.
  public static let doubt: Double = 1e-6
  /// A network whose parameters are not known to this relative error is not handed out.
  ///
  /// The bound is one of confidence 1 − 10⁻⁶, about four times the error itself; beyond it nothing bounds the terms that
  /// the covariance of the fit leaves out.
  public static let largestCertifiedError: Double = 1

  let options: Options
  let faults: MomentFaults
  let progress: @Sendable (String) -> Void

  /// Creates the learner.
  ///
  /// - Parameter progress: told now and then how far the search has come, for people.
  /// - Precondition: `hiddenUnits` is positive, `noiseLevel` is positive and finite, and `labelPrecision` lies between
  ///   0 and 1, both excluded.
  public init(_ options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
    self.init(options, faults: .none, progress: progress)
  }

  /// Creates a learner with faults in its moments.
  package init(
    _ options: Options, faults: MomentFaults, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    precondition(options.hiddenUnits ?? 1 > 0, "a network has at least one hidden unit")
    precondition(
      options.noiseLevel.map { $0 > 0 && $0.isFinite } ?? true, "a noise level is positive and finite")
    precondition(options.labelPrecision > 0 && options.labelPrecision < 1, "a precision lies between 0 and 1")
    self.options = options
    self.faults = faults
    self.progress = progress
  }

  /// Studies samples.
  ///
  /// - Throws: `DataError` where the samples cannot be read, or an entry is beyond 1e140.
  public func study(_ samples: some SampleSource, threads: Int = Parallel.coreCount) throws -> LearnerOutcome
  {
    guard samples.count > 0 else { return .refused(Refusal(.insufficient, "there are no samples")) }
    if let refusal = try SampleRange.refusal(samples) { return .refused(refusal) }
    switch options.noise {
    case .meanZero, .independent:
      return try NoisyAttempt(samples, learner: self, threads: threads).run()
    case .sparse:
      return try SparseAttempt(samples, learner: self, threads: threads).run()
    }
  }
}
