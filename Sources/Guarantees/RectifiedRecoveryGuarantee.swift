import Foundation
public import Learners
import LinearAlgebra
public import Networks
import Teachers

/// Recovery of two-layer networks with other rectified activations from Gaussian inputs without noise.
///
/// *Completeness*: for each activation that determines its teacher, every parameter is recovered to relative error
/// 10⁻¹², except for a small share of problems; for the step, the output weights are, and the directions to the angle
/// that the certificate states. *Soundness*: where samples are scarce, where the activation is not known, where the one
/// that is stated is wrong, and where the teacher's is leaky, nothing wrong is certified.
///
/// Source: the extension of Bakshi, Jayaram, Woodruff, COLT 2019, arXiv:1811.01885, to activations that are 0 for t ≤ 0
/// and positive beyond. The sample sizes were measured for this implementation.
public struct RectifiedRecoveryGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "rectified-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "teachers of other rectified activations are recovered, and nothing wrong is ever certified"
  /// The paper and theorem.
  public static let source: String =
    RectifiedRecoveryLearner.source + ", extension to rectified activations"

  /// A learner for a stated activation; nil leaves it open.
  public typealias LearnerOfActivation = @Sendable (Activation?) -> any Learner

  private static let conditionNumber: Double = 3
  /// Multiples of d + k: enough for an activation, and so few that several networks may fit.
  private static let enoughSamples: Int = 30
  private static let scarceSamples: ClosedRange<Int> = 2...6
  /// The output weights of step neurons follow from whole samples of them, so their error is of rounding.
  private static let stepOutputError: Double = 1e-12

  private let learner: LearnerOfActivation
  private let activations: [Activation]

  /// The guarantee of the product's own learner.
  public init() {
    self.init { activation in
      var options: RectifiedRecoveryLearner.Options = RectifiedRecoveryLearner.Options()
      options.activation = activation
      return RectifiedRecoveryLearner(options)
    }
  }

  /// The same claims of other learners, or of fewer activations.
  public init(
    activations: [Activation] = Activation.rectified.filter { $0 != .relu },
    learner: @escaping LearnerOfActivation
  ) {
    self.activations = activations
    self.learner = learner
  }

  /// The claims: every activation but ReLU is recovered, and nothing wrong is certified.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    var sizes: [(Int, Int, Int)] = [(5, 3, 3)]
    if profile == .thorough { sizes += [(10, 5, 5), (20, 10, 10)] }
    return try sizes.flatMap { size in
      try activations.map { try recovered($0, Self.size(size), profile) }
    } + [
      try soundness(
        "never wrong, activation open",
        "scarce samples of a teacher with any rectified activation, not stated",
        profile, activation: nil
      ) { Activation.rectified[Int($0 % UInt64(Activation.rectified.count))] },
      try soundness(
        "never wrong, activation mistaken",
        "samples of a teacher with another activation than relu-tanh, which is stated",
        profile, activation: .reluTanh
      ) { seed in
        let others: [Activation] = Activation.rectified.filter { $0 != .reluTanh }
        return others[Int(seed % UInt64(others.count))]
      },
      try soundness(
        "leaky teachers refused", "samples of a teacher with leaky units", profile, activation: nil
      ) { _ in .leakyRelu },
    ]
  }

  private func recovered(
    _ activation: Activation, _ size: TeacherSize, _ profile: AuditProfile
  ) throws -> RecoveryClaim {
    let samples: SampleCounts = { inputs, hidden in
      let count: Int = Self.enoughSamples * (inputs + hidden)
      return count...count
    }
    let count: Int = samples(size.inputsDimension, size.hidden).lowerBound
    let what: String =
      activation == .step
      ? "output weights are recovered to relative error \(Self.stepOutputError) and directions to the angle stated"
      : "every parameter is recovered to relative error \(RecoveryJudge.exactError)"
    return RecoveryClaim(
      name: "\(activation.rawValue) at d=\(size.inputsDimension), k=\(size.hidden), m=\(size.outputs)",
      statement: "with n = \(count) samples \(what)", tolerance: .few(profile),
      metric: activation == .step
        ? "largest angle between directions, in radians" : "relative error of the worst parameter",
      problems: .gaussian(size, samples: samples).map { try $0.withActivation(activation) },
      simpler: [.integer(upTo: size, samples: samples).map { try $0.withActivation(activation) }],
      learner: learner(activation), judge: activation == .step ? Self.stepJudge : .recovered(),
      command: "\(Self.identifier) --activation \(activation.rawValue)")
  }

  private func soundness(
    _ name: String, _ where: String, _ profile: AuditProfile, activation: Activation?,
    teachers: @escaping @Sendable (_ seed: UInt64) -> Activation
  ) throws -> RecoveryClaim {
    let size: TeacherSize = try Self.size((5, 2, 2))
    let samples: SampleCounts = { inputs, hidden in
      let dimensions: Int = inputs + hidden
      return Self.scarceSamples.lowerBound * dimensions...Self.scarceSamples.upperBound * dimensions
    }
    let counts: ClosedRange<Int> = samples(size.inputsDimension, size.hidden)
    return RecoveryClaim(
      name: name,
      statement:
        "from \(counts.lowerBound) to \(counts.upperBound) \(`where`), no network certified is wrong",
      tolerance: .never(profile),
      problems: .gaussian(size, samples: samples).map { try $0.withActivation(teachers($0.seed)) },
      simpler: [.integer(upTo: size, samples: samples).map { try $0.withActivation(teachers($0.seed)) }],
      learner: learner(activation), judge: Self.neverWrong,
      command: Self.identifier + (activation.map { " --activation \($0.rawValue)" } ?? ""))
  }

  private static func size(_ size: (Int, Int, Int)) throws -> TeacherSize {
    try TeacherSize(
      inputsDimension: size.0, hidden: size.1, outputs: size.2, conditionNumber: conditionNumber)
  }

  /// Step teachers are to be recovered, to what their certificate states.
  private static let stepJudge: RecoveryJudge = RecoveryJudge(mustAnswer: true) { problem, outcome in
    switch outcome {
    case .refused(let refusal):
      return TrialOutcome(passed: false, label: "refused: \(refusal.reason.rawValue)", failure: .refused)
    case .recovered(let recovery): return judgeStep(recovery, problem)
    }
  }

  /// What is certified is right, to what the certificate of a step teacher states or to 10⁻¹⁰.
  private static let neverWrong: RecoveryJudge = RecoveryJudge(mustAnswer: false) { problem, outcome in
    switch outcome {
    case .refused(let refusal):
      return TrialOutcome(passed: true, label: "refused: \(refusal.reason.rawValue)", failure: .refused)
    case .recovered(let recovery):
      guard problem.teacher.layers[0].activation != .step else { return judgeStep(recovery, problem) }
      let error: Double = NeuronMatching.relativeError(of: recovery.student, against: problem.teacher)
      let isRight: Bool = error <= RecoveryJudge.wrongError
      return TrialOutcome(
        passed: isRight, label: isRight ? "recovered" : "certified but wrong",
        metric: error.isFinite ? error : nil, failure: .wrong)
    }
  }

  private static func judgeStep(_ recovery: Recovery, _ problem: Problem) -> TrialOutcome {
    let student: Network = recovery.student
    let angleBound: Double = (recovery.certificate as? RectifiedCertificate)?.angleBound ?? 0
    guard student.layers[0].activation == .step, problem.teacher.layers[0].activation == .step,
      let found = StepDistance(student, problem.teacher)
    else { return TrialOutcome(passed: false, label: "certified but wrong", failure: .wrong) }
    let isRight: Bool = found.angle <= angleBound && found.outputError <= stepOutputError
    return TrialOutcome(
      passed: isRight, label: isRight ? "recovered" : "certified but wrong", metric: found.angle,
      failure: .wrong)
  }
}

