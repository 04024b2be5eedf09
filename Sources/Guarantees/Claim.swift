public import PropertyTesting

/// One quantified statement of a guarantee, for problems of one size.
public struct Claim: Sendable, Hashable {
  /// What share of trials may fail.
  public enum Tolerance: Sendable, Hashable {
    /// At most this share of all problems fails; a statistical statement. By up to the indifference zone more may fail
    /// and the claim yet be accepted.
    case failureProbability(Double, indifference: Double)
    /// No problem fails; one failure refutes it. Without a failure the share is shown to be below this.
    case none(shownBelow: Double)

    /// The share of failures that the claim allows.
    public var allowedFailureProbability: Double {
      switch self {
      case .failureProbability(let share, _): share
      case .none: 0
      }
    }

    /// The share of failures from which on the claim is not accepted, but for the doubt.
    public var excludedFailureProbability: Double {
      switch self {
      case .failureProbability(let share, let indifference): share + indifference
      case .none(let shownBelow): shownBelow
      }
    }

    /// The claim as the property-testing engine tests it.
    public var statisticalClaim: StatisticalClaim {
      .holds(
        withProbability: 1 - allowedFailureProbability,
        indifference: excludedFailureProbability - allowedFailureProbability)
    }
  }

  /// A name that is unique within the guarantee.
  public let name: String
  /// The statement, for people.
  public let statement: String
  /// What share of trials may fail.
  public let tolerance: Tolerance
  /// The confidence at which the claim is accepted.
  public let confidence: Double

  /// Creates a claim.
  public init(name: String, statement: String, tolerance: Tolerance, confidence: Double) {
    self.name = name
    self.statement = statement
    self.tolerance = tolerance
    self.confidence = confidence
  }
}

/// What one trial showed.
public struct TrialOutcome: Sendable, Hashable {
  /// Whether the trial keeps the claim.
  public let passed: Bool
  /// A short name of what happened, counted over all trials: `recovered`, `refused: insufficient`.
  public let label: String
  /// The measured quantity, where there is one.
  public let metric: Double?

  /// Creates an outcome.
  public init(passed: Bool, label: String, metric: Double? = nil) {
    self.passed = passed
    self.label = label
    self.metric = metric
  }
}
