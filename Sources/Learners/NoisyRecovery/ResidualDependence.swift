import Foundation
import LinearAlgebra
import Networks

/// Whether the residuals of a fit depend on the inputs, for all labels and all second-order products taken together.
///
/// With u_j the features of a sample, centred and brought to Σ u_j u_jᵀ = I, and r_j its residual, centred and brought to
/// covariance I, the statistic is ‖Σ u_j r_jᵀ‖². Where the residuals are in an order that does not depend on the inputs,
/// its mean is q m and its variance 2 q m + n²/(n − 1) var|u|² var|r|², whatever the law of the residuals; a tail of the
/// gamma law with these moments, no thinner than the largest single term demands, bounds it. What the fit takes away from
/// the sums makes the test no more likely to reject.
struct ResidualDependence: Sendable {
  /// The statistic over its bound; above 1 the residuals depend on the inputs.
  let ratio: Double
  /// What the residuals depend on most, for people.
  let feature: String
  /// Directions along which the residuals depend on the inputs most, where one more neuron would be looked for.
  let directions: [[Double]]

  /// Features are a share of the samples at most.
  private static let samplesPerFeature: Int = 4
  private static let largestProductDimension: Int = 40
  /// Combinations whose variance is below this share are dependent.
  private static let smallestShare: Double = 1e-9
  /// Residuals whose variance is below this share of the labels' are rounding.
  private static let roundedVariance: Double = 1e-18

  init(
    _ samples: FitSamples, point: NetworkPoint, fitsIntercept: Bool, doubt: Double, threads: Int
  ) throws {
    let (d, m, n): (Int, Int, Int) = (samples.inputsDimension, samples.outputsDimension, samples.count)
    let isQuadratic: Bool =
      d <= Self.largestProductDimension && d * (d + 3) / 2 * Self.samplesPerFeature <= n
    let pairs: [(Int, Int)] =
      isQuadratic
      ? (0..<d).flatMap { i in (i..<d).map { (i, $0) } }
      : 2 * d * Self.samplesPerFeature <= n ? (0..<d).map { ($0, $0) } : []
    var sums: CrossSums?
    try samples.forEachPiece(widest: d + pairs.count + 1, threads: threads) { part, weights in
      let pass: ForwardPass = ForwardPass(part, weights, point, fitsIntercept: fitsIntercept)
      return CrossSums(
        features: Self.features(part.inputs, pairs), residual: pass.residual, labels: part.labels)
    } add: { piece in
      if sums == nil { sums = piece } else { sums?.add(piece) }
    }
    guard let sums, d * Self.samplesPerFeature <= n,
      let units = try Self.whitening(sums.featureGram, sums.features, count: n, floors: nil),
      let scales = try Self.whitening(
        sums.residualGram, sums.residuals, count: n,
        floors: sums.labelSquares.map { $0 * Self.roundedVariance })
    else {
      (ratio, feature, directions) = (0, "nothing", [])
      return
    }
    let toLabels: Matrix = scales.scaled(by: Double(n).squareRoot())
    let (means, centers): ([Double], [Double]) = (
      sums.residuals.scaled(by: 1 / Double(n)), sums.features.scaled(by: 1 / Double(n))
    )
    let centred: Matrix = Matrix(rows: sums.cross.rows, columns: m) { span in
      for q in 0..<sums.cross.rows {
        for a in 0..<m { span[q * m + a] = sums.cross[q, a] - Double(n) * centers[q] * means[a] }
      }
    }
    let products: Matrix = units.transposedTimes(centred) * toLabels
    var spread: (units: Spread, residuals: Spread) = (Spread(), Spread())
    try samples.forEachPiece(widest: d + pairs.count + 1, threads: threads) { part, weights in
      let pass: ForwardPass = ForwardPass(part, weights, point, fitsIntercept: fitsIntercept)
      return (
        Spread(Self.features(part.inputs, pairs), centers, units), Spread(pass.residual, means, toLabels)
      )
    } add: { piece in
      spread.units.add(piece.0)
      spread.residuals.add(piece.1)
    }
    let t: Double = -log(doubt)
    let expected: Double = Double(products.rows * products.columns)
    let count: Double = Double(n)
    let variance: Double =
      2 * expected + count * count / max(1, count - 1) * spread.units.variance(count)
      * spread.residuals.variance(count)
    let single: Double = spread.units.largest * spread.residuals.largest / 3
    let bound: Double = expected + (2 * variance * t).squareRoot() + t * max(variance / expected, single)
    var worst: Double = products.frobeniusNorm * products.frobeniusNorm / bound
    var name: String = Self.name(sums, centred, pairs: pairs, inputs: d)
    if !fitsIntercept {
      let mean: [Double] = toLabels.transposedTimes(means)
      let freedom: Double = Double(mean.count)
      let limit: Double =
        freedom + 2 * (freedom * t).squareRoot() + t * max(2, spread.residuals.largest / (3 * count))
      let share: Double = count * mean.dot(mean) / limit
      if share > worst {
        worst = share
        name = "the mean of the residuals, which is not zero"
      }
    }
    self.ratio = worst
    self.feature = name
    self.directions = try Self.directions(units * products, pairs: pairs, inputs: d)
  }

