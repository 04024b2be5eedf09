import LinearAlgebra
import Networks
import RandomStreams

/// The weights of a ReLU network with one output, for training in single precision.
struct DenseLayers: Sendable {
  /// A row for each unit.
  var weights: [SingleMatrix]
  var biases: [[Float]]

  /// Hidden biases at the start are so many times N(0, 1).
  private static let biasSize: Double = 0.3

  /// Random weights N(0, 2 / inputs) for hidden layers and N(0, 1 / inputs) for the last.
  init(inputs: Int, hidden: [Int], stream: RandomStream) {
    var weights: [SingleMatrix] = []
    var biases: [[Float]] = []
    var width: Int = inputs
    for (layer, units) in (hidden + [1]).enumerated() {
      let isLast: Bool = layer == hidden.count
      let drawn: RandomStream = stream.child(layer)
      let size: Double = ((isLast ? 1 : 2) / Double(width)).squareRoot()
      var matrix: SingleMatrix = SingleMatrix(rows: units, columns: width)
      for index in matrix.elements.indices {
        matrix.elements[index] = Float(size * drawn.child("weights").gaussian(at: UInt64(index)))
      }
      weights.append(matrix)
      biases.append(
        (0..<units).map { isLast ? 0 : Float(Self.biasSize * drawn.child("biases").gaussian(at: UInt64($0))) }
      )
      width = units
    }
    self.weights = weights
    self.biases = biases
  }

  /// The network on x for one on Uᵀx.
  func lifted(by basis: Matrix) -> DenseLayers {
    var result: DenseLayers = self
    result.weights[0] = SingleMatrix(weights[0].widened.timesTransposed(basis))
    return result
  }

  /// The values at the rows of `inputs`, in double precision.
  func values(_ inputs: Matrix) -> [Double] {
    var current: Matrix = inputs
    for layer in weights.indices {
      current = current.timesTransposed(weights[layer].widened)
      let bias: [Float] = biases[layer]
      let isHidden: Bool = layer < weights.count - 1
      current.modifyElements { elements in
        for index in elements.indices {
          let value: Double = elements[index] + Double(bias[index % bias.count])
          elements[index] = isHidden ? max(0, value) : value
        }
      }
    }
    return current.elements
  }

  /// The network with its output times `scale` plus `offset`.
  ///
  /// - Throws: `NetworkError` where training has left a weight that is not finite.
  func network(scale: Double, offset: Double) throws -> Network {
    let last: Int = weights.count - 1
    return try Network(
      layers: weights.indices.map { layer in
        let factor: Double = layer == last ? scale : 1
        return try Layer(
          weights: weights[layer].widened.scaled(by: factor),
          bias: biases[layer].map { factor * Double($0) + (layer == last ? offset : 0) },
          activation: layer == last ? .identity : .relu)
      })
  }
}
