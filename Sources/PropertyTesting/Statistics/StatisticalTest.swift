/// A sequential test of any ``StatisticalClaim``, which may be looked at after each trial and always ends.
///
/// It is one of ``ProportionTest``, ``MeanTest``, ``QuantileTest`` and ``SlopeTest``, whose documentation states the
/// mathematics. The order of the observations matters to when it ends: a runner that runs trials in parallel records them
/// in the order of their index, so that the verdict is that of running them in turn.
public struct StatisticalTest: Sendable, Hashable {
  private enum Sequential: Sendable, Hashable {
    case proportion(ProportionTest)
    case mean(MeanTest)
    case quantile(QuantileTest)
    case slope(SlopeTest)
    /// While an observation is recorded, so that the test's array has one owner and is not copied.
    case busy
  }

  /// What is tested.
  public let claim: StatisticalClaim
  /// The probability of calling the claim violated though it is true, at most.
  public let falseAlarmRate: Double
  /// The probability of accepting the claim though it is false by the zone or more, at most.
  public let missRate: Double
  private var sequential: Sequential

  /// Sets up a test before its first trial; ``StatisticalClaim/test(falseAlarmRate:missRate:)`` reads better.
  ///
  /// - Throws: ``StatisticsError`` where a number of the claim, or a rate, makes no sense.
  public init(
    _ claim: StatisticalClaim, falseAlarmRate: Double, missRate: Double = 1e-3
  ) throws(StatisticsError) {
    self.claim = claim
    self.falseAlarmRate = falseAlarmRate
    self.missRate = missRate
    switch claim.kind {
    case .proportion(let probability):
      sequential = .proportion(
        try ProportionTest(
          successProbability: probability, indifference: claim.indifference, falseAlarmRate: falseAlarmRate,
          missRate: missRate))
    case .mean(let bound, let range):
      sequential = .mean(
        try MeanTest(
          bound, in: range, indifference: claim.indifference, falseAlarmRate: falseAlarmRate,
          missRate: missRate))
    case .quantile(let level, let bound):
      sequential = .quantile(
        try QuantileTest(
          level, bound, indifference: claim.indifference, falseAlarmRate: falseAlarmRate, missRate: missRate))
    case .slope(let range, let sizes):
      sequential = .slope(
        try SlopeTest(
          range, sizes: sizes, indifference: claim.indifference, falseAlarmRate: falseAlarmRate,
          missRate: missRate))
    }
  }

  /// Counts a trial of a claim about a probability.
  ///
  /// - Throws: ``StatisticsError`` where the claim is about something else; the test is then unchanged.
  public mutating func record(succeeded: Bool) throws(StatisticsError) {
    guard case .proportion(var test) = sequential else { throw mismatch(passed: "success or failure") }
    test.record(succeeded: succeeded)
    sequential = .proportion(test)
  }

  /// Counts a trial of a claim about a mean or a quantile.
  ///
  /// - Throws: ``StatisticsError`` where the claim is about something else, or the value is NaN or outside the range of
  ///   the mean; the test is then unchanged.
  public mutating func record(_ value: Double) throws(StatisticsError) {
    switch sequential {
    case .mean(var test):
      sequential = .busy
      defer { sequential = .mean(test) }
      try test.record(value)
    case .quantile(var test):
      sequential = .busy
      defer { sequential = .quantile(test) }
      try test.record(value)
    case .proportion, .slope, .busy: throw mismatch(passed: "a number")
    }
  }

  /// Counts a replicate of a claim about a slope.
  ///
  /// - Parameter errors: the error at each size, in the order of the sizes.
  /// - Throws: ``StatisticsError`` where the claim is about something else, or there is not one positive finite error for
  ///   each size; the test is then unchanged.
  public mutating func record(errors: [Double]) throws(StatisticsError) {
    guard case .slope(var test) = sequential else { throw mismatch(passed: "errors for sizes") }
    sequential = .busy
    defer { sequential = .slope(test) }
    try test.record(errors: errors)
  }

