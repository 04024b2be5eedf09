/// What a run counts, case by case and in order.
struct RunTally {
  private(set) var cases: Int = 0
  private(set) var discards: Int = 0
  private var labels: [String: Int] = [:]
  private var tables: [String: [String: Int]] = [:]
  private(set) var targets: [String: PropertyReport.BestTarget] = [:]
  private var health: HealthTally = HealthTally()
  /// How many cases there were with choices at random.
  private var randomCases: Int = 0

  /// Counts a case that did not fail.
  ///
  /// - Parameter isRandom: whether its choices were random, so that it says something of the generator.
  mutating func add(_ result: CaseResult, isRandom: Bool) {
    if isRandom { health.add(result) }
    guard result.status == .held else {
      if isRandom { discards += 1 }
      return
    }
    cases += 1
    if isRandom { randomCases += 1 }
    guard let told: Trial.Record = result.told?.record else { return }
    for label in told.labels { labels[label, default: 0] += 1 }
    for collected in told.collected {
      tables[collected.table, default: [:]][collected.value, default: 0] += 1
    }
    if let choices: ChoiceSequence = result.choices { add(told.targets, of: choices) }
  }

  private mutating func add(_ told: [Trial.Target], of choices: ChoiceSequence) {
    for target in told where target.value > (targets[target.label]?.value ?? -.infinity) {
      targets[target.label] = PropertyReport.BestTarget(
        label: target.label, value: target.value, choices: choices)
    }
  }

  // MARK: - What is wanted

  /// How many cases are missing.
  func missingCases(wanted: Int) -> Int { max(0, wanted - randomCases) }

  /// Whether a run of so many draws should go on.
  func wantsMore(than draws: Int, wanted: Int, settings: RunSettings) -> Bool {
    missingCases(wanted: wanted) > 0 && !gaveUp(settings)
  }

  /// Whether more values were discarded than is allowed.
  func gaveUp(_ settings: RunSettings) -> Bool {
    let wanted: Int = max(1, settings.shard.cases(of: settings.cases))
    let (most, overflow): (Int, Bool) = wanted.multipliedReportingOverflow(by: settings.discardsPerCase)
    return !overflow && discards > most
  }

  // MARK: - The report

  func report(to report: inout PropertyReport, settings: RunSettings) {
    report.cases = cases
    report.discards = discards
    report.labels = Self.counts(labels, of: cases)
    report.tables = tables.sorted { $0.key < $1.key }.map { name, values in
      PropertyReport.Table(name: name, values: Self.counts(values, of: values.values.reduce(0, +)))
    }
    report.targets = targets.values.sorted { $0.label < $1.label }
    report.health = health.figures
    report.findings = health.findings(property: report.name, settings: settings)
    if gaveUp(settings) {
      report.outcome = .gaveUp
    } else if report.findings.contains(where: { settings.health[$0.check] == .fail }) {
      report.outcome = .unhealthy
    }
  }

  /// Counts with the commonest first, and in the order of the labels where they are equal.
  private static func counts(_ counts: [String: Int], of whole: Int) -> [PropertyReport.LabelCount] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { label, count in
      PropertyReport.LabelCount(label: label, count: count, share: Double(count) / Double(whole))
    }
  }
}
