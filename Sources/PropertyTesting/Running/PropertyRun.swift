/// One run of a property.
///
/// What comes first decides: the replay that the environment asks for, and nothing else; or else the examples given
/// with the property, those of the stores, the cases drawn at random, and the search for large targets. The first
/// failure in this order is looked at again, shrunk, and reported; so the report is that of one worker that does
/// everything in turn.
struct PropertyRun<Value>: Sendable {
  let name: String
  let property: Property<Value>
  let settings: RunSettings
  let place: SourcePlace
  /// The generator, with its own errors as values, so that they are shrunk like other failures.
  let drawing: Gen<Draw<Value>>

  init(
    name: String, generator: Gen<Value>, property: Property<Value>, settings: RunSettings, place: SourcePlace
  ) {
    settings.validate()
    self.name = name
    self.property = property
    self.settings = settings
    self.place = place
    self.drawing = Gen { source in
      do {
        return .value(try generator.generate(&source))
      } catch let stop as ChoiceSource.Stop {
        throw stop
      } catch {
        return .threw(error)
      }
    }
  }

  func run(examples: [String]) async throws -> PropertyReport {
    if let fault = settings.faults.first(where: { $0.code == .malformedValue }) { throw fault }
    let examples: [ChoiceSequence] = try examples.map { try ChoiceSequence(parsing: $0) }
    let seed: UInt64 = settings.seed ?? UInt64(UInt32.random(in: 0 ... .max))
    var report: PropertyReport = PropertyReport(name: name, place: place, seed: seed)
    var tally: RunTally = RunTally()
    var failure: CaseFailure?
    do {
      if let replay = settings.replay, replay.property ?? name == name {
        report.warnings.append("only the choices of \(EnvironmentVariable.replay.rawValue) were run")
        try await runReplay(replay.choices, &tally, &report)
      } else {
        try await runExamples(examples, &tally, &report)
        try await runDrawnCases(seeds: CaseSeeds(run: seed, property: name), &tally)
      }
    } catch let first as CaseFailure {
      failure = first
    }
    tally.report(to: &report, settings: settings)
    if let failure { report.outcome = try await study(failure, &report.warnings) }
    return report
  }

  // MARK: - Given choices

  private func runReplay(
    _ choices: ChoiceSequence, _ tally: inout RunTally, _ report: inout PropertyReport
  ) async throws {
    let result: CaseResult = try await run(source(replaying: choices), origin: .replayed)
    if result.status != .held {
      report.warnings.append("the choices lead to no value; the generator changed")
    }
    tally.add(result, isRandom: false)
  }

  private func runExamples(
    _ examples: [ChoiceSequence], _ tally: inout RunTally, _ report: inout PropertyReport
  ) async throws {
    var place: Int = 0
    for (number, choices) in examples.enumerated() {
      if isMine(place) {
        let result: CaseResult = try await run(
          source(replaying: choices), origin: .example(number))
        tally.add(result, isRandom: false)
      }
      place += 1
    }
    for store in settings.stores {
      let stored: [StoredExample]
      do { stored = try store.examples(of: name) } catch {
        report.warnings.append("the examples of a store cannot be read: \(error)")
        continue
      }
      for example in stored {
        if isMine(place) {
          tally.add(
            try await run(source(replaying: example.choices), origin: .stored),
            isRandom: false)
          if !store.isReadOnly {
            do { try store.remove(example) } catch {
              report.warnings.append("an example that passes cannot be removed from its store: \(error)")
            }
          }
        }
        place += 1
      }
    }
  }

  private func isMine(_ place: Int) -> Bool { place % settings.shard.count == settings.shard.index }

  private func source(replaying choices: ChoiceSequence) -> ChoiceSource {
    ChoiceSource(replaying: choices, maximumChoices: settings.maximumChoices, recording: .choices)
  }

  // MARK: - Random choices

  /// How many cases are run before their results are looked at; failures stop a round at once.
  private var roundSize: Int { 512 }
  /// The fewest cases that are run at a time where some are still wanted.
  private var smallestBatch: Int { 32 }

  private func runDrawnCases(seeds: CaseSeeds, _ tally: inout RunTally) async throws {
    let wanted: Int = settings.shard.cases(of: settings.cases)
    let readsClock: Bool = settings.deadlineSeconds != nil
    var start: Int = 0
    while tally.wantsMore(than: start, wanted: wanted, settings: settings) {
      let begin: Int = start
      let batch: Int = max(smallestBatch, tally.missingCases(wanted: wanted))
      let summary: CaseRunner.Summary = try await CaseRunner.run(
        maximumCases: batch, workers: settings.workers, roundSize: roundSize,
        case: { [self] position in
          let index: Int = settings.shard.case(at: begin + position)
          let source: ChoiceSource = source(of: index, seeds)
          if case .immediate = property.program {
            return try runAtOnce(source, origin: .drawn(index), readsClock: readsClock)
          }
          return try await run(source, origin: .drawn(index), readsClock: readsClock)
        },
        consume: { position, result in
          tally.add(result, isRandom: settings.shard.case(at: begin + position) > 0)
          return tally.wantsMore(than: begin + position + 1, wanted: wanted, settings: settings)
            ? .next : .stop
        })
      start += summary.consumedCases
    }
  }

  private func source(of index: Int, _ seeds: CaseSeeds) -> ChoiceSource {
    // The first case is the simplest value, which random choices seldom are.
    guard index > 0 else { return source(replaying: ChoiceSequence()) }
    return ChoiceSource(
      seed: seeds.seed(of: index), maximumChoices: settings.maximumChoices, style: settings.drawStyle,
      recording: .choices)
  }
}
