public import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Teachers

/// Exhaustive search for two-layer ReLU networks on inputs of any kind.
///
/// *Completeness*: for up to three hidden units, teachers are recovered from Gaussian inputs and from small integers
/// alike, except for a small share of problems.
///
/// *Soundness*: on few samples, where often several networks fit, nothing wrong is certified, and labels that a
/// teacher made are never said to be impossible.
///
/// *Refutation*: labels of leaky units, and of absolute values, are proved to be no network's with as many units as
/// their rank.
///
/// Source: Bakshi, Jayaram, Woodruff, COLT 2019, arXiv:1811.01885, the case of arbitrary inputs.
public struct ExhaustiveRecoveryGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "exhaustive-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "for any inputs, teachers of few hidden units are recovered, and what is proved impossible is"
  /// The paper and theorem.
  public static let source: String = ExhaustiveRecoveryLearner.source

  private static let conditionNumber: Double = 3
  private static let distributions: [(name: String, inputs: InputDistribution)] = [
    ("Gaussian", .gaussian), ("lattice", .lattice()),
  ]

  private let learner: any Learner

  /// The guarantee of the product's own learner.
  public init() {
    self.init(learner: ExhaustiveRecoveryLearner())
  }

  /// The same claims of another learner.
  public init(learner: any Learner) {
    self.learner = learner
  }

  /// The claims, each for Gaussian and for lattice inputs.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    let isQuick: Bool = profile == .quick
    var claims: [RecoveryClaim] = []
    for (name, inputs) in Self.distributions {
      for size in isQuick ? [(5, 2, 2)] : [(3, 1, 1), (5, 2, 2), (8, 3, 3)] {
        claims.append(try recovered(try Self.size(size), name, inputs, profile))
      }
      for size in isQuick ? [(3, 2, 2)] : [(3, 2, 2), (4, 3, 4), (4, 4, 4)] {
        claims.append(try sound(try Self.size(size), name, inputs, profile))
      }
      for size in isQuick ? [(4, 2, 2)] : [(3, 1, 1), (4, 2, 2), (5, 3, 3)] {
        for kind in Impossible.allCases {
          claims.append(try refuted(try Self.size(size), kind, name, inputs, profile))
        }
      }
    }
    return claims
  }

  private func recovered(
    _ size: TeacherSize, _ name: String, _ inputs: InputDistribution, _ profile: AuditProfile
  ) throws -> RecoveryClaim {
    let samples: SampleCounts = { inputs, hidden in 8 * (inputs + hidden)...8 * (inputs + hidden) }
    let count: Int = samples(size.inputsDimension, size.hidden).lowerBound
    return RecoveryClaim(
      name: "recovered, \(name) inputs, \(Self.text(size))",
      statement: "with n = \(count) samples every parameter is recovered to relative error 1e-11",
      tolerance: .few(profile),
      problems: RecoveryProblems.gaussian(size, samples: samples).map { try Self.problem($0, inputs) },
      simpler: [SimplerProblems.integer(upTo: size, samples: samples).map { try Self.problem($0, inputs) }],
      learner: learner, judge: .recovered(within: 1e-11))
  }

  private func sound(
    _ size: TeacherSize, _ name: String, _ inputs: InputDistribution, _ profile: AuditProfile
  ) throws -> RecoveryClaim {
    let samples: SampleCounts = { inputs, hidden in inputs + hidden...4 * (inputs + hidden) }
    let counts: ClosedRange<Int> = samples(size.inputsDimension, size.hidden)
    return RecoveryClaim(
      name: "never wrong, \(name) inputs, \(Self.text(size))",
      statement:
        "with n = \(counts.lowerBound) to \(counts.upperBound) samples no certified network is another than "
        + "the teacher, and the teacher's labels are never said to be impossible",
      tolerance: .never(profile),
      problems: RecoveryProblems.gaussian(size, samples: samples).map { try Self.problem($0, inputs) },
      simpler: [SimplerProblems.integer(upTo: size, samples: samples).map { try Self.problem($0, inputs) }],
      learner: learner, judge: Self.soundness)
  }

  private func refuted(
    _ size: TeacherSize, _ kind: Impossible, _ name: String, _ inputs: InputDistribution,
    _ profile: AuditProfile
  ) throws -> RecoveryClaim {
    let samples: SampleCounts = { inputs, hidden in 8 * (inputs + hidden)...8 * (inputs + hidden) }
    let count: Int = samples(size.inputsDimension, size.hidden).lowerBound
    return RecoveryClaim(
      name: "refuted, \(kind.rawValue), \(name) inputs, \(Self.text(size))",
      statement: "labels of \(kind.rawValue) at n = \(count) samples are proved to be no network's",
      tolerance: .few(profile), metric: "none",
      problems: RecoveryProblems.gaussian(size, samples: samples).map { try kind.problem($0, inputs) },
      learner: learner, judge: .refused(for: [.notRealisable]))
  }

  private static func problem(_ problem: Problem, _ inputs: InputDistribution) throws -> Problem {
    try Problem(
      teacher: problem.teacher, family: problem.family, samples: problem.count, seed: problem.seed,
      inputs: inputs)
  }

  private static func size(_ size: (Int, Int, Int)) throws -> TeacherSize {
    try TeacherSize(
      inputsDimension: size.0, hidden: size.1, outputs: size.2,
      conditionNumber: min(size.0, size.1) > 1 ? conditionNumber : 1)
  }

  private static func text(_ size: TeacherSize) -> String {
    "d=\(size.inputsDimension), k=\(size.hidden), m=\(size.outputs)"
  }
}

