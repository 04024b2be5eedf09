import Foundation
import LinearAlgebra
import Networks
import TestSupport
import Testing

@Suite("The distance between two-layer networks")
struct NeuronMatchingTests {
  static let (inputs, hidden, outputs): (Int, Int, Int) = (6, 5, 4)

  private static func teacher(seed: UInt64) throws -> Network {
    try .random([6, 5, 4], withBias: false, seed: seed)
  }

  /// The network of the given neurons of another, each scaled by a positive factor that its output undoes.
  private static func rearranged(_ network: Network, order: [Int], scales: [Double]) throws -> Network {
    let hidden: Matrix = network.layers[0].weights.selectingRows(order)
    let output: Matrix = network.layers[1].weights.selectingColumns(order)
    return try Network(
      hidden: Matrix.diagonal(scales) * hidden, output: output * Matrix.diagonal(scales.map { 1 / $0 }))
  }

  /// The two-layer network with one entry changed.
  private static func changed(
    _ network: Network, _ body: (inout Matrix, inout Matrix) -> Void
  ) throws -> Network {
    var (hidden, output): (Matrix, Matrix) = (network.layers[0].weights, network.layers[1].weights)
    body(&hidden, &output)
    return try Network(hidden: hidden, output: output)
  }

  @Test(
    "is zero to itself, and to rounding for any order and positive scale", arguments: 0..<20 as Range<UInt64>)
  func invariant(seed: UInt64) throws {
    var generator: SeededGenerator = SeededGenerator(seed: seed)
    let teacher: Network = try Self.teacher(seed: seed)
    #expect(NeuronMatching.relativeError(of: teacher, against: teacher) == 0)
    let order: [Int] = Array(0..<Self.hidden).shuffled(using: &generator)
    let powersOfTwo: [Double] = order.map { _ in
      [0x1p-30, 0.25, 1, 8, 0x1p40].randomElement(using: &generator) ?? 1
    }
    let exact: Network = try Self.rearranged(teacher, order: order, scales: powersOfTwo)
    #expect(NeuronMatching.relativeError(of: exact, against: teacher) <= 1e-15)
    let others: [Double] = generator.doubles(Self.hidden).map { 0.1 + 1000 * $0.magnitude }
    let rounded: Network = try Self.rearranged(teacher, order: order, scales: others)
    #expect(NeuronMatching.relativeError(of: rounded, against: teacher) <= 1e-14)
    #expect(NeuronMatching.relativeError(of: teacher, against: rounded) <= 1e-14)
  }

  @Test("is 2 for a neuron whose direction, or whose output, has its sign flipped", arguments: 0..<5)
  func signs(unit: Int) throws {
    let teacher: Network = try Self.teacher(seed: 1)
    let direction: Network = try Self.changed(teacher) { hidden, _ in
      for column in 0..<Self.inputs { hidden[unit, column] = -hidden[unit, column] }
    }
    let weight: Network = try Self.changed(teacher) { _, output in
      for row in 0..<Self.outputs { output[row, unit] = -output[row, unit] }
    }
    let both: Network = try Network(
      hidden: direction.layers[0].weights, output: weight.layers[1].weights)
    // The flipped neuron may pair with another, so the distance is large, not always 2.
    #expect(NeuronMatching.relativeError(of: direction, against: teacher) > 0.5)
    #expect(NeuronMatching.relativeError(of: weight, against: teacher) > 0.5)
    #expect(NeuronMatching.relativeError(of: both, against: teacher) > 0.5)
  }

  @Test("is known for one neuron that is off in a known way")
  func known() throws {
    let teacher: Network = try Network(
      hidden: Matrix([[1, 0], [0, 2]]), output: Matrix([[1, 0], [0, 1]]))
    func distance(_ hidden: [[Double]], _ output: [[Double]]) throws -> Double {
      NeuronMatching.relativeError(
        of: try Network(hidden: Matrix(hidden), output: Matrix(output)), against: teacher)
    }
    let flipped: Double = try distance([[-1, 0], [0, 2]], [[1, 0], [0, 1]])
    #expect((flipped - 2).magnitude <= 1e-15)
    // A turn by a small angle moves a unit vector by 2 sin(angle / 2).
    let turned: Double = try distance([[0.8, 0.6], [0, 2]], [[1, 0], [0, 1]])
    #expect((turned - 0.4.squareRoot()).magnitude <= 1e-15)
    let weaker: Double = try distance([[1, 0], [0, 2]], [[1, 0], [0, 0.75]])
    #expect((weaker - 0.25).magnitude <= 1e-15)
    let stronger: Double = try distance([[4, 0], [0, 2]], [[1, 0], [0, 1]])
    #expect((stronger - 3).magnitude <= 1e-15)
  }

  @Test("is that of the worst neuron, in proportion to the change", arguments: [1e-3, 1e-6, 1e-9, 1e-12])
  func proportion(change: Double) throws {
    let teacher: Network = try Self.teacher(seed: 2)
    let student: Network = try Self.changed(teacher) { _, output in output[1, 3] *= 1 + change }
    let column: [Double] = teacher.layers[1].weights.column(3)
    let expected: Double = change * column[1].magnitude / column.euclideanNorm
    let found: Double = NeuronMatching.relativeError(of: student, against: teacher)
    #expect((found - expected).magnitude <= 1e-15 + 1e-6 * expected)
  }

