import LinearAlgebra
import Networks
import Testing

@Suite("Gradients of networks")
struct GradientTests {
  @Test("are the central differences of the outputs, for every activation and output")
  func differences() throws {
    let step: Double = 1e-6
    for activation in Activation.allCases where activation != .step {
      for output in 0..<2 {
        let network: Network = try Network(layers: [
          Layer(weights: .random(5, 3, seed: 1), bias: [0.1, -0.2, 0.3, 0, 0.4], activation: activation),
          Layer(weights: .random(4, 5, seed: 2), activation: .relu),
          Layer(weights: .random(2, 4, seed: 3), bias: [1, 2], activation: .identity),
        ])
        let points: Matrix = try .random(20, 3, seed: 4)
        let gradients: Matrix = network.gradients(at: points, output: output)
        #expect(gradients.rows == 20 && gradients.columns == 3)
        for row in 0..<20 {
          for column in 0..<3 {
            var (above, below): ([Double], [Double]) = (points.row(row), points.row(row))
            above[column] += step
            below[column] -= step
            let values: Matrix = network.evaluate(try Matrix([above, below]))
            let difference: Double = (values[0, output] - values[1, output]) / (2 * step)
            #expect((gradients[row, column] - difference).magnitude <= 1e-7, "\(activation)")
          }
        }
      }
    }
  }

  @Test("give the mean of their outer products, in any blocks")
  func covariance() throws {
    let network: Network = try .random([3, 6, 1], withBias: true, seed: 5)
    let points: Matrix = try .random(5000, 3, seed: 6)
    let expected: Matrix = network.gradients(at: points).gram.scaled(by: 1.0 / 5000)
    #expect((network.gradientCovariance(over: points) - expected).maximumMagnitude <= 1e-14)
  }
}
