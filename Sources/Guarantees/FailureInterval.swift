import PropertyTesting

/// The failure probabilities that the trials of a claim leave open.
///
/// It inverts the very test that gave the verdict: a probability is excluded from above where the test would have
/// accepted it as a bound, from below where it would have rejected it. So it is valid although the trials were looked
/// at one by one, and it never contradicts the verdict.
enum FailureInterval {
  private static let bisections: Int = 50

  /// The interval at a confidence on either side.
  static func inverting(failures: Int, trials: Int, confidence: Double) throws -> ClaimResult.Interval {
    func decision(at share: Double) throws -> SequentialBernoulliTest.Decision {
      var test: SequentialBernoulliTest = try SequentialBernoulliTest(
        failureProbability: share, confidence: confidence, falseAlarmRate: 1 - confidence)
      test.record(failures: failures, of: trials)
      return test.decision
    }
    let upper: Double = try boundary { share in
      if case .holds = try decision(at: share) { return true }
      return false
    }
    let lower: Double = try boundary { share in
      if case .violated = try decision(at: share) { return false }
      return true
    }
    return ClaimResult.Interval(lower: lower, upper: upper, confidence: confidence)
  }

  /// Where a condition that is false near 0 and true near 1 turns; 0 or 1 where it never does.
  private static func boundary(_ condition: (Double) throws -> Bool) rethrows -> Double {
    var (low, high): (Double, Double) = (0, 1)
    for _ in 0..<bisections {
      let middle: Double = (low + high) / 2
      if try condition(middle) { high = middle } else { low = middle }
    }
    return high < 0x1p-40 ? 0 : high
  }
}
