/// One test of a statistical claim.
///
/// Values are drawn uniformly, each trial by itself, and told to the sequential test in the order of their numbers; so the
/// verdict is the same on any number of workers, and the error rates are those of the test.
struct StatisticalRun<Value>: Sendable {
  let name: String
  let claim: StatisticalClaim
  let run: PropertyRun<Value>

  /// - Parameters:
  ///   - property: tells its observation to its trial, and fails where that is a failure.
  init(
    name: String, claim: StatisticalClaim, generator: Gen<Value>, property: Property<Value>,
    settings: RunSettings, place: SourcePlace
  ) {
    self.name = name
    self.claim = claim
    // A trial that is slow is no failure of the claim.
    self.run = PropertyRun(
      name: name, generator: generator, property: property,
      settings: settings.with { $0.deadlineSeconds = nil }, place: place, beginsWithSimplest: false)
  }

  private var settings: RunSettings { run.settings }

  func report() async throws -> StatisticalReport {
    if let fault = settings.faults.first(where: { $0.code == .malformedValue }) { throw fault }
    let seed: UInt64 = settings.seed ?? CaseSeeds.freshRunSeed()
    if let replay = settings.replay, replay.property ?? name == name {
      // Its report tells of the choices; what it lacks is a test of the claim.
      let replayed: PropertyReport = try await run.run(examples: [])
      return try untested(.replayed(replayed.counterexample), seed: seed)
    }
    guard settings.shard.owns(name) else { return try untested(.leftToAnotherShard, seed: seed) }
    var tally: StatisticalTally = StatisticalTally(
      test: try claim.test(
        falseAlarmRate: try settings.budget.share(for: name), missRate: settings.missRate),
      settings: settings)
    var warnings: [String] = settings.faults.map(\.description)
    try await runStored(&tally, &warnings)
    try await runTrials(CaseSeeds(run: seed, property: name), &tally)
    var report: StatisticalReport = StatisticalReport(
      name: name, place: run.place, seed: seed, outcome: .undecided, verdict: tally.test.verdict,
      spending: settings.budget.summary)
    report.warnings = warnings
    tally.report(to: &report)
    if let broken: CaseFailure = tally.broken {
      report.outcome = .broken(try await study(broken, &report.warnings))
    } else if tally.test.decision == .violated {
      var example: Counterexample?
      if let first: CaseFailure = tally.firstFailure { example = try await study(first, &report.warnings) }
      report.outcome = .violated(example)
    }
    return report
  }

  private func untested(
    _ outcome: StatisticalReport.Outcome, seed: UInt64
  ) throws -> StatisticalReport {
    let test: StatisticalTest = try claim.test(
      falseAlarmRate: settings.budget.total, missRate: settings.missRate)
    return StatisticalReport(
      name: name, place: run.place, seed: seed, outcome: outcome, verdict: test.verdict,
      spending: settings.budget.summary)
  }

  /// Makes a failing trial small; one that succeeds when it is run again is told as it was.
  private func study(_ failure: CaseFailure, _ warnings: inout [String]) async throws -> Counterexample {
    switch try await run.study(failure, &warnings) {
    case .flaky(let example, _):
      warnings.append("the failing value does not fail every time, so it is not shrunk further")
      return example
    case .failed(let example):
      return example
    default:
      preconditionFailure("a failure that is studied is failed or flaky")
    }
  }

  // MARK: - Trials

  /// Tries the failing values of the stores, which are no random trials and do not count as such.
  private func runStored(_ tally: inout StatisticalTally, _ warnings: inout [String]) async throws {
    let store: ExampleStores = ExampleStores(settings.stores)
    let contents: StoredExamples = store.contents(of: name)
    warnings += contents.problems.map(\.description)
    for example in contents.examples {
      guard run.fits(example.choices) else {
        warnings.append(run.foreign(example, in: store))
        continue
      }
      let source: ChoiceSource = ChoiceSource(
        replaying: example.choices, maximumChoices: settings.maximumChoices, recording: .choices)
      if case .failed(let failure) = try await trial(source, origin: .stored) {
        tally.note(knownFailure: failure)
      } else if !store.isReadOnly {
        do { try store.remove(example) } catch {
          warnings.append("an example that succeeds now cannot be removed from its store: \(error)")
        }
      }
    }
  }

  /// Rounds begin with this many trials, because few may decide and each may be costly, …
  private var firstRound: Int { 16 }
  /// … and grow with the number of trials by this part, up to a limit, because what lies behind a decision is wasted.
  private var roundShare: Int { 4 }
  private var largestRound: Int { 512 }

  private func runTrials(_ seeds: CaseSeeds, _ tally: inout StatisticalTally) async throws {
    var next: Int = 0
    while tally.wantsMore {
      let start: Int = next
      let round: Int = min(largestRound, max(firstRound, start / roundShare))
      let summary: CaseRunner.Summary = try await CaseRunner.run(
        maximumCases: round, workers: settings.workers, roundSize: round,
        case: { [self] place in
          let source: ChoiceSource = ChoiceSource(
            seed: seeds.seed(of: start + place), maximumChoices: settings.maximumChoices, style: .uniform,
            recording: .choices)
          return try await trial(source, origin: .drawn(start + place))
        },
        consume: { _, outcome in
          try tally.add(outcome)
          return tally.wantsMore ? .next : .stop
        })
      next += summary.consumedCases
    }
  }

  private func trial(
    _ source: ChoiceSource, origin: Counterexample.Origin
  ) async throws -> StatisticalTally.Outcome {
    do {
      let result: CaseResult = try await run.run(source, origin: origin)
      guard result.status == .held, let told = result.told?.record, let observation = told.observation else {
        return .discarded
      }
      return .observed(observation, told)
    } catch let failure as CaseFailure {
      return .failed(failure)
    }
  }
}
