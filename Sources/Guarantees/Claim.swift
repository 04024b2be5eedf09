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
    /// A quantity that every trial measures lies where it is claimed to; what *fails* is a trial that measures nothing,
    /// and few may.
    case measured(MeasuredQuantity)

    /// The share of trials that may measure nothing; beyond it a claim about what was measured says too little.
    public static let largestUnmeasuredShare: Double = 0.1

    /// The share of failures that the claim allows.
    public var allowedFailureProbability: Double {
      switch self {
      case .failureProbability(let share, _): share
      case .none, .measured: 0
      }
    }

    /// The share of failures from which on the claim is not accepted, but for the doubt.
    public var excludedFailureProbability: Double {
      switch self {
      case .failureProbability(let share, let indifference): share + indifference
      case .none(let shownBelow): shownBelow
      case .measured: Self.largestUnmeasuredShare
      }
    }

    /// The claim as the property-testing engine tests it.
    public var statisticalClaim: StatisticalClaim {
      if case .measured(let quantity) = self { return quantity.statisticalClaim }
      return .holds(
        withProbability: 1 - allowedFailureProbability,
        indifference: excludedFailureProbability - allowedFailureProbability)
    }

    /// Whether one failure refutes the claim, so that no chance is involved.
    var isRefutedByOne: Bool {
      if case .none = self { true } else { false }
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

/// In which way a trial broke a claim; a counterexample breaks it in the way that the trials did.
public enum TrialFailure: String, Sendable, Hashable, CaseIterable {
  /// An answer that was given as certain is another one than the truth.
  case wrong
  /// The answer is the right one, but not to the stated error.
  case rough
  /// No answer is given where one is claimed, or for another reason than is claimed.
  case refused
  /// The learner threw an error.
  case threw
  /// Anything else.
  case other
}

/// What one trial showed.
public struct TrialOutcome: Sendable, Hashable {
  /// Whether the trial keeps the claim.
  public let passed: Bool
  /// A short name of what happened, counted over all trials: `recovered`, `refused: insufficient`.
  public let label: String
  /// The measured quantity, where there is one.
  public let metric: Double?
  /// In which way the trial broke the claim; nil where it did not.
  public let failure: TrialFailure?
  /// What the trial measured, for claims about a measured quantity.
  public let measurement: TrialMeasurement?

  /// Creates an outcome.
  ///
  /// - Parameter failure: counts only where the trial did not pass.
  public init(
    passed: Bool, label: String, metric: Double? = nil, failure: TrialFailure = .other,
    measurement: TrialMeasurement? = nil
  ) {
    self.passed = passed
    self.label = label
    self.metric = metric
    self.failure = passed ? nil : failure
    self.measurement = measurement
  }
}
