/// One search for the value of a generator with the highest score, with the calls it makes.
struct TargetSearch<Value>: Sendable {
  let generator: Gen<Value>
  /// 1 to look for the highest score, −1 for the lowest.
  let sign: Double
  let seed: UInt64
  let workers: Int
  let style: DrawStyle
  let score: @Sendable (Value) throws -> Double?

  /// At least so many random values are scored first, and of many calls one in so many.
  private static var fewestRandomCases: Int { 20 }
  private static var randomShare: Int { 50 }
  /// How many proposals are asked for at a time; the same on every machine, because results depend on it.
  private static var roundSize: Int { 32 }

  private struct Scored: Sendable {
    let choices: ChoiceSequence
    let score: Double?
  }

  func run(
    calls: Int, tolerance: Double, shrinker: Shrinker, isolation: isolated (any Actor)? = #isolation
  ) async throws -> TargetOutcome<Value>? {
    precondition(calls >= 1, "a search needs at least one call")
    precondition(workers >= 1, "a search needs at least one worker")
    precondition(tolerance >= 0, "the tolerance is a number, and not negative")
    var trace: [TargetOutcome<Value>.Improvement] = []
    var (made, unscored): (Int, Int) = (0, 0)
    let randomCases: Int = min(calls, max(Self.fewestRandomCases, calls / Self.randomShare))
    var optimizer: TargetOptimizer = TargetOptimizer(seed: seed)
    while made < calls {
      let isRandom: Bool = made < randomCases
      let proposals: [ChoiceSequence] =
        isRandom
        ? Array(repeating: ChoiceSequence(), count: randomCases)
        : optimizer.ask(count: min(Self.roundSize, calls - made))
      for (proposal, scored) in zip(proposals, try await evaluate(proposals, from: made)) {
        made += 1
        let known: Double? = optimizer.best?.score
        optimizer.tell([(proposal, scored.choices, scored.score)])
        if scored.score == nil { unscored += 1 }
        if let best: Double = optimizer.best?.score, known.map({ best > $0 }) ?? true {
          trace.append(TargetOutcome<Value>.Improvement(call: made, score: sign * best))
        }
      }
    }
    guard let best = optimizer.best else { return nil }
    return try await outcome(
      best.choices, score: best.score, calls: made, unscored: unscored, trace: trace, tolerance: tolerance,
      shrinker: shrinker)
  }

  /// The choices and scores of proposals, in their order.
  private func evaluate(
    _ proposals: [ChoiceSequence], from first: Int, isolation: isolated (any Actor)? = #isolation
  ) async throws -> [Scored] {
    var results: [Scored] = []
    _ = try await CaseRunner.run(
      maximumCases: proposals.count, workers: workers, roundSize: proposals.count
    ) { index in
      try evaluate(proposals[index], call: UInt64(first + index))
    } consume: { _, scored in
      results.append(scored)
      return .next
    }
    return results
  }

  private func evaluate(_ proposal: ChoiceSequence, call: UInt64) throws -> Scored {
    let source: ChoiceSource = ChoiceSource(
      extending: proposal, seed: SplitMix64.mix(seed ^ SplitMix64.mix(call)), style: style,
      recording: .choices)
    guard let made: Generated<Value> = try? generator.generate(from: source) else {
      return Scored(choices: proposal, score: nil)
    }
    return Scored(choices: made.choices, score: try signed(made.value))
  }

  /// The score turned so that higher is better, or nil where there is none.
  private func signed(_ value: Value) throws -> Double? {
    guard let given: Double = try score(value), !given.isNaN else { return nil }
    return sign * given
  }

  private func outcome(
    _ choices: ChoiceSequence, score best: Double, calls: Int, unscored: Int,
    trace: [TargetOutcome<Value>.Improvement], tolerance: Double, shrinker: Shrinker,
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> TargetOutcome<Value>? {
    guard let value: Value = try? generator.generate(replaying: choices).value else { return nil }
    let found: TargetOutcome<Value>.Found = TargetOutcome<Value>.Found(
      value: value, choices: choices, score: sign * best)
    let shrunk: Shrinker.Outcome<Value>? = try await shrinker.shrink(generator, from: choices) { value in
      // An infinite score minus an infinite tolerance is no number, which nothing satisfies but the best itself.
      guard let score: Double = try signed(value) else { return false }
      return score >= best || score >= best - tolerance
    }
    guard let shrunk, let score: Double = try signed(shrunk.value) else {
      // Only a score that depends on more than the value gets here; the best is what there is.
      return TargetOutcome(
        best: found, simplest: found, calls: calls, unscored: unscored, simplificationCalls: 1,
        simplificationEnding: .minimal, trace: trace)
    }
    return TargetOutcome(
      best: found,
      simplest: TargetOutcome<Value>.Found(
        value: shrunk.value, choices: shrunk.choices, score: sign * score),
      calls: calls, unscored: unscored, simplificationCalls: shrunk.calls + 1,
      simplificationEnding: shrunk.ending, trace: trace)
  }
}
