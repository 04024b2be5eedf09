import LinearAlgebra
import Networks

/// A change of the labels after which their noise has the same variance in each direction.
///
/// With noise of covariance Σ between the labels of a sample, least squares on labels times Σ^{-1/2} are the efficient
/// ones, and what is left over of one label does not leak into another whose noise is smaller.
struct Whitening: Sendable {
  /// Σ^{1/2} up to a factor, `m × m`, symmetric.
  let root: Matrix
  /// Its inverse.
  let inverse: Matrix

  /// Noise whose variances in label space differ by this factor or less is taken for equal in all directions.
  private static let largestRatio: Double = 2
  /// Variances below this share of the largest count as that share: labels are stretched by a million at most.
  private static let smallestShare: Double = 1e-12

  /// The change for noise of some covariance; nothing where the noise is about equal in all directions.
  init?(noise: Matrix) throws {
    let eigen: SymmetricEigen = try SymmetricEigen(noise)
    guard let largest = eigen.values.last, let least = eigen.values.first, largest > 0,
      least * Self.largestRatio < largest
    else { return nil }
    let roots: [Double] = eigen.values.map { max($0 / largest, Self.smallestShare).squareRoot() }
    self.root = (eigen.vectors * Matrix.diagonal(roots)).timesTransposed(eigen.vectors)
    self.inverse = (eigen.vectors * Matrix.diagonal(roots.map { 1 / $0 })).timesTransposed(eigen.vectors)
  }

  /// A network of the labels as they are, for changed labels.
  func whitened(_ network: NetworkPoint) -> NetworkPoint {
    NetworkPoint(
      hidden: network.hidden, output: inverse * network.output, intercept: inverse.times(network.intercept))
  }

  /// A network of changed labels, for the labels as they are.
  func unwhitened(_ network: NetworkPoint) -> NetworkPoint {
    NetworkPoint(
      hidden: network.hidden, output: root * network.output, intercept: root.times(network.intercept))
  }
}

/// Samples with changed labels.
struct WhitenedSamples: SampleSource {
  let source: any SampleSource
  let whitening: Whitening

  var count: Int { source.count }
  var inputsDimension: Int { source.inputsDimension }
  var outputsDimension: Int { source.outputsDimension }
  var names: (inputs: String, labels: String) { source.names }

  func samples(_ range: Range<Int>) throws -> Samples {
    let read: Samples = try source.samples(range)
    return Samples(inputs: read.inputs, labels: read.labels * whitening.inverse)
  }
}

/// What a fit is made to: the samples, or those with changed labels.
struct FittedSamples {
  let samples: FitSamples
  let whitening: Whitening?

  /// A network of the labels as they are, for these samples.
  func network(_ network: NetworkPoint) -> NetworkPoint { whitening?.whitened(network) ?? network }
  /// A network of these samples, for the labels as they are.
  func original(_ network: NetworkPoint) -> NetworkPoint { whitening?.unwhitened(network) ?? network }
}
