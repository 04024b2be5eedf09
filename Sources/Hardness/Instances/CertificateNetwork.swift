public import ExactArithmetic

/// A network f(x) = U relu(W x + b) with exact weights; in JSON `{"U": [["1"]], "W": [[[0, "1"], …]]}`, with `"b"` only
/// where there are biases.
public struct CertificateNetwork: Sendable, Hashable, Codable {
  /// The output weights U, a row for each output and a column for each hidden unit.
  public let outputWeights: [[Rational]]
  /// The hidden units W, each as the coordinates that are not zero, ascending.
  public let hiddenWeights: [[SparseEntry]]
  /// The hidden units' biases b; `nil` where there are none, as in all but the affine forms.
  public let biases: [Rational]?

  private enum CodingKeys: String, CodingKey {
    case outputWeights = "U"
    case hiddenWeights = "W"
    case biases = "b"
  }

  /// Creates a network from its weights.
  public init(outputWeights: [[Rational]], hiddenWeights: [[SparseEntry]], biases: [Rational]? = nil) {
    self.outputWeights = outputWeights
    self.hiddenWeights = hiddenWeights
    self.biases = biases
  }

  /// Creates a network of one unit with output weight 1 from that unit's dense weights.
  public init(unit: [Rational]) {
    self.init(
      outputWeights: [[1]],
      hiddenWeights: [unit.indices.filter { !unit[$0].isZero }.map { SparseEntry($0, unit[$0]) }])
  }

  /// One hidden unit with its output weight a folded in: a (z)⁺ = sgn(a) (|a| z)⁺.
  public struct FoldedUnit: Sendable, Hashable {
    /// The sign of the output weight: −1, 0 or 1.
    public let sign: Int
    /// |a| w, dense.
    public let weights: [Rational]
    /// |a| b.
    public let bias: Rational
  }

  /// The hidden units with the output weights of one row of U folded in, divided by `scale`.
  ///
  /// - Precondition: every index is below `dimension`, and U has that row with an entry for each unit.
  public func foldedUnits(dimension: Int, row: Int = 0, scale: Rational = .one) -> [FoldedUnit] {
    hiddenWeights.indices.map { unit in
      let output: Rational = outputWeights[row][unit] / scale
      let size: Rational = output.magnitude
      var weights: [Rational] = [Rational](repeating: .zero, count: dimension)
      for entry in hiddenWeights[unit] { weights[entry.index] = size * entry.value }
      return FoldedUnit(sign: output.signum, weights: weights, bias: size * (biases?[unit] ?? .zero))
    }
  }
}
