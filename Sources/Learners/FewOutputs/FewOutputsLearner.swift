import DataFiles
public import LinearAlgebra
public import Networks

/// Recovers a two-layer ReLU network x ↦ U relu(V x) with few hidden units from noiseless samples, whatever the rank of
/// U: one output is enough.
///
/// ```swift
/// var options = FewOutputsLearner.Options()
/// options.hiddenUnits = 4
/// switch try FewOutputsLearner(options).study(Samples(inputs: x, labels: y)) {
/// case .recovered(let recovery): try recovery.student.write(to: "student.json")
/// case .refused(let refusal): print(refusal.reason, refusal.detail)
/// }
/// ```
///
/// With fewer outputs than hidden units the label space no longer shows the neurons one by one. Moments of order two
/// and four and random rows give starts, least squares over both layers leads some of them to the network, and with
/// the activity patterns known the labels are linear in the parameters, which gives these exactly. The number of starts
/// that are needed grows with *k*, hence the limit ``largestHiddenUnits``.
///
/// A fit to few samples may be another network; so some samples are always kept from the search, and a network is
/// handed out only where all of them agree, with a ``HeldOutCertificate``.
///
/// Source: Bakshi, Jayaram, Woodruff, "Learning Two Layer Rectified Neural Networks in Polynomial Time", COLT 2019,
/// arXiv:1811.01885, the fixed-parameter case. The search by starts, the exact step and the certificate are this
/// implementation's own; there is no proof that a start succeeds.
///
/// - Complexity: O(k³ d³) samples × steps for each start, a few starts for k ≤ 6; one pass over all samples.
public struct FewOutputsLearner: Learner {
  /// The name on the command line and in reports.
  public static let identifier: String = "fpt-recovery"
  /// What the learner does, in one line.
  public static let summary: String =
    "recovers a small two-layer ReLU network from any number of outputs, down to one"
  /// The paper that it comes from.
  public static let source: String = ExactRecoveryLearner.source

  /// The most hidden units that are sought; success by starts becomes rare beyond.
  public static let largestHiddenUnits: Int = 12
  /// The most hidden units that are tried in turn where their number is not given.
  public static let largestHiddenUnitsTried: Int = 6

  /// What the caller knows or wishes.
  public struct Options: Sendable, Hashable {
    /// The number of hidden units, *k*; `nil` tries 1, 2, … and takes the first for which a network is found.
    public var hiddenUnits: Int?
    /// The most starts for each number of hidden units.
    public var starts: Int = 30
    /// The relative precision of the labels: 2⁻⁵³ for float64, 2⁻²⁴ for float32.
    public var labelPrecision: Double = 0x1p-53
    /// The seed of the starts.
    public var seed: UInt64 = 0

    /// The options that suit float64 samples.
    public init() {}
  }

  private let options: Options
  private let progress: @Sendable (String) -> Void
  private let certifiesEveryFit: Bool

  /// Creates the learner.
  ///
  /// - Parameter progress: told now and then how far the search has come, for people.
  /// - Precondition: `hiddenUnits` and `starts` are positive, and `labelPrecision` lies between 0 and 1, both excluded.
  public init(_ options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
    self.init(options, certifiesEveryFit: false, progress: progress)
  }

  /// Creates the learner, or one that breaks its promise: it certifies whatever fits the samples that it studied.
  ///
  /// - Parameter certifiesEveryFit: true only to show that the checks are needed.
  package init(
    _ options: Options, certifiesEveryFit: Bool,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    precondition(options.hiddenUnits ?? 1 > 0, "a network has at least one hidden unit")
    precondition(options.starts > 0, "a search needs at least one start")
    precondition(options.labelPrecision > 0 && options.labelPrecision < 1, "a precision lies between 0 and 1")
    self.options = options
    self.progress = progress
    self.certifiesEveryFit = certifiesEveryFit
  }

  /// Studies samples.
  ///
  /// - Throws: `DataError` where the samples cannot be read, or hold a NaN or an infinite entry.
  public func study(_ samples: some SampleSource, threads: Int = Parallel.coreCount) throws -> LearnerOutcome
  {
    if let wanted = options.hiddenUnits, wanted > Self.largestHiddenUnits {
      return .refused(
        Refusal(
          .notFound,
          "\(wanted) hidden units are more than the \(Self.largestHiddenUnits) up to which this search is practical: "
            + "the starts that it needs grow quickly; with as many outputs as hidden units exact-recovery has no "
            + "such limit"))
    }
    try requireFinite(samples)
    var last: LearnerOutcome?
    for plan in try FewOutputsPlan.plans(for: samples, hiddenUnits: options.hiddenUnits) {
      let attempt: FewOutputsAttempt = try FewOutputsAttempt(
        source: samples, plan: plan, options: options, certifiesEveryFit: certifiesEveryFit,
        threads: threads, progress: progress)
      let (outcome, isFinal): (LearnerOutcome, Bool) = try attempt.run()
      if isFinal { return outcome }
      last = outcome
    }
    return last
      ?? .refused(
        Refusal(
          .insufficient,
          "of \(samples.count) samples, copies and multiples counted once, \(HeldOutRows.fewest) must be kept to check the answer, "
            + "and none are left to study; give more distinct samples"))
  }

  private func requireFinite(_ source: some SampleSource) throws {
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      for (matrix, name) in [(read.inputs, source.names.inputs), (read.labels, source.names.labels)] {
        guard let index = matrix.elements.firstIndex(where: { !$0.isFinite }) else { continue }
        throw DataError(
          .badData, file: name,
          place: "row \(block.lowerBound + index / matrix.columns), column \(index % matrix.columns)",
          problem: "holds a NaN or infinite entry", mend: "correct the value")
      }
    }
  }
}
