import LinearAlgebra
import Networks

/// The first and second Hermite moments of noisy labels under centred Gaussian inputs, from one or two passes.
///
/// The inputs are brought to covariance I by the symmetric root of their second moment. In these coordinates
/// E[y xᵀ] = ½ Σ w_i v̂_iᵀ and E[y ⊗ (x xᵀ − I)] = c₂ Σ w_i ⊗ v̂_i v̂_iᵀ, c₂ = 1/√(2π). Both are read off a regression of
/// the labels on all polynomials of degree two; where those are too many, the second off an average of what a
/// regression on degree one leaves over. Noise of mean zero that is independent of the inputs changes neither.
struct QuadraticMoments: Sendable {
  /// *T_a* for each label *a*, `d × d`, symmetric, in whitened inputs and scaled labels.
  let slices: [Matrix]
  /// E[y xᵀ], `m × d`, in whitened inputs and scaled labels.
  let first: Matrix
  /// The covariance of what the regression leaves over, `m × m`.
  let residualCovariance: Matrix
  /// *W* with x ↦ W x whitened, `d × d`, symmetric; takes scaled inputs.
  let whitening: Matrix

  /// The number of samples below which no estimate is made.
  static func fewestSamples(dimension: Int) -> Int { MomentEstimator.fewestSamples(dimension: dimension) }

  /// Estimates the moments; nothing where the samples are too few or the features dependent.
  ///
  /// - Complexity: O(n d⁴ / 8) up to ``MomentEstimator/largestQuadraticDimension``, O(n d² m) beyond it.
  init?(_ samples: FitSamples, threads: Int) throws {
    let d: Int = samples.inputsDimension
    guard samples.count >= Self.fewestSamples(dimension: d),
      let whitening = try Self.whitening(samples, threads: threads)
    else { return nil }
    let isQuadratic: Bool = d <= MomentEstimator.largestQuadraticDimension
    let pairs: [(Int, Int)] =
      isQuadratic ? (0..<d).flatMap { i in (i..<d).map { (i, $0) } } : []
    let width: Int = 1 + d + pairs.count
    var sums: RegressionSums?
    try samples.forEachPiece(widest: width, threads: threads) { part, _ in
      let features: Matrix = Self.features(of: part.inputs * whitening, pairs: pairs)
      return RegressionSums(features: features, labels: part.labels)
    } add: { piece in
      if sums == nil { sums = piece } else { sums?.add(piece) }
    }
    guard let sums, let factor = try? CholeskyFactor(sums.gram),
      let coefficients = try? factor.solve(sums.cross)
    else { return nil }
    let freedom: Double = Double(max(1, samples.count - width))
    let left: Matrix = sums.labelGram - coefficients.transposedTimes(sums.cross)
    self.residualCovariance = left.scaled(by: 1 / freedom)
    self.whitening = whitening
    self.first = Matrix(rows: samples.outputsDimension, columns: d) { span in
      for a in 0..<samples.outputsDimension {
        for j in 0..<d { span[a * d + j] = coefficients[1 + j, a] }
      }
    }
    if isQuadratic {
      self.slices = (0..<samples.outputsDimension).map { label in
        var slice: Matrix = Matrix(rows: d, columns: d)
        for (index, pair) in pairs.enumerated() {
          let value: Double = coefficients[1 + d + index, label]
          slice[pair.0, pair.1] = pair.0 == pair.1 ? 2 * value : value
          slice[pair.1, pair.0] = slice[pair.0, pair.1]
        }
        return slice
      }
    } else {
      self.slices = try Self.averagedSlices(
        samples, whitening: whitening, coefficients: coefficients, threads: threads)
    }
  }

  /// The inverse of the symmetric root of X ᵀX / n; nothing where the inputs do not span.
  private static func whitening(_ samples: FitSamples, threads: Int) throws -> Matrix? {
    let d: Int = samples.inputsDimension
    var gram: Matrix = Matrix(rows: d, columns: d)
    try samples.forEachPiece(widest: d, threads: threads) { part, _ in
      part.inputs.gram
    } add: {
      gram = gram + $0
    }
    let eigen: SymmetricEigen = try SymmetricEigen(gram.scaled(by: 1 / Double(samples.count)))
    guard let least = eigen.values.first, let largest = eigen.values.last,
      least > smallestInputVariance * largest, largest.isFinite
    else { return nil }
    let roots: Matrix = Matrix.diagonal(eigen.values.map { 1 / $0.squareRoot() })
    return (eigen.vectors * roots).timesTransposed(eigen.vectors)
  }

  /// Inputs whose second moment is closer to singular than this do not span their dimensions.
  private static let smallestInputVariance: Double = 1e-10

  private static func features(of inputs: Matrix, pairs: [(Int, Int)]) -> Matrix {
    let d: Int = inputs.columns
    let width: Int = 1 + d + pairs.count
    return Matrix(rows: inputs.rows, columns: width) { span in
      for row in 0..<inputs.rows {
        let start: Int = row * width
        span[start] = 1
        for i in 0..<d { span[start + 1 + i] = inputs[row, i] }
        for (index, pair) in pairs.enumerated() {
          let product: Double = inputs[row, pair.0] * inputs[row, pair.1]
          span[start + 1 + d + index] = product - (pair.0 == pair.1 ? 1 : 0)
        }
      }
    }
  }

  private static func averagedSlices(
    _ samples: FitSamples, whitening: Matrix, coefficients: Matrix, threads: Int
  ) throws -> [Matrix] {
    let (d, m): (Int, Int) = (samples.inputsDimension, samples.outputsDimension)
    var sums: [Matrix] = [Matrix](repeating: Matrix(rows: d, columns: d), count: m)
    try samples.forEachPiece(widest: d, threads: threads) { part, _ in
      let inputs: Matrix = part.inputs * whitening
      let residual: Matrix = part.labels - Self.features(of: inputs, pairs: []) * coefficients
      return (0..<m).map { label in
        inputs.transposedTimes(inputs.multiplyingRows(by: residual.column(label)[...]))
      }
    } add: { piece in
      for label in 0..<m { sums[label] = sums[label] + piece[label] }
    }
    return sums.map { $0.scaled(by: 1 / Double(samples.count)) }
  }
}

/// The sums that a regression needs.
private struct RegressionSums: Sendable {
  var gram: Matrix
  var cross: Matrix
  var labelGram: Matrix

  init(features: Matrix, labels: Matrix) {
    self.gram = features.gram
    self.cross = features.transposedTimes(labels)
    self.labelGram = labels.gram
  }

  mutating func add(_ other: RegressionSums) {
    gram = gram + other.gram
    cross = cross + other.cross
    labelGram = labelGram + other.labelGram
  }
}
