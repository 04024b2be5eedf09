/// How properties are run.
///
/// ```swift
/// try await check("reversing twice changes nothing", items, settings: .with { $0.cases = 500 }) { … }
/// ```
public struct RunSettings: Sendable {
  /// How many cases a property is judged on, at least 1.
  public var cases: Int
  /// What the cases are derived from, together with the property's name; nil draws a fresh seed for every run.
  public var seed: UInt64?
  /// How many cases run at a time, at least 1; the result is the same for any number.
  public var workers: Int
  /// How many choices a value may take.
  public var maximumChoices: Int = ChoiceSource.defaultMaximumChoices
  /// How values are drawn.
  public var drawStyle: DrawStyle = .edgeCases
  /// How long a case may take in seconds; nil sets no limit and reads no clock.
  public var deadlineSeconds: Double?
  /// How many times the shrinker may judge a value.
  public var shrinkCalls: Int
  /// How long the shrinker may take in seconds; nil sets no limit and reads no clock.
  public var shrinkSeconds: Double?
  /// How many values may be discarded for each case that is asked for.
  public var discardsPerCase: Int = 10
  /// What follows from each health check.
  public var health: HealthPolicies = HealthPolicies()
  /// Where failures are kept; they are replayed first.
  public var stores: [any ExampleStorage] = []
  /// The part of the cases that is run here.
  public var shard: Shard = .whole
  /// The share of the cases, from 0 to 1, that search for large targets where a property tells any.
  public var targetShare: Double = 0.5
  /// What is replayed instead of running the cases.
  public var replay: Replay?
  /// A clock that counts seconds from any point.
  public var clock: @Sendable () -> Double = { MonotonicClock.seconds }
  /// The profile that the settings began with.
  public let profile: Profile

  /// Settings in which something is changed.
  public func with(_ change: (inout RunSettings) -> Void) -> RunSettings {
    var settings: RunSettings = self
    change(&settings)
    return settings
  }

  /// The settings of the process in which something is changed.
  public static func with(_ change: (inout RunSettings) -> Void) -> RunSettings {
    current.with(change)
  }
}
