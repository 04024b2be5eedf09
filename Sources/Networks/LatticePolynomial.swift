public import LinearAlgebra

/// A maximum of minima of affine functions: F(x) = max over sets *s* of min over *i* in *s* of ℓᵢ(x).
///
/// Every continuous piecewise linear function is one, with its own pieces for the ℓᵢ. S. Ovchinnikov, *Max-Min
/// Representation of Piecewise Linear Functions*, Beiträge zur Algebra und Geometrie 43 (2002).
///
/// ```swift
/// let hat = try LatticePolynomial(gradients: Matrix([[1], [-1]]), offsets: [0, 2], sets: [[0, 1]])  // min(x, 2 − x)
/// let network = try hat.network()                                                                 // one hidden layer
/// ```
public struct LatticePolynomial: Sendable, Hashable {
  /// The gradients of the affine pieces, `p × d`.
  public let gradients: Matrix
  /// The values of the pieces at the origin.
  public let offsets: [Double]
  /// The pieces of each minimum, by their indices; the polynomial is the maximum of the minima.
  public let sets: [[Int]]

  /// Creates a polynomial.
  ///
  /// - Throws: ``NetworkError`` where there is no piece or no set, a set is empty or names no piece or one twice, the offsets
  ///   are not as many as the pieces, or a number is not finite.
  public init(gradients: Matrix, offsets: [Double], sets: [[Int]]) throws(NetworkError) {
    guard gradients.rows > 0, gradients.columns > 0 else {
      throw NetworkError(
        "gradients", "have shape \(gradients.rows) × \(gradients.columns)", "give at least one piece")
    }
    guard offsets.count == gradients.rows else {
      throw NetworkError(
        "offsets", "are \(offsets.count) where there are \(gradients.rows) pieces", "give one for each")
    }
    guard gradients.isFinite, offsets.allSatisfy(\.isFinite) else {
      throw NetworkError("pieces", "hold a NaN or infinite number", "correct the value")
    }
    guard !sets.isEmpty else { throw NetworkError("sets", "are none", "give at least one") }
    for (index, set) in sets.enumerated() {
      guard !set.isEmpty, Set(set).count == set.count, set.allSatisfy((0..<gradients.rows).contains) else {
        throw NetworkError(
          "sets[\(index)]", "is empty, names a piece twice or one that is not there",
          "name pieces from 0 to \(gradients.rows - 1), each once")
      }
    }
    self.gradients = gradients
    self.offsets = offsets
    self.sets = sets
  }

  /// The number of inputs, *d*.
  public var inputsDimension: Int { gradients.columns }

  /// The value at each row of `inputs`.
  ///
  /// - Precondition: `inputs.columns == inputsDimension`.
  /// - Complexity: O(n (p d + sizes of the sets)).
  public func evaluate(_ inputs: Matrix) -> [Double] {
    let values: Matrix = pieceValues(inputs)
    return (0..<inputs.rows).map { row in
      sets.reduce(-Double.infinity) { largest, set in
        max(largest, set.reduce(Double.infinity) { min($0, values[row, $1]) })
      }
    }
  }

  /// The value of every piece at each row, `n × p`.
  func pieceValues(_ inputs: Matrix) -> Matrix {
    var values: Matrix = inputs.timesTransposed(gradients)
    guard offsets.contains(where: { $0 != 0 }) else { return values }
    for row in 0..<values.rows {
      for piece in offsets.indices { values[row, piece] += offsets[piece] }
    }
    return values
  }

  /// The share of the rows of `inputs` on which a network has another value, beyond a tolerance times 1 + |value|.
  ///
  /// - Precondition: the network has as many inputs as the polynomial, and one output.
  public func mismatchShare(
    with network: Network, over inputs: Matrix, tolerance: Double = valueTolerance
  ) -> Double {
    precondition(
      network.inputsDimension == inputsDimension && network.outputsDimension == 1,
      "compare functions of the same inputs, with one output")
    guard inputs.rows > 0 else { return 0 }
    return Double(mismatches(with: network, over: inputs, tolerance: tolerance).count) / Double(inputs.rows)
  }

  /// The rows on which a network has another value.
  func mismatches(with network: Network, over inputs: Matrix, tolerance: Double) -> [Int] {
    let values: [Double] = evaluate(inputs)
    let right: [Double] = network.evaluate(inputs).elements
    return inputs.rowIndices.filter {
      !((values[$0] - right[$0]).magnitude <= tolerance * (1 + right[$0].magnitude))
    }
  }

  /// How far two values may be apart, relative to 1 + |value|, to be one but for rounding.
  public static let valueTolerance: Double = 1e-7
}

extension Matrix {
  fileprivate var rowIndices: Range<Int> { 0..<rows }
}