  @Test("is infinite where a neuron is missing, extra, doubled or zero")
  func otherNeurons() throws {
    let teacher: Network = try Self.teacher(seed: 3)
    let all: [Int] = Array(0..<Self.hidden)
    let missing: Network = try Self.rearranged(teacher, order: [0, 1, 2, 3], scales: [1, 1, 1, 1])
    let doubled: Network = try Self.rearranged(teacher, order: all + [2], scales: [1, 1, 1, 1, 1, 1])
    let zero: Network = try Self.changed(teacher) { hidden, _ in
      for column in 0..<Self.inputs { hidden[0, column] = 0 }
    }
    for student in [missing, doubled, zero] {
      #expect(NeuronMatching.relativeError(of: student, against: teacher) == .infinity)
      #expect(NeuronMatching.relativeError(of: teacher, against: student) == .infinity)
    }
    // As many neurons, but one of them twice: the lost one has no partner that is near.
    let lost: Network = try Self.rearranged(teacher, order: [0, 1, 2, 3, 3], scales: [1, 1, 1, 1, 1])
    #expect(NeuronMatching.relativeError(of: lost, against: teacher) > 0.5)
  }

  @Test("is infinite for other dimensions, depths, biases and activations")
  func otherNetworks() throws {
    let teacher: Network = try Self.teacher(seed: 4)
    let (first, last): (Layer, Layer) = (teacher.layers[0], teacher.layers[1])
    let others: [Network] = [
      try .random([7, 5, 4], withBias: false, seed: 4), try .random([6, 5, 3], withBias: false, seed: 4),
      try .random([6, 5, 4], withBias: true, seed: 4), try .random([6, 4], withBias: false, seed: 4),
      try .random([6, 5, 5, 4], withBias: false, seed: 4),
      try Network(layers: [Layer(weights: first.weights, activation: .identity), last]),
    ]
    for student in others {
      #expect(NeuronMatching.relativeError(of: student, against: teacher) == .infinity)
      #expect(NeuronMatching.relativeError(of: teacher, against: student) == .infinity)
    }
    let zeroBias: Network = try Network(layers: [
      Layer(weights: first.weights, bias: [0, 0, -0.0, 0, 0], activation: .relu), last,
    ])
    #expect(NeuronMatching.relativeError(of: zeroBias, against: teacher) == 0)
  }

  @Test("is never NaN for weights at the edge of the numbers")
  func edges() throws {
    let teacher: Network = try Self.teacher(seed: 5)
    for value in [Double.greatestFiniteMagnitude, .leastNonzeroMagnitude, -.greatestFiniteMagnitude] {
      let student: Network = try Network(
        hidden: Matrix(rows: 5, columns: 6, repeating: value),
        output: Matrix(rows: 4, columns: 5, repeating: value))
      #expect(NeuronMatching.relativeError(of: student, against: teacher) > 0.5)
      #expect(NeuronMatching.relativeError(of: teacher, against: student) > 0.5)
    }
  }

  @Test(
    "lets a homogeneous neuron change its scale, by the power of its degree, and no other",
    arguments: Activation.allCases.filter { $0 != .identity }, [0.25, 8])
  func degrees(activation: Activation, factor: Double) throws {
    let hidden: Matrix = try .random(3, 6, seed: 8)
    let output: Matrix = try .random(4, 3, seed: 9)
    let teacher: Network = try Network(hidden: hidden, output: output, activation: activation)
    func error(outputFactor: Double) throws -> Double {
      let student: Network = try Network(
        hidden: hidden.scaled(by: factor), output: output.scaled(by: outputFactor), activation: activation)
      return NeuronMatching.relativeError(of: student, against: teacher)
    }
    #expect(NeuronMatching.relativeError(of: teacher, against: teacher) == 0)
    if let degree = activation.homogeneityDegree {
      #expect(try error(outputFactor: pow(factor, -degree)) <= 1e-14)
      #expect(try error(outputFactor: pow(factor, 1 - degree)) > 0.5)
    } else {
      for degree in [0, 0.5, 1, 2, 3] { #expect(try error(outputFactor: pow(factor, -degree)) > 0.5) }
    }
  }

  @Test("is relative to a neuron's length where that counts, and matches whatever the order")
  func lengths() throws {
    let teacher: Network = try Network(
      hidden: Matrix([[3, 4], [0, 1]]), output: Matrix([[2, 5]]), activation: .reluTanh)
    let student: Network = try Network(
      hidden: Matrix([[0, 1], [3, 4.5]]), output: Matrix([[5, 2]]), activation: .reluTanh)
    // 0.5 of a length of 5.
    #expect((NeuronMatching.relativeError(of: student, against: teacher) - 0.1).magnitude <= 1e-15)
    let otherWeight: Network = try Network(
      hidden: Matrix([[0, 1], [3, 4]]), output: Matrix([[5, 3]]), activation: .reluTanh)
    #expect((NeuronMatching.relativeError(of: otherWeight, against: teacher) - 0.5).magnitude <= 1e-15)
  }

  @Test("is infinite between different activations")
  func activations() throws {
    let hidden: Matrix = try .random(3, 4, seed: 10)
    let output: Matrix = try .random(2, 3, seed: 11)
    for first in Activation.allCases {
      for second in Activation.allCases where second != first {
        let error: Double = NeuronMatching.relativeError(
          of: try Network(hidden: hidden, output: output, activation: first),
          against: try Network(hidden: hidden, output: output, activation: second))
        #expect(error == .infinity, "\(first) and \(second)")
      }
    }
  }
}
