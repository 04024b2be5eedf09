/// What came of running a property.
public struct PropertyReport: Sendable {
  /// How a run ended.
  public enum Outcome: Sendable {
    /// The property held in every case.
    case passed
    /// The property is broken.
    case failed(Counterexample)
    /// The property failed on some choices, and not so on the same choices again.
    case flaky(Counterexample, Flakiness)
    /// Too many values were discarded to get the cases that were asked for.
    case gaveUp
    /// Conditions that were to be covered come up too rarely.
    case insufficientCoverage
    /// A health check whose policy is ``HealthPolicy/fail`` found something.
    case unhealthy
  }

  /// What was different when a failing case was run again.
  public enum Flakiness: Sendable, Hashable {
    /// The property held.
    case passedAgain
    /// The property failed in another way, which is described.
    case failedDifferently(String)
    /// The generator made other choices, so that it depends on something else than them.
    case generatorDiffers
  }

  /// How often a label was given.
  public struct LabelCount: Sendable, Hashable {
    /// The label.
    public let label: String
    /// In how many cases it was given.
    public let count: Int
    /// In which share of the cases.
    public let share: Double
  }

  /// The values that a property collected under one name.
  public struct Table: Sendable, Hashable {
    /// The name.
    public let name: String
    /// How often each value came, the commonest first; shares are of all values of the table.
    public let values: [LabelCount]
  }

  /// The largest number told to a target.
  public struct BestTarget: Sendable, Hashable {
    /// The target.
    public let label: String
    /// The number.
    public let value: Double
    /// The choices of the case that told it.
    public let choices: ChoiceSequence
  }

  /// The name of the property.
  public let name: String
  /// Where it is checked.
  public let place: SourcePlace
  /// The seed of the run; with the name it fixes every case.
  public let seed: UInt64
  /// How the run ended.
  public internal(set) var outcome: Outcome = .passed
  /// How many cases the property was judged on, without discarded ones.
  public internal(set) var cases: Int = 0
  /// How many cases were discarded.
  public internal(set) var discards: Int = 0
  /// The labels, commonest first.
  public internal(set) var labels: [LabelCount] = []
  /// The collected values by the names of their tables.
  public internal(set) var tables: [Table] = []
  /// Whether conditions that were to be covered are, by label.
  public internal(set) var coverage: [CoverageTest] = []
  /// The largest numbers told to each target, by label.
  public internal(set) var targets: [BestTarget] = []
  /// Measures of how well the generator serves the property.
  public internal(set) var health: HealthFigures = HealthFigures()
  /// What the health checks found.
  public internal(set) var findings: [HealthFinding] = []
  /// What else should be known, such as an example store that cannot be read.
  public internal(set) var warnings: [String] = []

  /// Whether the property held.
  public var passed: Bool {
    if case .passed = outcome { true } else { false }
  }

  /// The failing case, where there is one.
  public var counterexample: Counterexample? {
    switch outcome {
    case .failed(let example), .flaky(let example, _): example
    default: nil
    }
  }

  init(name: String, place: SourcePlace, seed: UInt64) {
    self.name = name
    self.place = place
    self.seed = seed
  }
}

/// A property that is broken, flaky, or could not be tested well enough.
public struct PropertyFailure: Error, Sendable, CustomStringConvertible {
  /// What came of running it.
  public let report: PropertyReport

  /// Creates a failure from a report.
  public init(_ report: PropertyReport) {
    self.report = report
  }

  /// The report for people.
  public var description: String { report.description }
}
