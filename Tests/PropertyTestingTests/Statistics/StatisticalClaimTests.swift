import Foundation
import PropertyTesting
import Testing

@Suite("Statistical claims and verdicts")
struct StatisticalClaimTests {
  static let sizes: [Double] = [10, 40, 160]
  static let claims: [StatisticalClaim] = [
    .holds(withProbability: 0.9, indifference: 0.05),
    .holds(withProbability: 0.9),
    .mean(atMost: 0.3, in: 0...1, indifference: 0.05),
    .mean(atLeast: 0.3, in: 0...1, indifference: 0.05),
    .quantile(0.9, atMost: 0.3),
    .quantile(0.1, atLeast: 0.3, indifference: 0.05),
    .slope(-0.55 ... -0.45, against: sizes),
  ]

  /// Records a trial that is as good, or as bad, as can be for the claim.
  private func record(isGood: Bool, in test: inout StatisticalTest) throws {
    switch test.claim.observation {
    case .success: try test.record(succeeded: isGood)
    case .value:
      let wantsSmall: Bool = test.claim.description.contains("at most")
      try test.record(wantsSmall == isGood ? 0.1 : 0.9)
    case .errors(let sizes): try test.record(errors: sizes.map { pow($0, isGood ? -0.5 : -0.25) })
    }
  }

  @Test("each claim is decided both ways, within its limit", arguments: claims)
  func decisions(_ claim: StatisticalClaim) throws {
    for (isGood, decision) in [(true, StatisticalDecision.holds), (false, .violated)] {
      var test: StatisticalTest = try claim.test(falseAlarmRate: 1e-9)
      #expect(test.verdict.estimate == nil && test.verdict.falseAlarmProbabilitySpent == 0)
      while test.decision == .undecided, test.trials < test.trialLimit {
        try record(isGood: isGood, in: &test)
      }
      let verdict: StatisticalVerdict = test.verdict
      #expect(verdict.decision == decision && verdict.claim == claim && verdict.trials == test.trials)
      #expect(verdict.falseAlarmRate == 1e-9 && verdict.missRate == 1e-3)
      #expect(verdict.falseAlarmProbabilitySpent == 1e-9)
      let estimate: StatisticalEstimate = try #require(verdict.estimate)
      #expect(estimate.confidence == 0.999)
      #expect(estimate.lowerBound <= estimate.value && estimate.value <= estimate.upperBound)
      #expect(verdict.description.hasPrefix(decision == .holds ? "Holds: " : "Violated: "))
      #expect(Double(test.trials) <= test.worstExpectedTrials)
    }
  }

  @Test("a test of a claim is the test of its kind")
  func sameAsItsKind() throws {
    var dice: Dice = Dice(seed: 11)
    var claim: StatisticalTest = try StatisticalClaim.mean(atMost: 0.3, in: 0...1, indifference: 0.1).test(
      falseAlarmRate: 0.01, missRate: 0.02)
    var kind: MeanTest = try MeanTest(
      .atMost(0.3), in: 0...1, indifference: 0.1, falseAlarmRate: 0.01, missRate: 0.02)
    while kind.decision == .undecided {
      let value: Double = dice.uniform()
      try claim.record(value)
      try kind.record(value)
      #expect(claim.decision == kind.decision && claim.trials == kind.observations.count)
    }
    #expect(claim.trialLimit == kind.trialLimit && claim.worstExpectedTrials == kind.worstExpectedTrials)
    let interval: AnytimeMeanInterval = try AnytimeMeanInterval(
      kind.observations, in: 0...1, confidence: 0.98)
    #expect(claim.estimate?.lowerBound == interval.lowerBound)
    #expect(claim.estimate?.upperBound == interval.upperBound)
  }

