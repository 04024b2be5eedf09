import Foundation
import PropertyTesting
import Testing

/// Errors are counted over thousands of simulated runs that look after every trial, with fixed seeds.
@Suite("Calibration of proportions, quantiles and coverage")
struct ProportionCalibrationTests {
  struct Setting: Sendable {
    let claim: Double
    let zone: Double
    let truth: Double
  }

  static let rate: Double = Calibration.rate
  static let claims: [(Double, Double)] = [(0.9, 0.05), (0.5, 0.1), (0.2, 0.08), (1, 0.05)]
  static let inside: [Setting] = claims.flatMap { claim, zone in
    [0, 0.3, 1].map { Setting(claim: claim, zone: zone, truth: claim + $0 * (1 - claim)) }
  }
  static let outside: [Setting] = claims.flatMap { claim, zone in
    [1, 1.5, 2].map { Setting(claim: claim, zone: zone, truth: claim - $0 * zone) }
  }
  static let between: [Setting] = claims.flatMap { claim, zone in
    [0.25, 0.5, 0.75].map { Setting(claim: claim, zone: zone, truth: claim - $0 * zone) }
  }

  private func runs(_ setting: Setting) throws -> (calibration: Calibration, fresh: ProportionTest) {
    let fresh: ProportionTest = try ProportionTest(
      successProbability: setting.claim, indifference: setting.zone, falseAlarmRate: Self.rate,
      missRate: Self.rate)
    let calibration: Calibration = Calibration(of: fresh, cap: fresh.trialLimit) { test, dice in
      test.record(succeeded: dice.succeeds(setting.truth))
      return test.decision
    }
    return (calibration, fresh)
  }

  @Test("a true proportion is called violated no more often than stated", arguments: inside)
  func falseAlarms(_ setting: Setting) throws {
    let calibration: Calibration = try runs(setting).calibration
    #expect(try calibration.falseAlarmsStayWithin(), "\(setting): \(calibration)")
    #expect(calibration.undecided == 0, "\(setting): \(calibration)")
    // A test that never raises an alarm would be safe and slow.
    if setting.truth == setting.claim, setting.claim < 1 { #expect(calibration.violated > 0) }
  }

  @Test("a proportion that is false by the zone is accepted no more often than stated", arguments: outside)
  func misses(_ setting: Setting) throws {
    let calibration: Calibration = try runs(setting).calibration
    #expect(try calibration.missesStayWithin(), "\(setting): \(calibration)")
    #expect(calibration.undecided == 0, "\(setting): \(calibration)")
    if setting.truth == setting.claim - setting.zone { #expect(calibration.holds > 0) }
  }

  @Test("runs end inside the zone too, about when foretold", arguments: between)
  func zone(_ setting: Setting) throws {
    let (calibration, fresh): (Calibration, ProportionTest) = try runs(setting)
    #expect(calibration.undecided * 200 <= calibration.runs, "\(setting): \(calibration)")
    let foretold: Double = fresh.expectedTrials(atSuccessProbability: setting.truth)
    #expect(calibration.meanTrials < 1.5 * foretold, "\(setting): \(calibration), foretold \(foretold)")
    #expect(calibration.meanTrials > 0.3 * foretold, "\(setting): \(calibration), foretold \(foretold)")
  }

  @Test("a z-test that is looked at after every trial is caught")
  func mutantRepeatedZTest() throws {
    let claim: Double = 0.9
    // 1.645 standard errors: an error of 0.05 if looked at once.
    let calibration: Calibration = Calibration(of: (trials: 0, successes: 0), cap: 1000) { state, dice in
      state.trials += 1
      state.successes += dice.succeeds(claim) ? 1 : 0
      let count: Double = Double(state.trials)
      let z: Double = (Double(state.successes) - claim * count) / (count * claim * (1 - claim)).squareRoot()
      return state.trials >= 30 && z < -1.645 ? .violated : .undecided
    }
    #expect(try !calibration.falseAlarmsStayWithin(), "\(calibration)")
  }

  @Test("a wager without a claim about it that is too bold by a fifth is caught")
  func mutantBoldThreshold() throws {
    // A likelihood ratio of 0.82 to 0.9 with a threshold of 5 instead of 1/0.05.
    let calibration: Calibration = Calibration(of: 0.0, cap: 1000) { capital, dice in
      capital += dice.succeeds(0.9) ? log(0.82 / 0.9) : log(0.18 / 0.1)
      return capital > log(5) ? .violated : .undecided
    }
    #expect(try !calibration.falseAlarmsStayWithin(), "\(calibration)")
  }

  /// Values on a line: continuous, with ties, and infinite ones; each with the probability of exceeding 1 settable.
  static func value(_ kind: Int, exceeding probability: Double, _ dice: inout Dice) -> Double {
    let u: Double = dice.uniform()
    switch kind {
    case 0: return probability / u
    case 1: return u < probability ? 2 : (u < 0.5 ? 1 : 0)
    default: return u < probability ? .infinity : -.infinity
    }
  }

  @Test("quantiles err no more often than stated, for any distribution", arguments: 0..<3, [0.9, 0.6])
  func quantiles(_ kind: Int, _ level: Double) throws {
    let zone: Double = 0.08
    for bound in [StatisticalBound.atMost(1), .atLeast(-1)] {
      let sign: Double = bound.isUpper ? 1 : -1
      let fresh: QuantileTest = try QuantileTest(
        bound.isUpper ? level : 1 - level, bound, indifference: zone, falseAlarmRate: Self.rate,
        missRate: Self.rate)
      for shift in [-0.05, 0, 0.5, 1, 1.5] {
        let exceeding: Double = 1 - level + shift * zone
        let calibration: Calibration = try Calibration(
          of: fresh, runs: Calibration.standardRuns / 10, cap: fresh.trialLimit
        ) { test, dice in
          try test.record(sign * Self.value(kind, exceeding: exceeding, &dice))
          return test.decision
        }
        if shift <= 0 { #expect(try calibration.falseAlarmsStayWithin(), "\(shift): \(calibration)") }
        if shift >= 1 { #expect(try calibration.missesStayWithin(), "\(shift): \(calibration)") }
        #expect(calibration.undecided * 100 <= calibration.runs, "\(shift): \(calibration)")
      }
    }
  }

  @Test("coverage errs no more often than stated", arguments: [0.03, 0.05, 0.08, 0.1, 0.15, 0.4])
  func coverage(_ share: Double) throws {
    let fresh: CoverageTest = try CoverageTest(
      label: "rare", minimum: 0.1, confidence: 1 - Self.rate, indifference: 0.05)
    let calibration: Calibration = Calibration(of: fresh, cap: fresh.caseLimit) { test, dice in
      test.record(dice.succeeds(share))
      switch test.decision {
      case .covered: return .holds
      case .insufficient: return .violated
      case .undecided: return .undecided
      }
    }
    if share >= 0.1 { #expect(try calibration.falseAlarmsStayWithin(), "\(calibration)") }
    if share <= 0.05 { #expect(try calibration.missesStayWithin(), "\(calibration)") }
    #expect(calibration.undecided * 200 <= calibration.runs, "\(calibration)")
  }
}
