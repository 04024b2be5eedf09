/// What a run counts, case by case and in order.
struct RunTally {
  /// How the choices of a case came about.
  enum Source {
    /// They were given: an example, or a replay.
    case given
    /// They are the simplest ones.
    case simplest
    /// They were drawn at random, so that the case says something of the generator.
    case random
    /// They were proposed by the search for large targets.
    case searched
  }

  private let settings: RunSettings
  /// How many cases this part of the run should have.
  let wanted: Int
  private var cases: Int = 0
  private var discards: Int = 0
  /// How many cases came of drawing, with random choices and with the simplest.
  private var drawnCases: Int = 0
  private var randomCases: Int = 0
  private var labels: [String: Int] = [:]
  private var tables: [String: [String: Int]] = [:]
  private var coverage: CoverageTally
  private(set) var targets: TargetTally = TargetTally()
  private var health: HealthTally = HealthTally()

  init(_ settings: RunSettings) {
    self.settings = settings
    self.wanted = settings.shard.cases(of: settings.cases)
    self.coverage = CoverageTally(confidence: settings.coverageConfidence)
  }

  /// Counts a case that did not fail.
  mutating func add(_ result: CaseResult, from source: Source) throws {
    if source == .random { health.add(result) }
    guard result.status == .held else {
      if source == .random { discards += 1 }
      return
    }
    let told: Trial.Record? = result.told?.record
    if source == .random { try coverage.add(told?.covers ?? [], casesBefore: randomCases) }
    cases += 1
    if source == .simplest || source == .random { drawnCases += 1 }
    if source == .random { randomCases += 1 }
    guard let told else { return }
    for label in told.labels { labels[label, default: 0] += 1 }
    for collected in told.collected {
      tables[collected.table, default: [:]][collected.value, default: 0] += 1
    }
    if let choices: ChoiceSequence = result.choices { targets.add(told.targets, of: choices) }
  }

  // MARK: - What is wanted

  /// How many cases are left to the search for large targets.
  var searchedCases: Int { targets.isEmpty ? 0 : Int(Double(wanted) * settings.targetShare) }

  private var missingCases: Int { max(0, wanted - searchedCases - drawnCases) }

  /// The most cases that a run may draw for the sake of coverage.
  private var mostCases: Int {
    let (most, overflow): (Int, Bool) = wanted.multipliedReportingOverflow(by: settings.coverageFactor)
    return overflow ? .max : most
  }

  /// Whether another case should be drawn.
  var wantsMore: Bool {
    guard !gaveUp, !coverage.isInsufficient else { return false }
    return missingCases > 0 || (coverage.isOpen && drawnCases < mostCases)
  }

  /// How many cases to draw before it is clear how many more are wanted; what is drawn beyond is wasted.
  var nextBatch: Int {
    // Until a case tells a target, it is open whether some cases are left to the search.
    let sure: Int = missingCases - (targets.isEmpty ? Int(Double(wanted) * settings.targetShare) : 0)
    if missingCases > 0 { return sure > 0 ? sure : missingCases }
    return min(max(Self.smallestExtension, drawnCases / Self.extensionPart), mostCases - drawnCases)
  }

  /// A run that goes on for the sake of coverage does so by this many cases at a time, …
  private static let smallestExtension: Int = 16
  /// … or by this part of those it had.
  private static let extensionPart: Int = 8

  /// Whether more values were discarded than is allowed.
  var gaveUp: Bool {
    let (most, overflow): (Int, Bool) = max(1, wanted).multipliedReportingOverflow(
      by: settings.discardsPerCase)
    return (!overflow && discards > most) || isAlwaysOverlong
  }

  /// Whether no value ends within the choices that it may take; each of them costs as much as very many others.
  private var isAlwaysOverlong: Bool {
    health.figures.overlong >= Self.fewestOverlong && health.figures.overlong == discards && cases <= 1
  }

  /// So many values that do not end, and none that does but the simplest, say enough.
  private static let fewestOverlong: Int = 50

  // MARK: - The report

  func report(to report: inout PropertyReport) {
    report.cases = cases
    report.discards = discards
    report.labels = PropertyReport.LabelCount.sorted(labels, of: cases)
    report.tables = PropertyReport.Table.sorted(tables)
    report.coverage = coverage.sorted
    report.targets = targets.best
    report.health = health.figures
    report.findings = health.findings(property: report.name, settings: settings)
    if gaveUp {
      report.outcome = .gaveUp
    } else if coverage.isInsufficient {
      report.outcome = .insufficientCoverage
    } else if report.findings.contains(where: { settings.health[$0.check] == .fail }) {
      report.outcome = .unhealthy
    }
  }
}

extension PropertyReport.LabelCount {
  /// Counts with the commonest first, and in the order of the labels where they are equal.
  static func sorted(_ counts: [String: Int], of whole: Int) -> [Self] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { label, count in
      Self(label: label, count: count, share: Double(count) / Double(whole))
    }
  }
}

extension PropertyReport.Table {
  /// Tables by name.
  static func sorted(_ tables: [String: [String: Int]]) -> [Self] {
    tables.sorted { $0.key < $1.key }.map { name, counts in
      Self(name: name, values: PropertyReport.LabelCount.sorted(counts, of: counts.values.reduce(0, +)))
    }
  }
}
