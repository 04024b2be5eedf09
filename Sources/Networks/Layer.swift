public import LinearAlgebra

/// One layer of a network: x ↦ activation(W x + b).
public struct Layer: Sendable, Hashable {
  /// *W*, `outputs × inputs`: a row for each unit.
  public let weights: Matrix
  /// *b*, one entry for each unit; `nil` where the layer has none.
  public let bias: [Double]?
  /// What is applied to each output.
  public let activation: Activation

  /// Creates a layer.
  ///
  /// - Throws: ``NetworkError`` where the weights are empty, an entry is not finite, or the bias has another
  ///   length than the layer has units.
  public init(weights: Matrix, bias: [Double]? = nil, activation: Activation) throws(NetworkError) {
    guard weights.rows > 0, weights.columns > 0 else {
      throw NetworkError(
        "weights", "have shape \(weights.rows) × \(weights.columns)", "give at least one unit")
    }
    guard weights.isFinite else {
      throw NetworkError("weights", "hold a NaN or infinite entry", "correct the value")
    }
    if let bias {
      guard bias.count == weights.rows else {
        throw NetworkError(
          "bias", "has \(bias.count) entries where the layer has \(weights.rows) units", "give one for each")
      }
      guard bias.allSatisfy(\.isFinite) else {
        throw NetworkError("bias", "holds a NaN or infinite entry", "correct the value")
      }
    }
    self.weights = weights
    self.bias = bias
    self.activation = activation
  }

  /// The number of inputs.
  public var inputs: Int { weights.columns }
  /// The number of units.
  public var outputs: Int { weights.rows }

  /// The outputs for each row of `inputs` (`n × inputs`), `n × outputs`.
  ///
  /// - Precondition: the rows have as many entries as the layer has inputs.
  public func evaluate(_ inputs: Matrix) -> Matrix {
    let linear: Matrix = inputs.timesTransposed(weights)
    guard bias != nil || activation != .identity else { return linear }
    // The choice is made outside the loop for those that cost next to nothing themselves.
    return switch activation {
    case .relu: applied(to: linear) { $0 < 0 ? 0 : $0 }
    case .identity: applied(to: linear) { $0 }
    default: applied(to: linear) { activation($0) }
    }
  }

  /// `function` of each entry plus its unit's bias.
  @inline(__always) private func applied(to linear: Matrix, _ function: (Double) -> Double) -> Matrix {
    let units: Int = outputs
    return Matrix(rows: linear.rows, columns: units) { span in
      guard let bias else {
        for index in 0..<span.count { span[index] = function(linear.elements[index]) }
        return
      }
      for row in 0..<linear.rows {
        for unit in 0..<units {
          span[row * units + unit] = function(linear[row, unit] + bias[unit])
        }
      }
    }
  }
}
