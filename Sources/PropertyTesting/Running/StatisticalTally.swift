/// What a test of a statistical claim counts, trial by trial and in order.
struct StatisticalTally {
  /// What came of one trial.
  enum Outcome: Sendable {
    case observed(any StatisticalObservation, Trial.Record)
    case discarded
    /// The trial yielded a failure, or threw.
    case failed(CaseFailure)
  }

  private(set) var test: StatisticalTest
  /// A failing value: one that is known from before, or that of the first trial that failed.
  private(set) var firstFailure: CaseFailure?
  /// The trial that ended the test, because it threw where a number should be measured or its generator threw.
  private(set) var broken: CaseFailure?
  private let settings: RunSettings
  private var knownFailures: Int = 0
  private var discards: Int = 0
  private var thrown: Int = 0
  private var labels: [String: Int] = [:]
  private var tables: [String: [String: Int]] = [:]

  init(test: StatisticalTest, settings: RunSettings) {
    self.test = test
    self.settings = settings
  }

  /// Keeps a failure that is no random trial: it shows the way where the claim is violated, and decides nothing.
  mutating func note(knownFailure failure: CaseFailure) {
    knownFailures += 1
    firstFailure = firstFailure ?? failure
  }

  /// Counts a trial.
  ///
  /// - Throws: ``StatisticsError`` where an observation is none that the claim is about.
  mutating func add(_ outcome: Outcome) throws {
    switch outcome {
    case .observed(let observation, let told):
      try observation.record(in: &test)
      count(told)
    case .discarded:
      discards += 1
    case .failed(let failure):
      guard test.claim.observation == .success, !failure.isOfGenerator else {
        broken = failure
        return
      }
      if case .threw = failure.failure { thrown += 1 }
      firstFailure = firstFailure ?? failure
      try test.record(succeeded: false)
      count(failure.told)
    }
  }

  private mutating func count(_ told: Trial.Record) {
    for label in told.labels { labels[label, default: 0] += 1 }
    for collected in told.collected {
      tables[collected.table, default: [:]][collected.value, default: 0] += 1
    }
  }

  /// Whether another trial should be run.
  var wantsMore: Bool {
    broken == nil && test.decision == .undecided && !gaveUp
      && test.trials < settings.maximumTrials ?? test.trialLimit
  }

  private var gaveUp: Bool {
    let (most, overflow): (Int, Bool) = max(settings.cases, test.trials).multipliedReportingOverflow(
      by: settings.discardsPerCase)
    return !overflow && discards > most
  }

  func report(to report: inout StatisticalReport) {
    report.discards = discards
    report.thrown = thrown
    report.labels = PropertyReport.LabelCount.sorted(labels, of: test.trials)
    report.tables = PropertyReport.Table.sorted(tables)
    if knownFailures > 0 {
      report.warnings.append(
        "\(ShortNumber.text(knownFailures)) of the values in the example stores still fail; they are not counted"
      )
    }
    switch test.decision {
    case .holds: report.outcome = .holds
    case .violated: report.outcome = .violated(nil)
    case .undecided: report.outcome = gaveUp ? .gaveUp : .undecided
    }
  }
}

extension CaseFailure {
  fileprivate var isOfGenerator: Bool {
    if case .generatorThrew = failure { true } else { false }
  }
}
