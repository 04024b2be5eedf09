import Foundation
import PropertyTesting
import Testing

/// A distribution on [0, 1] whose mean can be chosen.
enum UnitDistribution: String, Sendable, CaseIterable {
  case bernoulli
  case uniform
  case betaLike
  case pointMass
  case heavyTwoPoint

  func draw(mean: Double, _ dice: inout Dice) -> Double {
    switch self {
    case .bernoulli: dice.succeeds(mean) ? 1 : 0
    // On [0, 2·mean] or [2·mean − 1, 1].
    case .uniform: mean < 0.5 ? 2 * mean * dice.uniform() : 1 - 2 * (1 - mean) * dice.uniform()
    // The beta distribution with the parameters mean/(1 − mean) and 1.
    case .betaLike: pow(dice.uniform(), (1 - mean) / mean)
    case .pointMass: mean
    // Nearly always a little below the mean, and 1 in one case of fifty.
    case .heavyTwoPoint: dice.succeeds(0.02) ? 1 : (mean - 0.02) / 0.98
    }
  }
}

@Suite("Calibration of means and slopes")
struct MeanCalibrationTests {
  static let rate: Double = Calibration.rate

  /// The claim 'at most 0.3' in 0...1, or its mirror image 'at least' in another range.
  private func runs(
    _ distribution: UnitDistribution, mean: Double, mirrored: Bool
  ) throws -> (calibration: Calibration, fresh: MeanTest) {
    let fresh: MeanTest =
      mirrored
      ? try MeanTest(
        .atLeast(1.5), in: -2...3, indifference: 0.5, falseAlarmRate: Self.rate, missRate: Self.rate)
      : try MeanTest(
        .atMost(0.3), in: 0...1, indifference: 0.1, falseAlarmRate: Self.rate, missRate: Self.rate)
    let calibration: Calibration = try Calibration(
      of: fresh, runs: Calibration.standardRuns / 2, cap: fresh.trialLimit
    ) { test, dice in
      let value: Double = distribution.draw(mean: mean, &dice)
      try test.record(mirrored ? 3 - 5 * value : value)
      return test.decision
    }
    return (calibration, fresh)
  }

