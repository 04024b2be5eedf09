#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A test of the claim that trials succeed with at least a given probability, which may be looked at after each trial
/// and always ends.
///
/// ```swift
/// var test = try ProportionTest(successProbability: 0.99, indifference: 0.005, falseAlarmRate: 1e-6)
/// while test.decision == .undecided { test.record(succeeded: try runTrial()) }
/// ```
///
/// Between the claimed probability p and p − zone lies the *indifference zone*, in which either answer is right:
///
/// - where trials succeed with probability p or more, *violated* is said with probability at most α, the
///   `falseAlarmRate`;
/// - where they succeed with probability p − zone or less, *holds* is said with probability at most β, the `missRate`.
///
/// **The mathematics.** Two wagers start with the capital 1. One bets on success probabilities below p, with its stake
/// spread evenly over [0, p); the other bets on those above p − zone, half a stake on 1 and half spread evenly. While
/// the hypothesis that a wager bets against is true its capital is a non-negative supermartingale, whichever
/// probability of the hypothesis holds and even if it changes from trial to trial; so by Ville's inequality it *ever*
/// reaches 1/ε with probability at most ε, and the looks in between cost nothing. The claim is violated where the
/// first reaches 1/α, and holds where the second reaches 1/β. The zone makes every run end: a true probability q is
/// below p or above p − zone, and the capital of that wager grows like `e^(n·KL) / √n`, with KL the relative entropy
/// from q to the wager's end of the zone.
///
/// **Trials.** Without a failure the claim holds after about `log(2/β) / −log(p − zone)` trials: 495 for p = 0.99, a
/// zone of 0.005 and β = 0.001. ``expectedTrials(atSuccessProbability:)`` and ``worstExpectedTrials`` foretell the rest.
///
/// The trials must be independent, or at least each succeed with the stated probability whatever came before. A
/// decision stays; later trials are counted but cannot change it. With p = 1 one failure refutes the claim.
///
/// Sources: A. Wald, *Sequential tests of statistical hypotheses*, Ann. Math. Statist. 16 (1945),
/// doi:10.1214/aoms/1177731118 (the two rates and the zone); J. Ville, *Étude critique de la notion de collectif*
/// (1939); A. Ramdas, P. Grünwald, V. Vovk, G. Shafer, *Game-theoretic statistics and safe anytime-valid inference*,
/// Statist. Sci. 38 (2023), doi:10.1214/23-STS894.
public struct ProportionTest: Sendable, Hashable {
  /// The claimed bound on the success probability, p.
  public let successProbability: Double
  /// The width of the zone below p in which either answer is right.
  public let indifference: Double
  /// The probability of calling a true claim violated, at most: α.
  public let falseAlarmRate: Double
  /// The probability of accepting a claim that is false by the zone or more, at most: β.
  public let missRate: Double
  /// How many trials were recorded.
  public private(set) var trials: Int = 0
  /// How many of them succeeded.
  public private(set) var successes: Int = 0
  /// The first decision that was reached.
  public private(set) var decision: StatisticalDecision = .undecided
  /// The evidence against the claim cannot suffice before this many failures.
  private var nextLookFailures: Int = 0
  /// The evidence for the claim cannot suffice before this many successes.
  private var nextLookSuccesses: Int = 0

  /// A look is taken this part too early, so that rounding never makes one too late.
  private static let lookMargin: Double = 1e-9
  private static let farthestLook: Double = 0x1p52

  /// Sets up a test before its first trial.
  ///
  /// - Throws: ``StatisticsError`` where the probability is not in (0, 1], the zone not in (0, p), or a rate not strictly
  ///   between 0 and 1.
  public init(
    successProbability: Double, indifference: Double, falseAlarmRate: Double = 1e-6, missRate: Double = 1e-3
  ) throws(StatisticsError) {
    guard successProbability > 0, successProbability <= 1 else {
      throw StatisticsError(
        code: .probability,
        description:
          "the claimed success probability is \(successProbability); choose one above 0 and at most 1")
    }
    guard indifference > 0, indifference < successProbability, successProbability - indifference < 1 else {
      throw StatisticsError(
        code: .indifference,
        description: """
          the indifference zone is \(indifference); choose a width above 0 and below the claimed probability \
          \(successProbability), such as a tenth of its distance from 1
          """)
    }
    try StatisticsError.check(falseAlarmRate: falseAlarmRate, missRate: missRate)
    self.successProbability = successProbability
    self.indifference = indifference
    self.falseAlarmRate = falseAlarmRate
    self.missRate = missRate
  }

  /// Counts one trial and looks at the evidence.
  public mutating func record(succeeded: Bool) {
    record(successes: succeeded ? 1 : 0, of: 1)
  }

  /// Counts several trials and looks at the evidence once, after the last.
  ///
  /// - Precondition: `successes` is in 0…`count`.
  /// - Complexity: O(√trials) where the evidence may have become sufficient since the last look, otherwise O(1).
  public mutating func record(successes: Int, of count: Int) {
    precondition(
      successes >= 0 && successes <= count, "successes are a part of the trials: pass 0 to all of them")
    self.trials += count
    self.successes += successes
    guard decision == .undecided, count > 0 else { return }
    if failures >= nextLookFailures {
      let missing: Double = -log(falseAlarmRate) - logEvidenceAgainstClaim
      if missing <= 0 {
        decision = .violated
        return
      }
      // A failure multiplies the capital by at most 1/(1 − p), a success never enlarges it.
      nextLookFailures = Self.look(after: failures, missing: missing, step: -log(failureProbability))
    }
    if self.successes >= nextLookSuccesses {
      let missing: Double = -log(missRate) - logEvidenceForClaim
      if missing <= 0 {
        decision = .holds
        return
      }
      nextLookSuccesses = Self.look(after: self.successes, missing: missing, step: -log(missed))
    }
  }

  /// The logarithm of the wager against the claim; the claim is violated where it reaches log(1/α).
  ///
  /// - Complexity: O(√trials).
  public var logEvidenceAgainstClaim: Double {
    BernoulliWager.logSpread(
      successes: failures, trials: trials, bound: failureProbability, complement: successProbability)
  }

  /// The logarithm of the wager for the claim; the claim holds where it reaches log(1/β).
  ///
  /// - Complexity: O(√trials).
  public var logEvidenceForClaim: Double {
    BernoulliWager.logSpreadAndSure(
      successes: successes, trials: trials, bound: missed, complement: failureProbability + indifference)
  }

  /// About how many trials a run takes at a true success probability.
  ///
  /// - Precondition: the probability is in 0…1.
  public func expectedTrials(atSuccessProbability probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability is in 0...1")
    return forecast.expected(at: probability)
  }

  /// About how many trials a run takes at the worst true success probability, inside the indifference zone.
  public var worstExpectedTrials: Double { forecast.worst }

  /// A number of trials within which nearly every run ends, whatever the truth.
  public var trialLimit: Int { forecast.limit }

  private var forecast: TrialForecast {
    TrialForecast(
      claimed: successProbability, missed: missed, falseAlarmRate: falseAlarmRate, missRate: missRate)
  }

  private var failures: Int { trials - successes }
  private var failureProbability: Double { 1 - successProbability }
  private var missed: Double { successProbability - indifference }

  private static func look(after count: Int, missing: Double, step: Double) -> Int {
    let more: Double = (missing * (1 - lookMargin) / step).rounded(.up)
    guard more >= 1 else { return count + 1 }
    return more < farthestLook ? count + Int(more) : Int.max
  }
}
