public import Learners
import PropertyTesting
import Teachers

/// How many samples exact recovery takes: nothing can be certified from too few, and from enough nearly everything is.
///
/// *Law of angles*: two hidden rows at a small angle θ differ on a share θ/π of Gaussian inputs, so that they can be told
/// apart from n ≥ π(d + 2)/θ samples on. At half as many at most one in five problems is certified; at two and a half
/// times as many at least nine in ten are.
///
/// *Phase transition*: curves of the share certified, against n/(d + k) for well-conditioned teachers and against
/// nθ/(π(d + 2)) for rows at an angle.
///
/// *Hardest teachers*: the well-conditioned teachers that a targeted search found to need most samples
/// (``HardestTeacherSearch``) are recovered too, from somewhat more, and never certified wrongly from fewer.
public struct SampleComplexityGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "sample-complexity"
  /// The guarantee in one line.
  public static let title: String =
    "exact recovery sets in where the number of samples reaches what the angle of two rows asks for"
  /// The paper and theorem.
  public static let source: String =
    ExactRecoveryLearner.source
    + "; the law of angles and the numbers of samples are this implementation's own"

  /// The words after `assay learn` that try the learner on files.
  static let command: String = "exact-recovery --inputs-have-density"

  private static let conditionNumber: Double = 3
  /// The size of teachers with two rows at an angle: *d*, *k*, *m*.
  private static let angleSize: (Int, Int, Int) = (10, 2, 3)
  private static let angles: [Double] = [0.1, 0.01]
  /// n in units of π(d + 2)/θ, and the shares that are claimed there.
  private static let tooFew: Double = 0.5
  private static let enough: Double = 2.5
  private static let certifiedFromTooFew: Double = 0.2
  private static let refusedFromEnough: Double = 0.1
  private static let indifference: Double = 0.1

  let learner: any Learner

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

  // MARK: - The law of angles

  /// For each angle: few are certified from too few samples, most from enough; and what the hardest teachers ask for.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    try Self.angles.flatMap { angle in [try tooFew(angle), try enough(angle)] } + hardestClaims(profile)
  }

  private func tooFew(_ angle: Double) throws -> RecoveryClaim {
    let count: Int = Self.count(angle, Self.tooFew)
    return try claim(
      "not told apart at angle \(angle)",
      "two rows at the angle \(angle) are not certified from n = \(count) samples, half of π(d + 2)/θ", angle,
      count,
      .failureProbability(Self.certifiedFromTooFew, indifference: Self.indifference),
      RecoveryJudge(mustAnswer: false) { _, outcome in
        switch outcome {
        case .recovered: TrialOutcome(passed: false, label: "certified")
        case .refused(let refusal): TrialOutcome(passed: true, label: "refused: \(refusal.reason.rawValue)")
        }
      })
  }

  private func enough(_ angle: Double) throws -> RecoveryClaim {
    let count: Int = Self.count(angle, Self.enough)
    return try claim(
      "told apart at angle \(angle)",
      "two rows at the angle \(angle) are recovered from n = \(count) samples, 2.5 times π(d + 2)/θ", angle,
      count,
      .failureProbability(Self.refusedFromEnough, indifference: Self.indifference),
      .recovered(within: RecoveryJudge.wrongError))
  }

  private func claim(
    _ name: String, _ statement: String, _ angle: Double, _ count: Int, _ tolerance: Claim.Tolerance,
    _ judge: RecoveryJudge
  ) throws -> RecoveryClaim {
    RecoveryClaim(
      name: name, statement: statement, tolerance: tolerance,
      problems: RecoveryProblems("near-parallel", try Self.nearParallel(angle, count)), learner: learner,
      judge: judge, command: Self.command)
  }

  /// The number of samples in units of π(d + 2)/θ.
  private static func count(_ angle: Double, _ share: Double) -> Int {
    Int((share * Double.pi * Double(angleSize.0 + 2) / angle).rounded())
  }

  private static func nearParallel(_ angle: Double, _ count: Int) throws -> Gen<Problem> {
    let size: TeacherSize = try size(angleSize)
    let parameters: TeacherParameters = try TeacherParameters(
      [NearParallelTeachers.angle.name: angle], for: NearParallelTeachers.self)
    return .build { draw in
      let seed: UInt64 = try draw("seed", .integer())
      return try Problem(
        family: NearParallelTeachers.self, size: size, parameters: parameters, samples: count, seed: seed)
    }
  }

  // MARK: - The phase transition

  /// The share certified against n/(d + k) at some sizes, and against nθ/(π(d + 2)) at some angles.
  public func curves(_ profile: AuditProfile) throws -> [RecoveryCurve] {
    var sizes: [(Int, Int, Int)] = [(5, 2, 2), (10, 3, 3)]
    if profile != .quick { sizes += [(10, 5, 5), (20, 10, 10)] }
    if profile == .thorough { sizes += [(20, 20, 20), (50, 10, 10)] }
    let trials: Int =
      switch profile {
      case .quick: 30
      case .ci: 60
      case .thorough: 400
      }
    let angles: [Double] = profile == .quick ? Array(Self.angles.prefix(1)) : Self.angles
    return try sizes.map { try curve($0, trials: trials) }
      + angles.map { try curve(angle: $0, trials: trials) }
  }

  /// Places in units of d + k.
  private static let multiples: [Double] = [1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8]
  /// Places in units of π(d + 2)/θ.
  private static let angleMultiples: [Double] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5]

  private func curve(_ dimensions: (Int, Int, Int), trials: Int) throws -> RecoveryCurve {
    let size: TeacherSize = try Self.size(dimensions)
    let places: [RecoveryCurve.Place] = Self.multiples.map { multiple in
      let dimensions: Double = Double(size.inputsDimension + size.hidden)
      let count: Int = Int((multiple * dimensions).rounded())
      return RecoveryCurve.Place(
        x: Double(count) / dimensions, samples: count,
        problems: .build { draw in
          let seed: UInt64 = try draw("seed", .integer())
          return try Problem(family: GaussianTeachers.self, size: size, samples: count, seed: seed)
        })
    }
    return RecoveryCurve(
      name: "d\(size.inputsDimension)-k\(size.hidden)-m\(size.outputs)", xLabel: "n/(d + k)", places: places,
      trials: trials, learner: learner)
  }

  private func curve(angle: Double, trials: Int) throws -> RecoveryCurve {
    let places: [RecoveryCurve.Place] = try Self.angleMultiples.map { multiple in
      let count: Int = Self.count(angle, multiple)
      return RecoveryCurve.Place(x: multiple, samples: count, problems: try Self.nearParallel(angle, count))
    }
    let (size, thousandths): ((Int, Int, Int), Int) = (Self.angleSize, Int((1000 * angle).rounded()))
    return RecoveryCurve(
      name: "d\(size.0)-k\(size.1)-m\(size.2)-angle-\(thousandths)e-3", xLabel: "n θ/(π(d + 2))",
      places: places, trials: trials, learner: learner)
  }

  private static func size(_ size: (Int, Int, Int)) throws -> TeacherSize {
    try TeacherSize(
      inputsDimension: size.0, hidden: size.1, outputs: size.2, conditionNumber: conditionNumber)
  }
}
