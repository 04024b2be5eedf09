/// A question about how well a generator serves its property.
public enum HealthCheck: String, Sendable, Hashable, CaseIterable {
  /// Whether most values are discarded or rejected by filters.
  case rejections
  /// Whether drawing values takes long; asked only where a clock is read.
  case slowGeneration
  /// Whether values take more choices than are allowed, or nearly so.
  case hugeDraws
  /// Whether most cases are one and the same although there are many.
  case degenerateShare
}

/// What follows from a health check that finds something.
public enum HealthPolicy: String, Sendable, Hashable {
  /// It is not asked.
  case ignore
  /// The report has a warning.
  case warn
  /// The run fails.
  case fail
}

/// What follows from each health check.
public struct HealthPolicies: Sendable, Hashable {
  private var policies: [HealthCheck: HealthPolicy] = [:]

  /// The same policy for every check.
  public init(all policy: HealthPolicy = .warn) {
    for check in HealthCheck.allCases { policies[check] = policy }
  }

  /// The policy of a check.
  public subscript(check: HealthCheck) -> HealthPolicy {
    get { policies[check] ?? .warn }
    set { policies[check] = newValue }
  }
}

/// What a health check found.
public struct HealthFinding: Sendable, Hashable, CustomStringConvertible {
  /// The check.
  public let check: HealthCheck
  /// What it found in which property, and the mend.
  public let description: String
}

/// Measures of how well a generator serves its property.
public struct HealthFigures: Sendable, Hashable {
  /// How many values were drawn, or tried to be.
  public internal(set) var attempts: Int = 0
  /// How many of them were discarded, by the generator or by the property.
  public internal(set) var discards: Int = 0
  /// How many parts of values filters rejected.
  public internal(set) var rejections: Int = 0
  /// How many values took more choices than are allowed.
  public internal(set) var overlong: Int = 0
  /// The most choices that a value took.
  public internal(set) var mostChoices: Int = 0
  /// The share of the cases that have the commonest choices.
  public internal(set) var commonestShare: Double = 0
  /// How long drawing the values took in seconds; nil where no clock is read.
  public internal(set) var generationSeconds: Double?
}
