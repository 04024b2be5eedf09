import DataFiles
import LinearAlgebra
import Networks
import TestSupport

extension Matrix {
  /// A matrix with entries in −1 to 1, the same for the same seed.
  static func random(_ rows: Int, _ columns: Int, seed: UInt64) throws -> Matrix {
    var generator: SeededGenerator = SeededGenerator(seed: seed)
    return try Matrix(rows: rows, columns: columns, elements: generator.doubles(rows * columns))
  }

  /// The bits of all entries, which tell −0 from 0.
  var bits: [UInt64] { elements.map(\.bitPattern) }
}

extension Network {
  /// A network whose layers have the given sizes, inputs first, ReLU except at the end.
  static func random(_ sizes: [Int], withBias: Bool, seed: UInt64) throws -> Network {
    try Network(
      layers: try (1..<sizes.count).map { index in
        let bias: [Double]? = withBias ? try Matrix.random(1, sizes[index], seed: seed + 100).elements : nil
        return try Layer(
          weights: .random(sizes[index], sizes[index - 1], seed: seed + UInt64(index)), bias: bias,
          activation: index == sizes.count - 1 ? .identity : .relu)
      })
  }

  /// The output for one input by the definition: unit by unit, layer by layer.
  func naiveOutput(_ input: [Double]) -> [Double] {
    layers.reduce(input) { values, layer in
      (0..<layer.outputs).map { unit in
        let sum: Double = (0..<layer.inputs).reduce(0) { $0 + layer.weights[unit, $1] * values[$1] }
        let linear: Double = sum + (layer.bias.map { $0[unit] } ?? 0)
        return layer.activation == .relu ? max(0, linear) : linear
      }
    }
  }
}

/// The error of the network that `body` cannot make, if it cannot.
func networkError(of body: () throws -> some Any) -> NetworkError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? NetworkError
  }
}