extension ExhaustiveRecoveryGuarantee {
  /// Labels that no network with as many hidden units as their rank can give.
  private enum Impossible: String, CaseIterable {
    case leaky = "leaky units"
    case absolute = "absolute values"

    /// The problem with the layers of another one, as a network that gives such labels.
    func problem(_ problem: Problem, _ inputs: InputDistribution) throws -> Problem {
      let (hidden, output): (Matrix, Matrix) = (
        problem.teacher.layers[0].weights, problem.teacher.layers[1].weights
      )
      let teacher: Network =
        switch self {
        case .leaky: try Network(hidden: hidden, output: output, activation: .leakyRelu)
        // |t| = relu(t) + relu(−t)
        case .absolute:
          try Network(
            hidden: hidden.appendingRows(of: hidden.scaled(by: -1)),
            output: output.transposed.appendingRows(of: output.transposed).transposed)
        }
      return try Problem(
        teacher: teacher, family: problem.family, samples: problem.count, seed: problem.seed, inputs: inputs)
    }
  }

  /// A certified error beyond this is another network even where the certificate announces a large one.
  private static let largestAnnounced: Double = 1e-4

  /// What is certified is the teacher, or fits with fewer units than the teacher has; what is refused is not said to be
  /// impossible.
  private static let soundness: RecoveryJudge = RecoveryJudge(mustAnswer: true) { problem, outcome in
    switch outcome {
    case .refused(let refusal):
      return TrialOutcome(
        passed: refusal.reason != .notRealisable, label: "refused: \(refusal.reason.rawValue)",
        failure: .wrong)
    case .recovered(let recovery):
      if recovery.student.layers[0].outputs < problem.size.hidden {
        // A unit that no sample activates leaves no trace.
        let samples: Samples = problem.samples(0..<problem.count, threads: 1)
        let missed: Double = (recovery.student.evaluate(samples.inputs) - samples.labels).maximumMagnitude
        return TrialOutcome(
          passed: missed <= RecoveryJudge.wrongError * samples.labels.maximumMagnitude,
          label: "recovered the units that samples show", failure: .wrong)
      }
      let error: Double = NeuronMatching.relativeError(of: recovery.student, against: problem.teacher)
      let announced: Double = (recovery.certificate as? ExhaustiveCertificate)?.parameterErrorBound ?? 0
      let bound: Double = max(RecoveryJudge.wrongError, min(announced, largestAnnounced))
      return TrialOutcome(
        passed: error <= bound, label: error <= bound ? "recovered" : "certified but wrong", metric: error,
        failure: .wrong)
    }
  }
}
