import LinearAlgebra

/// The least-squares fit of labels by all polynomials of degree two in Gaussian inputs, and what it leaves over.
struct QuadraticRegression {
  /// E[y (x xᵀ − I)] for each label, `d × d`: the fit's second-order part, with a smaller error than an average.
  let secondMoments: [Matrix]
  /// E[y x] for each label.
  let firstMoments: [[Double]]
  /// The labels minus the fit, `n × m`.
  let residual: Matrix

  /// Fits the labels; nothing where the samples are too few, or leave a polynomial open.
  init?(inputs: Matrix, labels: Matrix) throws {
    let (n, d): (Int, Int) = (inputs.rows, inputs.columns)
    guard n >= MomentEstimator.fewestSamples(dimension: d) else { return nil }
    let pairs: [(Int, Int)] = (0..<d).flatMap { i in (i..<d).map { (i, $0) } }
    let features: Int = 1 + d + pairs.count
    let design: Matrix = Matrix(rows: n, columns: features) { span in
      for row in 0..<n {
        let start: Int = row * features
        span[start] = 1
        for i in 0..<d { span[start + 1 + i] = inputs[row, i] }
        for (index, pair) in pairs.enumerated() {
          let product: Double = inputs[row, pair.0] * inputs[row, pair.1]
          span[start + 1 + d + index] = product - (pair.0 == pair.1 ? 1 : 0)
        }
      }
    }
    guard let factor = try? CholeskyFactor(design.gram),
      let coefficients = try? factor.solve(design.transposedTimes(labels))
    else { return nil }
    self.residual = labels - design * coefficients
    self.firstMoments = (0..<labels.columns).map { label in (0..<d).map { coefficients[1 + $0, label] } }
    self.secondMoments = (0..<labels.columns).map { label in
      var moments: Matrix = Matrix(rows: d, columns: d)
      for (index, pair) in pairs.enumerated() {
        let value: Double = coefficients[1 + d + index, label]
        moments[pair.0, pair.1] = pair.0 == pair.1 ? 2 * value : value
        moments[pair.1, pair.0] = moments[pair.0, pair.1]
      }
      return moments
    }
  }
}
