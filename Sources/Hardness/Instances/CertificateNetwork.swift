public import ExactArithmetic

/// A network f(x) = U relu(W x) with exact weights; in JSON `{"U": [["1"]], "W": [[[0, "1"], …]]}`.
public struct CertificateNetwork: Sendable, Hashable, Codable {
  /// The output weights U, a row for each output and a column for each hidden unit.
  public let outputWeights: [[Rational]]
  /// The hidden units W, each as the coordinates that are not zero, ascending.
  public let hiddenWeights: [[SparseEntry]]

  private enum CodingKeys: String, CodingKey {
    case outputWeights = "U"
    case hiddenWeights = "W"
  }

  /// Creates a network from its weights.
  public init(outputWeights: [[Rational]], hiddenWeights: [[SparseEntry]]) {
    self.outputWeights = outputWeights
    self.hiddenWeights = hiddenWeights
  }

  /// Creates a network of one unit with output weight 1 from that unit's dense weights.
  public init(unit: [Rational]) {
    self.init(
      outputWeights: [[1]],
      hiddenWeights: [unit.indices.filter { !unit[$0].isZero }.map { SparseEntry($0, unit[$0]) }])
  }
}
