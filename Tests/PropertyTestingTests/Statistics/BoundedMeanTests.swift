import Foundation
import PropertyTesting
import Testing

@Suite("The sequential tests of means, quantiles and slopes")
struct BoundedMeanTests {
  static let observations: [Double] = [0.5, 3, 0, 4, 1.25, 2, 0.75, 3.5]

  @Test("a mean has the evidence that its bets define, for a claim and its mirror image")
  func evidence() throws {
    // The average over the bets 1.5^−k of Π((1 − θ) + θ·Y/m), in 40 digits (mpmath 1.3).
    let (against, inFavour): (Double, Double) = (2.7178203888097092, 0.55038456749846799)
    var test: MeanTest = try MeanTest(.atMost(1), in: 0...4, indifference: 0.4)
    var mirror: MeanTest = try MeanTest(.atLeast(6), in: 3...7, indifference: 0.4)
    for value in Self.observations {
      try test.record(value)
      try mirror.record(7 - value)
    }
    #expect(abs(test.evidenceAgainstClaim - against) < 1e-12)
    #expect(abs(test.evidenceForClaim - inFavour) < 1e-12)
    #expect(abs(mirror.evidenceAgainstClaim - against) < 1e-12)
    #expect(abs(mirror.evidenceForClaim - inFavour) < 1e-12)
  }

  @Test("a mean is decided at the ends of its range, in any unit, and the decision stays")
  func ends() throws {
    for scale in [1e-200, 1, 1e200] {
      let range: ClosedRange<Double> = (-scale)...(3 * scale)
      let fresh: MeanTest = try MeanTest(.atMost(scale), in: range, indifference: 0.1 * scale)
      var low: MeanTest = fresh
      var high: MeanTest = fresh
      while low.decision == .undecided { try low.record(-scale) }
      while high.decision == .undecided { try high.record(3 * scale) }
      #expect(low.decision == .holds && low.observations.count < 50)
      #expect(high.decision == .violated && high.observations.count < 50)
      let count: Int = low.observations.count
      for _ in 0..<100 { try low.record(3 * scale) }
      #expect(low.decision == .holds && low.observations.count == count + 100)
    }
  }

  @Test("an observation outside the range or NaN is a fault that says the mend and changes nothing")
  func outside() throws {
    let fresh: MeanTest = try MeanTest(.atMost(0.3), in: 0...1, indifference: 0.1)
    for value in [-1e-300, 1.0.nextUp, .infinity, -.infinity, .nan] {
      var test: MeanTest = fresh
      let error: StatisticsError? = #expect(throws: StatisticsError.self) { try test.record(value) }
      #expect(error?.code == .observation)
      #expect(error?.description.contains(value.isNaN ? "NaN" : "widen the range") == true)
      #expect(test == fresh)
    }
  }

