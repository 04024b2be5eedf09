public import LinearAlgebra

/// A feed-forward network with at least one layer; the last layer's activation is the identity.
///
/// ```swift
/// let network = try Network(hidden: directions, output: weights)  // x ↦ U relu(V x)
/// let labels = network.evaluate(inputs)                           // n × m from n × d
/// ```
public struct Network: Sendable, Hashable {
  /// The layers, from the inputs to the outputs.
  public let layers: [Layer]

  /// Creates a network from its layers.
  ///
  /// - Throws: ``NetworkError`` where there is no layer, neighbouring layers do not fit, or the last activation
  ///   is not the identity.
  public init(layers: [Layer]) throws(NetworkError) {
    guard let last = layers.last else {
      throw NetworkError("layers", "is empty", "give at least one layer")
    }
    for index in 1..<max(1, layers.count) where layers[index].inputs != layers[index - 1].outputs {
      throw NetworkError(
        "layers[\(index)].weights",
        "take \(layers[index].inputs) inputs where the layer before has \(layers[index - 1].outputs) units",
        "make the shapes agree")
    }
    guard last.activation == .identity else {
      throw NetworkError(
        "layers[\(layers.count - 1)].activation", "is \(last.activation.rawValue)",
        "end with a layer whose activation is identity")
    }
    self.layers = layers
  }

  /// Creates the two-layer network x ↦ U f(V x), of ReLU units unless another activation is given.
  ///
  /// - Parameters:
  ///   - hidden: *V*, `k × d`, a row for each hidden unit.
  ///   - output: *U*, `m × k`.
  ///   - activation: *f*, which the hidden units apply.
  /// - Throws: ``NetworkError`` where the shapes do not fit or an entry is not finite.
  public init(hidden: Matrix, output: Matrix, activation: Activation = .relu) throws(NetworkError) {
    try self.init(layers: [
      try Layer(weights: hidden, activation: activation), try Layer(weights: output, activation: .identity),
    ])
  }

  /// The number of inputs, *d*.
  public var inputsDimension: Int { layers[0].inputs }
  /// The number of outputs, *m*.
  public var outputsDimension: Int { layers[layers.count - 1].outputs }

  /// The outputs for each row of `inputs`, `n × m` for `n × d`.
  ///
  /// The rows are cut into fixed blocks that run on all cores; the result is the same for any number of threads.
  ///
  /// - Precondition: `inputs.columns == inputsDimension`.
  /// - Complexity: O(n · weights), by BLAS.
  public func evaluate(_ inputs: Matrix, threads: Int = Parallel.coreCount) -> Matrix {
    precondition(inputs.columns == inputsDimension, "the inputs do not have the network's dimension")
    let blocks: [Range<Int>] = stride(from: 0, to: inputs.rows, by: Self.rowsPerBlock)
      .map { $0..<min($0 + Self.rowsPerBlock, inputs.rows) }
    guard blocks.count > 1 else { return evaluateBlock(inputs) }
    let results: [Matrix] = Parallel.map(blocks.count, threads: threads) { index in
      evaluateBlock(inputs.rowRange(blocks[index]))
    }
    return Matrix.stackingRows(of: results)
  }

  /// Large enough that BLAS dominates, small enough that a block's hidden layer stays in the cache.
  private static let rowsPerBlock: Int = 2048

  private func evaluateBlock(_ inputs: Matrix) -> Matrix {
    layers.reduce(inputs) { values, layer in layer.evaluate(values) }
  }
}
