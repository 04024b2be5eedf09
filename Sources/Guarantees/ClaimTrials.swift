import PropertyTesting

/// What was seen of the trials of a claim.
struct ClaimTrials {
  /// The quantity that the claim is about; nil where it is about passing.
  let quantity: MeasuredQuantity?
  private(set) var trials: Int = 0
  private(set) var outcomes: [String: Int] = [:]
  private(set) var metrics: [Double] = []
  private(set) var measurements: [TrialMeasurement] = []
  /// Trials that did not pass, or measured nothing.
  private(set) var failures: Int = 0
  private var failureLabels: [String: Int] = [:]
  private var firstFailure: Int?
  /// Trials whose number is not on the claimed side.
  private var beyond: [(trial: Int, value: Double)] = []
  var wasInterrupted: Bool = false

  init(claim: Claim) {
    if case .measured(let quantity) = claim.tolerance {
      self.quantity = quantity
    } else {
      self.quantity = nil
    }
  }

  /// Counts a trial, and tells the test of it.
  mutating func count(_ outcome: TrialOutcome, of trial: Int, in test: inout StatisticalTest) throws {
    trials += 1
    outcomes[outcome.label, default: 0] += 1
    if let metric = outcome.metric { metrics.append(metric) }
    guard let quantity else {
      try test.record(succeeded: outcome.passed)
      if !outcome.passed { fail(outcome, trial) }
      return
    }
    guard let measurement = outcome.measurement, let value = quantity.value(of: measurement) else {
      fail(outcome, trial)
      return
    }
    switch measurement {
    case .points(let errors): try test.record(errors: errors)
    case .value(let value): try test.record(value)
    case .nothing: return
    }
    measurements.append(measurement)
    if !quantity.admits(value) { beyond.append((trial, value)) }
  }

  private mutating func fail(_ outcome: TrialOutcome, _ trial: Int) {
    failures += 1
    failureLabels[outcome.label, default: 0] += 1
    firstFailure = firstFailure ?? trial
  }

  /// A trial that shows how the claim is broken: the first that fails, or the middle one of those beyond the bound.
  var brokenTrial: Int? {
    guard quantity != nil else { return firstFailure }
    let sorted = beyond.sorted { ($0.value, $0.trial) < ($1.value, $1.trial) }
    return sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2].trial
  }

  /// The commonest label of the trials that fail; the first by name of several.
  var commonestFailure: String {
    failureLabels.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }
}
