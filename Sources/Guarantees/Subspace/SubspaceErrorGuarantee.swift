public import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import Teachers

/// Filtered principal component analysis finds the directions on which deep ReLU networks depend, and makes none up.
///
/// *Found*: from 200 samples for each input, and 300 where inputs are few, the significant subspace lies within sin⁻¹(0.2) of the answer, over the families of
/// ``SubspaceRegistry``; with vanishing moments, where plain principal component analysis stays at chance on the same samples;
/// and with directions that show only after others are taken out.
///
/// *Not made up*: whatever the number of samples, an answer that is not called partial has no direction far from the relevant
/// subspace, and labels
/// that do not depend on the inputs have none at all.
///
/// *Rate*: the error falls as 1/√n.
///
/// The sizes and shares are measured ones, with a margin; the theorem's own bounds hold for numbers of samples that nobody has.
public struct SubspaceErrorGuarantee: SubspaceGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "subspace-error"
  /// The guarantee in one line.
  public static let title: String =
    "filtered PCA finds the directions that a deep ReLU network depends on, within an error that falls as 1/√n"
  /// The paper and theorem.
  public static let source: String =
    FilteredPCALearner.source + "; the numbers of samples and the shares are this implementation's own"

  /// Who is tried.
  public let learner: any SubspaceLearner

  /// The guarantee of the product's own learner.
  public init() {
    self.init(learner: FilteredPCALearner.forTrials)
  }

  /// The same claims of another learner.
  public init(learner: any SubspaceLearner) {
    self.learner = learner
  }

  /// The samples for each input from which the families are found; of few inputs more, since a tenth of the samples must
  /// tell a weak direction from none.
  private static func enough(_ profile: AuditProfile) -> Int {
    switch profile {
    case .quick: 300
    case .ci: 250
    case .thorough: 200
    }
  }
  /// The samples for each input on which plain moments and full-dimensional teachers are tried.
  private static let moments: Int = 200
  /// The samples for each input of which a learner without confirmation makes directions up.
  static let few: Int = 30

  /// The claims of a profile.
  public func claims(_ profile: AuditProfile) throws -> [SubspaceClaim] {
    let inputs: ClosedRange<Int> = profile == .quick ? 8...10 : profile == .ci ? 10...16 : 20...50
    // What is made up is never claimed to be nothing: a false direction passes with probability 0.0014. The zones of
    // indifference are what the trials of a profile can tell.
    let (narrowZone, zone): (Double, Double) =
      switch profile {
      case .quick: (0.39, 0.4)
      case .ci: (0.24, 0.35)
      case .thorough: (0.04, 0.1)
      }
    let rarely: Claim.Tolerance = .failureProbability(0.01, indifference: narrowZone)
    let seldom: Claim.Tolerance = .failureProbability(0.1, indifference: zone)
    let enough: Int = Self.enough(profile)
    let isQuick: Bool = profile == .quick
    let fewInputs: ClosedRange<Int> = isQuick ? 16...20 : 24...40
    var claims: [SubspaceClaim] = [
      found(
        "found", "one hidden layer, biases, depth 3 and 4, lattices", SubspaceTasks.plain, inputs, enough,
        seldom),
      found(
        "vanishing moments", "wheels", SubspaceTasks.wheels, inputs, enough, seldom),
      found(
        "late directions", "teachers of which one round shows a part only",
        SubspaceTasks.late, inputs, enough, seldom),
      SubspaceClaim(
        "plain moments stay at chance",
        "on wheels and balanced teachers the top eigenvectors of E y(xxᵀ − I) miss a direction by a sine of 0.8 or more",
        seldom,
        SubspaceTasks.teachers(
          SubspaceTasks.wheels + [SubspaceTasks.Teacher(family: BalancedTeachers.self)],
          inputs: 20...30, samplesPerInput: Self.moments),
        trial: { task, _ in try PlainMoments.stayAtChance(task) }),
      SubspaceClaim(
        Self.name("nothing made up", fewInputs),
        "from \(Self.few) samples for each input no direction of an answer that is called complete is far from the relevant "
          + "subspace",
        rarely,
        SubspaceTasks.teachers(
          isQuick ? [SubspaceTasks.vanishingGap] : SubspaceTasks.late, inputs: fewInputs,
          samplesPerInput: Self.few),
        .nothingMadeUp),
      SubspaceClaim(
        Self.name("no direction in noise", inputs),
        "labels that do not depend on the inputs have no certified direction",
        rarely,
        SubspaceTasks.noise(inputs: inputs, samplesPerInput: 100), .nothing),
    ]
    guard !isQuick else { return claims }
    claims += [
      SubspaceClaim(
        "too many refused", "labels that depend on all inputs are refused as too many directions", rarely,
        SubspaceTasks.teachers(
          [SubspaceTasks.Teacher(family: FullDimensionalTeachers.self)], inputs: 20...30,
          samplesPerInput: Self.moments),
        .tooMany),
      found(
        "near-parallel pairs", "pairs of units at a small distance",
        [SubspaceTasks.Teacher(family: NearParallelPairTeachers.self)], inputs, enough,
        .failureProbability(0.2, indifference: 0.25), .foundCandidate),
      found(
        "balanced", "teachers whose moments up to the third vanish",
        [SubspaceTasks.Teacher(family: BalancedTeachers.self)], inputs, enough,
        .failureProbability(0.4, indifference: 0.25), .foundCandidate),
      rate(profile),
    ]
    if profile == .thorough { claims += thoroughClaims(enough, seldom) }
    return claims
  }

  private func found(
    _ name: String, _ what: String, _ teachers: [SubspaceTasks.Teacher], _ inputs: ClosedRange<Int>,
    _ samplesPerInput: Int, _ tolerance: Claim.Tolerance, _ judge: SubspaceJudge = .found
  ) -> SubspaceClaim {
    SubspaceClaim(
      Self.name(name, inputs),
      "\(what): from \(samplesPerInput) samples for each input the answer holds the significant subspace within a sine of "
        + "\(SubspaceJudge.largestMissed), and no certified direction is made up", tolerance,
      SubspaceTasks.teachers(teachers, inputs: inputs, samplesPerInput: samplesPerInput), judge)
  }

  /// The name of a claim on some numbers of inputs, which differ between profiles.
  private static func name(_ name: String, _ inputs: ClosedRange<Int>) -> String {
    inputs.count == 1
      ? "\(name), d=\(inputs.lowerBound)" : "\(name), d=\(inputs.lowerBound)…\(inputs.upperBound)"
  }

  /// Each family by itself, in twenty and in fifty inputs.
  private func thoroughClaims(_ samplesPerInput: Int, _ tolerance: Claim.Tolerance) -> [SubspaceClaim] {
    let teachers: [SubspaceTasks.Teacher] =
      SubspaceTasks.plain + SubspaceTasks.wheels + SubspaceTasks.late
      + [SubspaceTasks.Teacher(family: ParityNetworkTeachers.self)]
    return teachers.flatMap { teacher in
      [20, 50].map { inputs in
        let values: String = teacher.values.keys.sorted().map { " \($0) \(Int(teacher.values[$0] ?? 0))" }
          .joined()
        return found(
          "\(teacher.family.identifier)\(values)", "\(teacher.family.identifier)\(values)",
          [teacher],
          inputs...inputs, samplesPerInput, tolerance)
      }
    }
  }

  // MARK: - The rate

  /// The numbers of samples at which the rate is measured.
  private static let rateSizes: [Double] = [3000, 6000, 12_000]

  private func rate(_ profile: AuditProfile) -> SubspaceClaim {
    let sizes: [Double] = profile == .thorough ? Self.rateSizes.map { 4 * $0 } : Self.rateSizes
    let inputs: Int = profile == .thorough ? 30 : 10
    return SubspaceClaim(
      Self.name("rate", inputs...inputs),
      "on one hidden layer of positive units in \(inputs) inputs the sine of the largest angle falls as 1/√n",
      .measured(
        MeasuredQuantity("slope of the log of the sine on log n", .slope(-0.7 ... -0.35, against: sizes))),
      SubspaceTasks.teachers(
        [SubspaceTasks.Teacher(family: OneHiddenPositiveTeachers.self)], inputs: inputs...inputs,
        samplesPerInput: 1200),
      trial: { task, learner in
        guard case .teacher(let problem) = task else {
          return TrialOutcome(passed: false, label: "no teacher")
        }
        let sines: [Double] = try sizes.map { size in
          let samples: SubspaceProblem = try problem.withSamples(count: Int(size), seed: problem.seed)
          return try SubspaceJudge.missed(
            problem, learner.findSubspace(samples.samples(0..<samples.count, threads: 1), threads: 1))
        }
        // A direction that is missed for want of samples says nothing of the rate beyond the threshold.
        guard sines.allSatisfy({ $0 > 0 && $0 < SubspaceJudge.largestSpurious }) else {
          return TrialOutcome(
            passed: false, label: "missed a direction", measurement: .nothing("missed a direction"))
        }
        return TrialOutcome(
          passed: true, label: "measured", metric: sines[sines.count - 1], measurement: .points(sines))
      })
  }

  // MARK: - Curves

  /// The share found and the angle against n/d, for some families.
  public func curves(_ profile: AuditProfile) throws -> [SubspaceCurve] {
    let teachers: [(String, SubspaceTasks.Teacher)] = [
      ("wheel-4", SubspaceTasks.smallWheel),
      ("deep-3", SubspaceTasks.Teacher(family: DeepTeachers.self)),
      ("balanced", SubspaceTasks.Teacher(family: BalancedTeachers.self)),
      ("staged", SubspaceTasks.Teacher(family: StagedTeachers.self)),
    ]
    let (trials, inputs): (Int, Int) =
      switch profile {
      case .quick: (3, 10)
      case .ci: (5, 12)
      case .thorough: (40, 50)
      }
    let multiples: [Int] = profile == .quick ? [20, 50, 100, 200] : [20, 40, 80, 160, 320]
    return try teachers.prefix(profile == .quick ? 1 : profile == .ci ? 2 : 4).map { name, teacher in
      let parameters: TeacherParameters = try TeacherParameters(teacher.values, for: teacher.family)
      return SubspaceCurve(
        name: "\(name)-d\(inputs)", xLabel: "n/d",
        places: multiples.map { multiple in
          SubspaceCurve.Place(x: Double(multiple), samples: multiple * inputs) { seed in
            try SubspaceProblem(
              teacher.family, parameters, inputsDimension: inputs, samples: multiple * inputs, seed: seed)
          }
        },
        trials: trials)
    }
  }
}
