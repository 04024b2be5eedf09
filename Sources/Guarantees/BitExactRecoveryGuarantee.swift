public import Learners
import Networks
import PropertyTesting
import RandomStreams
import Teachers

/// Bit-exact recovery of two-layer ReLU networks with rational weights, from inputs that are binary fractions.
///
/// *Completeness*: for random teachers with weights p/q and n a small multiple of d + k the network found *is* the teacher,
/// as a set of pairs (primitive integer direction, rational output weights), with nothing left to tolerance, except for
/// a small share of problems. Labels are computed in floats: for integer weights they are exact, for others rounded.
///
/// *Soundness*: down to 2 (d + k) samples no network that is handed out differs from the teacher, however little.
///
/// Source: Bakshi, Jayaram, Woodruff, COLT 2019, arXiv:1811.01885, for the algorithm in real arithmetic.
public struct BitExactRecoveryGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "bit-exact-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "two-layer ReLU teachers with rational weights are recovered bit for bit"
  /// The paper and theorem.
  public static let source: String = BitExactRecovery.source + ", noiseless case in rational arithmetic"

  private static let scarceSamples: ClosedRange<Int> = 3...10
  private static let inputs: InputDistribution = .dyadic(bits: 8)

  /// The multiple of d + k at which recovery is claimed: with few neurons fewer samples tell any two apart, and rows of
  /// small fractions may be close to one another.
  private static func enough(_ hidden: Int) -> Int { hidden <= 3 ? 20 : 12 }

  private let learner: any Learner

  /// The guarantee of the product's own learner.
  public init() { self.init(learner: BitExactRecovery()) }

  /// The same claims of another learner, whose certificates hold their networks (`RationalCertificate`).
  public init(learner: any Learner) { self.learner = learner }

  /// The claims: teachers of growing size are recovered, and from scarce samples nothing wrong is handed out.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    var sizes: [(Int, Int, Int)] = [(5, 2, 2), (10, 5, 6)]
    if profile != .quick { sizes.append((10, 10, 10)) }
    if profile == .thorough { sizes.append((20, 20, 20)) }
    let enough: SampleCounts = { inputs, hidden in
      let count: Int = Self.enough(hidden) * (inputs + hidden)
      return count...count
    }
    let scarce: SampleCounts = { inputs, hidden in
      Self.scarceSamples.lowerBound * (inputs + hidden)...Self.scarceSamples.upperBound * (inputs + hidden)
    }
    return try sizes.map { size in
      try claim(
        "recovered", size,
        "with n = \(Self.enough(size.1) * (size.0 + size.1)) samples the network found is the teacher",
        .few(profile), enough, mustRecover: true)
    } + [
      claim(
        "never wrong", (6, 4, 5),
        "with \(Self.scarceSamples.lowerBound) to \(Self.scarceSamples.upperBound) samples for each of the d + k "
          + "dimensions no network that is handed out differs from the teacher",
        .never(profile), scarce, mustRecover: false)
    ]
  }

  private func claim(
    _ what: String, _ size: (Int, Int, Int), _ statement: String, _ tolerance: Claim.Tolerance,
    _ samples: @escaping SampleCounts, mustRecover: Bool
  ) throws -> RecoveryClaim {
    let largest: TeacherSize = try TeacherSize(
      inputsDimension: size.0, hidden: size.1, outputs: size.2)
    return RecoveryClaim(
      name: "\(what) at d=\(size.0), k=\(size.1), m=\(size.2)", statement: statement, tolerance: tolerance,
      metric: "1 where the network is not the teacher",
      problems: RecoveryProblems(
        "rational", RationalTeachers.problems(largest, samples: samples(size.0, size.1))),
      simpler: [
        SimplerProblems.integer(upTo: largest, samples: samples).map { problem in
          try Problem(
            teacher: problem.teacher, family: problem.family, samples: problem.count, seed: problem.seed,
            inputs: Self.inputs)
        }
      ], learner: learner,
      judge: Self.judge(mustRecover: mustRecover),
      command: "exact-recovery --exact")
  }

  /// Equality of networks as sets of neurons, and nothing else.
  private static func judge(mustRecover: Bool) -> RecoveryJudge {
    RecoveryJudge(mustAnswer: mustRecover) { problem, outcome in
      switch outcome {
      case .refused(let refusal):
        return TrialOutcome(
          passed: !mustRecover, label: "refused: \(refusal.reason.rawValue)", failure: .refused)
      case .recovered(let recovery):
        let found: RationalNetwork? = (recovery.certificate as? any RationalCertificate)?.network.normalForm
        guard let found, found == problem.rationalTeacher()?.normalForm else {
          return TrialOutcome(passed: false, label: "not the teacher", metric: 1, failure: .wrong)
        }
        return TrialOutcome(passed: true, label: "the teacher", metric: 0)
      }
    }
  }
}
