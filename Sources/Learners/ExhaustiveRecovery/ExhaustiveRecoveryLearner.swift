import DataFiles
import Foundation
public import LinearAlgebra
public import Networks

/// Decides by exhaustive search which two-layer ReLU networks fit noiseless samples with any inputs.
///
/// ```swift
/// let learner = ExhaustiveRecoveryLearner()
/// switch try learner.study(Samples(inputs: x, labels: y)) {
/// case .recovered(let recovery): try recovery.student.write(to: "student.json")
/// case .refused(let refusal): print(refusal.reason, refusal.detail)
/// }
/// ```
///
/// With as many hidden units as the labels' rank *k*, every hidden unit of every network that fits is Q z ≥ 0 for a
/// basis Q of the column space of the labels: z lies in one polyhedral cone, and the samples that leave the unit
/// inactive are the zero set of one of its faces. For each face it remains to ask whether some direction v gives
/// the unit: linear equations, and a linear program where these leave a choice. Nothing is assumed of the inputs.
///
/// Up to k = 3 the search is complete, so its failure is a proof that no network with k hidden units fits. For
/// larger k only the rays are searched at first; a failure then proves nothing.
///
/// Source: the n^O(k) algorithm for arbitrary inputs of Bakshi, Jayaram, Woodruff, "Learning Two Layer Rectified
/// Neural Networks in Polynomial Time", COLT 2019, arXiv:1811.01885; that the inactive sets are faces of one cone is
/// this implementation's own observation.
///
/// - Complexity: O(n^⌊(k−1)/2⌋) faces, each O(n (k + d)²) at most and far less where few samples refute it; memory
///   O(n (d + m)).
public struct ExhaustiveRecoveryLearner: Learner {
  /// The name on the command line and in reports.
  public static let identifier: String = "exhaustive-recovery"
  /// What the learner does, in one line.
  public static let summary: String =
    "finds every ReLU network of few hidden units that fits, for any inputs, or proves that none does"
  /// The paper that it comes from.
  public static let source: String =
    "Bakshi, Jayaram, Woodruff, Learning Two Layer Rectified Neural Networks in Polynomial Time, COLT 2019, "
    + "arXiv:1811.01885 (arbitrary inputs)"

  /// What the caller knows or wishes.
  public struct Options: Sendable, Hashable {
    /// The number of hidden units, *k*; `nil` takes the rank of the labels.
    public var hiddenUnits: Int?
    /// The relative precision of the labels: 2⁻⁵³ for float64, 2⁻²⁴ for float32.
    public var labelPrecision: Double = 0x1p-53
    /// The most extreme rays that the cone may have at any time.
    public var rayLimit: Int = 20_000
    /// The most faces that are searched.
    public var faceLimit: Int = 50_000

    /// The options that suit float64 samples of which nothing else is known.
    public init() {}
  }

  /// The most entries that inputs and labels may have together; the search holds several copies.
  public static let largestCells: Int = 50_000_000

  private let options: Options
  private let fault: ExhaustiveFault
  private let progress: @Sendable (String) -> Void

  /// Creates the learner.
  ///
  /// - Parameter progress: told before the search what it will cost at most, and then how far it has come.
  /// - Precondition: `hiddenUnits` and both limits are positive, and `labelPrecision` lies between 0 and 1, both
  ///   excluded.
  public init(_ options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
    self.init(options, fault: .none, progress: progress)
  }

  /// Creates a learner with a fault, for tests of what finds it.
  package init(
    _ options: Options, fault: ExhaustiveFault, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    precondition(options.hiddenUnits ?? 1 > 0, "a network has at least one hidden unit")
    precondition(options.labelPrecision > 0 && options.labelPrecision < 1, "a precision lies between 0 and 1")
    precondition(options.rayLimit > 0 && options.faceLimit > 0, "give limits that are positive")
    self.options = options
    self.fault = fault
    self.progress = progress
  }

  /// Studies samples.
  ///
  /// - Throws: `DataError` where the samples cannot be read or hold a number that is not finite.
  public func study(_ samples: some SampleSource, threads: Int = Parallel.coreCount) throws -> LearnerOutcome
  {
    let width: Int = samples.inputsDimension + samples.outputsDimension
    guard samples.count <= Self.largestCells / max(1, width) else {
      return .refused(
        Refusal(
          .notFound,
          "\(samples.count) samples of \(width) numbers each are more than the \(Self.largestCells) numbers that an "
            + "exhaustive search holds; give fewer samples, any of them will do"))
    }
    let attempt: ExhaustiveAttempt = ExhaustiveAttempt(
      source: samples, options: options,
      tolerances: ExactRecoveryTolerances(labelPrecision: options.labelPrecision), threads: threads,
      fault: fault, progress: progress)
    return try attempt.run()
  }
}
