import Foundation
import PropertyTesting
import Testing

@Suite("The sequential test of a proportion")
struct ProportionTestTests {
  /// (successes, failures, p, zone, log evidence against, log evidence for), by quadrature of the defining integrals
  /// with 40 digits (mpmath 1.3).
  static let references: [(Int, Int, Double, Double, Double, Double)] = [
    (50, 0, 0.99, 0.005, -3.9318256327243258, 0.5945884153191598),
    (95, 5, 0.99, 0.005, 1.2381740418849306, -2.2614412143383801),
    (990, 10, 0.99, 0.005, -5.3668241899272161, -0.49383827441830708),
    (3, 7, 0.5, 0.1, 0.31900454358082206, -2.2594929499392514),
    (400, 0, 1, 0.01, -5.9939614273065692, 3.5460784133712414),
    (30, 20, 0.5, 0.05, -2.5861015316034711, 0.38380519680460392),
  ]

  @Test("has the evidence that its integrals define", arguments: references.indices)
  func evidence(_ index: Int) throws {
    let (successes, failures, claim, zone, against, inFavour) = Self.references[index]
    var test: ProportionTest = try ProportionTest(successProbability: claim, indifference: zone)
    test.record(successes: successes, of: successes + failures)
    #expect(abs(test.logEvidenceAgainstClaim - against) < 1e-10)
    #expect(abs(test.logEvidenceForClaim - inFavour) < 1e-10)
  }

  @Test("decides exactly when a test does that computes all its evidence after every trial")
  func looksAreNotLate() throws {
    for (claim, zone, truth) in [
      (0.9, 0.05, 0.9), (0.9, 0.05, 0.8), (0.99, 0.005, 0.999), (0.3, 0.1, 0.25), (1, 0.1, 0.97),
      (0.05, 0.04, 0.02),
    ] {
      let fresh: ProportionTest = try ProportionTest(
        successProbability: claim, indifference: zone, falseAlarmRate: 1e-3, missRate: 1e-2)
      for seed in 0..<10 {
        var dice: Dice = Dice(seed: seed)
        var test: ProportionTest = fresh
        while test.decision == .undecided, test.trials < 3000 {
          test.record(succeeded: dice.succeeds(truth))
          let isViolated: Bool = test.logEvidenceAgainstClaim >= log(1e3)
          let doesHold: Bool = test.logEvidenceForClaim >= log(1e2)
          #expect((test.decision == .violated) == isViolated)
          #expect((test.decision == .holds) == (doesHold && !isViolated))
        }
      }
    }
  }

  @Test("needs as many flawless trials as its documentation says")
  func flawless() throws {
    var test: ProportionTest = try ProportionTest(successProbability: 0.99, indifference: 0.005)
    while test.decision == .undecided { test.record(succeeded: true) }
    #expect(test.decision == .holds)
    #expect(test.trials == 495)
    // Half a stake on 1 alone suffices.
    #expect(Double(test.trials) <= (log(2000) / -log(0.985)).rounded(.up))
  }

  @Test("refutes 'always' by one failure, and accepts it after enough successes")
  func always() throws {
    var test: ProportionTest = try ProportionTest(successProbability: 1, indifference: 0.01)
    test.record(successes: 300, of: 300)
    #expect(test.decision == .undecided)
    test.record(succeeded: false)
    #expect(test.decision == .violated)
    var good: ProportionTest = try ProportionTest(successProbability: 1, indifference: 0.01)
    good.record(successes: 760, of: 760)
    #expect(good.decision == .holds)
  }

  @Test("keeps its first decision and goes on counting")
  func sticks() throws {
    var test: ProportionTest = try ProportionTest(successProbability: 0.9, indifference: 0.05)
    test.record(successes: 0, of: 0)
    #expect(test.decision == .undecided && test.trials == 0)
    test.record(successes: 300, of: 300)
    #expect(test.decision == .holds)
    test.record(successes: 0, of: 3000)
    #expect(test.decision == .holds && test.trials == 3300 && test.successes == 300)
  }

