import Challenges

/// What shrinking one of the challenges came to, from several seeds.
///
/// The Python script `Hypothesis/shrinking.py` does the same; `Hypothesis/CHALLENGES.md` states the challenges.
public struct ShrinkingRuns: Encodable, Sendable {
  /// What one seed came to.
  public struct Run: Encodable, Sendable {
    /// The seed.
    public let seed: UInt64
    /// Whether a failure was found; the rest is nil where it was not.
    public let found: Bool
    /// The calls of the property up to and including the first failure.
    public let callsSearching: Int?
    /// The calls of the property after the first failure, the one that repeats it included.
    public let callsShrinking: Int?
    /// How long shrinking took.
    public let secondsShrinking: Double?
    /// The simplest failure that was found.
    public let result: String?
    /// Whether it is one of the simplest there are.
    public let isMinimal: Bool?

    init(seed: UInt64, _ result: ShrinkingChallenge.Result?) {
      self.seed = seed
      self.found = result != nil
      self.callsSearching = result?.searchCalls
      self.callsShrinking = result.map { $0.shrinkCalls + 1 }
      self.secondsShrinking = result?.shrinkSeconds
      self.result = result?.text
      self.isMinimal = result?.isMinimal
    }
  }

  /// The names of the challenges in the order in which they are stated.
  public static var names: [String] { ShrinkingChallenge.all.map(\.name) }

  /// The name of the challenge.
  public let challenge: String
  /// What each seed came to.
  public let runs: [Run]

  /// Finds and shrinks a failure of a challenge from each seed; nil where there is no such challenge.
  public init?(_ name: String, seeds: ClosedRange<UInt64>) async throws {
    guard let challenge = ShrinkingChallenge.all.first(where: { $0.name == name }) else { return nil }
    var runs: [Run] = []
    for seed in seeds { runs.append(Run(seed: seed, try await challenge.run(seed))) }
    self.challenge = name
    self.runs = runs
  }
}
