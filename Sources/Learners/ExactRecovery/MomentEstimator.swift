import LinearAlgebra

/// The second-order Hermite moments E[y ⊗ (x xᵀ − I)] of whitened labels under Gaussian inputs.
///
/// For a network with unit directions v̂_i and output weights w_i they are c₂ Σ w_i ⊗ v̂_i v̂_iᵀ, c₂ = 1/√(2π).
/// They are read off a regression of the labels on all polynomials of degree two in the inputs, whose error is many
/// times smaller than that of a plain average; in high dimension, where those are too many, off an average of what
/// a regression on the polynomials of degree one leaves over.
struct MomentEstimator {
  /// *T_a* for each label direction *a*, `d × d`, symmetric.
  let slices: [Matrix]

  /// The largest dimension in which the regression has all polynomials of degree two.
  static let largestQuadraticDimension: Int = 60
  /// Samples for each feature that the regression needs.
  static let samplesPerFeature: Double = 1.5

  /// The number of samples below which no estimate is made.
  static func fewestSamples(dimension: Int) -> Int {
    let features: Int =
      dimension > largestQuadraticDimension ? dimension + 1 : (dimension + 1) * (dimension + 2) / 2
    return Int((samplesPerFeature * Double(features)).rounded(.up))
  }

  /// Estimates the moments; nothing where the samples are too few or their features dependent.
  init?(inputs: Matrix, labels: Matrix) throws {
    guard inputs.rows >= Self.fewestSamples(dimension: inputs.columns) else { return nil }
    let slices: [Matrix]? =
      inputs.columns > Self.largestQuadraticDimension
      ? try Self.averaged(inputs: inputs, labels: labels)
      : try Self.regressed(inputs: inputs, labels: labels)
    guard let slices else { return nil }
    self.slices = slices
  }

  private static func regressed(inputs: Matrix, labels: Matrix) throws -> [Matrix]? {
    let dimension: Int = inputs.columns
    let pairs: [(Int, Int)] = (0..<dimension).flatMap { i in (i..<dimension).map { (i, $0) } }
    let features: Int = 1 + dimension + pairs.count
    let design: Matrix = Matrix(rows: inputs.rows, columns: features) { span in
      for row in 0..<inputs.rows {
        let start: Int = row * features
        span[start] = 1
        for i in 0..<dimension { span[start + 1 + i] = inputs[row, i] }
        for (index, pair) in pairs.enumerated() {
          let product: Double = inputs[row, pair.0] * inputs[row, pair.1]
          span[start + 1 + dimension + index] = product - (pair.0 == pair.1 ? 1 : 0)
        }
      }
    }
    guard let factor = try? CholeskyFactor(design.gram) else { return nil }
    let coefficients: Matrix = try factor.solve(design.transposedTimes(labels))
    return (0..<labels.columns).map { label in
      var slice: Matrix = Matrix(rows: dimension, columns: dimension)
      for (index, pair) in pairs.enumerated() {
        let value: Double = coefficients[1 + dimension + index, label]
        slice[pair.0, pair.1] = pair.0 == pair.1 ? 2 * value : value
        slice[pair.1, pair.0] = slice[pair.0, pair.1]
      }
      return slice
    }
  }

  private static func averaged(inputs: Matrix, labels: Matrix) throws -> [Matrix]? {
    let count: Int = inputs.rows
    let design: Matrix = Matrix(rows: count, columns: inputs.columns + 1) { span in
      for row in 0..<count {
        span[row * (inputs.columns + 1)] = 1
        for i in 0..<inputs.columns { span[row * (inputs.columns + 1) + 1 + i] = inputs[row, i] }
      }
    }
    guard let factor = try? CholeskyFactor(design.gram) else { return nil }
    let residual: Matrix = labels - design * (try factor.solve(design.transposedTimes(labels)))
    return (0..<labels.columns).map { label in
      let weighted: Matrix = Matrix(rows: count, columns: inputs.columns) { span in
        for row in 0..<count {
          for i in 0..<inputs.columns {
            span[row * inputs.columns + i] = inputs[row, i] * residual[row, label]
          }
        }
      }
      var slice: Matrix = inputs.transposedTimes(weighted).scaled(by: 1 / Double(count))
      let mean: Double = residual.column(label).reduce(0, +) / Double(count)
      for i in 0..<inputs.columns { slice[i, i] -= mean }
      return slice
    }
  }
}
