import DataFiles
import Foundation
import LinearAlgebra
import Networks
import TestSupport
import Testing

@Suite("The activations")
struct ActivationTests {
  @Test("have the names that files and the command line use")
  func names() {
    #expect(
      Activation.allCases.map(\.rawValue) == [
        "relu", "identity", "relu-squared", "relu-cubed", "relu-sqrt", "relu-expm1", "relu-log1p",
        "relu-tanh",
        "relu-decay", "step", "leaky-relu",
      ])
    #expect(Set(Activation.allCases.map(\.formula)).count == Activation.allCases.count)
  }

  @Test("have their values at 2")
  func values() {
    let expected: [Activation: Double] = [
      .relu: 2, .identity: 2, .reluSquared: 4, .reluCubed: 8, .reluSqrt: 1.4142135623730951,
      .reluExpm1: 6.38905609893065, .reluLog1p: 1.0986122886681098, .reluTanh: 0.9640275800758169,
      .reluDecay: 0.2706705664732254, .step: 1, .leakyRelu: 2,
    ]
    for activation in Activation.allCases {
      // The platform's exp, log and tanh may differ by a unit of the last place.
      #expect((activation(2) - (expected[activation] ?? .nan)).magnitude <= 2e-15, "\(activation)")
    }
    #expect(Activation.leakyRelu(-2) == -0.2)
    #expect(Activation.identity(-2) == -2)
  }

  @Test("that are called rectified, and no others, are 0 up to 0 and positive beyond")
  func rectified() {
    let points: [Double] = [
      -.infinity, -1e300, -7, -1, -1e-3, -.leastNonzeroMagnitude, -0.0, 0,
    ]
    for activation in Activation.allCases {
      let isZero: Bool = points.allSatisfy { activation($0) == 0 }
      let isPositive: Bool = [1e-100, 1e-3, 1, 3, 100].allSatisfy { activation($0) > 0 }
      #expect(activation.isRectified == (isZero && isPositive), "\(activation)")
    }
    #expect(Activation.rectified.count == 9)
    #expect(!Activation.rectified.contains(.leakyRelu) && !Activation.rectified.contains(.identity))
  }

  @Test(
    "keep a NaN, and are infinite, never NaN, beyond the range of numbers", arguments: Activation.allCases)
  func edges(_ activation: Activation) {
    #expect(activation(.nan).isNaN)
    #expect(activation.derivative(at: .nan).isNaN)
    for value in [Double.infinity, -.infinity, .greatestFiniteMagnitude, 800, .leastNonzeroMagnitude] {
      #expect(!activation(value).isNaN, "at \(value)")
      #expect(!activation.derivative(at: value).isNaN, "at \(value)")
    }
    #expect(Activation.reluExpm1(800) == .infinity)
    #expect(Activation.reluCubed(1e200) == .infinity)
    #expect(Activation.reluDecay(.infinity) == 0)
    #expect(Activation.reluTanh(.infinity) == 1)
  }

  @Test("have the degree of homogeneity that they claim, or none", arguments: Activation.allCases)
  func degree(_ activation: Activation) {
    let points: [Double] = [-3, -0.5, 0.25, 1, 4]
    for factor in [0.25, 3, 16] {
      if let degree = activation.homogeneityDegree {
        for point in points {
          let wanted: Double = pow(factor, degree) * activation(point)
          #expect((activation(factor * point) - wanted).magnitude <= 1e-13 * wanted.magnitude)
        }
      } else {
        // No power of the factor serves two points at once.
        let ratios: [Double] = [0.25, 4].map { activation(factor * $0) / activation($0) }
        #expect((ratios[0] - ratios[1]).magnitude > 1e-3 * ratios[0].magnitude)
      }
    }
  }

  @Test(
    "are undone by their inverses where they increase, and have none elsewhere",
    arguments: Activation.allCases)
  func inverses(_ activation: Activation) {
    for point in [1e-6, 0.01, 0.3, 1, 2.5, 7] {
      let value: Double = activation(point)
      if activation.isIncreasing {
        let found: Double = activation.inverse(value) ?? .nan
        // An error of one unit of the last place of the value, through the slope of the inverse.
        let sensitivity: Double = value / (point * activation.derivative(at: point))
        #expect(
          (found - point).magnitude <= 1e-15 * point * max(4, 4 * sensitivity), "\(activation) at \(point)")
      } else {
        #expect(activation.inverse(value) == nil)
      }
    }
    for value in [0, -1, .nan, .infinity] { #expect(activation.inverse(value) == nil) }
    #expect(Activation.reluTanh.inverse(1) == nil && Activation.reluTanh.inverse(2) == nil)
    #expect(Activation.reluLog1p.inverse(1000) == nil)
    #expect(Activation.reluSqrt.inverse(1e200) == nil)
    #expect(Activation.allCases.filter { !$0.isIncreasing } == [.reluDecay, .step])
  }

  @Test("have the slopes of their secants", arguments: Activation.allCases)
  func derivatives(_ activation: Activation) {
    let step: Double = 1e-5
    for point in [-2, -0.3, 0.2, 0.9, 1.7, 4] {
      let secant: Double = (activation(point + step) - activation(point - step)) / (2 * step)
      // The error of a central difference: step² times a third derivative below 1000, and rounding.
      #expect(
        (activation.derivative(at: point) - secant).magnitude <= 1e-8 * max(1, secant.magnitude),
        "\(activation) at \(point)")
    }
  }

  @Test("go through a network's file and back", arguments: Activation.allCases)
  func files(_ activation: Activation) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let network: Network = try Network(
      hidden: .random(3, 2, seed: 1), output: .random(2, 3, seed: 2), activation: activation)
    try network.write(to: directory.path(of: "network.json"))
    #expect(try Network(contentsOf: directory.path(of: "network.json")) == network)
  }
}
