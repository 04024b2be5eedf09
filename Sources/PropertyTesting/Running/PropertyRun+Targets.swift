extension PropertyRun {
  /// How many proposals are judged before the search learns from them; no number of workers changes it.
  private var proposalsAtATime: Int { 16 }

  /// Searches for cases with large numbers of each target in turn.
  ///
  /// - Throws: ``CaseFailure`` where the property is broken.
  func runTargets(seeds: CaseSeeds, _ tally: inout RunTally) async throws {
    let labels: [String] = tally.targets.labels
    var left: Int = tally.gaveUp ? 0 : tally.searchedCases
    for (place, label) in labels.enumerated() {
      let share: Int = left / (labels.count - place)
      left -= share
      try await runTarget(label, calls: share, seeds: seeds.seeds(of: label, settings.shard), &tally)
    }
  }

  private func runTarget(
    _ label: String, calls: Int, seeds: CaseSeeds, _ tally: inout RunTally
  ) async throws {
    var search: TargetOptimizer = TargetOptimizer(
      seed: seeds.seed(of: 0), start: tally.targets.cases(of: label))
    while search.calls < calls {
      let done: Int = search.calls
      let proposals: [ChoiceSequence] = search.ask(count: min(proposalsAtATime, calls - done))
      var evaluations: [TargetOptimizer.Evaluation] = []
      _ = try await CaseRunner.run(
        maximumCases: proposals.count, workers: settings.workers, roundSize: proposals.count,
        case: { [self] place in
          let source: ChoiceSource = ChoiceSource(
            extending: proposals[place], seed: seeds.seed(of: done + place + 1),
            maximumChoices: settings.maximumChoices, style: settings.drawStyle, recording: .choices)
          return try await run(source, origin: .target(label: label))
        },
        consume: { place, result in
          try tally.add(result, from: .searched)
          let proposal: ChoiceSequence = proposals[place]
          let score: Double? =
            result.status == .held
            ? result.told?.record.targets.filter { $0.label == label }.map(\.value).max() : nil
          evaluations.append((proposal, result.choices ?? proposal, score))
          return .next
        })
      search.tell(evaluations)
    }
  }
}

extension CaseSeeds {
  /// The seeds of the search for a target, which each part of a run makes in its own way.
  fileprivate func seeds(of target: String, _ shard: Shard) -> CaseSeeds {
    CaseSeeds(run: seed(of: -1 - shard.index), property: target)
  }
}
