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
  /// The words after `assay learn`; `{hidden}` stands for the number of hidden units, `{density}` for the option
  /// that vouches for inputs from a density, where they are.
  public let command: String
  /// The largest teachers.
  public let largest: TeacherSize
  /// The profiles in which each adversary has claims of its own; in the others all are tried together.
  public let separateProfiles: Set<AuditProfile>
  /// What is tried on it.
  public let adversaries: [Adversary]

  /// Creates a subject.
  ///
  /// - Parameters:
  ///   - largest: the largest teachers; at least three inputs, four hidden units and four outputs, so that every
  ///     family has one.
  ///   - adversaries: what is tried; everything by default.
  ///   - separateProfiles: the profiles in which each adversary has claims of its own.
  public init(
    _ kind: ExpectedVerdict.Learner, learner: any Learner, command: String, largest: TeacherSize,
    adversaries: [Adversary] = Adversary.all, separateProfiles: Set<AuditProfile> = [.ci, .thorough],
    learnerFor: @escaping @Sendable (Problem) -> any Learner
  ) {
    self.kind = kind
    self.learner = learner
    self.learnerFor = learnerFor
    self.command = command
    self.largest = largest
    self.separateProfiles = separateProfiles
    self.adversaries = adversaries
  }

  /// The product's own learners; a new one is a line here.
  public static let all: [AdversarialSubject] = [exactRecovery, exhaustiveRecovery, fewOutputs].compactMap(
    \.self)

  private static let conditionNumber: Double = 3

  private static func size(_ inputs: Int, _ hidden: Int, _ outputs: Int) -> TeacherSize? {
    try? TeacherSize(
      inputsDimension: inputs, hidden: hidden, outputs: outputs, conditionNumber: conditionNumber)
  }

  /// Exact recovery, told *k* and whether the inputs have a density.
  private static var exactRecovery: AdversarialSubject? {
    size(6, 3, 5).map { largest in
      AdversarialSubject(
        .exactRecovery, learner: ExactRecoveryLearner(),
        command: "exact-recovery --hidden {hidden} {density}", largest: largest
      ) { problem in
        var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
        options.hiddenUnits = problem.size.hidden
        options.inputsHaveDensity = problem.inputs.hasDensity
        return ExactRecoveryLearner(options)
      }
    }
  }

  /// Exhaustive recovery, told *k*.
  private static var exhaustiveRecovery: AdversarialSubject? {
    size(5, 3, 4).map { largest in
      AdversarialSubject(
        .exhaustiveRecovery, learner: ExhaustiveRecoveryLearner(),
        command: "exhaustive-recovery --hidden {hidden}", largest: largest, separateProfiles: [.thorough]
      ) { problem in
        var options: ExhaustiveRecoveryLearner.Options = ExhaustiveRecoveryLearner.Options()
        options.hiddenUnits = problem.size.hidden
        return ExhaustiveRecoveryLearner(options)
      }
    }
  }

  /// Recovery from few outputs, told *k*.
  private static var fewOutputs: AdversarialSubject? {
    size(4, 3, 3).map { largest in
      AdversarialSubject(
        .fptRecovery, learner: FewOutputsLearner(), command: "fpt-recovery --hidden {hidden}",
        largest: largest, separateProfiles: [.thorough]
      ) { problem in
        var options: FewOutputsLearner.Options = FewOutputsLearner.Options()
        options.hiddenUnits = problem.size.hidden
        return FewOutputsLearner(options)
      }
    }
  }
}
