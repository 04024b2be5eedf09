import Foundation
import LinearAlgebra
import RandomStreams

/// Adam on the square loss of a ReLU network, in batches, with a rate that falls as a cosine.
///
/// Source: D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, arXiv:1412.6980.
struct AdamTraining {
  private(set) var layers: DenseLayers
  private var first: [[Float]]
  private var second: [[Float]]
  private var activations: [SingleMatrix]
  private var slopes: [SingleMatrix]
  private var gradients: [SingleMatrix]

  /// The samples of a batch.
  private static let batch: Int = 256
  private static let decay: (first: Float, second: Float) = (0.9, 0.999)
  private static let smallest: Float = 1e-8
  /// The share of the rate that is left at the end.
  private static let finalShare: Double = 1e-3

  private init(_ layers: DenseLayers, batch: Int) {
    self.layers = layers
    let counts: [Int] = layers.weights.map(\.elements.count) + layers.biases.map(\.count)
    self.first = counts.map { [Float](repeating: 0, count: $0) }
    self.second = first
    self.activations =
      [SingleMatrix(rows: batch, columns: layers.weights[0].columns)]
      + layers.weights.map { SingleMatrix(rows: batch, columns: $0.rows) }
    self.slopes = layers.weights.map { SingleMatrix(rows: batch, columns: $0.rows) }
    self.gradients = layers.weights.map { SingleMatrix(rows: $0.rows, columns: $0.columns) }
  }

  /// The layers after training.
  static func trained(
    _ start: DenseLayers, inputs: SingleMatrix, labels: [Float], steps: Int, rate: Double,
    stream: RandomStream
  ) -> DenseLayers {
    let batch: Int = min(Self.batch, labels.count)
    var training: AdamTraining = AdamTraining(start, batch: batch)
    var order: [Int] = []
    var place: Int = 0
    var epoch: Int = 0
    for step in 1...max(1, steps) {
      if place + batch > order.count {
        order = stream.child(epoch).permutation(labels.count)
        place = 0
        epoch += 1
      }
      let share: Double = 0.5 * (1 + cos(Double.pi * Double(step) / Double(max(1, steps)))) + finalShare
      training.step(order[place..<place + batch], inputs, labels, rate: Float(rate * share), step: step)
      place += batch
    }
    return training.layers
  }

  private mutating func step(
    _ rows: ArraySlice<Int>, _ inputs: SingleMatrix, _ labels: [Float], rate: Float, step: Int
  ) {
    let last: Int = layers.weights.count - 1
    activations[0].setRows(rows, of: inputs)
    for layer in 0...last {
      activations[layer + 1].setProduct(activations[layer], layers.weights[layer], rightTransposed: true)
      Self.bend(&activations[layer + 1].elements, bias: layers.biases[layer], rectifies: layer < last)
    }
    let factor: Float = 2 / Float(rows.count)
    for (place, row) in rows.enumerated() {
      slopes[last].elements[place] = factor * (activations[last + 1].elements[place] - labels[row])
    }
    let correction: Float =
      (1 - power(Self.decay.second, step)).squareRoot() / (1 - power(Self.decay.first, step))
    for layer in (0...last).reversed() {
      gradients[layer].setProduct(slopes[layer], leftTransposed: true, activations[layer])
      let biasGradient: [Float] = Self.columnSums(slopes[layer])
      if layer > 0 {
        slopes[layer - 1].setProduct(slopes[layer], layers.weights[layer])
        Self.mask(&slopes[layer - 1].elements, where: activations[layer].elements)
      }
      Self.update(
        &layers.weights[layer].elements, gradients[layer].elements, &first[layer], &second[layer],
        rate: rate * correction)
      Self.update(
        &layers.biases[layer], biasGradient, &first[last + 1 + layer], &second[last + 1 + layer],
        rate: rate * correction)
    }
  }

  private func power(_ base: Float, _ exponent: Int) -> Float {
    // Past a few ten thousand steps the power is 0 in single precision.
    var (result, square, rest): (Float, Float, Int) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }

  private static func bend(_ values: inout [Float], bias: [Float], rectifies: Bool) {
    let units: Int = bias.count
    values.withUnsafeMutableBufferPointer { values in
      bias.withUnsafeBufferPointer { bias in
        for row in 0..<values.count / units {
          for unit in 0..<units {
            let value: Float = values[row * units + unit] + bias[unit]
            values[row * units + unit] = rectifies && value < 0 ? 0 : value
          }
        }
      }
    }
  }

  private static func mask(_ slopes: inout [Float], where active: [Float]) {
    slopes.withUnsafeMutableBufferPointer { slopes in
      active.withUnsafeBufferPointer { active in
        for index in slopes.indices where !(active[index] > 0) { slopes[index] = 0 }
      }
    }
  }

  private static func columnSums(_ matrix: SingleMatrix) -> [Float] {
    var sums: [Float] = [Float](repeating: 0, count: matrix.columns)
    let width: Int = matrix.columns
    matrix.elements.withUnsafeBufferPointer { elements in
      for row in 0..<matrix.rows {
        for column in 0..<width { sums[column] += elements[row * width + column] }
      }
    }
    return sums
  }

  private static func update(
    _ values: inout [Float], _ gradient: [Float], _ first: inout [Float], _ second: inout [Float], rate: Float
  ) {
    let (keepFirst, keepSecond): (Float, Float) = decay
    values.withUnsafeMutableBufferPointer { values in
      gradient.withUnsafeBufferPointer { gradient in
        first.withUnsafeMutableBufferPointer { first in
          second.withUnsafeMutableBufferPointer { second in
            for index in 0..<values.count {
              let slope: Float = gradient[index]
              first[index] = keepFirst * first[index] + (1 - keepFirst) * slope
              second[index] = keepSecond * second[index] + (1 - keepSecond) * slope * slope
              values[index] -= rate * first[index] / (second[index].squareRoot() + smallest)
            }
          }
        }
      }
    }
  }
}
