public import Learners
import RandomStreams
import Teachers

/// Exact recovery of two-layer ReLU networks from Gaussian inputs without noise.
///
/// *Completeness*: for random teachers with layers of condition number 3, m ≥ k, and n a small multiple of d + k, the
/// learner recovers every parameter to relative error 10⁻¹², except for a small share of problems.
///
/// *Soundness*: down to 2 (d + k) samples, where several networks often fit, no network that the learner certifies is
/// wrong; and copies of samples prove nothing.
///
/// Source: Bakshi, Jayaram, Woodruff, COLT 2019, arXiv:1811.01885, noiseless Gaussian case. The sample sizes were
/// measured for this implementation; the paper's own are polynomials of higher degree.
public struct ExactRecoveryGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "exact-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "two-layer ReLU teachers are recovered exactly, and nothing wrong is ever certified"
  /// The paper and theorem.
  public static let source: String = ExactRecoveryLearner.source + ", noiseless Gaussian inputs"

  private static let conditionNumber: Double = 3
  /// The range of multiples of d + k in which soundness is tried.
  private static let scarceSamples: ClosedRange<Int> = 2...4
  /// The same where half of the samples are copies or zero.
  private static let copiedSamples: ClosedRange<Int> = 5...9

  private let learner: any Learner

  /// The guarantee of the product's own learner.
  public init() {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    self.init(learner: ExactRecoveryLearner(options))
  }

  /// The same claims of another learner.
  public init(learner: any Learner) {
    self.learner = learner
  }

  /// The claims: teachers of growing size are recovered, and from scarce samples nothing wrong is certified.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    var sizes: [(Int, Int, Int)] = [(5, 2, 2), (10, 3, 3), (10, 5, 5), (20, 5, 6), (20, 10, 10)]
    if profile != .quick { sizes += [(20, 20, 20), (50, 10, 10)] }
    if profile == .thorough { sizes += [(50, 25, 25), (100, 10, 10), (100, 30, 40)] }
    return try sizes.map { try recovered($0, profile) }
      + [(10, 3, 4), (8, 4, 5)].map { try neverWrong($0, profile) } + [copies((5, 2, 2), profile)]
  }

  private func recovered(_ size: (Int, Int, Int), _ profile: AuditProfile) throws -> RecoveryClaim {
    let size: TeacherSize = try Self.size(size)
    let samples: SampleCounts = { inputs, hidden in
      // With few neurons fewer samples tell any two apart.
      let count: Int = (hidden <= 3 ? 8 : 5) * (inputs + hidden)
      return count...count
    }
    let count: Int = samples(size.inputsDimension, size.hidden).lowerBound
    return claim(
      "recovered", size,
      "with n = \(count) samples every parameter is recovered to relative error \(RecoveryJudge.exactError)",
      .few(profile), samples, .recovered())
  }

  private func neverWrong(_ size: (Int, Int, Int), _ profile: AuditProfile) throws -> RecoveryClaim {
    let size: TeacherSize = try Self.size(size)
    let samples: SampleCounts = { inputs, hidden in
      let dimensions: Int = inputs + hidden
      return Self.scarceSamples.lowerBound * dimensions...Self.scarceSamples.upperBound * dimensions
    }
    let counts: ClosedRange<Int> = samples(size.inputsDimension, size.hidden)
    return claim(
      "never wrong", size,
      "with n = \(counts.lowerBound) to \(counts.upperBound) samples no certified network is off by more than "
        + "\(RecoveryJudge.wrongError)",
      .never(profile), samples, .neverWrong())
  }

  /// Among samples of which a third are copies or zero, a certificate counts each sample once.
  private func copies(_ size: (Int, Int, Int), _ profile: AuditProfile) throws -> RecoveryClaim {
    let size: TeacherSize = try Self.size(size)
    let samples: SampleCounts = { inputs, hidden in
      let dimensions: Int = inputs + hidden
      return Self.copiedSamples.lowerBound * dimensions...Self.copiedSamples.upperBound * dimensions
    }
    let repeated: @Sendable (Problem) throws -> Problem = { problem in
      try Problem(
        teacher: problem.teacher, family: problem.family, samples: problem.count, seed: problem.seed,
        inputs: .repeated)
    }
    let counts: ClosedRange<Int> = samples(size.inputsDimension, size.hidden)
    return RecoveryClaim(
      name: "copies prove nothing at d=\(size.inputsDimension), k=\(size.hidden), m=\(size.outputs)",
      statement:
        "with n = \(counts.lowerBound) to \(counts.upperBound) samples, copies and zeros among them, nothing "
        + "is certified that is not certified without them, and no sample is both studied and held out",
      tolerance: .never(profile), problems: .gaussian(size, samples: samples).map(repeated),
      simpler: [SimplerProblems.integer(upTo: size, samples: samples).map(repeated)], learner: learner,
      judge: .countsSamplesOnce(learner), command: "exact-recovery --inputs-have-density")
  }

  private func claim(
    _ what: String, _ size: TeacherSize, _ statement: String, _ tolerance: Claim.Tolerance,
    _ samples: @escaping SampleCounts, _ judge: RecoveryJudge
  ) -> RecoveryClaim {
    RecoveryClaim(
      name: "\(what) at d=\(size.inputsDimension), k=\(size.hidden), m=\(size.outputs)", statement: statement,
      tolerance: tolerance, problems: .gaussian(size, samples: samples),
      simpler: [.integer(upTo: size, samples: samples)], learner: learner, judge: judge,
      command: "exact-recovery --inputs-have-density")
  }

  private static func size(_ size: (Int, Int, Int)) throws -> TeacherSize {
    try TeacherSize(
      inputsDimension: size.0, hidden: size.1, outputs: size.2, conditionNumber: conditionNumber)
  }
}
