import LinearAlgebra
import Networks
import RandomStreams

/// Noise with all that its errors are drawn from; row *j* is a function of the stream and of *j* alone.
struct NoiseSource: Sendable {
  let noise: LabelNoise
  let teacher: Network
  let inputs: InputDistribution
  let count: Int
  let stream: RandomStream
  /// σ times the label rms.
  let size: Double

  /// How many samples the label rms is the mean of, and the most products that they may cost.
  private static let rmsSamples: Int = 4096
  private static let rmsProducts: Int = 1 << 32

  init(
    _ noise: LabelNoise, teacher: Network, inputs: InputDistribution, count: Int, stream: RandomStream
  ) {
    self.noise = noise
    self.teacher = teacher
    self.inputs = inputs
    self.count = count
    self.stream = stream
    self.size = noise.level * Self.labelRMS(teacher, inputs, stream.child("label rms"))
  }

  /// The root of the mean square of the labels on samples of their own.
  private static func labelRMS(
    _ teacher: Network, _ inputs: InputDistribution, _ stream: RandomStream
  ) -> Double {
    let weights: Int = teacher.layers.reduce(1) { $0 + $1.weights.elements.count }
    let rows: Int = max(64, min(rmsSamples, rmsProducts / weights))
    let labels: Matrix = teacher.evaluate(
      inputs.block(rows: 0..<rows, dimension: teacher.inputsDimension, from: stream))
    return labels.frobeniusNorm / Double(labels.elements.count).squareRoot()
  }

  /// The labels of the samples of a range.
  func labels(_ range: Range<Int>, inputs rows: Matrix, threads: Int) -> Matrix {
    switch noise.law {
    case .biased: return biasedLabels(rows, threads: threads)
    case .leaky: return leakyLabels(rows, threads: threads)
    default:
      return teacher.evaluate(rows, threads: threads) + errors(range, threads: threads)
    }
  }

  private var outputs: Int { teacher.outputsDimension }

  /// The errors of the labels of a range, `n × m`.
  private func errors(_ range: Range<Int>, threads: Int) -> Matrix {
    let size: Double = size
    switch noise.law {
    case .gaussian:
      return gaussian(range, threads: threads).scaled(by: size)
    case .rademacher:
      return entries(range) { size * sign(at: $1) }
    case .uniform:
      return entries(range) { size * 3.0.squareRoot() * (2 * stream.uniform(at: $1) - 1) }
    case .offset:
      let shift: [Double] = direction
      return entries(range) { _, place in size * shift[Int(place % UInt64(outputs))] }
    case .ramp:
      let shift: [Double] = direction
      let last: Double = Double(max(1, count - 1))
      return entries(range) {
        size * 3.0.squareRoot() * (Double($0) / last) * shift[Int($1 % UInt64(outputs))]
      }
    case .otherNetwork:
      let others: Matrix = inputs.block(
        rows: range, dimension: teacher.inputsDimension, from: stream.child("other inputs"), threads: threads)
      return teacher.evaluate(others, threads: threads).scaled(by: -noise.level)
    case .outliers:
      return entries(range) { isTouched($0) ? size * sign(at: $1) : 0 }
    case .sparse:
      return entries(range) { isTouched($0) ? size * stream.gaussian(at: $1) : 0 }
    case .wrongRow:
      let wrong: Int = stream.child("row").integer(in: 0...count - 1, at: 0)
      return entries(range) { $0 == wrong ? size * sign(at: $1) : 0 }
    case .biased, .leaky:
      return Matrix(rows: range.count, columns: outputs)
    }
  }

  private func gaussian(_ range: Range<Int>, threads: Int) -> Matrix {
    InputDistribution.gaussian.block(rows: range, dimension: outputs, from: stream, threads: threads)
  }

  /// A matrix whose entries are functions of the row and of the entry's place in the sample.
  private func entries(_ range: Range<Int>, _ value: (Int, UInt64) -> Double) -> Matrix {
    Matrix(rows: range.count, columns: outputs) { span in
      for row in range {
        for column in 0..<outputs {
          span[(row - range.lowerBound) * outputs + column] = value(
            row, UInt64(row) * UInt64(outputs) + UInt64(column))
        }
      }
    }
  }

  private func sign(at index: UInt64) -> Double { stream.word(at: index) & 1 == 0 ? 1 : -1 }

  private func isTouched(_ row: Int) -> Bool {
    stream.child("touched").uniform(at: UInt64(row)) < noise.share ?? 0
  }

  /// A vector of root mean square 1.
  private var direction: [Double] {
    InputDistribution.sphere(radius: Double(outputs).squareRoot())
      .block(rows: 0..<1, dimension: outputs, from: stream.child("direction"), threads: 1).elements
  }

  private func biasedLabels(_ rows: Matrix, threads: Int) -> Matrix {
    let hidden: Layer = teacher.layers[0]
    let bias: [Double] = (0..<hidden.outputs).map { noise.level * hidden.weights.row($0).euclideanNorm }
    // The biases are finite where the rows are, so that the layer is one; a row that overflows its norm has no bias.
    guard let layer = try? Layer(weights: hidden.weights, bias: bias, activation: hidden.activation),
      let network = try? Network(layers: [layer, teacher.layers[1]])
    else { return teacher.evaluate(rows, threads: threads) }
    return network.evaluate(rows, threads: threads)
  }

  private func leakyLabels(_ rows: Matrix, threads: Int) -> Matrix {
    // f(t) − a f(−t): for the ReLU the leaky one of slope a.
    teacher.evaluate(rows, threads: threads)
      - teacher.evaluate(rows.scaled(by: -1), threads: threads).scaled(by: noise.level)
  }
}
