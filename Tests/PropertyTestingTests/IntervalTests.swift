import Foundation
import PropertyTesting
import Testing

@Suite("Intervals for a probability")
struct IntervalTests {
  struct Reference: Sendable {
    let successes: Int
    let trials: Int
    let confidence: Double
    let lower: Double
    let upper: Double
  }

  /// From SciPy 1.17: `beta.ppf(a, s, n - s + 1)` and `beta.isf(a, s + 1, n - s)` for a = (1 − confidence)/2; the
  /// first from the closed form 1 − 0.025^(1/100); where ten million trials are nearly all alike, by bisection of the
  /// binomial sum with 40 digits (mpmath 1.3), because SciPy is off by 3e-11 there.
  static let references: [Reference] = [
    Reference(successes: 0, trials: 100, confidence: 0.95, lower: 0, upper: 0.03621669264517646),
    Reference(
      successes: 98, trials: 100, confidence: 0.95, lower: 0.9296160675289299, upper: 0.9975686631760574),
    Reference(
      successes: 1, trials: 10, confidence: 0.99, lower: 0.0005011285754646344, upper: 0.5442870568996868),
    Reference(
      successes: 5, trials: 10, confidence: 0.9, lower: 0.22244110100812936, upper: 0.7775588989918707),
    Reference(
      successes: 3, trials: 10_000_000, confidence: 0.999, lower: 1.4970386377298912e-08,
      upper: 1.3934015583946761e-06),
    Reference(
      successes: 9_999_990, trials: 10_000_000, confidence: 0.999999, lower: 1 - 3.538533310994396e-06,
      upper: 1 - 1.1810961292882842e-07),
    Reference(
      successes: 5_000_000, trials: 10_000_000, confidence: 0.95, lower: 0.4996900525213711,
      upper: 0.5003099474786289),
    Reference(successes: 1, trials: 1, confidence: 0.5, lower: 0.25, upper: 1),
  ]

  @Test("of Clopper and Pearson are those of SciPy", arguments: references)
  func clopperPearson(_ reference: Reference) throws {
    let interval: ClopperPearson = try ClopperPearson(
      successes: reference.successes, trials: reference.trials, confidence: reference.confidence)
    // The tails' relative error, near 1e-13, and half a unit in the last place of a bound near 1.
    #expect(abs(interval.lowerBound - reference.lower) <= 1e-12 * reference.lower)
    #expect(abs(interval.upperBound - reference.upper) <= 1e-12 * reference.upper)
    #expect(abs(interval.upperBound - reference.upper) <= 1e-12 * (1 - reference.upper) + 0x1p-53)
  }

  @Test("mirror one another when successes and failures change places")
  func symmetry() throws {
    for successes in 0...20 {
      let here: ClopperPearson = try ClopperPearson(successes: successes, trials: 20, confidence: 0.99)
      let there: ClopperPearson = try ClopperPearson(successes: 20 - successes, trials: 20, confidence: 0.99)
      #expect(abs(here.lowerBound - (1 - there.upperBound)) < 1e-13)
    }
  }

  /// The probability with which `covers` holds for the outcome of trials with the given success probability.
  private func coverage(trials: Int, probability: Double, covers: (Int) throws -> Bool) rethrows -> Double {
    var mass: Double = pow(1 - probability, Double(trials))
    var sum: Double = 0
    for successes in 0...trials {
      if try covers(successes) { sum += mass }
      mass *= Double(trials - successes) / Double(successes + 1) * probability / (1 - probability)
    }
    return sum
  }