/// How far two networks of step units are apart: directions as angles, output weights relatively, by the best match of
/// the output weights.
private struct StepDistance {
  let angle: Double
  let outputError: Double

  init?(_ student: Network, _ teacher: Network) {
    let (found, wanted): (Matrix, Matrix) = (student.layers[1].weights, teacher.layers[1].weights)
    guard found.rows == wanted.rows, found.columns == wanted.columns,
      student.inputsDimension == teacher.inputsDimension
    else { return nil }
    let count: Int = wanted.columns
    var errors: Matrix = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0..<count {
        errors[i, j] = wanted.column(i).distance(to: found.column(j)) / wanted.column(i).euclideanNorm
      }
    }
    guard errors.isFinite, let match = try? Assignment.minimumCost(errors) else { return nil }
    var (angle, outputError): (Double, Double) = (0, 0)
    for (i, j) in match.enumerated() {
      outputError = max(outputError, errors[i, j])
      let first: [Double] = teacher.layers[0].weights.row(i)
      let second: [Double] = student.layers[0].weights.row(j)
      let (a, b): (Double, Double) = (first.euclideanNorm, second.euclideanNorm)
      guard a > 0, b > 0 else { return nil }
      let (u, v): ([Double], [Double]) = (first.scaled(by: 1 / a), second.scaled(by: 1 / b))
      // The arc cosine of the inner product would lose half the digits.
      let sum: [Double] = zip(u, v).map { $0 + $1 }
      angle = max(angle, 2 * atan2(u.distance(to: v), sum.euclideanNorm))
    }
    self.angle = angle
    self.outputError = outputError
  }
}
