import BigInt
import DataFiles
import ExactArithmetic
public import LinearAlgebra
public import Networks

/// Recovers a two-layer ReLU network with rational weights bit for bit, from samples that are exact.
///
/// ```swift
/// let samples = try IntegerSamples(SampleFiles(inputsPath: "X.npy", labelsPath: "Y.npy"))
/// if case .recovered(let recovery) = try BitExactRecovery().study(samples),
///   let certificate = recovery.certificate as? ExactCertificate
/// {
///   print(certificate.network)          // the network in normal form, every weight a fraction
/// }
/// ```
///
/// ``ExactRecoveryLearner`` supplies approximate directions, and these are hints: every decision falls in rational
/// arithmetic. From a hint the direction follows exactly, either as the simplest fractions near it, or as what the
/// samples force, by elimination modulo primes and rational reconstruction; the output weights solve an invertible part
/// of the equations; and the network is handed out only if it gives *every* label, and with an argument that no other
/// network of its size does.
///
/// Labels that are floats may have been rounded when they were computed. Where no network gives them exactly, the
/// network with the simplest fractions that gives them up to rounding is taken, if no other fractions of comparable
/// size do; its certificate says so (``ExactCertificate/Labels/rounded``).
///
/// Source: Bakshi, Jayaram, Woodruff, "Learning Two Layer Rectified Neural Networks in Polynomial Time", COLT 2019,
/// arXiv:1811.01885, for the algorithm in real arithmetic; its rational form is this implementation's own.
///
/// - Complexity: that of the search for hints, and O(n k (d + m)) products of integers.
public struct BitExactRecovery: Learner {
  /// The name in reports; the command line has it as an option of `exact-recovery`.
  public static let identifier: String = "bit-exact-recovery"
  /// What the learner does, in one line.
  public static let summary: String = "recovers a two-layer ReLU network with rational weights bit for bit"
  /// The paper that it comes from.
  public static let source: String = ExactRecoveryLearner.source

  /// What the caller knows or wishes.
  public struct Options: Sendable, Hashable {
    /// The options of the search for hints.
    public var search: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    /// Whether float labels that no network gives exactly may be taken as rounded.
    public var allowsRoundedLabels: Bool = true

    /// The options that suit samples of which nothing else is known.
    public init() {}
  }

  private let options: Options
  private let progress: @Sendable (String) -> Void

  /// Creates the learner.
  ///
  /// - Parameter progress: told now and then how far the search has come, for people.
  public init(_ options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
    self.options = options
    self.progress = progress
  }

  /// Studies samples whose floats stand for the binary fractions that they are.
  ///
  /// - Throws: `DataError` where the samples cannot be read, or are too many for exact arithmetic.
  public func study(_ samples: some SampleSource, threads: Int = Parallel.coreCount) throws -> LearnerOutcome
  {
    try study(IntegerSamples(samples), threads: threads)
  }

  /// Studies exact samples.
  ///
  /// - Throws: `DataError` where all labels are zero.
  public func study(_ samples: IntegerSamples, threads: Int = Parallel.coreCount) throws -> LearnerOutcome {
    let rays: SampleRays = SampleRays(samples)
    if let contradiction = rays.contradiction, !samples.labelsAreFloats || rays.labelledZero != nil {
      return .refused(Refusal(.notRealisable, "\(contradiction); no network without biases does that"))
    }
    let inputsRank: Int = ResidueElimination(0)
      .independentRows(samples.inputs, columnCount: samples.inputsDimension).count
    if inputsRank < samples.inputsDimension,
      RationalMatrix(samples.inputs.map { $0.map { Rational($0) } }).rank() < samples.inputsDimension
    {
      return .refused(
        Refusal(
          .notIdentifiable,
          "the inputs have rank \(inputsRank) and do not span their \(samples.inputsDimension) dimensions, so some "
            + "directions have no effect; give more samples or remove dependent inputs"))
    }
    let heldOut: [Int] = rays.heldOut(samples)
    var isHeldOut: [Bool] = [Bool](repeating: false, count: samples.count)
    for row in heldOut { isHeldOut[row] = true }
    let studied: [Int] = (0..<samples.count).filter { !isHeldOut[$0] }
    let all: [Int] = Array(0..<samples.count)
    // Without held-out samples only a proof certifies, so they are given up last.
    var outcome: LearnerOutcome?
    for (rows, kept) in heldOut.isEmpty ? [(all, [])] : [(studied, heldOut), (all, [])] {
      let attempt: BitExactAttempt = BitExactAttempt(
        samples: samples, rays: rays, rows: rows, heldOut: kept, options: options, threads: threads,
        progress: progress)
      let next: LearnerOutcome = try attempt.run()
      if case .recovered = next { return next }
      if case .refused(let refusal) = next, refusal.reason == .notRealisable { return next }
      // A later refusal replaces an earlier one only if it has more to show.
      if case .refused(let refusal)? = outcome, refusal.candidate != nil { continue }
      outcome = next
    }
    return outcome ?? .refused(Refusal(.insufficient, "there are no samples"))
  }
}