  /// The first decision that was reached.
  public var decision: StatisticalDecision {
    switch sequential {
    case .proportion(let test): test.decision
    case .mean(let test): test.decision
    case .quantile(let test): test.decision
    case .slope(let test): test.decision
    case .busy: .undecided
    }
  }

  /// How many trials were recorded.
  public var trials: Int {
    switch sequential {
    case .proportion(let test): test.trials
    case .mean(let test): test.observations.count
    case .quantile(let test): test.observations.count
    case .slope(let test): test.slopes.count
    case .busy: 0
    }
  }

  /// A number of trials within which nearly every run ends, whatever the truth: a sensible limit for a runner.
  public var trialLimit: Int {
    switch sequential {
    case .proportion(let test): test.trialLimit
    case .mean(let test): test.trialLimit
    case .quantile(let test): test.trialLimit
    case .slope(let test): test.trialLimit
    case .busy: 0
    }
  }

  /// About how many trials a run takes at the worst truth, inside the indifference zone.
  public var worstExpectedTrials: Double {
    switch sequential {
    case .proportion(let test): test.worstExpectedTrials
    case .mean(let test): test.worstExpectedTrials
    case .quantile(let test): test.worstExpectedTrials
    case .slope(let test): test.worstExpectedTrials
    case .busy: 0
    }
  }

  /// What the trials say about the quantity, with an interval of the confidence 1 − miss rate; nil without a trial.
  ///
  /// - Complexity: O(n·log n) for n trials; ask for it at the end and not after each trial.
  public var estimate: StatisticalEstimate? {
    let confidence: Double = 1 - missRate
    switch sequential {
    case .proportion(let test):
      guard test.trials > 0 else { return nil }
      let interval: AnytimeInterval = AnytimeInterval(
        checkedSuccesses: test.successes, trials: test.trials, confidence: confidence)
      return StatisticalEstimate(
        value: Double(test.successes) / Double(test.trials), lowerBound: interval.lowerBound,
        upperBound: interval.upperBound, confidence: confidence)
    case .mean(let test):
      let interval: AnytimeMeanInterval = AnytimeMeanInterval(
        checked: test.observations, in: test.range, confidence: confidence)
      return interval.mean.map {
        StatisticalEstimate(
          value: $0, lowerBound: interval.lowerBound, upperBound: interval.upperBound, confidence: confidence)
      }
    case .quantile(let test):
      return Self.estimate(test.observations, level: test.level, confidence: confidence)
    case .slope(let test):
      return Self.estimate(test.slopes, level: 0.5, confidence: confidence)
    case .busy:
      return nil
    }
  }

  /// What the trials so far come to.
  ///
  /// - Complexity: as ``estimate``.
  public var verdict: StatisticalVerdict {
    StatisticalVerdict(
      claim: claim, decision: decision, trials: trials, estimate: estimate, falseAlarmRate: falseAlarmRate,
      missRate: missRate, trialLimit: trialLimit)
  }

  private static func estimate(
    _ observations: [Double], level: Double, confidence: Double
  ) -> StatisticalEstimate? {
    let interval: AnytimeQuantileInterval = AnytimeQuantileInterval(
      checked: observations, level: level, confidence: confidence)
    return interval.quantile.map {
      StatisticalEstimate(
        value: $0, lowerBound: interval.lowerBound, upperBound: interval.upperBound, confidence: confidence)
    }
  }

  private func mismatch(passed: String) -> StatisticsError {
    let wanted: String =
      switch claim.observation {
      case .success: "call record(succeeded:)"
      case .value: "call record(_:) with a number"
      case .errors(let sizes): "call record(errors:) with \(sizes.count) errors"
      }
    return StatisticsError(
      code: .observation, description: "the claim '\(claim)' cannot use \(passed); \(wanted)")
  }
}
