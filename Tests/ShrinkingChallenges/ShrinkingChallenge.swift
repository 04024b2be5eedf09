import PropertyTesting

/// A property that does not hold, whose simplest failures are known.
///
/// The set is public: github.com/jlink/shrinking-challenge. `Benchmarks/Hypothesis/CHALLENGES.md` states the generator,
/// the property and the simplest failures of each, which are the same here.
public struct ShrinkingChallenge: Sendable {
  /// What came of one attempt.
  public struct Result: Sendable {
    /// The simplest failure that was found, as the challenges write it.
    public let text: String
    /// Whether it is one of the simplest there are.
    public let isMinimal: Bool
    /// How many values the property judged before and with the first failure.
    public let searchCalls: Int
    /// How many values the property judged while shrinking.
    public let shrinkCalls: Int
    /// How long shrinking took, in seconds; nothing depends on it.
    public let shrinkSeconds: Double
  }

  /// The name of the challenge.
  public let name: String
  /// The simplest failures.
  public let minimal: [String]
  /// Finds a failure from a seed and shrinks it.
  public let run: @Sendable (_ seed: UInt64) async throws -> Result?

  private static let mostCases: UInt64 = 100_000

  /// A challenge of a generator and a property.
  ///
  /// - Parameters:
  ///   - fails: whether a value fails; nil where the property assumes otherwise.
  ///   - text: how a failure is written.
  init<Value>(
    _ name: String, _ generator: Gen<Value>, minimal: [String], text: @escaping @Sendable (Value) -> String,
    fails: @escaping @Sendable (Value) -> Bool?
  ) {
    self.name = name
    self.minimal = minimal
    self.run = { seed in
      var searchCalls: Int = 0
      // The simplest value comes first, as in every run of cases.
      let simplest: Generated<Value>? = try? generator.generate(replaying: ChoiceSequence())
      for index in 0..<Self.mostCases {
        // Seeds of cases lie far apart, so that those of neighbouring runs do not meet.
        let drawn: Generated<Value>? =
          index == 0 ? simplest : try? generator.generate(seed: seed << 32 | index, style: .edgeCases)
        guard let drawn else { continue }
        searchCalls += 1
        guard fails(drawn.value) == true else { continue }
        let clock: ContinuousClock = ContinuousClock()
        let start: ContinuousClock.Instant = clock.now
        let shrunk = try await Shrinker().shrink(
          generator, from: drawn.choices, passing: index == 0 ? [] : simplest.map { [$0.choices] } ?? []
        ) { fails($0) == true }
        guard let shrunk else { return nil }
        let seconds: Double = (clock.now - start) / .seconds(1)
        let result: String = text(shrunk.value)
        // The first call of the shrinker repeats the failure that it is given.
        return Result(
          text: result, isMinimal: minimal.contains(result), searchCalls: searchCalls,
          shrinkCalls: shrunk.calls - 1, shrinkSeconds: seconds)
      }
      return nil
    }
  }
}
