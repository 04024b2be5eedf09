#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A test of the claim that trials fail with at most a given probability, which may be looked at after each trial.
///
/// ```swift
/// var test = try SequentialBernoulliTest(failureProbability: 0.01, confidence: 0.999, falseAlarmRate: 1e-6)
/// while case .undecided = test.decision, test.trials < budget { test.record(failed: !runTrial()) }
/// ```
///
/// Two wagers run side by side, for a claimed failure probability δ, after s failures and f other trials. Each starts
/// at 1, and is a non-negative supermartingale while its null hypothesis is true, whichever p of the hypothesis holds
/// and even if p changes from trial to trial; so by Ville's inequality it ever reaches 1/ε with probability ε at most:
///
/// - against the claim, null hypothesis p ≤ δ: the likelihood ratio averaged over alternatives q uniform in (δ, 1],
///   `∫ (q/δ)^s ((1 − q)/(1 − δ))^f dq / (1 − δ)`. The claim is *violated* where it reaches 1/falseAlarmRate.
/// - for the claim, null hypothesis p ≥ δ: half a stake on q = 0, half spread evenly over q in [0, δ). The claim
///   *holds* where it reaches 1/(1 − confidence).
///
/// The first decision stays; later trials are counted but cannot change it. At p = δ exactly the claim is true, but
/// most runs stay undecided for ever; ``ProportionTest`` has an indifference zone there and always ends. A wager that is
/// NaN decides nothing.
///
/// Sources: J. Ville, *Étude critique de la notion de collectif* (1939); A. Ramdas, P. Grünwald, V. Vovk, G. Shafer,
/// *Game-theoretic statistics and safe anytime-valid inference*, Statist. Sci. 38 (2023), doi:10.1214/23-STS894.
public struct SequentialBernoulliTest: Sendable, Hashable {
  /// What the trials so far say.
  public enum Decision: Sendable, Hashable {
    /// The claim holds: were the failure probability δ or more, this would be said with probability at most
    /// 1 − confidence.
    case holds(confidence: Double)
    /// The claim does not hold: were it true, this would be said with probability at most `falseAlarmRate`.
    case violated(falseAlarmRate: Double)
    /// More trials are needed.
    case undecided
  }

  /// The claimed bound on the failure probability, δ.
  public let failureProbability: Double
  /// The confidence at which the claim is accepted.
  public let confidence: Double
  /// The probability of calling a true claim violated, at most.
  public let falseAlarmRate: Double
  /// How many trials were recorded.
  public private(set) var trials: Int = 0
  /// How many of them failed.
  public private(set) var failures: Int = 0
  /// The first decision that was reached.
  public private(set) var decision: Decision = .undecided

  /// Sets up a test before its first trial.
  ///
  /// - Throws: ``StatisticsError`` where one of the three numbers is not strictly between 0 and 1.
  public init(
    failureProbability: Double, confidence: Double = 0.999, falseAlarmRate: Double = 1e-6
  ) throws(StatisticsError) {
    try StatisticsError.check(probability: failureProbability, name: "the claimed failure probability")
    try StatisticsError.check(probability: confidence, name: "the confidence")
    try StatisticsError.check(probability: falseAlarmRate, name: "the false-alarm rate")
    self.failureProbability = failureProbability
    self.confidence = confidence
    self.falseAlarmRate = falseAlarmRate
  }

  /// Counts one trial and looks at the evidence.
  public mutating func record(failed: Bool) {
    record(failures: failed ? 1 : 0, of: 1)
  }

  /// Counts several trials and looks at the evidence once, after the last.
  ///
  /// - Precondition: `failures` is in 0…`count`.
  /// - Complexity: O(√trials).
  public mutating func record(failures: Int, of count: Int) {
    precondition(failures >= 0 && failures <= count, "failures are a part of the trials")
    self.trials += count
    self.failures += failures
    guard case .undecided = decision, count > 0 else { return }
    if logEvidenceAgainstClaim >= -log(falseAlarmRate) {
      decision = .violated(falseAlarmRate: falseAlarmRate)
    } else if logEvidenceForClaim >= -log(1 - confidence) {
      decision = .holds(confidence: confidence)
    }
  }

  /// The logarithm of the wager against the claim.
  public var logEvidenceAgainstClaim: Double {
    BernoulliWager.logSpread(
      successes: failures, trials: trials, bound: failureProbability, complement: 1 - failureProbability)
  }

  /// The logarithm of the wager for the claim.
  public var logEvidenceForClaim: Double {
    BernoulliWager.logSpreadAndSure(
      successes: trials - failures, trials: trials, bound: 1 - failureProbability,
      complement: failureProbability)
  }

  /// The smallest number of trials after which the claim holds if none of them fails.
  ///
  /// Not even 2^52 trials suffice where this is nil.
  public var failureFreeTrialsNeeded: Int? {
    let most: Int = 1 << 52
    var probe: SequentialBernoulliTest = self
    probe.failures = 0
    let suffices: (Int) -> Bool = { count in
      probe.trials = count
      return probe.logEvidenceForClaim >= -log(1 - probe.confidence)
    }
    guard suffices(most) else { return nil }
    var (below, above): (Int, Int) = (0, most)
    while above - below > 1 {
      let middle: Int = below + (above - below) / 2
      if suffices(middle) { above = middle } else { below = middle }
    }
    return above
  }
}
