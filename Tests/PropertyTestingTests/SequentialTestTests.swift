import Foundation
import PropertyTesting
import Testing

@Suite("The sequential test of a failure probability")
struct SequentialTestTests {
  /// Coin flips that depend on a seed alone (SplitMix64, written out so that the test stands by itself).
  struct Coin {
    var state: UInt64

    mutating func fails(_ probability: Double) -> Bool {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word: UInt64 = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((word ^ (word >> 31)) >> 11) * 0x1p-53 < probability
    }
  }

  #if DEBUG
    static let runs: Int = 400
  #else
    static let runs: Int = 3000
  #endif
  static let looks: Int = 600

  /// Above this count, a rate of at most `rate` would be exceeded with probability below 1e-9 (Hoeffding).
  private func mostCount(rate: Double) -> Double {
    Double(Self.runs) * rate + (Double(Self.runs) * 10.4).squareRoot()
  }

  private func decisions(
    claim: Double, truth: Double, confidence: Double, falseAlarmRate: Double
  ) throws -> (holds: Int, violated: Int) {
    var (holds, violated): (Int, Int) = (0, 0)
    let fresh: SequentialBernoulliTest = try SequentialBernoulliTest(
      failureProbability: claim, confidence: confidence, falseAlarmRate: falseAlarmRate)
    for run in 0..<Self.runs {
      var coin: Coin = Coin(state: UInt64(run) << 32)
      var test: SequentialBernoulliTest = fresh
      while test.decision == .undecided, test.trials < Self.looks { test.record(failed: coin.fails(truth)) }
      switch test.decision {
      case .holds: holds += 1
      case .violated: violated += 1
      case .undecided: break
      }
    }
    return (holds, violated)
  }

  @Test("rarely errs at the edge of the claim, although it looks after every trial", arguments: [0.05, 0.3])
  func errorRates(_ claim: Double) throws {
    let (holds, violated) = try decisions(
      claim: claim, truth: claim, confidence: 0.95, falseAlarmRate: 0.05)
    #expect(Double(violated) <= mostCount(rate: 0.05))
    #expect(Double(holds) <= mostCount(rate: 0.05))
    // It does spend its budget: a test that never decides would be safe and useless.
    #expect(violated > 0)
  }

  @Test("errs no more where the truth is inside the claim")
  func errorRatesInside() throws {
    let (_, violated) = try decisions(claim: 0.3, truth: 0.2, confidence: 0.95, falseAlarmRate: 0.05)
    #expect(Double(violated) <= mostCount(rate: 0.05))
  }

  @Test("decides rightly where the truth is far from the edge")
  func power() throws {
    let good = try decisions(claim: 0.1, truth: 0.02, confidence: 0.99, falseAlarmRate: 0.01)
    #expect(Double(good.holds) > 0.95 * Double(Self.runs))
    let bad = try decisions(claim: 0.1, truth: 0.25, confidence: 0.99, falseAlarmRate: 0.01)
    #expect(Double(bad.violated) > 0.95 * Double(Self.runs))
  }

  @Test("is not a Clopper–Pearson interval looked at repeatedly, which errs far too often")
  func mutantNaiveLooks() throws {
    var violated: Int = 0
    let runs: Int = 200
    for run in 0..<runs {
      var coin: Coin = Coin(state: UInt64(run) << 32)
      var failures: Int = 0
      for trial in 1...Self.looks {
        if coin.fails(0.3) { failures += 1 }
        guard trial % 10 == 0 else { continue }
        // The lower bound at confidence 0.9 errs with probability 0.05 in a single look.
        let interval: ClopperPearson = try ClopperPearson(successes: failures, trials: trial, confidence: 0.9)
        if interval.lowerBound > 0.3 {
          violated += 1
          break
        }
      }
    }
    #expect(Double(violated) > 0.05 * Double(runs) + (Double(runs) * 10.4).squareRoot() / 2)
  }

  /// (failures, other trials, δ, log evidence against, log evidence for), by quadrature of the defining integrals
  /// with 40 digits (mpmath 1.3).
  static let references: [(Int, Int, Double, Double, Double)] = [
    (0, 10, 0.1, -2.3978952727983705, 0.84523232226720354),
    (3, 7, 0.1, 0.5465437063680698, -1.9187775407553097),
    (0, 400, 0.01, -5.9939614273065692, 3.5460784133712414),
    (50, 950, 0.01, 37.243354990033065, -4.4219724257188539),
    (5, 995, 0.02, -6.6399765140371088, 6.2305972069588332),
  ]

