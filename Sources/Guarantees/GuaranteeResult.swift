import PropertyTesting

/// What an audit found of one guarantee.
public struct GuaranteeResult: Sendable, Encodable {
  /// The guarantee's name.
  public let identifier: String
  /// The guarantee in one line.
  public let title: String
  /// The paper and theorem.
  public let source: String
  /// The learner or reduction that was tried.
  public let subject: String
  /// The verdict on all claims together.
  public let verdict: Verdict
  /// The claims one by one.
  public let claims: [ClaimResult]
  /// How the share of successes depends on a quantity; empty where none was asked for.
  public let curves: [Curve]
  /// How long it took; not the same in two runs.
  public let timing: Timing

  /// Creates a result from the results of the claims.
  public init(
    identifier: String, title: String, source: String, subject: String, claims: [ClaimResult],
    curves: [Curve] = [], timing: Timing
  ) {
    self.identifier = identifier
    self.title = title
    self.source = source
    self.subject = subject
    self.verdict = Verdict.combined(claims.map(\.verdict))
    self.claims = claims
    self.curves = curves
    self.timing = timing
  }
}

/// What an audit found of one claim.
public struct ClaimResult: Sendable, Encodable {
  /// The claim's name.
  public let name: String
  /// The statement, for people.
  public let statement: String
  /// The verdict and its confidence.
  public let verdict: Verdict
  /// The trials that count.
  public let trials: Int
  /// Those among them that failed.
  public let failures: Int
  /// The share of failures from which on the claim is not accepted: what it allows, and the indifference zone.
  public let failureProbabilityBound: Double
  /// The error rates of the test; nil where nothing was tested.
  public let statistics: ClaimStatistics?
  /// An interval for the share of failures that is valid although it was looked at after every trial.
  public let failureInterval: Interval
  /// How often each outcome occurred, by name.
  public let outcomes: [String: Int]
  /// The measured quantity over all trials that have it.
  public let metric: MetricSummary?
  /// What the trials say of the quantity that the claim is about; nil where it is about passing.
  public let estimate: ClaimEstimate?
  /// How long it took; not the same in two runs.
  public let timing: Timing

  /// Creates a result from its parts.
  public init(
    name: String, statement: String, verdict: Verdict, trials: Int, failures: Int,
    failureProbabilityBound: Double, failureInterval: Interval, outcomes: [String: Int],
    metric: MetricSummary?, timing: Timing, statistics: ClaimStatistics? = nil,
    estimate: ClaimEstimate? = nil
  ) {
    self.name = name
    self.statement = statement
    self.verdict = verdict
    self.trials = trials
    self.failures = failures
    self.failureProbabilityBound = failureProbabilityBound
    self.statistics = statistics
    self.failureInterval = failureInterval
    self.outcomes = outcomes
    self.metric = metric
    self.estimate = estimate
    self.timing = timing
  }

  /// An interval at a confidence.
  public struct Interval: Sendable, Hashable, Encodable {
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double
    /// The confidence.
    public let confidence: Double

    /// Creates an interval.
    public init(lower: Double, upper: Double, confidence: Double) {
      self.lower = lower
      self.upper = upper
      self.confidence = confidence
    }
  }
}

/// The error rates at which a claim was tested.
public struct ClaimStatistics: Sendable, Hashable, Encodable {
  /// The share of failures that the claim allows.
  public let allowedFailureProbability: Double
  /// By how much the share may be greater and the claim yet be accepted; for a measured quantity the indifference zone of
  /// its test.
  public let indifference: Double
  /// The probability of calling the claim violated though it is true, at most; 0 where one failure refutes it.
  public let falseAlarmRate: Double
  /// The probability of accepting the claim though its share of failures is beyond the indifference zone, at most.
  public let missRate: Double
  /// The part of the run's false-alarm probability that the trials have used up.
  public let falseAlarmProbabilitySpent: Double

  init(_ claim: Claim, _ verdict: StatisticalVerdict) {
    self.allowedFailureProbability = claim.tolerance.allowedFailureProbability
    self.indifference = verdict.claim.indifference
    self.missRate = verdict.missRate
    switch claim.tolerance {
    case .failureProbability, .measured:
      self.falseAlarmRate = verdict.falseAlarmRate
      self.falseAlarmProbabilitySpent = verdict.falseAlarmProbabilitySpent
    case .none:
      self.falseAlarmRate = 0
      self.falseAlarmProbabilitySpent = 0
    }
  }
}

/// A measured quantity over many trials.
public struct MetricSummary: Sendable, Hashable, Encodable {
  /// The quantity's name, with its unit or scale.
  public let name: String
  /// The number of trials that have it.
  public let count: Int
  /// The middle of all values; the lower of two.
  public let median: Double
  /// The largest value.
  public let worst: Double

  init?(name: String, values: [Double]) {
    let sorted: [Double] = values.filter(\.isFinite).sorted()
    guard let worst = sorted.last else { return nil }
    self.name = name
    self.count = sorted.count
    self.median = sorted[(sorted.count - 1) / 2]
    self.worst = worst
  }
}

/// How long something took, on the machine's clock.
public struct Timing: Sendable, Hashable, Encodable {
  /// Seconds from start to end.
  public let seconds: Double

  /// Creates a timing.
  public init(seconds: Double) { self.seconds = seconds }

  /// The time since an instant.
  public init(since start: ContinuousClock.Instant) {
    let (seconds, attoseconds): (Int64, Int64) = (ContinuousClock.now - start).components
    self.seconds = Double(seconds) + Double(attoseconds) * 1e-18
  }
}
