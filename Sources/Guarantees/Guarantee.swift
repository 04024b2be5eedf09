public import PropertyTesting

/// A quantified claim with its source, and the trials that decide about it.
public protocol Guarantee: Sendable {
  /// The name on the command line and in reports.
  static var identifier: String { get }
  /// The guarantee in one line.
  static var title: String { get }
  /// The paper and theorem.
  static var source: String { get }

  /// The guarantee of the product's own learner or reduction.
  init()

  /// The number of claims that a profile checks; they share the budget of false alarms.
  func claimCount(_ profile: AuditProfile) -> Int

  /// Runs the trials.
  ///
  /// - Throws: what a trial throws that cannot run at all, which is a fault and not a verdict.
  func check(_ context: AuditContext) async throws -> GuaranteeResult

  /// Runs the trial of a problem that an example store kept.
  ///
  /// - Returns: what it shows now; nil where the example is of another guarantee.
  /// - Throws: ``ReplayError`` where the choices give no problem, or what a trial throws that cannot run.
  func replay(_ example: StoredExample) throws -> ReplayedExample?
}

extension Guarantee {
  /// Nil, for guarantees whose failures are not kept.
  public func replay(_ example: StoredExample) throws -> ReplayedExample? { nil }
}

/// How thorough an audit is.
public enum AuditProfile: String, Sendable, Hashable, CaseIterable {
  /// Small sizes, within a minute.
  case quick
  /// What a change should pass, within minutes.
  case ci
  /// Large sizes and small probabilities, for a night.
  case thorough

  /// The probability with which some claim of a guarantee may be accepted although it is false.
  public var doubt: Double {
    switch self {
    case .quick: 1e-2
    case .ci: 1e-3
    case .thorough: 1e-6
    }
  }
}

/// What a guarantee needs to run its trials.
public struct AuditContext: Sendable {
  /// How thorough to be.
  public let profile: AuditProfile
  /// The seed of all problems.
  public let seed: UInt64
  /// How many trials run at a time; the results do not depend on it.
  public let workers: Int
  /// The probability with which a claim that holds may be called violated.
  public let falseAlarmRatePerClaim: Double
  /// Where counterexamples are kept and tried first in later audits; nil keeps none.
  public let examples: (any ExampleStorage)?
  /// How long a violated claim is looked into.
  public let counterexampleBudget: CounterexampleBudget
  /// Whether the user wants to stop; what was done until then is kept.
  public let isInterrupted: @Sendable () -> Bool
  /// Told now and then how far the trials have come.
  public let progress: @Sendable (AuditProgress) -> Void
  /// Told what went wrong beside the trials, such as an example that cannot be kept.
  public let warn: @Sendable (String) -> Void

  /// Creates a context.
  public init(
    profile: AuditProfile, seed: UInt64, workers: Int, falseAlarmRatePerClaim: Double,
    examples: (any ExampleStorage)? = nil,
    counterexampleBudget: CounterexampleBudget = CounterexampleBudget(),
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (AuditProgress) -> Void = { _ in },
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.profile = profile
    self.seed = seed
    self.workers = workers
    self.falseAlarmRatePerClaim = falseAlarmRatePerClaim
    self.examples = examples
    self.counterexampleBudget = counterexampleBudget
    self.isInterrupted = isInterrupted
    self.progress = progress
    self.warn = warn
  }
}

/// How far the trials of a claim have come.
public struct AuditProgress: Sendable, Hashable {
  /// The guarantee's name.
  public let guarantee: String
  /// The claim's name.
  public let claim: String
  /// The claim's number, from 0.
  public let claimIndex: Int
  /// The number of claims of the guarantee.
  public let claimCount: Int
  /// The trials so far.
  public let trials: Int
  /// The trials that suffice where none fails.
  public let trialsNeeded: Int
  /// The failures so far.
  public let failures: Int
}
