public import Learners
import PropertyTesting
import Teachers

/// Recovery of two-layer ReLU networks where the noise is any matrix, as long as the inputs do not depend on it.
///
/// *Promise*: the least squares that the student's directions allow exceed the noise by at most 1 %. *Rate*: the error of
/// the parameters falls like n^{-1/2}, also for noise with a mean or a trend. *Intercept*: without one the error stays. A
/// constant offset is removed exactly, and so are rows of garbage where most rows are exact.
///
/// Source: Bakshi, Jayaram, Woodruff, COLT 2019, arXiv:1811.01885, arbitrary noise and sparse noise. That the rows of such
/// noise are exchangeable, so that an intercept is all it takes, is this implementation's argument.
public struct IndependentNoiseRecoveryGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "independent-noise-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "noise that is arbitrary but independent of the inputs is told from the teacher"
  /// The paper and theorem.
  public static let source: String = NoisyRecoveryLearner.source + ", arbitrary and sparse noise"

  /// Makes the learner for a kind of noise that looks for a number of hidden units.
  public typealias MakeLearner =
    @Sendable (_ noise: NoiseModel, _ hiddenUnits: Int) -> any Learner

  /// Within 0.1 of −1/2, as far as the errors' largest parameter lets it show.
  private static let slopes: ClosedRange<Double> = -0.6 ... -0.4
  private static let sizes: [Double] = [1000, 4000, 16_000]
  /// By what the residual may exceed the noise.
  private static let residualFactor: Double = 1.01
  /// By what an intercept lowers the error at n = 16000 at least.
  private static let interceptGain: Double = 1.6
  /// The error that is left of a constant offset, or of garbage rows.
  private static let exactError: Double = 1e-9

  private let learner: MakeLearner

  /// The guarantee of the product's own learner.
  public init() {
    self.init { noise, hiddenUnits in
      var options: NoisyRecoveryLearner.Options = NoisyRecoveryLearner.Options()
      options.hiddenUnits = hiddenUnits
      options.noise = noise
      return NoisyRecoveryLearner(options)
    }
  }

  /// The same claims of other learners.
  public init(learner: @escaping MakeLearner) {
    self.learner = learner
  }

  /// The claims.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    if profile == .quick { return [try promise(profile), try offset(profile), try garbage(profile)] }
    var claims: [RecoveryClaim] = [try promise(profile)]
    claims += try [.ramp, .otherNetwork].map { try rate($0) }
    claims += try [.offset, .ramp, .otherNetwork].map { try gain($0) }
    claims += [try offset(profile), try bound(profile), try garbage(profile)]
    return claims
  }

  /// The laws of noise that the promise is tried on, each in its turn.
  private static let laws: [LabelNoise.Law] = [.offset, .ramp, .otherNetwork, .outliers]

  private func promise(_ profile: AuditProfile) throws -> RecoveryClaim {
    let noises: [LabelNoise] = try Self.laws.map { try LabelNoise($0) }
    let problems: RecoveryProblems = .gaussian(
      try NoisyTeachers.size((6, 2, 3)), samples: { _, _ in 600...600 }
    ).map { problem in
      try problem.withNoise(noises[Int(problem.seed % UInt64(noises.count))])
    }
    return RecoveryClaim(
      name: "the residual is no larger than the noise",
      statement:
        "with n = 600 the residual for the student's directions is at most \(Self.residualFactor) times the "
        + "noise, for an offset, a ramp, another network's labels, and large errors in few rows",
      tolerance: .never(profile), metric: "residual over noise", problems: problems,
      learner: learner(.independent, 2), judge: .residualWithin(Self.residualFactor),
      command: "noisy-recovery --noise independent --hidden 2")
  }

  private func rate(_ law: LabelNoise.Law) throws -> RecoveryClaim {
    RecoveryClaim(
      name: "rate under \(law.rawValue) noise", statement: "the error of the parameters falls like 1/√n",
      quantity: MeasuredQuantity("slope of log error on log n", .slope(Self.slopes, against: Self.sizes)),
      problems: try NoisyTeachers.problems((8, 3, 3), samples: Int(Self.sizes.max() ?? 1), law),
      learner: learner(.independent, 3), command: "noisy-recovery --noise independent --hidden 3"
    ) { problem, learner in
      let problems: [Problem] = try Self.sizes.map {
        try problem.withSamples(count: Int($0), seed: problem.seed)
      }
      return try .distances(of: learner, on: problems, acceptsCandidates: true)
    }
  }

  private func gain(_ law: LabelNoise.Law) throws -> RecoveryClaim {
    let plain: any Learner = learner(.meanZero, 3)
    return RecoveryClaim(
      name: "intercept against \(law.rawValue) noise",
      statement:
        "at n = 16000 the error without an intercept is at least \(Self.interceptGain) times as large",
      quantity: MeasuredQuantity(
        "error without an intercept over error with one", .quantile(0.5, .atLeast(Self.interceptGain))),
      problems: try NoisyTeachers.problems((8, 3, 3), samples: 16_000, law),
      learner: learner(.independent, 3), command: "noisy-recovery --noise independent --hidden 3"
    ) { problem, learner in
      let with: TrialMeasurement = try .distances(of: learner, on: [problem], acceptsCandidates: true)
      let without: TrialMeasurement = try .distances(of: plain, on: [problem], acceptsCandidates: true)
      guard case .points(let first) = with, let error = first.first else { return with }
      guard case .points(let second) = without, let plainError = second.first else { return without }
      // Rounding of an exact answer counts as an error of its own size, so that the ratio is finite.
      return .value(plainError / max(error, .ulpOfOne))
    }
  }

  private func offset(_ profile: AuditProfile) throws -> RecoveryClaim {
    RecoveryClaim(
      name: "a constant offset is removed exactly",
      statement: "with n = 600 the error is at most \(Self.exactError)", tolerance: .few(profile),
      problems: try small(.offset, 600...600), learner: learner(.independent, 2),
      judge: .recovered(within: { _ in Self.exactError }, wrongBeyond: Self.exactError),
      command: "noisy-recovery --noise independent --hidden 2")
  }

  private func bound(_ profile: AuditProfile) throws -> RecoveryClaim {
    RecoveryClaim(
      name: "the stated bound holds",
      statement: "with n = 300 to 600 no error exceeds the bound of its certificate",
      tolerance: .never(profile), metric: "error over its stated bound",
      problems: try small(.otherNetwork, 300...600), learner: learner(.independent, 2),
      judge: .withinStatedBound, command: "noisy-recovery --noise independent --hidden 2")
  }

  private func garbage(_ profile: AuditProfile) throws -> RecoveryClaim {
    RecoveryClaim(
      name: "rows of garbage are left out",
      statement: "with n = 1000, a tenth of them garbage, the error is at most \(Self.exactError)",
      tolerance: .few(profile), problems: try small(.sparse, 1000...1000), learner: learner(.sparse, 2),
      judge: .recovered(within: { _ in Self.exactError }, wrongBeyond: Self.exactError),
      command: "noisy-recovery --noise sparse --hidden 2")
  }

  private func small(_ law: LabelNoise.Law, _ counts: ClosedRange<Int>) throws -> RecoveryProblems {
    let noise: LabelNoise = try LabelNoise(law)
    return .gaussian(try NoisyTeachers.size((6, 2, 3)), samples: { _, _ in counts }).map {
      try $0.withNoise(noise)
    }
  }
}
