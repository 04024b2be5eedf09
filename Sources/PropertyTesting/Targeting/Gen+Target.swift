extension Gen {
  /// How many values are scored where nothing else is said.
  public static var defaultTargetCalls: Int { 10_000 }

  /// Looks for the value with the highest score, and for the simplest one that is as good.
  ///
  /// ```swift
  /// let worst = try await teachers.maximize(calls: 20_000, seed: 1, tolerance: 0.01) { teacher in
  ///   lossOfLearner(on: teacher)
  /// }
  /// print(worst?.simplest.value)
  /// ```
  ///
  /// Some random values are scored first; then a ``TargetOptimizer`` decides. Afterwards a ``Shrinker`` simplifies the
  /// best value, as long as its score stays within the tolerance. The result depends on the arguments alone, not on
  /// the number of workers, as long as the score depends on nothing but the value.
  ///
  /// - Parameters:
  ///   - calls: how many values are generated and scored, at least 1.
  ///   - seed: fixes all random choices, 0 too.
  ///   - workers: how many values are scored at a time, at least 1.
  ///   - style: how random values are drawn.
  ///   - tolerance: how much worse the simplest value may be, in the score's unit; not negative.
  ///   - shrinker: simplifies; its budget is its own. It runs on one worker.
  ///   - score: how good a value is; nil or NaN for a value that does not count. It may be infinite.
  /// - Returns: nil where no value had a score.
  /// - Throws: what `score` throws, and `CancellationError` where the task was cancelled. What the generator throws
  ///   counts as a value without a score.
  public func maximize(
    calls: Int = defaultTargetCalls, seed: UInt64, workers: Int = 1, style: DrawStyle = .edgeCases,
    tolerance: Double = 0, shrinker: Shrinker = Shrinker(), isolation: isolated (any Actor)? = #isolation,
    score: @escaping @Sendable (Value) throws -> Double?
  ) async throws -> TargetOutcome<Value>? {
    let search: TargetSearch<Value> = TargetSearch(
      generator: self, sign: 1, seed: seed, workers: workers, style: style, score: score)
    return try await search.run(calls: calls, tolerance: tolerance, shrinker: shrinker)
  }

  /// Looks for the value with the lowest score, and for the simplest one that is as good.
  ///
  /// All else is as for ``maximize(calls:seed:workers:style:tolerance:shrinker:isolation:score:)``.
  public func minimize(
    calls: Int = defaultTargetCalls, seed: UInt64, workers: Int = 1, style: DrawStyle = .edgeCases,
    tolerance: Double = 0, shrinker: Shrinker = Shrinker(), isolation: isolated (any Actor)? = #isolation,
    score: @escaping @Sendable (Value) throws -> Double?
  ) async throws -> TargetOutcome<Value>? {
    let search: TargetSearch<Value> = TargetSearch(
      generator: self, sign: -1, seed: seed, workers: workers, style: style, score: score)
    return try await search.run(calls: calls, tolerance: tolerance, shrinker: shrinker)
  }
}
