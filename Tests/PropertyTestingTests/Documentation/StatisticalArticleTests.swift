import PropertyTesting
import Testing

/// Every figure of the article on statistical properties, computed again.
@Suite("The article on statistical properties")
struct StatisticalArticleTests {
  private let article: Article

  init() throws {
    article = try Article("StatisticalProperties")
  }

  @Test("has the expected trials of claims about a probability")
  func trials() throws {
    for probability in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999] {
      let claim: StatisticalClaim = .holds(withProbability: probability)
      let zone: Double = claim.indifference
      let test: ProportionTest = try ProportionTest(
        successProbability: probability, indifference: zone, falseAlarmRate: 1e-9)
      let truths: [Double] = [
        1, (1 + probability) / 2, probability, probability - zone, probability - 2 * zone,
      ]
      let trials: [Double] = truths.map { test.expectedTrials(atSuccessProbability: $0) }
      let zoneText: String = "\((zone * 1e6).rounded() / 1e6)"
      expectRow(
        ["\(probability)", zoneText] + trials.map(Self.text) + [Self.text(test.worstExpectedTrials)])
    }
    let narrow: ProportionTest = try ProportionTest(
      successProbability: 0.5, indifference: 0.025, falseAlarmRate: 1e-9)
    expectText("takes \(Self.text(narrow.worstExpectedTrials)) trials at worst instead of 14,298")
  }

  @Test("says when a claim without a failure holds")
  func withoutFailure() throws {
    var test: ProportionTest = try ProportionTest(successProbability: 0.99, indifference: 0.005)
    while test.decision == .undecided { test.record(succeeded: true) }
    expectText("without any failure, 0.99 holds after \(test.trials) trials")
  }

  @Test("has the cost of a smaller share of the budget")
  func shares() throws {
    let shares: [(count: String, power: String, rate: Double)] = [
      ("1", "⁻⁶", 1e-6), ("100", "⁻⁸", 1e-8), ("1000", "⁻⁹", 1e-9), ("10 000", "⁻¹⁰", 1e-10),
    ]
    for share in shares {
      let test: ProportionTest = try ProportionTest(
        successProbability: 0.99, indifference: 0.005, falseAlarmRate: share.rate)
      let trials: [Double] = [0.98, 0.995].map { test.expectedTrials(atSuccessProbability: $0) }
      expectRow([share.count, "10\(share.power)"] + trials.map { "\(Int($0.rounded()))" })
    }
    #expect(SuiteBudget.defaultTotal == 1e-6 && SuiteBudget.defaultCapacity == 1000)
    #expect(RunSettings.profile(.default).missRate == 1e-3)
  }

  @Test("has the cases that coverage takes")
  func coverage() throws {
    let test: CoverageTest = try CoverageTest(label: "label", minimum: 0.2)
    let proportion: ProportionTest = try ProportionTest(
      successProbability: 0.2, indifference: test.indifference, falseAlarmRate: 1e-6, missRate: 1e-6)
    let cases: [Double] = [0.4, 0.2, 0.1].map { proportion.expectedTrials(atSuccessProbability: $0) }
    expectRow(["cases"] + cases.map(Self.text) + [Self.text(proportion.worstExpectedTrials)])
  }

  @Test("says how often a level of one look errs when it is looked at after each trial")
  func looking() throws {
    let errors: [Int: Double] = Self.errorsOfLooking(level: 0.01, trials: [100, 1000])
    for (trials, shown) in [(100, 0.052), (1000, 0.104)] {
      let error: Double = try #require(errors[trials])
      #expect((error * 1000).rounded() / 1000 == shown)
      expectText("\(shown)")
    }
  }

  @Test("has how many observations of a metric a mean takes")
  func means() throws {
    let metrics: [(name: String, shown: Double, value: @Sendable (Double) -> Double)] = [
      ("0 or 1", 9400, { $0 < 0.3 ? 1 : 0 }), ("0.3 ± 0.1", 470, { $0 < 0.5 ? 0.2 : 0.4 }),
      ("0.3 ± 0.02", 330, { $0 < 0.5 ? 0.28 : 0.32 }),
    ]
    for metric in metrics {
      var counts: [Int] = []
      for seed in 0..<11 as Range<UInt64> {
        var uniform: Uniform = Uniform(seed: seed)
        var test: MeanTest = try MeanTest(.atMost(0.3), in: 0...1, indifference: 0.02, falseAlarmRate: 1e-9)
        while test.decision == .undecided { try test.record(metric.value(uniform.next())) }
        counts.append(test.observations.count)
      }
      // The median of 11 runs is within a fifth of the one of many runs that is shown.
      let median: Double = Double(counts.sorted()[5])
      #expect((0.8...1.2).contains(median / metric.shown), "\(metric.name): \(median)")
      expectText("| \(metric.name) | \(Int(metric.shown)) |")
    }
  }

  // MARK: - Computing

  /// The probability that an exact one-sided test of a fair coin has rejected at some look up to each of the trials.
  private static func errorsOfLooking(level: Double, trials: [Int]) -> [Int: Double] {
    // The probabilities of all counts, first without any look and then of those that were never rejected.
    var (all, left): ([Double], [Double]) = ([1], [1])
    var (rejected, errors): (Double, [Int: Double]) = (0, [:])
    for trial in 1...(trials.max() ?? 1) {
      (all, left) = (tossed(all), tossed(left))
      var tail: Double = 0
      for count in stride(from: trial, through: 0, by: -1) {
        tail += all[count]
        guard tail <= level else { break }
        rejected += left[count]
        left[count] = 0
      }
      if trials.contains(trial) { errors[trial] = rejected }
    }
    return errors
  }

  private static func tossed(_ counts: [Double]) -> [Double] {
    var next: [Double] = Array(repeating: 0, count: counts.count + 1)
    for (count, probability) in counts.enumerated() {
      next[count] += probability / 2
      next[count + 1] += probability / 2
    }
    return next
  }

  /// Numbers from 0 to 1, by a generator of the engine's own.
  private struct Uniform {
    private var source: ChoiceSource

    init(seed: UInt64) { source = ChoiceSource(seed: seed, maximumChoices: 1 << 20, recording: .choices) }

    mutating func next() -> Double { Double((try? source.choose(upTo: (1 << 53) - 1)) ?? 0) * 0x1p-53 }
  }

  // MARK: - Comparing

  private func expectRow(_ cells: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    expectText("| \(cells.joined(separator: " | ")) |", sourceLocation: sourceLocation)
  }

  private func expectText(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isShown: Bool = article.prose.contains(text)
    #expect(isShown, "the article lacks: \(text)", sourceLocation: sourceLocation)
  }

  /// A number as the article shows it: groups of digits from five digits on.
  private static func text(_ number: Double) -> String {
    let whole: Int = Int(number.rounded())
    guard whole >= 10_000 else { return "\(whole)" }
    let rest: String = String(whole % 1000)
    return "\(whole / 1000),\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
