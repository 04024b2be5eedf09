/// The measures behind the health checks, and what they find.
struct HealthTally {
  /// Health is judged on no more draws than these, so that counting equal ones stays cheap.
  private static let mostDraws: Int = 10_000
  /// Health is judged on so many draws at least.
  private static let fewestDraws: Int = 50
  /// Rejections are found where a greater share of all drawn values and parts is thrown away.
  private static let highestRejectedShare: Double = 0.9
  /// Huge draws are found where a greater share of the values takes more choices than are allowed.
  private static let highestOverlongShare: Double = 0.05
  /// Degenerate values are found where a greater share of the cases has the same choices …
  private static let highestCommonestShare: Double = 0.5
  /// … although some case had so many bits to choose.
  private static let manyBits: Int = 16
  /// Slow generation is found where drawing takes longer on average, in seconds.
  private static let longestAverageSeconds: Double = 0.1

  private(set) var figures: HealthFigures = HealthFigures()
  private var counts: [UInt64: Int] = [:]
  private var held: Int = 0
  private var commonest: Int = 0
  private var mostBits: Int = 0

  mutating func add(_ result: CaseResult) {
    figures.attempts += 1
    figures.rejections += result.rejections
    figures.mostChoices = max(figures.mostChoices, result.digest.count)
    if result.status != .held { figures.discards += 1 }
    if result.status == .overlong { figures.overlong += 1 }
    if let seconds = result.generationSeconds {
      figures.generationSeconds = (figures.generationSeconds ?? 0) + seconds
    }
    guard result.status == .held, held < Self.mostDraws else { return }
    held += 1
    let count: Int = counts[result.digest.fingerprint, default: 0] + 1
    counts[result.digest.fingerprint] = count
    commonest = max(commonest, count)
    mostBits = max(mostBits, result.digest.bits)
    figures.commonestShare = Double(commonest) / Double(held)
  }

  func findings(property: String, settings: RunSettings) -> [HealthFinding] {
    guard figures.attempts >= Self.fewestDraws else { return [] }
    var findings: [HealthFinding] = []
    func find(_ check: HealthCheck, _ text: String) {
      guard settings.health[check] != .ignore else { return }
      findings.append(HealthFinding(check: check, description: "the generator of ‘\(property)’ " + text))
    }
    let (thrown, all): (Int, Int) = (
      figures.discards + figures.rejections, figures.attempts + figures.rejections
    )
    let rejected: Double = Double(thrown) / Double(all)
    if rejected > Self.highestRejectedShare {
      find(
        .rejections,
        "throws away \(ShortNumber.percent(rejected)) of what it draws (\(thrown) of \(all)); build valid values instead of "
          + "filtering for them")
    }
    let average: Double = (figures.generationSeconds ?? 0) / Double(figures.attempts)
    if average > Self.longestAverageSeconds {
      find(
        .slowGeneration,
        "takes \(ShortNumber.text(average)) s for a value on average; draw smaller values, or compute the costly parts "
          + "once outside of it")
    }
    let overlong: Double = Double(figures.overlong) / Double(figures.attempts)
    if overlong > Self.highestOverlongShare {
      find(
        .hugeDraws,
        "needs more than \(settings.maximumChoices) choices, or \(ChoiceSource.deepestDraws) draws inside each other, for \(ShortNumber.percent(overlong)) of its values; bound its sizes, or "
          + "raise `maximumChoices`")
    }
    if held >= Self.fewestDraws, mostBits >= Self.manyBits,
      figures.commonestShare > Self.highestCommonestShare
    {
      find(
        .degenerateShare,
        "gives one and the same value in \(ShortNumber.percent(figures.commonestShare)) of the cases; make the others likelier, "
          + "for instance by `frequency`")
    }
    return findings
  }
}
