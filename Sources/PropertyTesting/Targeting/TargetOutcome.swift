/// What a search for the value with the highest or lowest score found.
public struct TargetOutcome<Value> {
  /// A value with its score.
  public struct Found {
    /// The value.
    public let value: Value
    /// The choices that give the value again.
    public let choices: ChoiceSequence
    /// The score, as it was given.
    public let score: Double
  }

  /// A better score, and when it was found.
  public struct Improvement: Sendable, Hashable {
    /// How many values had been scored, this one included.
    public let call: Int
    /// The score.
    public let score: Double
  }

  /// The value with the best score.
  public let best: Found
  /// The simplest value found whose score is as good, but for the tolerance: the one to read.
  public let simplest: Found
  /// How many values were generated and scored while searching; those that were discarded count too.
  public let calls: Int
  /// How many of them had no score.
  public let unscored: Int
  /// How many more were generated and scored while simplifying.
  public let simplificationCalls: Int
  /// Why simplification ended.
  public let simplificationEnding: Shrinker.Ending
  /// Each better score, in order.
  public let trace: [Improvement]
}

extension TargetOutcome: Sendable where Value: Sendable {}
extension TargetOutcome.Found: Sendable where Value: Sendable {}
