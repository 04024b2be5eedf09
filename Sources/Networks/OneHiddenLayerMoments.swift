import Foundation
public import LinearAlgebra

/// Mean, variance and mean squared gradient of x ↦ Σ aⱼ relu(wⱼ·x) on standard Gaussian inputs, in closed form.
///
/// With t the angle of *w* and *v*: E relu(w·x) = |w|/√(2π), E relu(w·x) relu(v·x) = |w||v|(sin t + (π − t) cos t)/(2π), and
/// both units are active with probability (π − t)/(2π). Cho and Saul, *Kernel Methods for Deep Learning* (2009).
public struct OneHiddenLayerMoments: Sendable {
  /// E F.
  public let mean: Double
  /// Var F.
  public let variance: Double
  /// E ∇F ∇Fᵀ, `d × d`.
  public let gradientCovariance: Matrix

  /// The moments of a network; `nil` where it is not one layer of ReLU units and one linear output, all without bias.
  ///
  /// - Complexity: O(m² d) for *m* units.
  public init?(_ network: Network) {
    guard network.layers.count == 2, network.layers[0].activation == .relu, network.outputsDimension == 1,
      network.layers.allSatisfy({ $0.bias == nil })
    else { return nil }
    let rows: Matrix = network.layers[0].weights
    let lengths: [Double] = (0..<rows.rows).map { rows.row($0).euclideanNorm }
    let units: [[Double]] = (0..<rows.rows).map { unit in
      lengths[unit] > 0 ? rows.row(unit).scaled(by: 1 / lengths[unit]) : rows.row(unit)
    }
    // The network is that of unit rows with these coefficients.
    let coefficients: [Double] = zip(network.layers[1].weights.row(0), lengths).map { $0 * $1 }
    let count: Int = units.count
    var second: Double = 0
    var shares: Matrix = Matrix(rows: count, columns: count)
    for first in 0..<count where lengths[first] > 0 {
      for other in 0..<count where lengths[other] > 0 {
        let angle: Double = first == other ? 0 : Self.angle(units[first], units[other])
        let weight: Double = coefficients[first] * coefficients[other]
        second += weight * (sin(angle) + (.pi - angle) * cos(angle)) / (2 * .pi)
        shares[first, other] = weight * (.pi - angle) / (2 * .pi)
      }
    }
    self.mean = coefficients.reduce(0, +) / (2 * Double.pi).squareRoot()
    self.variance = max(0, second - mean * mean)
    let directions: Matrix = Matrix.stackingRows(
      of: units.map { unit in
        Matrix(rows: 1, columns: unit.count) { span in
          for index in unit.indices { span[index] = unit[index] }
        }
      })
    self.gradientCovariance = directions.transposedTimes(shares * directions)
  }

  /// The angle of two unit vectors, exact for small ones, as arccos is not.
  private static func angle(_ first: [Double], _ second: [Double]) -> Double {
    2 * atan2(first.distance(to: second), zip(first, second).map { $0 + $1 }.euclideanNorm)
  }
}
