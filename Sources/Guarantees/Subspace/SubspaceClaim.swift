public import Learners
public import PropertyTesting

/// A claim about a learner of relevant subspaces: where its tasks come from, and what is asked of a trial.
public struct SubspaceClaim: Sendable {
  /// What a trial does with a task.
  public typealias Trial = @Sendable (SubspaceTask, any SubspaceLearner) throws -> TrialOutcome

  /// A name that is unique within the guarantee.
  public let name: String
  /// The statement, for people.
  public let statement: String
  /// What share of trials may fail, or what is measured.
  public let tolerance: Claim.Tolerance
  /// Where tasks come from.
  public let tasks: Gen<SubspaceTask>
  /// What a trial does with a task.
  public let trial: Trial

  /// Creates a claim.
  public init(
    _ name: String, _ statement: String, _ tolerance: Claim.Tolerance, _ tasks: Gen<SubspaceTask>,
    trial: @escaping Trial
  ) {
    self.name = name
    self.statement = statement
    self.tolerance = tolerance
    self.tasks = tasks
    self.trial = trial
  }

  /// Creates a claim about the learner's answer.
  public init(
    _ name: String, _ statement: String, _ tolerance: Claim.Tolerance, _ tasks: Gen<SubspaceTask>,
    _ judge: SubspaceJudge
  ) {
    self.init(name, statement, tolerance, tasks) { task, learner in
      try judge.judge(task, learner.findSubspace(task.samples, threads: 1))
    }
  }

  /// The claim as audits run it, one of so many that share the profile's doubt.
  func claim(_ profile: AuditProfile, of count: Int) -> Claim {
    Claim(
      name: name, statement: statement, tolerance: tolerance,
      confidence: 1 - profile.doubt / Double(max(1, count)))
  }
}