  /// *K* with Kᵀ C K = I for the centred second moments C of some columns, as far as they are independent.
  private static func whitening(
    _ gram: Matrix, _ sums: [Double], count: Int, floors: [Double]?
  ) throws -> Matrix? {
    let size: Int = gram.rows
    let n: Double = Double(count)
    let squares: [Double] = (0..<size).map { gram[$0, $0] - sums[$0] * sums[$0] / n }
    let kept: [Int] = (0..<size).filter {
      squares[$0] > max(floors?[$0] ?? 0, smallestShare * smallestShare * gram[$0, $0])
    }
    guard !kept.isEmpty else { return nil }
    let correlations: Matrix = Matrix(rows: kept.count, columns: kept.count) { span in
      for (i, p) in kept.enumerated() {
        for (j, q) in kept.enumerated() {
          span[i * kept.count + j] =
            (gram[p, q] - sums[p] * sums[q] / n) / (squares[p].squareRoot() * squares[q].squareRoot())
        }
      }
    }
    guard correlations.isFinite else { return nil }
    let eigen: SymmetricEigen = try SymmetricEigen(correlations)
    let used: [Int] = eigen.values.indices.filter {
      eigen.values[$0] > smallestShare * (eigen.values.last ?? 0)
    }
    return Matrix(rows: size, columns: used.count) { span in
      for (i, p) in kept.enumerated() {
        for (j, e) in used.enumerated() {
          span[p * used.count + j] =
            eigen.vectors[i, e] / (eigen.values[e].squareRoot() * squares[p].squareRoot())
        }
      }
    }
  }

  private static func features(_ inputs: Matrix, _ pairs: [(Int, Int)]) -> Matrix {
    let (d, width): (Int, Int) = (inputs.columns, inputs.columns + pairs.count)
    return Matrix(rows: inputs.rows, columns: width) { span in
      for row in 0..<inputs.rows {
        for i in 0..<d { span[row * width + i] = inputs[row, i] }
        for (index, pair) in pairs.enumerated() {
          span[row * width + d + index] = inputs[row, pair.0] * inputs[row, pair.1]
        }
      }
    }
  }

  private static func name(
    _ sums: CrossSums, _ centred: Matrix, pairs: [(Int, Int)], inputs d: Int
  ) -> String {
    var best: (size: Double, q: Int, a: Int) = (-1, 0, 0)
    for q in 0..<centred.rows {
      for a in 0..<centred.columns {
        let size: Double =
          centred[q, a].magnitude / (sums.featureGram[q, q] * sums.residualGram[a, a]).squareRoot()
        if size > best.size { best = (size, q, a) }
      }
    }
    return best.q < d
      ? "label \(best.a) with input \(best.q) above all"
      : "label \(best.a) with the product of inputs \(pairs[best.q - d].0) and \(pairs[best.q - d].1) above all"
  }

  /// The leading directions of the quadratic and of the linear part of a regression of the residuals, both ways round.
  private static func directions(
    _ coefficients: Matrix, pairs: [(Int, Int)], inputs d: Int
  ) throws -> [[Double]] {
    var quadratic: Matrix = Matrix(rows: d, columns: d)
    var linear: Matrix = Matrix(rows: d, columns: d)
    for a in 0..<coefficients.columns {
      var slice: Matrix = Matrix(rows: d, columns: d)
      for (index, pair) in pairs.enumerated() {
        let value: Double = coefficients[d + index, a]
        slice[pair.0, pair.1] = pair.0 == pair.1 ? 2 * value : value
        slice[pair.1, pair.0] = slice[pair.0, pair.1]
      }
      quadratic = quadratic + slice.gram
      for i in 0..<d {
        for j in 0..<d { linear[i, j] += coefficients[i, a] * coefficients[j, a] }
      }
    }
    return try [quadratic, linear].filter { $0.isFinite && $0.maximumMagnitude > 0 }.flatMap { matrix in
      let vector: [Double] = try SymmetricEigen(matrix).vectors.column(d - 1)
      return [vector, vector.scaled(by: -1)]
    }
  }
}

/// Sums over samples of features, residuals and their products.
private struct CrossSums: Sendable {
  var featureGram: Matrix
  var cross: Matrix
  var residualGram: Matrix
  var features: [Double]
  var residuals: [Double]
  var labelSquares: [Double]

  init(features: Matrix, residual: Matrix, labels: Matrix) {
    let ones: [Double] = [Double](repeating: 1, count: features.rows)
    self.featureGram = features.gram
    self.cross = features.transposedTimes(residual)
    self.residualGram = residual.gram
    self.features = features.transposedTimes(ones)
    self.residuals = residual.transposedTimes(ones)
    self.labelSquares = (0..<labels.columns).map { column in
      let values: [Double] = labels.column(column)
      return values.dot(values)
    }
  }

  mutating func add(_ other: CrossSums) {
    featureGram = featureGram + other.featureGram
    cross = cross + other.cross
    residualGram = residualGram + other.residualGram
    features = zip(features, other.features).map { $0 + $1 }
    residuals = zip(residuals, other.residuals).map { $0 + $1 }
    labelSquares = zip(labelSquares, other.labelSquares).map { $0 + $1 }
  }
}

/// Sums of the squared lengths of rows, their squares, and the largest.
private struct Spread: Sendable {
  var sum: Double = 0
  var squares: Double = 0
  var largest: Double = 0

  init() {}

  init(_ rows: Matrix, _ center: [Double], _ factors: Matrix) {
    let centred: Matrix = Matrix(rows: rows.rows, columns: rows.columns) { span in
      for row in 0..<rows.rows {
        for column in 0..<rows.columns {
          span[row * rows.columns + column] = rows[row, column] - center[column]
        }
      }
    }
    let whitened: Matrix = centred * factors
    for row in 0..<whitened.rows {
      var length: Double = 0
      for column in 0..<whitened.columns { length += whitened[row, column] * whitened[row, column] }
      sum += length
      squares += length * length
      largest = max(largest, length)
    }
  }

  mutating func add(_ other: Spread) {
    sum += other.sum
    squares += other.squares
    largest = max(largest, other.largest)
  }

  func variance(_ count: Double) -> Double { max(0, squares / count - (sum / count) * (sum / count)) }
}
