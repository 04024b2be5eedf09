import Foundation
import LinearAlgebra
import Networks

/// Whether the residuals of a fit still depend on the inputs, which noise that is independent of them does not.
///
/// The features are the inputs and their products; where there are too many, the inputs and their squares. For
/// residuals in an order independent of the inputs the sum Σ (z_j − z̄)(r_j − r̄) over a feature z stays within
/// Bernstein's bound of variance Σ (z_j − z̄)² s_r². The fit has taken away a part of the sum, which makes the test
/// no more likely to reject. Without an intercept the mean of the residuals is tested as well.
struct LackOfFit: Sendable {
  /// The largest sum over its bound; above 1 the residuals depend on the inputs.
  let ratio: Double
  /// What the most striking sum is about, for people.
  let feature: String

  /// Up to this many inputs all their products are features.
  private static let largestProductDimension: Int = 60
  /// Residuals this small beside the labels are rounding, which does depend on the inputs.
  private static let smallestRelativeResidual: Double = 1e-9

  /// - Parameters:
  ///   - point: the fit in scaled inputs and labels.
  ///   - doubt: the probability with which residuals that are independent of the inputs may be rejected.
  init(
    _ samples: FitSamples, point: NetworkPoint, fitsIntercept: Bool, doubt: Double, threads: Int
  ) throws {
    let (d, m): (Int, Int) = (samples.inputsDimension, samples.outputsDimension)
    let pairs: [(Int, Int)] =
      d <= Self.largestProductDimension
      ? (0..<d).flatMap { i in (i..<d).map { (i, $0) } } : (0..<d).map { ($0, $0) }
    var sums: FeatureSums = FeatureSums(features: d + pairs.count, labels: m)
    try samples.forEachPiece(widest: d + pairs.count, threads: threads) { part, weights in
      FeatureSums(part, weights, point, pairs: pairs, fitsIntercept: fitsIntercept)
    } add: {
      sums.add($0)
    }
    let n: Double = Double(max(1, samples.count))
    let t: Double = log(2 * Double((d + pairs.count + 1) * m) / doubt)
    let size: Double = samples.squaredLabels / (n * Double(max(1, m)))
    var worst: (ratio: Double, feature: String) = (0, "nothing")
    func consider(_ sum: Double, variance: Double, largest: Double, _ name: @autoclosure () -> String) {
      let linear: Double = largest * t / 3
      let bound: Double = linear + (linear * linear + 2 * variance * t).squareRoot()
      guard bound > 0, sum.magnitude > worst.ratio * bound else { return }
      worst = (sum.magnitude / bound, name())
    }
    let floor: Double = Self.smallestRelativeResidual * Self.smallestRelativeResidual * size
    for a in 0..<m {
      let mean: Double = sums.residuals[a] / n
      let variance: Double = max(0, sums.squaredResiduals[a] / n - mean * mean)
      guard sums.squaredResiduals[a] / n > floor else { continue }
      if !fitsIntercept {
        consider(
          sums.residuals[a], variance: n * variance, largest: sums.largestResidual[a],
          "the mean of the residuals of label \(a), which is not zero")
      }
      for q in 0..<sums.features.count {
        let center: Double = sums.features[q] / n
        let spread: Double = max(0, sums.squaredFeatures[q] - n * center * center)
        let largest: Double =
          (sums.largestFeature[q] + center.magnitude) * (sums.largestResidual[a] + mean.magnitude)
        consider(
          sums.products[q, a] - n * center * mean, variance: spread * variance, largest: largest,
          q < d
            ? "label \(a) with input \(q)"
            : "label \(a) with the product of inputs \(pairs[q - d].0) and \(pairs[q - d].1)")
      }
    }
    self.ratio = worst.ratio
    self.feature = worst.feature
  }
}

/// Sums over samples of features, residuals and their products.
private struct FeatureSums: Sendable {
  var products: Matrix
  var features: [Double]
  var squaredFeatures: [Double]
  var largestFeature: [Double]
  var residuals: [Double]
  var squaredResiduals: [Double]
  var largestResidual: [Double]

  init(features: Int, labels: Int) {
    self.products = Matrix(rows: features, columns: labels)
    self.features = [Double](repeating: 0, count: features)
    self.squaredFeatures = self.features
    self.largestFeature = self.features
    self.residuals = [Double](repeating: 0, count: labels)
    self.squaredResiduals = self.residuals
    self.largestResidual = self.residuals
  }

  init(
    _ part: Samples, _ weights: [Double]?, _ point: NetworkPoint, pairs: [(Int, Int)], fitsIntercept: Bool
  ) {
    let d: Int = part.inputs.columns
    let width: Int = d + pairs.count
    let matrix: Matrix = Matrix(rows: part.count, columns: width) { span in
      for row in 0..<part.count {
        for i in 0..<d { span[row * width + i] = part.inputs[row, i] }
        for (index, pair) in pairs.enumerated() {
          span[row * width + d + index] = part.inputs[row, pair.0] * part.inputs[row, pair.1]
        }
      }
    }
    let residual: Matrix = ForwardPass(part, weights, point, fitsIntercept: fitsIntercept).residual
    self.init(features: width, labels: residual.columns)
    self.products = matrix.transposedTimes(residual)
    matrix.sumColumns(&features, &squaredFeatures, &largestFeature)
    residual.sumColumns(&residuals, &squaredResiduals, &largestResidual)
  }

  mutating func add(_ other: FeatureSums) {
    products = products + other.products
    for q in features.indices {
      features[q] += other.features[q]
      squaredFeatures[q] += other.squaredFeatures[q]
      largestFeature[q] = max(largestFeature[q], other.largestFeature[q])
    }
    for a in residuals.indices {
      residuals[a] += other.residuals[a]
      squaredResiduals[a] += other.squaredResiduals[a]
      largestResidual[a] = max(largestResidual[a], other.largestResidual[a])
    }
  }
}

extension Matrix {
  fileprivate func sumColumns(
    _ sums: inout [Double], _ squares: inout [Double], _ largest: inout [Double]
  ) {
    for row in 0..<rows {
      for column in 0..<columns {
        let value: Double = self[row, column]
        sums[column] += value
        squares[column] += value * value
        largest[column] = Swift.max(largest[column], value.magnitude)
      }
    }
  }
}