  @Test(
    "a true bound on a mean is called violated no more often than stated",
    arguments: UnitDistribution.allCases,
    [false, true])
  func falseAlarms(_ distribution: UnitDistribution, _ mirrored: Bool) throws {
    for mean in [0.15, 0.25, 0.3] {
      let calibration: Calibration = try runs(distribution, mean: mean, mirrored: mirrored).calibration
      #expect(try calibration.falseAlarmsStayWithin(), "\(mean): \(calibration)")
      #expect(calibration.undecided == 0, "\(mean): \(calibration)")
      if mean == 0.3, distribution == .bernoulli { #expect(calibration.violated > 0) }
    }
  }

  @Test(
    "a mean that is false by the zone is accepted no more often than stated",
    arguments: UnitDistribution.allCases,
    [false, true])
  func misses(_ distribution: UnitDistribution, _ mirrored: Bool) throws {
    for mean in [0.4, 0.45, 0.6] {
      let calibration: Calibration = try runs(distribution, mean: mean, mirrored: mirrored).calibration
      #expect(try calibration.missesStayWithin(), "\(mean): \(calibration)")
      #expect(calibration.undecided == 0, "\(mean): \(calibration)")
      if mean == 0.4, distribution == .bernoulli { #expect(calibration.holds > 0) }
    }
  }

  @Test("runs end inside the zone too, no later than foretold", arguments: UnitDistribution.allCases)
  func zone(_ distribution: UnitDistribution) throws {
    for mean in [0.325, 0.35, 0.375] {
      let (calibration, fresh): (Calibration, MeanTest) = try runs(distribution, mean: mean, mirrored: false)
      #expect(calibration.undecided * 200 <= calibration.runs, "\(mean): \(calibration)")
      #expect(calibration.meanTrials < 1.5 * fresh.worstExpectedTrials, "\(mean): \(calibration)")
    }
  }

  @Test("a small variance is rewarded with fewer trials")
  func adaptation() throws {
    let wide: Calibration = try runs(.bernoulli, mean: 0.2, mirrored: false).calibration
    let narrow: Calibration = try runs(.uniform, mean: 0.2, mirrored: false).calibration
    #expect(narrow.meanTrials < 0.6 * wide.meanTrials)
  }

  @Test("a Student t-test that is looked at after every observation is caught")
  func mutantRepeatedTTest() throws {
    let calibration: Calibration = Calibration(
      of: (count: 0.0, sum: 0.0, squares: 0.0), runs: Calibration.standardRuns / 2, cap: 1000
    ) { state, dice in
      let value: Double = UnitDistribution.uniform.draw(mean: 0.3, &dice)
      state = (state.count + 1, state.sum + value, state.squares + value * value)
      let mean: Double = state.sum / state.count
      let error: Double = ((state.squares / state.count - mean * mean) / state.count).squareRoot()
      return state.count >= 30 && mean > 0.3 + 1.645 * error ? .violated : .undecided
    }
    #expect(try !calibration.falseAlarmsStayWithin(), "\(calibration)")
  }

  @Test("a wager for the wrong range is caught")
  func mutantWrongRange() throws {
    // Observations of up to 1.2 pass for ones of up to 1: clipped, their mean of 0.4 looks like less.
    let fresh: MeanTest = try MeanTest(
      .atMost(0.3), in: 0...1, indifference: 0.1, falseAlarmRate: Self.rate, missRate: Self.rate)
    let calibration: Calibration = try Calibration(
      of: fresh, runs: Calibration.standardRuns / 2, cap: fresh.trialLimit
    ) { test, dice in
      try test.record(min(1, dice.succeeds(0.4 / 1.4) ? 1.4 : 0))
      return test.decision
    }
    #expect(try !calibration.missesStayWithin(), "\(calibration)")
  }

  /// Noise around 0 with the median 0: normal, and Cauchy, which has no mean.
  static func noise(isCauchy: Bool, _ dice: inout Dice) -> Double {
    isCauchy ? tan(Double.pi * (dice.uniform() - 0.5)) : dice.normal()
  }

  /// The shift at which the noise is at most 0 with the probability 0.35.
  static func shift(isCauchy: Bool) -> Double {
    isCauchy ? tan(Double.pi * 0.15) : 0.38532046640756773
  }

  private func slopes(
    isCauchy: Bool, centre: Double, claim: ClosedRange<Double> = -0.6 ... -0.4, zone: Double = 0.15
  ) throws -> Calibration {
    let spread: Double = 0.02
    let sizes: [Double] = [10, 40, 160]
    let fresh: SlopeTest = try SlopeTest(
      claim, sizes: sizes, indifference: zone, falseAlarmRate: Self.rate, missRate: Self.rate)
    return try Calibration(of: fresh, runs: Calibration.standardRuns / 4, cap: fresh.trialLimit) {
      test, dice in
      // Kept where no error overflows; far beyond the range it makes no difference.
      let noise: Double = min(1000, max(-1000, Self.noise(isCauchy: isCauchy, &dice)))
      let slope: Double = centre + spread * noise
      let level: Double = exp(dice.normal())
      try test.record(errors: sizes.map { level * pow($0, slope) })
      return test.decision
    }
  }

  @Test("a slope's two sides err no more often than stated together")
  func slopeSides() throws {
    // Both ends of the range are the median itself.
    let calibration: Calibration = try slopes(isCauchy: false, centre: -0.5, claim: -0.5 ... -0.5, zone: 0.1)
    #expect(try calibration.falseAlarmsStayWithin(), "\(calibration)")
    #expect(calibration.violated > 0 && calibration.undecided == 0, "\(calibration)")
  }

  @Test("slopes err no more often than stated, heavy tails or not", arguments: [false, true])
  func slopeErrors(_ isCauchy: Bool) throws {
    let spread: Double = 0.02
    for centre in [-0.6, -0.55, -0.5, -0.4] {
      let calibration: Calibration = try slopes(isCauchy: isCauchy, centre: centre)
      #expect(try calibration.falseAlarmsStayWithin(), "\(centre): \(calibration)")
      #expect(calibration.undecided * 100 <= calibration.runs, "\(centre): \(calibration)")
    }
    let edge: Double = spread * Self.shift(isCauchy: isCauchy)
    for centre in [-0.6 - edge, -0.4 + edge, -0.7, -0.3] {
      let calibration: Calibration = try slopes(isCauchy: isCauchy, centre: centre)
      #expect(try calibration.missesStayWithin(), "\(centre): \(calibration)")
      #expect(calibration.undecided == 0, "\(centre): \(calibration)")
    }
    let between: Calibration = try slopes(isCauchy: isCauchy, centre: -0.4 + edge / 2)
    #expect(between.undecided * 100 <= between.runs, "\(between)")
  }
}