  @Test("claims about means that make no sense are refused")
  func meanDomain() {
    for (bound, range, zone) in [
      (0, 0...1, 0.1), (1, 0...1, 0.1), (2, 0...1, 0.1), (.nan, 0...1, 0.1), (0.5, 0...1, 0),
      (0.5, 0...1, 0.5), (0.5, 0...1, .nan), (0.5, 0...1, -0.1), (0, 0...0, 0.1), (0, -.infinity...1, 0.1),
      (0, -1e308...1e308, 0.1),
    ] as [(Double, ClosedRange<Double>, Double)] {
      for claim in [StatisticalBound.atMost(bound), .atLeast(bound)] {
        #expect(throws: StatisticsError.self) { try MeanTest(claim, in: range, indifference: zone) }
      }
    }
    #expect(throws: StatisticsError.self) {
      try MeanTest(.atMost(0.5), in: 0...1, indifference: 0.1, falseAlarmRate: 0)
    }
  }

  @Test("a quantile counts ties and infinite values on the right side, and refuses NaN")
  func quantiles() throws {
    var atMost: QuantileTest = try QuantileTest(0.9, .atMost(2), indifference: 0.1)
    var atLeast: QuantileTest = try QuantileTest(0.1, .atLeast(2), indifference: 0.1)
    for _ in 0..<200 {
      try atMost.record(2)
      try atLeast.record(2)
    }
    #expect(atMost.decision == .holds && atLeast.decision == .holds)
    var slow: QuantileTest = try QuantileTest(0.9, .atMost(2), indifference: 0.1)
    while slow.decision == .undecided { try slow.record(.infinity) }
    #expect(slow.decision == .violated)
    let before: QuantileTest = slow
    #expect(throws: StatisticsError.self) { try slow.record(.nan) }
    #expect(slow == before)
    #expect(throws: StatisticsError.self) { try QuantileTest(1, .atMost(2), indifference: 0.1) }
    #expect(throws: StatisticsError.self) { try QuantileTest(0.9, .atMost(.nan), indifference: 0.1) }
    #expect(throws: StatisticsError.self) { try QuantileTest(0.9, .atMost(2), indifference: 0.95) }
  }

  @Test("a slope is that of each replicate's own line, and is decided on both sides")
  func slopes() throws {
    let sizes: [Double] = [1, 4, 16]
    let fresh: SlopeTest = try SlopeTest(-0.55 ... -0.45, sizes: sizes)
    for (exponent, decision) in [
      (-0.5, StatisticalDecision.holds), (-0.25, .violated), (-1, .violated), (0.5, .violated),
    ] {
      var test: SlopeTest = fresh
      while test.decision == .undecided { try test.record(errors: sizes.map { 7 * pow($0, exponent) }) }
      #expect(test.decision == decision)
      #expect(test.slopes.allSatisfy { abs($0 - exponent) < 1e-14 } && test.slopes.count < 60)
    }
    let replicate: [Double] = [1, 0.3, 0.2]
    var test: SlopeTest = fresh
    try test.record(errors: replicate)
    #expect(abs(test.slopes[0] - (try SlopeFit(errors: replicate, sizes: sizes).slope)) < 1e-15)
  }

  @Test("each side of a slope is a proportion of one half, tested at half the false-alarm rate")
  func slopeSplit() throws {
    for rate in [1e-2, 1e-6] {
      var side: ProportionTest = try ProportionTest(
        successProbability: 0.5, indifference: 0.1, falseAlarmRate: rate / 2)
      var unsplit: ProportionTest = try ProportionTest(
        successProbability: 0.5, indifference: 0.1, falseAlarmRate: rate)
      var test: SlopeTest = try SlopeTest(
        -0.6 ... -0.4, sizes: [1, 4], indifference: 0.1, falseAlarmRate: rate)
      while test.decision == .undecided { try test.record(errors: [1, 1]) }
      while side.decision == .undecided { side.record(succeeded: false) }
      while unsplit.decision == .undecided { unsplit.record(succeeded: false) }
      #expect(test.slopes.count == side.trials)
      #expect(test.slopes.count > unsplit.trials)
    }
  }

  @Test("errors without a logarithm are faults of a slope that change nothing")
  func slopeFaults() throws {
    let fresh: SlopeTest = try SlopeTest(-0.55 ... -0.45, sizes: [1, 4, 16])
    for errors in [[1, 0, 1], [1, -1, 1], [1, .nan, 1], [1, .infinity, 1], [1, 1], []] as [[Double]] {
      var test: SlopeTest = fresh
      let error: StatisticsError? = #expect(throws: StatisticsError.self) { try test.record(errors: errors) }
      #expect(error?.code == .observation)
      #expect(test == fresh)
    }
    #expect(throws: StatisticsError.self) { try SlopeTest(-1...0, sizes: [3, 3]) }
    #expect(throws: StatisticsError.self) { try SlopeTest(-1...0, sizes: [0, 3]) }
    #expect(throws: StatisticsError.self) { try SlopeTest(-1...0, sizes: []) }
    #expect(throws: StatisticsError.self) { try SlopeTest(-.infinity...0, sizes: [1, 3]) }
    #expect(throws: StatisticsError.self) { try SlopeTest(-1...0, sizes: [1, 3], indifference: 0.5) }
    #expect(throws: StatisticsError.self) { try SlopeTest(-1...0, sizes: [1, 3], missRate: 1) }
  }
}
