import LinearAlgebra
import Networks

/// The problem that the search works on: inputs in coordinates in which their second moments are those of white noise.
///
/// With X = Q R the inputs become √n Q, and a neuron v becomes R v / √n; activity stays the same. Moments of Gaussian
/// inputs of any covariance then have the form that the search expects.
struct FewOutputsProblem: Sendable {
  /// √n Q, `n × d`.
  let inputs: Matrix
  /// *A*, `n × m`.
  let labels: Matrix
  private let factors: OrthogonalFactors

  /// Whitens the samples; nothing where the inputs do not span their dimensions.
  init?(_ samples: Samples, tolerances: ExactRecoveryTolerances) throws {
    guard samples.count >= samples.inputs.columns else { return nil }
    let factors: OrthogonalFactors = try OrthogonalFactors(samples.inputs)
    guard try factors.conditionNumberIsBelow(1 / tolerances.spanning) else { return nil }
    self.inputs = factors.orthonormal().scaled(by: Double(samples.count).squareRoot())
    self.labels = samples.labels
    self.factors = factors
  }

  var count: Int { inputs.rows }
  var dimension: Int { inputs.columns }
  var outputs: Int { labels.columns }

  /// About `wanted` samples at even spacing, or all of them.
  func subset(_ wanted: Int) -> Samples {
    guard wanted < count else { return Samples(inputs: inputs, labels: labels) }
    let rows: [Int] = (0..<wanted).map { $0 * count / wanted }
    return Samples(inputs: inputs.selectingRows(rows), labels: labels.selectingRows(rows))
  }

  /// The error of the best linear function of the inputs, relative to the labels, both by their Euclidean norms.
  func linearMisfit() -> Double {
    let coefficients: Matrix = inputs.transposedTimes(labels).scaled(by: 1 / Double(count))
    let size: Double = labels.frobeniusNorm
    return size > 0 ? (labels - inputs * coefficients).frobeniusNorm / size : 0
  }

  /// The same network in the coordinates of the samples, with hidden rows of norm 1, the largest output weight first.
  ///
  /// - Returns: nothing where a hidden row vanishes.
  func inSampleCoordinates(_ hidden: Matrix, _ output: Matrix) throws -> (hidden: Matrix, output: Matrix)? {
    let rows: Matrix = try factors.solve(inputs.timesTransposed(hidden)).transposed
    let norms: [Double] = (0..<rows.rows).map { rows.row($0).euclideanNorm }
    guard norms.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let unit: Matrix = Matrix.diagonal(norms.map { 1 / $0 }) * rows
    let weights: Matrix = output * Matrix.diagonal(norms)
    let sizes: [Double] = (0..<unit.rows).map { weights.column($0).euclideanNorm }
    let order: [Int] = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return (unit.selectingRows(order), weights.selectingColumns(order))
  }
}
