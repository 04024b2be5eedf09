public import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import Teachers

/// A network of any depth that depends on few directions is learned: its labels are predicted on fresh samples.
///
/// *Learned*: from 250 samples for each input the relative error √(E(F̂ − F)²/Var F) on fresh samples is at most 0.12, over the
/// families of ``SubspaceRegistry``.
///
/// *Refused*: where no direction shows, or all count, no network is handed out.
public struct DeepReLULearningGuarantee: SubspaceGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "deep-relu-learning"
  /// The guarantee in one line.
  public static let title: String =
    "a deep ReLU network that depends on few directions is learned from samples that grow with the inputs alone"
  /// The paper and theorem.
  public static let source: String =
    DeepReLULearner.source + "; the numbers of samples and the error are this implementation's own"

  /// Whose directions the student rests on; the claims ask the student alone.
  public let learner: any SubspaceLearner
  private let student: any Learner
  /// A student of a shorter training, for the quick profile.
  private let quickStudent: any Learner

  /// The guarantee of the product's own learner.
  public init() {
    var options: DeepReLULearner.Options = DeepReLULearner.Options()
    let student: DeepReLULearner = DeepReLULearner(options)
    options.steps = Self.quickSteps
    self.init(student: student, quickStudent: DeepReLULearner(options))
  }

  /// The same claims of another learner.
  public init(student: any Learner) {
    self.init(student: student, quickStudent: student)
  }

  private init(student: any Learner, quickStudent: any Learner) {
    self.learner = FilteredPCALearner()
    self.student = student
    self.quickStudent = quickStudent
  }

  /// The student's name.
  public var subject: String { type(of: student).identifier }

  private static let quickSteps: Int = 1000
  /// The largest relative error on fresh samples, and that of the shorter training.
  static let largestError: Double = 0.12
  static let largestQuickError: Double = 0.2
  private static let samplesPerInput: Int = 250
  private static let freshSamples: Int = 5000

  /// Learned, and refused.
  public func claims(_ profile: AuditProfile) throws -> [SubspaceClaim] {
    let isQuick: Bool = profile == .quick
    let inputs: ClosedRange<Int> = isQuick ? 8...10 : profile == .ci ? 10...16 : 20...50
    let zone: Double =
      switch profile {
      case .quick: 0.6
      case .ci: 0.4
      case .thorough: 0.1
      }
    let student: any Learner = isQuick ? quickStudent : student
    let largest: Double = isQuick ? Self.largestQuickError : Self.largestError
    let teachers: [SubspaceTasks.Teacher] =
      SubspaceTasks.plain + SubspaceTasks.late + [SubspaceTasks.smallWheel]
    return [
      SubspaceClaim(
        "learned, d=\(inputs.lowerBound)…\(inputs.upperBound)",
        "from \(Self.samplesPerInput) samples for each input the relative error on fresh samples is at most \(largest)",
        .failureProbability(0.1, indifference: zone),
        SubspaceTasks.teachers(teachers, inputs: inputs, samplesPerInput: Self.samplesPerInput),
        trial: { task, _ in try Self.learned(task, student, within: largest) }),
      SubspaceClaim(
        "refused", "where no direction shows, or all count, no network is handed out",
        .failureProbability(0.01, indifference: zone - 0.01),
        SubspaceTasks.teachers(
          [
            SubspaceTasks.Teacher(family: TriangleTeachers.self),
            SubspaceTasks.Teacher(family: FullDimensionalTeachers.self),
          ], inputs: 20...24, samplesPerInput: Self.samplesPerInput),
        trial: { task, _ in
          switch try student.study(task.samples, threads: 1) {
          case .recovered: TrialOutcome(passed: false, label: "handed out", failure: .wrong)
          case .refused(let refusal):
            TrialOutcome(passed: true, label: "refused: \(refusal.reason.rawValue)")
          }
        }),
    ]
  }

  private static func learned(
    _ task: SubspaceTask, _ student: any Learner, within largest: Double
  ) throws -> TrialOutcome {
    guard case .teacher(let problem) = task else { return TrialOutcome(passed: false, label: "no teacher") }
    switch try student.study(task.samples, threads: 1) {
    case .refused(let refusal):
      return TrialOutcome(
        passed: false, label: "refused: \(refusal.reason.rawValue)", failure: .refused)
    case .recovered(let recovery):
      let fresh: SubspaceProblem = try problem.withSamples(count: freshSamples, seed: ~problem.seed)
      let samples: Samples = fresh.samples(0..<freshSamples, threads: 1)
      let labels: [Double] = samples.labels.elements
      let predicted: [Double] = recovery.student.evaluate(samples.inputs, threads: 1).elements
      let mean: Double = labels.reduce(0, +) / Double(labels.count)
      let spread: Double = labels.map { $0 - mean }.euclideanNorm
      let error: Double = predicted.distance(to: labels) / spread
      return TrialOutcome(
        passed: error <= largest, label: error <= largest ? "learned" : "learned roughly", metric: error,
        failure: .rough)
    }
  }

  /// None.
  public func curves(_ profile: AuditProfile) throws -> [SubspaceCurve] { [] }
}
