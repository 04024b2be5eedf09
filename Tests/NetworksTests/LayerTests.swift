import LinearAlgebra
import Networks
import Testing

@Suite("A layer and a network of layers")
struct LayerTests {
  @Test("apply their activations")
  func activations() {
    #expect(Activation.allCases.map(\.rawValue).prefix(2) == ["relu", "identity"])
    #expect([-2, -0.0, 0, 3].map { Activation.relu($0) } == [0, 0, 0, 3])
    #expect([-2, 0, 3].map { Activation.identity($0) } == [-2, 0, 3])
    #expect(Activation.relu(.nan).isNaN)
    #expect(Activation.relu(-.infinity) == 0)
    #expect(Activation.relu(.infinity) == .infinity)
  }

  @Test("are refused where there is no unit or no input", arguments: [(0, 3), (3, 0), (0, 0)])
  func empty(rows: Int, columns: Int) throws {
    let error: NetworkError = try #require(
      networkError { try Layer(weights: Matrix(rows: rows, columns: columns), activation: .relu) })
    #expect(error.field == "weights")
    #expect(error.description.contains("\(rows) × \(columns)"))
    #expect(error.description == "weights \(error.problem); \(error.mend)")
  }

  @Test("are refused where a number is not finite", arguments: [Double.nan, .infinity, -.infinity])
  func nonFinite(value: Double) throws {
    let weights: Matrix = try Matrix([[1, 2], [3, value]])
    #expect(networkError { try Layer(weights: weights, activation: .relu) }?.field == "weights")
    #expect(
      networkError { try Layer(weights: .identity(2), bias: [0, value], activation: .relu) }?.field == "bias")
  }

  @Test("are refused where the bias has another length than the units", arguments: [0, 1, 3])
  func biasLength(count: Int) {
    let bias: [Double] = [Double](repeating: 0, count: count)
    #expect(
      networkError { try Layer(weights: Matrix(rows: 2, columns: 5), bias: bias, activation: .relu) }?.field
        == "bias")
  }

  @Test(
    "are refused where there is no layer, where neighbours do not fit, or where the last one is not linear")
  func networks() throws {
    let wide: Layer = try Layer(weights: Matrix(rows: 2, columns: 5), activation: .relu)
    let narrow: Layer = try Layer(weights: Matrix(rows: 1, columns: 2), activation: .identity)
    #expect(networkError { try Network(layers: []) }?.field == "layers")
    #expect(networkError { try Network(layers: [wide, wide, narrow]) }?.field == "layers[1].weights")
    #expect(networkError { try Network(layers: [narrow, narrow]) }?.field == "layers[1].weights")
    #expect(networkError { try Network(layers: [wide]) }?.field == "layers[0].activation")
    #expect(networkError { try Network(layers: [narrow, wide]) }?.field == "layers[1].weights")
    #expect(
      networkError { try Network(hidden: Matrix(rows: 2, columns: 5), output: Matrix(rows: 1, columns: 3)) }
        != nil)
    let network: Network = try Network(layers: [wide, narrow])
    #expect(network.inputsDimension == 5 && network.outputsDimension == 1)
    #expect(wide.inputs == 5 && wide.outputs == 2)
  }
}

@Suite("Evaluating a network")
struct EvaluationTests {
  static let sizes: [[Int]] = [[1, 1], [4, 3], [3, 5, 2], [1, 1, 1], [6, 4, 7, 2], [20, 30, 25, 10]]

  @Test("agrees with naive loops, with and without bias", arguments: sizes, [false, true])
  func naive(sizes: [Int], withBias: Bool) throws {
    let network: Network = try .random(sizes, withBias: withBias, seed: 1)
    let inputs: Matrix = try .random(37, sizes[0], seed: 2)
    let outputs: Matrix = network.evaluate(inputs)
    #expect(outputs.rows == 37 && outputs.columns == sizes[sizes.count - 1])
    for row in 0..<37 {
      // Sums of at most 30 terms, each layer's result at most 30 times its inputs.
      for (found, wanted) in zip(outputs.row(row), network.naiveOutput(inputs.row(row))) {
        #expect((found - wanted).magnitude <= 1e-11)
      }
    }
  }

  @Test("agrees with naive loops for every activation, with and without bias", arguments: Activation.allCases)
  func activations(_ activation: Activation) throws {
    let inputs: Matrix = try .random(3000, 4, seed: 6)
    for bias in [nil, [0.5, -0.25, 0]] as [[Double]?] {
      let layer: Layer = try Layer(weights: .random(3, 4, seed: 7), bias: bias, activation: activation)
      let found: Matrix = layer.evaluate(inputs)
      for row in [0, 1, 1499, 2999] {
        for unit in 0..<3 {
          let linear: Double = inputs.row(row).dot(layer.weights.row(unit)) + (bias?[unit] ?? 0)
          // A sum of four terms below 1 in two orders: a few units of the last place, times a slope below 10.
          #expect((found[row, unit] - activation(linear)).magnitude <= 1e-14)
        }
      }
    }
  }

  @Test("of a worked example gives relu(x − 1) − 2 relu(x), plus 3")
  func worked() throws {
    let network: Network = try Network(layers: [
      Layer(weights: Matrix([[1], [1]]), bias: [-1, 0], activation: .relu),
      Layer(weights: Matrix([[1, -2]]), bias: [3], activation: .identity),
    ])
    #expect(network.evaluate(try Matrix([[-5], [0.5], [4]])).elements == [3, 2, -2])
  }

  @Test(
    "gives the same bits on any number of threads, over several blocks of rows", arguments: [false, true])
  func threads(withBias: Bool) throws {
    let network: Network = try .random([7, 9, 3], withBias: withBias, seed: 3)
    let inputs: Matrix = try .random(10_001, 7, seed: 4)
    let one: [UInt64] = network.evaluate(inputs, threads: 1).bits
    for threads in [2, 3, 8] { #expect(network.evaluate(inputs, threads: threads).bits == one) }
    for row in [0, 2047, 2048, 10_000] {
      let wanted: [Double] = network.naiveOutput(inputs.row(row))
      for (index, value) in wanted.enumerated() {
        #expect((Double(bitPattern: one[row * 3 + index]) - value).magnitude <= 1e-13)
      }
    }
  }

  @Test("of no rows gives no rows")
  func noRows() throws {
    let network: Network = try .random([3, 5, 2], withBias: true, seed: 5)
    let outputs: Matrix = network.evaluate(Matrix(rows: 0, columns: 3))
    #expect(outputs.rows == 0 && outputs.columns == 2)
  }

  @Test("on inputs of another dimension stops the program")
  func dimension() async {
    await #expect(processExitsWith: .failure) {
      _ = try Network(hidden: .identity(2), output: .identity(2)).evaluate(Matrix(rows: 1, columns: 3))
    }
  }
}
