import Learners
import RandomStreams
import Teachers

/// No teacher of any adversarial family, and no odd inputs or labels, make a learner certify a wrong network.
///
/// *Never wrong*: whatever the parameters of the family and however few the samples, a network that is called recovered
/// is the teacher, within the error that double precision allows; and where the teacher cannot be known, none is.
///
/// *Expected verdict*: the learner recovers the teacher where the theory says that it can be found, and refuses for one of
/// the reasons that are true of it where it cannot. A refusal for want of samples is right only where they are few.
///
/// Each family is tried with random sizes, parameters and numbers of samples. A learner is told the number of hidden
/// units. The quick profile tries all families together, the others each by itself where the learner is quick.
public struct AdversarialRecoveryGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "adversarial-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "no adversarial teacher, inputs or labels make a learner certify a wrong network"
  /// The paper and theorem.
  public static let source: String =
    ExactRecoveryLearner.source
    + ", and what it leaves out; the verdicts are those of the theory of identifiability"

  private let subjects: [AdversarialSubject]

  /// The guarantee of the product's own learners.
  public init() { self.init(subjects: AdversarialSubject.all) }

  /// The same claims of other learners.
  public init(subjects: [AdversarialSubject]) { self.subjects = subjects }

  /// Two claims for each learner, on all adversaries together or on each by itself.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    subjects.flatMap { subject in
      let isSeparate: Bool = subject.separateProfiles.contains(profile)
      let adversaries: [Adversary] = isSeparate ? subject.adversaries : [.any(of: subject.adversaries)]
      return adversaries.flatMap { adversary in
        [
          neverWrong(subject, adversary, isSeparate, profile),
          expectedVerdict(subject, adversary, isSeparate, profile),
        ]
      }
    }
  }

  private func neverWrong(
    _ subject: AdversarialSubject, _ adversary: Adversary, _ isSeparate: Bool, _ profile: AuditProfile
  ) -> RecoveryClaim {
    claim(
      subject, adversary, "never wrong",
      "\(adversary.summary): what is called recovered is the teacher, and nothing is where it cannot be known",
      Self.never(profile, isSeparate),
      RecoveryJudge(mustAnswer: false) { problem, outcome in
        guard case .recovered = outcome else {
          return TrialOutcome(passed: true, label: Self.label(outcome))
        }
        return try Self.judge(subject.kind, problem, outcome)
      })
  }

  private func expectedVerdict(
    _ subject: AdversarialSubject, _ adversary: Adversary, _ isSeparate: Bool, _ profile: AuditProfile
  ) -> RecoveryClaim {
    claim(
      subject, adversary, "expected verdict",
      "\(adversary.summary): the teacher is recovered, or refused for a reason that is true of it",
      Self.few(profile, isSeparate),
      RecoveryJudge(mustAnswer: true) { try Self.judge(subject.kind, $0, $1) })
  }

  private func claim(
    _ subject: AdversarialSubject, _ adversary: Adversary, _ what: String, _ statement: String,
    _ tolerance: Claim.Tolerance, _ judge: RecoveryJudge
  ) -> RecoveryClaim {
    RecoveryClaim(
      name: "\(what), \(subject.kind.rawValue) on \(adversary.name)", statement: statement,
      tolerance: tolerance,
      problems: RecoveryProblems(adversary.name, adversary.problems(subject.largest)),
      learner: subject.learner, learnerFor: subject.learnerFor, judge: judge, command: subject.command)
  }

  private static func label(_ outcome: LearnerOutcome) -> String {
    switch outcome {
    case .recovered: "recovered"
    case .refused(let refusal): "refused: \(refusal.reason.rawValue)"
    }
  }

  /// Whether an answer is one that the theory allows.
  private static func judge(
    _ kind: ExpectedVerdict.Learner, _ problem: Problem, _ outcome: LearnerOutcome
  ) throws -> TrialOutcome {
    let expected: ExpectedVerdict = problem.expectedVerdict(of: kind)
    switch outcome {
    case .recovered(let recovery):
      let error: Double = try RecoveryJudge.parameterError(recovery.student, problem)
      if expected.allows(recoveryWithError: error) {
        return TrialOutcome(passed: true, label: "recovered", metric: error)
      }
      return TrialOutcome(
        passed: false,
        label: expected.forbidsRecovery ? "certified though it cannot be known" : "certified but wrong",
        metric: error, failure: .wrong)
    case .refused(let refusal):
      let isRight: Bool = expected.allows(refusal: refusal.reason.rawValue)
      return TrialOutcome(
        passed: isRight, label: label(outcome) + (isRight ? "" : ", expected: \(expected.text)"),
        failure: .refused)
    }
  }

  /// Without a failure about ninety trials are needed where all adversaries are tried together; for each by itself about
  /// thirty in an ordinary run and a thousand in a thorough one.
  private static func never(_ profile: AuditProfile, _ isSeparate: Bool) -> Claim.Tolerance {
    if profile == .thorough { return .none(shownBelow: 0.0175) }
    return .none(shownBelow: isSeparate ? 0.3 : 0.08)
  }

  /// Few verdicts may be others: a search may fail now and then.
  private static func few(_ profile: AuditProfile, _ isSeparate: Bool) -> Claim.Tolerance {
    if profile == .thorough { return .failureProbability(0.02, indifference: 0.03) }
    return isSeparate
      ? .failureProbability(0.1, indifference: 0.3) : .failureProbability(0.05, indifference: 0.1)
  }
}
