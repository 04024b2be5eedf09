public import Learners
import RandomStreams
public import Teachers

/// A learner that adversarial teachers are tried on, with what it is told of each problem.
public struct AdversarialSubject: Sendable {
  /// Whose verdicts are expected of it.
  public let kind: ExpectedVerdict.Learner
  /// Who is tried.
  public let learner: any Learner
  /// The learner that is told of a problem what it may know.
  public let learnerFor: @Sendable (Problem) -> any Learner
  /// The words after `assay learn`; `{hidden}` stands for the number of hidden units.
  public let command: String
  /// The largest teachers.
  public let largest: TeacherSize
  /// What is tried on it.
  public let adversaries: [Adversary]

  /// Creates a subject.
  ///
  /// - Parameters:
  ///   - largest: the largest teachers; at least three inputs, four hidden units and four outputs, so that every
  ///     family has one.
  ///   - adversaries: what is tried; everything by default.
  public init(
    _ kind: ExpectedVerdict.Learner, learner: any Learner, command: String, largest: TeacherSize,
    adversaries: [Adversary] = Adversary.all, learnerFor: @escaping @Sendable (Problem) -> any Learner
  ) {
    self.kind = kind
    self.learner = learner
    self.learnerFor = learnerFor
    self.command = command
    self.largest = largest
    self.adversaries = adversaries
  }

  /// The product's own learners; a new one is a line here.
  public static let all: [AdversarialSubject] = [exactRecovery].compactMap(\.self)

  /// Exact recovery, told *k* and whether the inputs have a density.
  private static var exactRecovery: AdversarialSubject? {
    guard
      let largest = try? TeacherSize(inputsDimension: 8, hidden: 4, outputs: 6, conditionNumber: 3)
    else { return nil }
    return AdversarialSubject(
      .exactRecovery, learner: ExactRecoveryLearner(),
      command: "exact-recovery --hidden {hidden} --inputs-have-density", largest: largest
    ) { problem in
      var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
      options.hiddenUnits = problem.size.hidden
      options.inputsHaveDensity = problem.inputs.hasDensity
      return ExactRecoveryLearner(options)
    }
  }
}

extension InputDistribution {
  /// Whether the rows are independent and have a density, so that no equation holds at a row unless it must.
  var hasDensity: Bool {
    switch self {
    case .gaussian, .shiftedGaussian, .cube, .unitCube, .positive: true
    case .sphere, .lattice, .dyadic, .lowRank, .repeated: false
    }
  }
}