  @Test("has the evidence that its integrals define", arguments: 0..<references.count)
  func evidence(_ index: Int) throws {
    let (failures, others, claim, against, forClaim) = Self.references[index]
    var test: SequentialBernoulliTest = try SequentialBernoulliTest(failureProbability: claim)
    test.record(failures: failures, of: failures + others)
    #expect(abs(test.logEvidenceAgainstClaim - against) < 1e-10)
    #expect(abs(test.logEvidenceForClaim - forClaim) < 1e-10)
  }

  @Test("knows how many failure-free trials it needs", arguments: [0.5, 0.1, 0.01, 1e-6, 1e-12])
  func failureFree(_ claim: Double) throws {
    let fresh: SequentialBernoulliTest = try SequentialBernoulliTest(
      failureProbability: claim, confidence: 0.999)
    let needed: Int = try #require(fresh.failureFreeTrialsNeeded)
    var enough: SequentialBernoulliTest = fresh
    enough.record(failures: 0, of: needed)
    #expect(enough.decision == .holds(confidence: 0.999))
    var tooFew: SequentialBernoulliTest = fresh
    tooFew.record(failures: 0, of: needed - 1)
    #expect(tooFew.decision == .undecided)
    // Half a stake on 0 alone needs (1 − δ)^−n ≥ 2000; the other half helps a little.
    let bound: Double = (log(2000.0) / -log1p(-claim)).rounded(.up)
    #expect(Double(needed) <= bound && Double(needed) > 0.85 * bound - 1)
    let hopeless: SequentialBernoulliTest = try SequentialBernoulliTest(failureProbability: 1e-300)
    #expect(hopeless.failureFreeTrialsNeeded == nil)
  }

  @Test("stays finite and right at ten million trials and tiny claims")
  func extremes() throws {
    for (failures, claim) in [
      (0, 1e-9), (10, 1e-6), (100_000, 0.01), (5_000_000, 0.5), (10_000_000, 0.999_999),
    ] {
      var test: SequentialBernoulliTest = try SequentialBernoulliTest(failureProbability: claim)
      test.record(failures: failures, of: 10_000_000)
      #expect(test.logEvidenceAgainstClaim.isFinite && test.logEvidenceForClaim.isFinite)
    }
    var clear: SequentialBernoulliTest = try SequentialBernoulliTest(failureProbability: 0.01)
    clear.record(failures: 200_000, of: 10_000_000)
    #expect(clear.decision == .violated(falseAlarmRate: 1e-6))
    var good: SequentialBernoulliTest = try SequentialBernoulliTest(failureProbability: 0.01)
    good.record(failures: 90_000, of: 10_000_000)
    #expect(good.decision == .holds(confidence: 0.999))
  }

  @Test("keeps its first decision and goes on counting")
  func sticks() throws {
    var test: SequentialBernoulliTest = try SequentialBernoulliTest(failureProbability: 0.1, confidence: 0.9)
    test.record(failures: 0, of: 100)
    #expect(test.decision == .holds(confidence: 0.9))
    test.record(failures: 1000, of: 1000)
    #expect(test.decision == .holds(confidence: 0.9))
    #expect(test.trials == 1100 && test.failures == 1000)
    var untouched: SequentialBernoulliTest = try SequentialBernoulliTest(failureProbability: 0.1)
    untouched.record(failures: 0, of: 0)
    #expect(untouched.decision == .undecided)
  }

  @Test("refuses numbers that are no probabilities", arguments: [0, 1, -1, 1.5, .nan, .infinity])
  func domain(_ number: Double) {
    #expect(throws: StatisticsError.self) { try SequentialBernoulliTest(failureProbability: number) }
    #expect(throws: StatisticsError.self) {
      try SequentialBernoulliTest(failureProbability: 0.1, confidence: number)
    }
    #expect(throws: StatisticsError.self) {
      try SequentialBernoulliTest(failureProbability: 0.1, falseAlarmRate: number)
    }
  }
}