  @Test("cover every probability as often as they promise, and no interval much narrower does")
  func coverageIsKept() throws {
    let intervals: [ClopperPearson] = try (0...30).map {
      try ClopperPearson(successes: $0, trials: 30, confidence: 0.9)
    }
    var worst: Double = 1
    var worstOfMutant: Double = 1
    for step in 1..<400 {
      let p: Double = Double(step) / 400
      worst = min(
        worst,
        coverage(trials: 30, probability: p) {
          intervals[$0].lowerBound <= p && p <= intervals[$0].upperBound
        })
      worstOfMutant = min(
        worstOfMutant,
        coverage(trials: 30, probability: p) {
          let margin: Double = 0.1 * (intervals[$0].upperBound - intervals[$0].lowerBound)
          return intervals[$0].lowerBound + margin <= p && p <= intervals[$0].upperBound - margin
        })
    }
    #expect(worst >= 0.9)
    #expect(worstOfMutant < 0.9)
  }

  @Test("are everything without a trial, and end at 0 or 1 without successes or failures")
  func edges() throws {
    for confidence in [1e-9, 0.5, 0.999999999] {
      let none: ClopperPearson = try ClopperPearson(successes: 0, trials: 0, confidence: confidence)
      #expect(none.lowerBound == 0 && none.upperBound == 1)
      let anytimeNone: AnytimeInterval = try AnytimeInterval(successes: 0, trials: 0, confidence: confidence)
      #expect(anytimeNone.lowerBound == 0 && anytimeNone.upperBound == 1)
      for trials in [1, 2, 50, 10_000_000] {
        let zero: ClopperPearson = try ClopperPearson(successes: 0, trials: trials, confidence: confidence)
        #expect(zero.lowerBound == 0 && zero.upperBound > 0 && zero.upperBound < 1)
        let all: ClopperPearson = try ClopperPearson(
          successes: trials, trials: trials, confidence: confidence)
        #expect(all.lowerBound > 0 && all.lowerBound < 1 && all.upperBound == 1)
        let anytime: AnytimeInterval = try AnytimeInterval(
          successes: trials, trials: trials, confidence: confidence)
        #expect(anytime.lowerBound < 1 && anytime.upperBound == 1)
      }
    }
  }

  @Test("refuse counts and confidences that make no sense", arguments: [0, 1, -0.5, 2, .nan, .infinity])
  func domain(_ confidence: Double) {
    #expect(throws: StatisticsError.self) {
      try ClopperPearson(successes: 1, trials: 2, confidence: confidence)
    }
    #expect(throws: StatisticsError.self) {
      try AnytimeInterval(successes: 1, trials: 2, confidence: confidence)
    }
    for (successes, trials) in [(-1, 2), (3, 2), (0, -1), (Int.min, Int.max)] {
      #expect(throws: StatisticsError.self) {
        try ClopperPearson(successes: successes, trials: trials, confidence: 0.9)
      }
      #expect(throws: StatisticsError.self) {
        try AnytimeInterval(successes: successes, trials: trials, confidence: 0.9)
      }
    }
  }

  @Test("that may be looked at any time hold the p against which the evidence is too small")
  func anytimeInversion() throws {
    // After 3 successes in 5 trials, M(p) = B(4, 3) / (p³(1 − p)²) with B(4, 3) = 1/60.
    let interval: AnytimeInterval = try AnytimeInterval(successes: 3, trials: 5, confidence: 0.95)
    for end in [interval.lowerBound, interval.upperBound] {
      let evidence: Double = 1 / (60 * end * end * end * (1 - end) * (1 - end))
      #expect(abs(evidence - 20) < 1e-10)
    }
    #expect(interval.lowerBound < 0.6 && interval.upperBound > 0.6)
  }

  @Test("that may be looked at any time contain the ones for a fixed number of trials")
  func anytimeIsWider() throws {
    for (successes, trials) in [(1, 3), (50, 100), (999, 1000), (123_456, 1_000_000)] {
      let fixed: ClopperPearson = try ClopperPearson(successes: successes, trials: trials, confidence: 0.99)
      let anytime: AnytimeInterval = try AnytimeInterval(
        successes: successes, trials: trials, confidence: 0.99)
      #expect(anytime.lowerBound < fixed.lowerBound && fixed.upperBound < anytime.upperBound)
      #expect(anytime.upperBound - anytime.lowerBound < 3 * (fixed.upperBound - fixed.lowerBound))
    }
  }
}
