import Foundation
import PropertyTesting

/// Random numbers that depend on a seed alone (SplitMix64, written out so that the tests stand by themselves).
struct Dice {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) << 32 }

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word: UInt64 = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((word ^ (word >> 31)) >> 11) * 0x1p-53
  }

  mutating func succeeds(_ probability: Double) -> Bool { uniform() < probability }

  /// Standard normal, by Box and Muller.
  mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * Double.pi * uniform())
  }
}

/// Simulated runs of a sequential test, and what they came to.
struct Calibration: CustomStringConvertible {
  /// How many runs each setting gets.
  #if DEBUG
    static let standardRuns: Int = 250
  #else
    static let standardRuns: Int = 4000
  #endif
  /// The rates at which the tests are calibrated: large enough that errors are seen.
  static let rate: Double = 0.05
  /// A right test is blamed with at most this probability, once and for all, as the seeds are fixed.
  private static let doubt: Double = 1e-6

  let runs: Int
  private(set) var holds: Int = 0
  private(set) var violated: Int = 0
  private(set) var undecided: Int = 0
  private(set) var trials: Int = 0

  /// Runs a test to its decision, or to a cap, many times.
  ///
  /// - Parameter trial: records one trial and returns the decision so far.
  init<Sequential>(
    of fresh: Sequential, runs: Int = Calibration.standardRuns, cap: Int,
    trial: (inout Sequential, inout Dice) throws -> StatisticalDecision
  ) rethrows {
    self.runs = runs
    for run in 0..<runs {
      var dice: Dice = Dice(seed: run)
      var test: Sequential = fresh
      var decision: StatisticalDecision = .undecided
      var count: Int = 0
      while decision == .undecided, count < cap {
        decision = try trial(&test, &dice)
        count += 1
      }
      trials += count
      switch decision {
      case .holds: holds += 1
      case .violated: violated += 1
      case .undecided: undecided += 1
      }
    }
  }

  var meanTrials: Double { Double(trials) / Double(runs) }

  /// Whether so many errors are compatible with a rate of at most this.
  func isWithin(_ rate: Double, errors: Int) throws -> Bool {
    try ClopperPearson(successes: errors, trials: runs, confidence: 1 - Self.doubt).lowerBound <= rate
  }

  func falseAlarmsStayWithin(_ rate: Double = Calibration.rate) throws -> Bool {
    try isWithin(rate, errors: violated)
  }

  func missesStayWithin(_ rate: Double = Calibration.rate) throws -> Bool {
    try isWithin(rate, errors: holds)
  }

  var description: String {
    "\(runs) runs: \(holds) holds, \(violated) violated, \(undecided) undecided, \(Int(meanTrials)) trials each"
  }
}
