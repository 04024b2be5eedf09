/// A change of a training set that keeps its answer, with all that undoing it takes.
///
/// Threshold, slack, class and norm bound stay. A network of the changed set is carried back by wᵀM, where x ↦ Mx is
/// what the change does to inputs, with no larger loss; the image of a solution is carried forward with the same
/// loss. So a yes stays a yes, a no a no, and below threshold + slack a network still names a solution.
///
/// | kind | JSON besides `kind` |
/// |---|---|
/// | ``PermuteTransformation`` | `"rows": [2, 0, 1], "coordinates": [1, 0]` |
/// | ``ScaleTransformation`` | `"exponents": [-1, 0, 2]` |
/// | ``RotateTransformation`` | `"planes": [[0, 4, "3/5", "4/5"]]` |
/// | ``PadTransformation`` | `"coordinates": [null, 3]` |
/// | ``AddConsistentTransformation`` | `"samples": [{"terms": [[0, "1/2"]], "weight": "1"}, {"split": 3, "share": "1/4"}]` |
public enum Transformation: Sendable, Hashable {
  /// Rows and coordinates in another order.
  case permute(PermuteTransformation)
  /// Each sample multiplied by a power of two.
  case scale(ScaleTransformation)
  /// The inputs turned by a rational orthogonal matrix.
  case rotate(RotateTransformation)
  /// More coordinates.
  case pad(PadTransformation)
  /// More samples.
  case addConsistent(AddConsistentTransformation)

  /// The kinds that there are; the raw value is the name on the command line and in the exchange format.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// ``Transformation/permute(_:)``.
    case permute
    /// ``Transformation/scale(_:)``.
    case scale
    /// ``Transformation/rotate(_:)``.
    case rotate
    /// ``Transformation/pad(_:)``.
    case pad
    /// ``Transformation/addConsistent(_:)``.
    case addConsistent = "add-consistent"
  }

  /// Which kind it is.
  public var kind: Kind {
    switch self {
    case .permute: .permute
    case .scale: .scale
    case .rotate: .rotate
    case .pad: .pad
    case .addConsistent: .addConsistent
    }
  }

  /// The changed training set, whose samples are made from the given ones when they are asked for.
  ///
  /// - Precondition: the transformation fits the instance's numbers of samples and coordinates.
  public func applied(to instance: TrainingInstance) -> TrainingInstance {
    switch self {
    case .permute(let change): instance.with(change.applied(to: instance.samples))
    case .scale(let change): instance.with(change.applied(to: instance.samples))
    case .rotate(let change): instance.with(change.applied(to: instance.samples))
    case .pad(let change):
      instance.with(
        change.applied(to: instance.samples, dimension: instance.dimension),
        dimension: instance.dimension + change.coordinates.count)
    case .addConsistent(let change): instance.with(change.applied(to: instance.samples))
    }
  }

  /// The network with the same outputs at changed inputs as `network` has at the inputs before.
  public func applied(to network: CertificateNetwork) -> CertificateNetwork {
    switch self {
    case .permute(let change): network.mapHidden(change.applied)
    case .rotate(let change): network.mapHidden(change.turn().applied)
    case .scale, .pad, .addConsistent: network
    }
  }
}

extension Transformation: Codable {
  private enum CodingKeys: String, CodingKey { case kind }

  /// Decodes the kind that the field names.
  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .kind) {
    case .permute: self = .permute(try PermuteTransformation(from: decoder))
    case .scale: self = .scale(try ScaleTransformation(from: decoder))
    case .rotate: self = .rotate(try RotateTransformation(from: decoder))
    case .pad: self = .pad(try PadTransformation(from: decoder))
    case .addConsistent: self = .addConsistent(try AddConsistentTransformation(from: decoder))
    }
  }

  /// Encodes the kind and its fields.
  public func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    switch self {
    case .permute(let change): try change.encode(to: encoder)
    case .scale(let change): try change.encode(to: encoder)
    case .rotate(let change): try change.encode(to: encoder)
    case .pad(let change): try change.encode(to: encoder)
    case .addConsistent(let change): try change.encode(to: encoder)
    }
  }
}

extension TrainingInstance {
  /// The same instance with other samples.
  func with(_ samples: SampleList, dimension: Int? = nil) -> TrainingInstance {
    TrainingInstance(
      reduction: reduction, dimension: dimension ?? self.dimension, units: units, outputs: outputs,
      coefficients: coefficients, squaredNormBound: squaredNormBound, threshold: threshold, slack: slack,
      source: source, parameters: parameters, samples: samples)
  }

  /// The coordinate that is 1 on all samples and stays so; `nil` where there is none.
  var constantCoordinate: Int? { allowsBiases && source.kind == .setCover ? 0 : nil }
}

extension CertificateNetwork {
  /// The network with every hidden unit's weights changed.
  func mapHidden(_ change: ([SparseEntry]) -> [SparseEntry]) -> CertificateNetwork {
    CertificateNetwork(
      outputWeights: outputWeights, hiddenWeights: hiddenWeights.map(change), biases: biases)
  }
}
