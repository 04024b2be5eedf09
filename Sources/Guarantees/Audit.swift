public import PropertyTesting

/// Guarantees checked one after the other under one profile, one seed and one budget of false alarms.
public struct Audit: Sendable {
  /// The probability with which an audit of claims that all hold calls any of them violated.
  public static let falseAlarmRatePerRun: Double = 1e-6

  /// How thorough the audit is.
  public let profile: AuditProfile
  /// The seed of all problems.
  public let seed: UInt64
  /// How many trials run at a time.
  public let workers: Int
  private let guarantees: [any Guarantee]
  private let examples: (any ExampleStorage)?
  private let counterexampleBudget: CounterexampleBudget

  /// Creates an audit.
  ///
  /// - Parameters:
  ///   - guarantees: what to check; by default everything in the registry.
  ///   - examples: where counterexamples are kept and tried first in later audits; nil keeps none. What passes is
  ///     forgotten, so give each learner a store of its own.
  ///   - counterexampleBudget: how long a violated claim is looked into.
  public init(
    profile: AuditProfile, seed: UInt64, workers: Int,
    guarantees: [any Guarantee] = GuaranteeRegistry.all.map { $0.init() },
    examples: (any ExampleStorage)? = nil, counterexampleBudget: CounterexampleBudget = CounterexampleBudget()
  ) {
    self.profile = profile
    self.seed = seed
    self.workers = workers
    self.guarantees = guarantees
    self.examples = examples
    self.counterexampleBudget = counterexampleBudget
  }

  /// The share of the budget that each claim gets; all claims get the same.
  public var falseAlarmRatePerClaim: Double {
    let claims: Int = guarantees.reduce(0) { $0 + $1.claimCount(profile) }
    return Self.falseAlarmRatePerRun / Double(max(1, claims))
  }

  /// Runs the audit.
  ///
  /// A guarantee that cannot run is *inconclusive*, with the reason; the others still run.
  ///
  /// - Parameters:
  ///   - isInterrupted: whether the user wants to stop; what was done until then is kept.
  ///   - progress: told how far the trials have come.
  ///   - warn: told what went wrong beside the trials, such as an example that cannot be kept.
  ///   - finished: told each result as it comes.
  public func run(
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (AuditProgress) -> Void = { _ in },
    warn: @escaping @Sendable (String) -> Void = { _ in },
    finished: (GuaranteeResult) -> Void = { _ in }
  ) async -> [GuaranteeResult] {
    let context: AuditContext = AuditContext(
      profile: profile, seed: seed, workers: workers, falseAlarmRatePerClaim: falseAlarmRatePerClaim,
      examples: examples, counterexampleBudget: counterexampleBudget, isInterrupted: isInterrupted,
      progress: progress, warn: warn)
    var results: [GuaranteeResult] = []
    for guarantee in guarantees {
      let start: ContinuousClock.Instant = ContinuousClock.now
      let result: GuaranteeResult
      do {
        result = try await guarantee.check(context)
      } catch {
        result = GuaranteeResult(
          fault: "could not run: \(error)", of: guarantee, timing: Timing(since: start))
      }
      finished(result)
      results.append(result)
    }
    return results
  }
}

extension GuaranteeResult {
  fileprivate init(fault: String, of guarantee: any Guarantee, timing: Timing) {
    let kind: any Guarantee.Type = type(of: guarantee)
    self.identifier = kind.identifier
    self.title = kind.title
    self.source = kind.source
    self.subject = kind.identifier
    self.verdict = .inconclusive(reason: fault)
    self.claims = []
    self.curves = []
    self.timing = timing
  }
}