  @Test("foretells more trials the nearer the truth is to the middle of the zone, and a limit for all")
  func forecast() throws {
    let test: ProportionTest = try ProportionTest(successProbability: 0.99, indifference: 0.005)
    let worst: Double = test.worstExpectedTrials
    for truth in [0, 0.5, 0.98, 0.985, 0.986, 0.9875, 0.989, 0.99, 0.995, 1] {
      let expected: Double = test.expectedTrials(atSuccessProbability: truth)
      #expect(expected >= 1 && expected <= worst * 1.000_001, "\(truth): \(expected), worst \(worst)")
    }
    #expect(test.expectedTrials(atSuccessProbability: 0.9) < test.expectedTrials(atSuccessProbability: 0.97))
    #expect(Double(test.trialLimit) >= 4 * worst)
    let absurd: ProportionTest = try ProportionTest(successProbability: 0.5, indifference: 1e-16)
    #expect(absurd.trialLimit > 0)
  }

  @Test(
    "refuses numbers that make no sense, and says the mend",
    arguments: [
      (0, 0.1), (-1, 0.1), (1.5, 0.1), (.nan, 0.1), (0.9, 0), (0.9, -0.1), (0.9, 0.9), (0.9, .nan),
      (0.9, .infinity),
      (1, 1e-300),
    ] as [(Double, Double)])
  func domain(_ claim: Double, _ zone: Double) {
    let error: StatisticsError? = #expect(throws: StatisticsError.self) {
      try ProportionTest(successProbability: claim, indifference: zone)
    }
    #expect(error?.description.contains("choose") == true)
  }

  @Test("refuses rates that are no probabilities", arguments: [0, 1, -1, .nan, .infinity] as [Double])
  func rates(_ rate: Double) {
    #expect(throws: StatisticsError.self) {
      try ProportionTest(successProbability: 0.9, indifference: 0.1, falseAlarmRate: rate)
    }
    #expect(throws: StatisticsError.self) {
      try ProportionTest(successProbability: 0.9, indifference: 0.1, missRate: rate)
    }
  }
}

@Suite("Coverage of labels")
struct CoverageTestTests {
  @Test("is decided, told in a line, and may be looked at repeatedly")
  func decisions() throws {
    var covered: CoverageTest = try CoverageTest(label: "has a duplicate", minimum: 0.1)
    #expect(covered.description.hasPrefix("undecided: 'has a duplicate' in no cases, should be 10 % or more"))
    covered.record(labelled: 300, of: 1000)
    #expect(covered.decision == .covered && covered.cases == 1000 && covered.labelled == 300)
    #expect(
      covered.description
        == "covered: 'has a duplicate' in 300 of 1,000 cases, should be 10 % or more (an error has probability at most "
        + "1e-06)")
    var rare: CoverageTest = try CoverageTest(label: "empty", minimum: 0.1)
    while rare.decision == .undecided { rare.record(false) }
    #expect(rare.decision == .insufficient && rare.cases > 100 && rare.cases < 300)
    var open: CoverageTest = try CoverageTest(label: "odd", minimum: 0.5)
    open.record(labelled: 10, of: 20)
    #expect(open.decision == .undecided && open.caseLimit > 20)
    #expect(abs(open.indifference - 0.05) < 1e-15)
  }

  @Test("refuses minima and confidences that make no sense", arguments: [0, -1, 2, .nan] as [Double])
  func domain(_ number: Double) {
    #expect(throws: StatisticsError.self) { try CoverageTest(label: "x", minimum: number) }
    #expect(throws: StatisticsError.self) { try CoverageTest(label: "x", minimum: 0.1, confidence: number) }
    #expect(throws: StatisticsError.self) { try CoverageTest(label: "x", minimum: 0.1, indifference: number) }
  }
}
