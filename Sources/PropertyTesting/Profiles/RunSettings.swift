/// How properties are run.
///
/// ```swift
/// try await check("reversing twice changes nothing", items, settings: .with { $0.cases = 500 }) { … }
/// ```
///
/// ``current`` has what the environment of the process asks for, and ``profile(_:)`` what a profile says whatever the
/// environment.
public struct RunSettings: Sendable {
  /// The profile that the settings began with.
  public let profile: Profile
  /// How many cases a property is judged on, at least 1.
  public var cases: Int
  /// What the cases are derived from, together with the property's name; nil draws a fresh seed for every run.
  public var seed: UInt64?
  /// How many cases run at a time, at least 1; the result is the same for any number.
  public var workers: Int = processors
  /// How many choices a value may take, at least 1.
  public var maximumChoices: Int = ChoiceSource.defaultMaximumChoices
  /// How values are drawn; statistical properties always draw uniformly.
  public var drawStyle: DrawStyle = .edgeCases
  /// How long a case may take in seconds; nil sets no limit and reads no clock.
  public var deadlineSeconds: Double?
  /// How many times the shrinker may judge a value, at least 1.
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
  /// How sure it is that a condition is covered, or is not, when the report says so.
  public var coverageConfidence: Double = CoverageTest.defaultConfidence
  /// How many times `cases` a run may have while a condition is neither covered nor not.
  public var coverageFactor: Int = 100
  /// Where statistical properties get their false-alarm rates.
  public var budget: SuiteBudget = .shared
  /// The probability of accepting a statistical claim that is false by its indifference zone or more, at most.
  public var missRate: Double = 1e-3
  /// How many trials a statistical property may take; nil allows as many as nearly every run of its claim needs.
  public var maximumTrials: Int?
  /// What is replayed instead of running the cases.
  public var replay: Replay?
  /// A clock that counts seconds from any point; it is read where a limit in seconds is set.
  public var clock: @Sendable () -> Double = { MonotonicClock.seconds }
  /// What was wrong with the environment that the settings come from; a value without a meaning stops a run.
  public internal(set) var faults: [EnvironmentFault] = []

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

  func validate() {
    precondition(cases >= 1, "a property is judged on at least one case; set `cases` to 1 or more")
    precondition(workers >= 1, "cases need a worker; set `workers` to 1 or more")
    precondition(maximumChoices >= 1, "a value takes choices; set `maximumChoices` to 1 or more")
    precondition(shrinkCalls >= 1, "the shrinker looks once at least; set `shrinkCalls` to 1 or more")
    precondition(discardsPerCase >= 0, "no fewer than none are discarded; set `discardsPerCase` to 0 or more")
    precondition(
      (0...1).contains(targetShare), "a share lies from 0 to 1; set `targetShare` to such a number")
    precondition(coverageFactor >= 1, "a run has its own cases; set `coverageFactor` to 1 or more")
    precondition(
      maximumTrials ?? 1 >= 1, "a claim needs a trial; set `maximumTrials` to 1 or more, or to nil")
    precondition(deadlineSeconds ?? 1 > 0, "a deadline is positive; set `deadlineSeconds` so, or to nil")
    precondition(shrinkSeconds ?? 0 >= 0, "a time is not negative; set `shrinkSeconds` so, or to nil")
  }
}
