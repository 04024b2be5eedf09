public import Learners
import PropertyTesting
import Teachers

/// Recovery of two-layer ReLU networks from labels with independent noise of mean zero.
///
/// *Rate*: the error of the parameters falls like n^{-1/2}, for moments alone as for least squares. *Noise*: at a fixed
/// number of samples it grows in proportion to the noise level. *Least squares*: the student is as far from the teacher
/// as the information in the samples allows, neither farther nor nearer. *Soundness*: no error exceeds the bound that the
/// certificate states, and labels that no network of the class has, with biases or leaks, are not certified.
///
/// Source: Bakshi, Jayaram, Woodruff, COLT 2019, arXiv:1811.01885, i.i.d. mean-zero noise. The rates are those of
/// M-estimators; the sample sizes were measured for this implementation.
public struct NoisyRecoveryGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "noisy-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "from noisy labels the error falls like 1/√n and stays within its stated bound"
  /// The paper and theorem.
  public static let source: String = NoisyRecoveryLearner.source + ", mean-zero noise"

  /// Makes the learner of a method that looks for a number of hidden units.
  public typealias MakeLearner =
    @Sendable (_ method: StatisticalCertificate.Method, _ hiddenUnits: Int) -> any Learner

  /// Within 0.1 of −1/2, as far as the errors' largest parameter lets it show.
  private static let slopes: ClosedRange<Double> = -0.6 ... -0.4
  private static let noiseSlopes: ClosedRange<Double> = 0.9...1.1
  private static let noiseLevels: [Double] = [0.02, 0.05, 0.1, 0.2]
  /// The quantile of a Gaussian that leaves out 0.1 % on each side.
  private static let waldQuantile: Double = 3.09
  /// What moments of ``momentSamples`` samples of one neuron are asked for: several times what they leave.
  private static let momentError: Double = 0.15
  private static let momentSamples: Int = 2000

  /// The numbers of samples at which the quick profile measures a rate.
  private static let quickSizes: [Double] = [500, 2000, 8000]

  private let learner: MakeLearner

  /// The guarantee of the product's own learner.
  public init() {
    self.init { method, hiddenUnits in
      var options: NoisyRecoveryLearner.Options = NoisyRecoveryLearner.Options()
      options.hiddenUnits = hiddenUnits
      options.method = method
      return NoisyRecoveryLearner(options)
    }
  }

  /// The same claims of other learners.
  public init(learner: @escaping MakeLearner) {
    self.learner = learner
  }

  /// The claims.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    if profile == .quick {
      return [
        try near(profile),
        try rate("least squares", .refined, (8, 3, 3), .gaussian, 0.1, Self.quickSizes),
        try bound(profile),
      ]
    }
    let sizes: [Double] = profile == .thorough ? [1000, 2000, 4000, 8000, 16_000] : [1000, 4000, 16_000]
    var claims: [RecoveryClaim] = [
      try near(profile),
      try rate("moments", .moments, (8, 3, 3), .gaussian, 0.1, sizes),
      try rate("least squares", .refined, (8, 3, 3), .gaussian, 0.1, sizes),
      try proportion(),
      try leastSquares(profile),
      try bound(profile),
      try misfit(.biased, 0.3, profile), try misfit(.leaky, 0.2, profile),
    ]
    if profile == .thorough {
      claims += [
        try rate("moments", .moments, (10, 5, 8), .uniform, 0.3, sizes),
        try rate("least squares", .refined, (10, 5, 8), .uniform, 0.3, sizes),
        try rate("least squares", .refined, (8, 3, 3), .gaussian, 1, sizes),
        try rate("least squares", .refined, (8, 3, 3), .rademacher, 0.3, sizes),
        try rate("least squares", .refined, (8, 2, 1), .gaussian, 0.1, sizes),
      ]
    }
    return claims
  }

  private func near(_ profile: AuditProfile) throws -> RecoveryClaim {
    let size: TeacherSize = try NoisyTeachers.size((4, 1, 2))
    let counts: SampleCounts = { _, _ in Self.momentSamples...Self.momentSamples }
    let noise: LabelNoise = try LabelNoise(.gaussian, level: 0.1)
    return RecoveryClaim(
      name: "moments are near one neuron",
      statement: "\(Self.momentSamples) samples with noise of 0.1 leave a relative error of at most "
        + "\(Self.momentError)",
      tolerance: .few(profile),
      problems: .gaussian(size, samples: counts).map { try $0.withNoise(noise) },
      simpler: [.integer(upTo: size, samples: counts).map { try $0.withNoise(noise) }],
      learner: learner(.moments, 1), judge: .near(within: Self.momentError),
      command: "noisy-recovery --method moments --hidden 1")
  }

  private func rate(
    _ what: String, _ method: StatisticalCertificate.Method, _ size: (Int, Int, Int), _ law: LabelNoise.Law,
    _ level: Double, _ sizes: [Double]
  ) throws -> RecoveryClaim {
    RecoveryClaim(
      name: "rate of \(what) at d=\(size.0), k=\(size.1), m=\(size.2), \(law.rawValue) noise \(level)",
      statement: "the error of the parameters falls like 1/√n",
      quantity: MeasuredQuantity("slope of log error on log n", .slope(Self.slopes, against: sizes)),
      problems: try NoisyTeachers.problems(size, samples: Int(sizes.max() ?? 1), law, level: level),
      learner: learner(method, size.1),
      command: "noisy-recovery --hidden \(size.1) --method \(method.rawValue)"
    ) { problem, learner in
      let problems: [Problem] = try sizes.map {
        try problem.withSamples(count: Int($0), seed: problem.seed)
      }
      return try .distances(of: learner, on: problems, acceptsCandidates: true)
    }
  }

  private func proportion() throws -> RecoveryClaim {
    RecoveryClaim(
      name: "the error is proportional to the noise",
      statement: "at n = 4000 the error of the parameters is proportional to the noise level",
      quantity: MeasuredQuantity(
        "slope of log error on log σ", .slope(Self.noiseSlopes, against: Self.noiseLevels)),
      problems: try NoisyTeachers.problems((8, 3, 3), samples: 4000, .gaussian, level: 0.1),
      learner: learner(.refined, 3), command: "noisy-recovery --hidden 3"
    ) { problem, learner in
      let problems: [Problem] = try Self.noiseLevels.map {
        try problem.withNoise(try LabelNoise(.gaussian, level: $0))
      }
      return try .distances(of: learner, on: problems, acceptsCandidates: true)
    }
  }

  private func leastSquares(_ profile: AuditProfile) throws -> RecoveryClaim {
    RecoveryClaim(
      name: "the error has the law of least squares",
      statement:
        "with n = 4000 and noise of 0.1 the Wald statistic lies between its 0.1 % and 99.9 % quantiles",
      tolerance: .few(profile), metric: "Wald statistic over its degrees of freedom",
      problems: try NoisyTeachers.problems((8, 3, 4), samples: 4000, .gaussian, level: 0.1),
      learner: learner(.refined, 3), judge: .leastSquares(quantile: Self.waldQuantile),
      command: "noisy-recovery --hidden 3")
  }

  private func bound(_ profile: AuditProfile) throws -> RecoveryClaim {
    let size: TeacherSize = try NoisyTeachers.size((6, 2, 3))
    return RecoveryClaim(
      name: "the stated bound holds",
      statement: "with n = 150 to 600 and noise of 0.3 no error exceeds the bound of its certificate",
      tolerance: .never(profile), metric: "error over its stated bound",
      problems: .gaussian(size, samples: { _, _ in 150...600 }).map {
        try $0.withNoise(try LabelNoise(.gaussian, level: 0.3))
      },
      learner: learner(.refined, 2), judge: .withinStatedBound, command: "noisy-recovery --hidden 2")
  }

  private func misfit(
    _ law: LabelNoise.Law, _ level: Double, _ profile: AuditProfile
  ) throws -> RecoveryClaim {
    let size: TeacherSize = try NoisyTeachers.size((6, 2, 3))
    return RecoveryClaim(
      name: "\(law.rawValue) labels are refused",
      statement: "labels of hidden units that are \(law.rawValue) by \(level) are never certified",
      tolerance: .never(profile), metric: "relative error of the worst parameter",
      problems: .gaussian(size, samples: { _, _ in 600...600 }).map {
        try $0.withNoise(try LabelNoise(law, level: level))
      },
      learner: learner(.refined, 2), judge: .refused(for: [.notFound, .insufficient, .notRealisable]),
      command: "noisy-recovery --hidden 2")
  }
}

/// Gaussian teachers with layers of condition number 3, and noise on their labels.
enum NoisyTeachers {
  private static let conditionNumber: Double = 3

  static func size(_ size: (Int, Int, Int)) throws -> TeacherSize {
    try TeacherSize(
      inputsDimension: size.0, hidden: size.1, outputs: size.2, conditionNumber: conditionNumber)
  }

  /// Problems of one size, for claims about a quantity.
  static func problems(
    _ size: (Int, Int, Int), samples: Int, _ law: LabelNoise.Law, level: Double? = nil, share: Double? = nil
  ) throws -> RecoveryProblems {
    let size: TeacherSize = try self.size(size)
    let noise: LabelNoise = try LabelNoise(law, level: level, share: share)
    return RecoveryProblems(
      "gaussian",
      .build { draw in
        try Problem(
          family: GaussianTeachers.self, size: size, samples: samples, seed: try draw("seed", .integer()),
          noise: noise)
      })
  }
}
