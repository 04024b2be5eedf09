public import ExactArithmetic

/// One labelled, weighted sample with exact entries.
public struct ExactSample: Sendable, Hashable, Codable {
  /// The input's coordinates that are not zero, ascending.
  public let x: [SparseEntry]
  /// The label, an entry for each output.
  public let y: [Rational]
  /// How much the sample's squared error counts.
  public let weight: Rational
  /// What the sample stands for in the reduction: `bias`, `element`, `set`.
  public let tag: String

  /// Creates a sample.
  public init(x: [SparseEntry], y: [Rational], weight: Rational, tag: String) {
    self.x = x
    self.y = y
    self.weight = weight
    self.tag = tag
  }
}

/// A training set whose least loss answers a question about its source problem.
///
/// The loss of a network `f` is `Σ weight · ‖f(x) − y‖²` over all samples, a sum and not a mean, in exact arithmetic.
/// The source problem is a yes instance exactly when some network of the stated class has a loss of at most
/// ``threshold``; where it is a no instance, every network's loss is at least `threshold + slack`.
public struct TrainingInstance: Sendable, Equatable {
  /// Which output weights the class allows.
  public enum Coefficients: String, Sendable, Hashable, Codable {
    /// Every output weight is +1 (or, equivalently, any positive number).
    case plus
    /// Any real output weights.
    case real
  }

  /// The reduction's name in the exchange format, such as `R1-set-cover`.
  public let reduction: String
  /// The number of input coordinates.
  public let dimension: Int
  /// The most hidden units a network may have (k).
  public let units: Int
  /// The number of outputs.
  public let outputs: Int
  /// Which output weights the class allows.
  public let coefficients: Coefficients
  /// The most that a unit's squared norm may be; `nil` where it is free.
  public let squaredNormBound: Rational?
  /// The largest loss that proves a yes instance (θ).
  public let threshold: Rational
  /// How far above the threshold every loss of a no instance lies.
  public let slack: Rational
  /// What the samples encode.
  public let source: SourceProblem
  /// The construction's constants by their names in the exchange format.
  public let parameters: [String: Rational]
  /// The samples.
  public let samples: SampleList

  /// Creates an instance from its parts, unchecked: checking is the verifier's work.
  public init(
    reduction: String, dimension: Int, units: Int, outputs: Int, coefficients: Coefficients,
    squaredNormBound: Rational?, threshold: Rational, slack: Rational, source: SourceProblem,
    parameters: [String: Rational], samples: SampleList
  ) {
    self.reduction = reduction
    self.dimension = dimension
    self.units = units
    self.outputs = outputs
    self.coefficients = coefficients
    self.squaredNormBound = squaredNormBound
    self.threshold = threshold
    self.slack = slack
    self.source = source
    self.parameters = parameters
    self.samples = samples
  }

  /// Whether the class allows the hidden units biases: it does in the affine forms.
  public var allowsBiases: Bool { reduction.hasSuffix("-affine") }

  /// How large the samples are.
  public var size: InstanceSize {
    InstanceSize(
      samples: samples.count, dimension: dimension, nonzeros: samples.reduce(0) { $0 + $1.x.count })
  }
}

/// How large a training set is.
public struct InstanceSize: Sendable, Hashable, Codable {
  /// The number of samples.
  public let samples: Int
  /// The number of input coordinates.
  public let dimension: Int
  /// The input entries that are not zero.
  public let nonzeros: Int

  /// Creates a size.
  public init(samples: Int, dimension: Int, nonzeros: Int) {
    self.samples = samples
    self.dimension = dimension
    self.nonzeros = nonzeros
  }
}
