public import LinearAlgebra
public import Networks
import RandomStreams

/// Mean, variance and mean squared gradient of a network on standard Gaussian inputs.
///
/// Exact for one hidden layer of ReLU units without biases, and for networks of two inputs without biases; means over
/// ``points`` fixed samples for all others, good to about a hundredth.
public struct GaussianMoments: Sendable {
  /// E F.
  public let mean: Double
  /// Var F.
  public let variance: Double
  /// E ∇F ∇Fᵀ, `d × d`.
  public let gradientCovariance: Matrix
  /// The largest length of a gradient: the Lipschitz constant of planar networks, the largest seen otherwise.
  public let largestSlope: Double
  /// Whether mean, variance and mean squared gradient are exact but for rounding.
  public let isExact: Bool

  /// The number of samples where there is no closed form.
  public static let points: Int = 40_000

  /// Computes the moments of a network of one output.
  ///
  /// - Complexity: O(``points`` · weights) where there is no closed form, and always for the largest slope of a network that
  ///   is not planar.
  public init(_ network: Network) {
    precondition(network.outputsDimension == 1, "give a network of one output")
    let planar: PlanarNetwork? = PlanarNetwork(network)
    let closed: OneHiddenLayerMoments? = OneHiddenLayerMoments(network)
    if let planar {
      self.largestSlope = planar.lipschitzConstant
      self.mean = closed?.mean ?? planar.mean
      self.variance = closed?.variance ?? planar.variance
      self.gradientCovariance = closed?.gradientCovariance ?? planar.gradientCovariance
      self.isExact = true
      return
    }
    let stream: RandomStream = RandomStream(seed: 0).child("Gaussian moments")
    let count: Int = closed == nil ? Self.points : Self.slopePoints
    var (sum, squares, slope): (Double, Double, Double) = (0, 0, 0)
    var covariance: Matrix = Matrix(rows: network.inputsDimension, columns: network.inputsDimension)
    for start in stride(from: 0, to: count, by: Self.rowsPerBlock) {
      let block: Matrix = InputDistribution.gaussian.block(
        rows: start..<min(start + Self.rowsPerBlock, count), dimension: network.inputsDimension, from: stream)
      let gradients: Matrix = network.gradients(at: block)
      for row in 0..<gradients.rows { slope = max(slope, gradients.row(row).euclideanNorm) }
      guard closed == nil else { continue }
      for value in network.evaluate(block).elements {
        sum += value
        squares += value * value
      }
      covariance = covariance + gradients.gram
    }
    let mean: Double = sum / Double(count)
    self.largestSlope = slope
    self.mean = closed?.mean ?? mean
    self.variance = closed?.variance ?? max(0, squares / Double(count) - mean * mean)
    self.gradientCovariance = closed?.gradientCovariance ?? covariance.scaled(by: 1 / Double(count))
    self.isExact = closed != nil
  }

  /// The samples that only the largest slope is read from.
  private static let slopePoints: Int = 4096
  private static let rowsPerBlock: Int = 4096
}
