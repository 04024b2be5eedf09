import Foundation
import PropertyTesting
import Testing

@Suite("Intervals for means and quantiles that may be looked at any time")
struct AnytimeIntervalTests {
  @Test("the one for a mean holds what its bets do not refute")
  func meanReferences() throws {
    // Bisection of the average of Π((1 − θ) + θ·Y/m) over θ = 2^−k, k ≤ 16, with 40 digits (mpmath 1.3).
    let values: [Double] = (0..<5).flatMap { _ in BoundedMeanTests.observations }
    for (confidence, lower, upper) in [
      (0.9, 1.18849005290705, 2.61267060615289), (0.999, 0.944112850988685, 2.89406781843914),
    ] {
      let interval: AnytimeMeanInterval = try AnytimeMeanInterval(values, in: 0...4, confidence: confidence)
      #expect(abs(interval.lowerBound - lower) < 1e-10 && abs(interval.upperBound - upper) < 1e-10)
      #expect(interval.mean == 1.875 && interval.count == 40)
    }
    let constant: AnytimeMeanInterval = try AnytimeMeanInterval(
      [Double](repeating: 0.3, count: 50), in: 0...1, confidence: 0.99)
    #expect(abs(constant.lowerBound - 0.255113993099388) < 1e-10)
    #expect(abs(constant.upperBound - 0.404734016101427) < 1e-10)
  }

  @Test("the one for a quantile ends at the observations that its wagers do not refute")
  func quantileReferences() throws {
    // (n, q, confidence, fewest observations up to x, most observations below x), by quadrature (mpmath 1.3).
    for (count, level, confidence, fewest, most) in [(40, 0.5, 0.95, 11, 29), (100, 0.9, 0.95, 79, 97)] {
      let values: [Double] = (1...count).map { Double(($0 * 37) % (count + 1)) }
      let interval: AnytimeQuantileInterval = try AnytimeQuantileInterval(
        values, level: level, confidence: confidence)
      #expect(interval.lowerBound == values.sorted()[fewest - 1])
      #expect(interval.upperBound == values.sorted()[most])
      #expect(interval.quantile == values.sorted()[Int(level * Double(count)) - 1])
    }
    let short: AnytimeQuantileInterval = try AnytimeQuantileInterval(
      [Double](repeating: 1, count: 10), level: 0.5, confidence: 0.999)
    #expect(short.lowerBound == -.infinity && short.upperBound == .infinity && short.quantile == 1)
  }

  @Test("they are everything without an observation, and refuse what makes no sense")
  func edges() throws {
    let mean: AnytimeMeanInterval = try AnytimeMeanInterval([], in: -1...2, confidence: 0.9)
    #expect(mean.mean == nil && mean.lowerBound == -1 && mean.upperBound == 2)
    let quantile: AnytimeQuantileInterval = try AnytimeQuantileInterval([], level: 0.5, confidence: 0.9)
    #expect(quantile.quantile == nil && quantile.lowerBound == -.infinity && quantile.upperBound == .infinity)
    for value in [.nan, 1.5, -.infinity] as [Double] {
      #expect(throws: StatisticsError.self) { try AnytimeMeanInterval([value], in: 0...1, confidence: 0.9) }
    }
    #expect(throws: StatisticsError.self) { try AnytimeMeanInterval([0], in: 0...0, confidence: 0.9) }
    #expect(throws: StatisticsError.self) { try AnytimeMeanInterval([0], in: 0...1, confidence: 1) }
    #expect(throws: StatisticsError.self) {
      try AnytimeQuantileInterval([.nan], level: 0.5, confidence: 0.9)
    }
    #expect(throws: StatisticsError.self) { try AnytimeQuantileInterval([1], level: 0, confidence: 0.9) }
    #expect(throws: StatisticsError.self) { try AnytimeQuantileInterval([1], level: 0.5, confidence: 0) }
  }

  @Test("the one for a mean is never wider than the range, narrows, and stays finite for many observations")
  func meanShape() throws {
    var dice: Dice = Dice(seed: 5)
    let values: [Double] = (0..<2000).map { _ in dice.uniform() }
    var width: Double = 1
    for count in [1, 10, 100, 2000] {
      let interval: AnytimeMeanInterval = try AnytimeMeanInterval(
        Array(values.prefix(count)), in: 0...1, confidence: 0.95)
      #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
      #expect(interval.upperBound - interval.lowerBound < width)
      width = interval.upperBound - interval.lowerBound
      #expect(interval.lowerBound <= 0.5 && 0.5 <= interval.upperBound)
    }
    // 2000 uniform observations have a standard error of 0.0065.
    #expect(width < 0.06)
  }

  #if DEBUG
    static let runs: Int = 20
  #else
    static let runs: Int = 600
  #endif
  static let looks: [Int] = [10, 40, 120]

  /// How many runs have a look whose interval leaves out the truth.
  private func leftOut(
    draw: (inout Dice) -> Double, covers: ([Double]) throws -> Bool
  ) rethrows -> Calibration {
    try Calibration(of: [Double](), runs: Self.runs, cap: 120) { values, dice in
      values.append(draw(&dice))
      guard Self.looks.contains(values.count) else { return .undecided }
      return try covers(values) ? .undecided : .violated
    }
  }

  @Test("all looks together leave out a mean no more often than stated", arguments: UnitDistribution.allCases)
  func meanCoverage(_ distribution: UnitDistribution) throws {
    let missed: Calibration = try leftOut {
      distribution.draw(mean: 0.3, &$0)
    } covers: {
      let interval: AnytimeMeanInterval = try AnytimeMeanInterval($0, in: 0...1, confidence: 0.9)
      // The mean of the point mass, computed with rounding, is the truth.
      return interval.lowerBound <= 0.3 && 0.3 <= interval.upperBound
    }
    #expect(try missed.falseAlarmsStayWithin(0.1), "\(missed)")
  }

  @Test("all looks together leave out a quantile no more often than stated", arguments: [0.5, 0.8])
  func quantileCoverage(_ level: Double) throws {
    for steps in [Double.infinity, 10] {
      let missed: Calibration = try leftOut {
        let value: Double = $0.uniform()
        return steps.isFinite ? (value * steps).rounded(.up) : value
      } covers: {
        let truth: Double = steps.isFinite ? level * steps : level
        let interval: AnytimeQuantileInterval = try AnytimeQuantileInterval(
          $0, level: level, confidence: 0.9)
        return interval.lowerBound <= truth && truth <= interval.upperBound
      }
      #expect(try missed.falseAlarmsStayWithin(0.1), "\(missed)")
    }
  }

  @Test("a fixed-size interval looked at repeatedly leaves out the truth too often and is caught")
  func mutantFixedSize() throws {
    // Mean ± 1.645 standard errors, which a single look leaves out in about one run of ten.
    let missed: Calibration = Calibration(
      of: (count: 0.0, sum: 0.0), runs: Calibration.standardRuns, cap: 200
    ) { state, dice in
      state = (state.count + 1, state.sum + (dice.succeeds(0.3) ? 1 : 0))
      let mean: Double = state.sum / state.count
      let error: Double = (mean * (1 - mean) / state.count).squareRoot()
      return state.count >= 20 && abs(mean - 0.3) > 1.645 * error ? .violated : .undecided
    }
    #expect(try !missed.falseAlarmsStayWithin(0.1), "\(missed)")
  }
}
