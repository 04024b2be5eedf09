/// One run of a property.
///
/// What comes first decides: the replay that the environment asks for, and nothing else; or else the examples given
/// with the property, those of the stores, the cases drawn at random, and the search for large targets. The first
/// failure in this order is looked at again, shrunk, and reported; so the report is that of one worker that does
/// everything in turn.
struct PropertyRun<Value>: Sendable {
  let name: String
  let generator: Gen<Value>
  let property: Property<Value>
  let settings: RunSettings
  let timing: JudgeTiming
  let place: SourcePlace
  /// Whether the first case is the simplest value; trials of a statistical claim are all drawn.
  let beginsWithSimplest: Bool

  init(
    name: String, generator: Gen<Value>, property: Property<Value>, settings: RunSettings, place: SourcePlace,
    beginsWithSimplest: Bool = true
  ) {
    settings.validate()
    self.beginsWithSimplest = beginsWithSimplest
    self.name = name
    self.generator = generator
    self.property = property
    self.settings = settings
    self.timing = JudgeTiming(deadlineSeconds: settings.deadlineSeconds, clock: settings.clock)
    self.place = place
  }

  func run(examples: [String]) async throws -> PropertyReport {
    if let fault = settings.faults.first(where: { $0.code == .malformedValue }) { throw fault }
    let examples: [ChoiceSequence] = try examples.map { try ChoiceSequence(parsing: $0) }
    let seed: UInt64 = settings.seed ?? CaseSeeds.freshRunSeed()
    let seeds: CaseSeeds = CaseSeeds(run: seed, property: name)
    var report: PropertyReport = PropertyReport(name: name, place: place, seed: seed)
    report.warnings = settings.faults.map(\.description)
    var tally: RunTally = RunTally(settings)
    var failure: CaseFailure?
    do {
      if let replay = settings.replay, replay.property ?? name == name {
        try await runReplay(replay.choices, &tally, &report.warnings)
      } else {
        try await runExamples(examples, &tally, &report.warnings)
        try await runStored(ExampleStores(settings.stores), &tally, &report.warnings)
        try await runDrawn(seeds: seeds, &tally)
        try await runTargets(seeds: seeds, &tally)
      }
    } catch let first as CaseFailure {
      failure = first
    }
    tally.report(to: &report)
    if let failure { report.outcome = try await study(failure, &report.warnings) }
    return report
  }

  // MARK: - Given choices

  private func runReplay(
    _ choices: ChoiceSequence, _ tally: inout RunTally, _ warnings: inout [String]
  ) async throws {
    warnings.append("only the choices of \(EnvironmentVariable.replay.rawValue) were run")
    if !fits(choices) {
      warnings.append("they do not fit the generator of today; so what was run is another value, or none")
    }
    let result: CaseResult = try await run(source(replaying: choices), origin: .replayed)
    if result.status != .held { warnings.append("they lead to no value; the generator is another one now") }
    try tally.add(result, from: .given)
  }

  private func runExamples(
    _ examples: [ChoiceSequence], _ tally: inout RunTally, _ warnings: inout [String]
  ) async throws {
    for (place, choices) in examples.enumerated() where isMine(place) {
      if !fits(choices) {
        warnings.append(
          "example \(place) does not fit the generator of today; so what was run is another value, or none")
      }
      try tally.add(await run(source(replaying: choices), origin: .example(place)), from: .given)
    }
  }

  private func runStored(
    _ store: ExampleStores, _ tally: inout RunTally, _ warnings: inout [String]
  ) async throws {
    let contents: StoredExamples = store.contents(of: name)
    warnings += contents.problems.map(\.description)
    for (place, example) in contents.examples.enumerated() where isMine(place) {
      guard fits(example.choices) else {
        warnings.append(foreign(example, in: store))
        continue
      }
      try tally.add(await run(source(replaying: example.choices), origin: .stored), from: .given)
      guard !store.isReadOnly else { continue }
      do { try store.remove(example) } catch {
        warnings.append("an example that holds now cannot be removed from its store: \(error)")
      }
    }
  }

  /// Whether choices are those of the generator of today, so that they give the value that they gave.
  func fits(_ choices: ChoiceSequence) -> Bool {
    (try? drawing.generate(replaying: choices, maximumChoices: settings.maximumChoices).isExact) ?? false
  }

  /// What is said of a kept example whose choices do not fit.
  func foreign(_ example: StoredExample, in store: ExampleStores) -> String {
    "an example is passed over: \(store.path(of: example) ?? "\(example.choices)"): its choices are not those of the "
      + "generator of today; remove it"
  }

  private func isMine(_ place: Int) -> Bool { place % settings.shard.count == settings.shard.index }

  private func source(replaying choices: ChoiceSequence) -> ChoiceSource {
    ChoiceSource(replaying: choices, maximumChoices: settings.maximumChoices, recording: .choices)
  }

  // MARK: - Random choices

  /// How many cases are run before their results are looked at; a failure ends a round at once.
  private var roundSize: Int { 512 }

  private func runDrawn(seeds: CaseSeeds, _ tally: inout RunTally) async throws {
    let readsClock: Bool = settings.deadlineSeconds != nil && settings.health[.slowGeneration] != .ignore
    var next: Int = 0
    while tally.wantsMore {
      let start: Int = next
      let summary: CaseRunner.Summary = try await CaseRunner.run(
        maximumCases: tally.nextBatch, workers: settings.workers, roundSize: roundSize,
        case: { [self] place in
          let number: Int = settings.shard.caseNumber(at: start + place)
          let source: ChoiceSource = source(of: number, seeds)
          return try await run(source, origin: .drawn(number), readsClock: readsClock)
        },
        consume: { place, result in
          let isSimplest: Bool = settings.shard.caseNumber(at: start + place) == 0
          try tally.add(result, from: isSimplest ? .simplest : .random)
          return tally.wantsMore ? .next : .stop
        })
      next += summary.consumedCases
    }
  }

  private func source(of number: Int, _ seeds: CaseSeeds) -> ChoiceSource {
    // The first case is the simplest value, which random choices seldom are.
    guard number > 0 else { return source(replaying: ChoiceSequence()) }
    return ChoiceSource(
      seed: seeds.seed(of: number), maximumChoices: settings.maximumChoices, style: settings.drawStyle,
      recording: .choices)
  }
}