  @Test("verdicts read as a paragraph")
  func descriptions() throws {
    var proportion: StatisticalTest = try StatisticalClaim.holds(withProbability: 0.99).test(
      falseAlarmRate: 1e-9)
    let undecided: String = proportion.verdict.description
    #expect(
      undecided.hasPrefix(
        "Undecided: success with probability at least 0.99. Not decided after 0 trials. Allow up to "))
    #expect(
      undecided.contains(" trials, or widen the indifference zone of 0.005. Were the claim true, it would"))
    while proportion.decision == .undecided { try proportion.record(succeeded: true) }
    #expect(
      proportion.verdict.description
        == "Holds: success with probability at least 0.99. Decided after 495 trials: the share of successes is 1, "
        + "between 0.9739 and 1 at confidence 0.999. Were the claim true, it would be called violated with probability "
        + "at most 1e-09; should success have probability 0.985 or less, it would be said to hold with probability at "
        + "most 0.001.")
    var slope: StatisticalTest = try Self.claims[6].test(falseAlarmRate: 1e-6)
    while slope.decision == .undecided { try slope.record(errors: [1, 0.5, 0.25]) }
    #expect(
      slope.verdict.description.hasPrefix("Holds: median slope of log error on log size in -0.55...-0.45."))
    #expect(Self.claims[4].description == "0.9-quantile at most 0.3")
    #expect(StatisticalClaim.quantile(0.5, atLeast: 2).description == "median at least 2")
    #expect(Self.claims[2].description == "mean at most 0.3 in 0...1")
  }

  @Test("the default zone is half the way to the nearer end, and at most 0.05")
  func defaultZone() {
    #expect(abs(StatisticalClaim.holds(withProbability: 0.99).indifference - 0.005) < 1e-15)
    #expect(StatisticalClaim.holds(withProbability: 0.5).indifference == 0.05)
    #expect(StatisticalClaim.quantile(0.02, atLeast: 1).indifference == 0.01)
    let always: StatisticsError? = #expect(throws: StatisticsError.self) {
      try StatisticalClaim.holds(withProbability: 1).test(falseAlarmRate: 0.1)
    }
    #expect(always?.code == .indifference)
  }

  @Test("an observation of another kind is a fault that says what to call", arguments: claims)
  func mismatches(_ claim: StatisticalClaim) throws {
    let fresh: StatisticalTest = try claim.test(falseAlarmRate: 1e-6)
    var test: StatisticalTest = fresh
    var faults: Int = 0
    let attempts: [(inout StatisticalTest) throws -> Void] = [
      { try $0.record(succeeded: true) }, { try $0.record(0.5) }, { try $0.record(errors: [1, 2, 3]) },
    ]
    for attempt in attempts {
      var copy: StatisticalTest = test
      do {
        try attempt(&copy)
      } catch let error as StatisticsError {
        faults += 1
        #expect(error.code == .observation && error.description.contains("call record("))
        #expect(copy == fresh)
      }
    }
    #expect(faults == 2)
    // A bad observation of the right kind leaves the test as it was.
    switch claim.observation {
    case .success: break
    case .value: #expect(throws: StatisticsError.self) { try test.record(.nan) }
    case .errors: #expect(throws: StatisticsError.self) { try test.record(errors: [1, 0, 1]) }
    }
    #expect(test == fresh)
  }

  @Test("a claim that makes no sense throws where a test is made of it")
  func domain() {
    for claim: StatisticalClaim in [
      .holds(withProbability: 0), .holds(withProbability: .nan),
      .holds(withProbability: 0.9, indifference: 0),
      .mean(atMost: 2, in: 0...1, indifference: 0.1), .mean(atLeast: 0.1, in: 0...1, indifference: 0.2),
      .quantile(0, atMost: 1), .quantile(1, atLeast: 1), .quantile(0.5, atMost: .nan),
      .slope(-1...0, against: [1]), .slope(-1...0, against: [1, 2], indifference: 0.7),
    ] {
      #expect(throws: StatisticsError.self, "\(claim)") { try claim.test(falseAlarmRate: 1e-6) }
      // It can still be printed.
      #expect(!claim.description.isEmpty)
    }
    #expect(throws: StatisticsError.self) { try Self.claims[0].test(falseAlarmRate: 0) }
    #expect(throws: StatisticsError.self) { try Self.claims[0].test(falseAlarmRate: 0.1, missRate: .nan) }
  }
}
