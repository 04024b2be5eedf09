import LinearAlgebra

extension NormalEquations {
  /// A step of Levenberg and Marquardt.
  struct Step {
    /// The network after the step.
    let point: NetworkPoint
    /// By how much the squared loss falls at least if the network were linear in its parameters.
    let expectedDecrease: Double
  }

  /// A diagonal entry below this share of the largest counts as that share, so that a neuron without active samples
  /// does not make the system singular.
  static let smallestDiagonal: Double = 1e-12

  /// The solution of (N + λ diag N) δ = g; nothing where the matrix is not positive definite in floating point.
  ///
  /// Scaling a neuron's direction and its output weights against each other changes nothing; a multiple of v_i v_iᵀ
  /// in each block fixes that direction and leaves the solution for all others as it is.
  func step(from point: NetworkPoint, damping: Double, fitsIntercept: Bool) -> Step? {
    let (k, d, m): (Int, Int, Int) = (point.hidden.rows, blockSize, point.output.rows)
    let inputs: Int = point.hidden.columns
    guard let factor = unitFactor(damping: damping),
      let eliminated = try? factor.solve(cross.transposed),
      let outputs = try? factor.solve(outputGradient.transposed)
    else { return nil }
    var matrix: Matrix = directionGram - cross * eliminated
    var diagonal: [Double] = (0..<k * d).map { directionGram[$0, $0] }
    let weights: Matrix = point.output.gram
    for i in 0..<k {
      for l in 0..<k {
        for a in 0..<d {
          for b in 0..<d { matrix[i * d + a, l * d + b] *= weights[i, l] }
        }
      }
      for a in 0..<d { diagonal[i * d + a] *= weights[i, i] }
    }
    let floor: Double = Self.smallestDiagonal * (diagonal.max() ?? 0)
    for index in diagonal.indices { matrix[index, index] += damping * max(diagonal[index], floor) + floor }
    for i in 0..<k {
      let direction: [Double] = point.hidden.row(i)
      let square: Double = direction.dot(direction)
      guard square > 0 else { continue }
      let scale: Double =
        diagonal[i * d..<i * d + inputs].reduce(0, +) / (Double(inputs) * square)
      for a in 0..<inputs {
        for b in 0..<inputs { matrix[i * d + a, i * d + b] += scale * direction[a] * direction[b] }
      }
    }
    // What is left of the gradient once the output weights have given way: X_iᵀ R u_i − X_iᵀ H M⁻¹ Hᵀ R u_i.
    let pulls: Matrix = cross * (outputs * point.output)
    let right: Matrix = Matrix(rows: k * d, columns: 1) { span in
      for i in 0..<k {
        for j in 0..<d { span[i * d + j] = directionGradient[i, j] - pulls[i * d + j, i] }
      }
    }
    guard let change = try? CholeskyFactor(matrix).solve(right) else { return nil }
    let width: Int = unitGram.rows
    var follows: Matrix = Matrix(rows: k, columns: width)
    for i in 0..<k {
      for q in 0..<width {
        for j in 0..<d { follows[i, q] += cross[i * d + j, q] * change[i * d + j, 0] }
      }
    }
    let rest: Matrix = outputGradient - point.output * follows
    guard let outputChange = try? factor.solve(rest.transposed) else { return nil }
    var next: NetworkPoint = point
    var decrease: Double = 0
    for i in 0..<k {
      for j in 0..<d {
        if j < inputs { next.hidden[i, j] += change[i * d + j, 0] }
        decrease += change[i * d + j, 0] * directionGradient[i, j]
      }
    }
    for a in 0..<m {
      for q in 0..<width {
        decrease += outputChange[q, a] * outputGradient[a, q]
        if q < k { next.output[a, q] += outputChange[q, a] } else { next.intercept[a] += outputChange[q, a] }
      }
    }
    guard decrease.isFinite, next.hidden.isFinite, next.output.isFinite else { return nil }
    return Step(point: next, expectedDecrease: decrease)
  }

  /// The best output layer for the directions of a network whose output layer and intercept are zero.
  func bestOutput(for point: NetworkPoint) -> NetworkPoint? {
    guard let factor = unitFactor(damping: 0), let output = try? factor.solve(outputGradient.transposed)
    else { return nil }
    var next: NetworkPoint = point
    for a in 0..<point.output.rows {
      for q in 0..<output.rows {
        if q < point.hidden.rows {
          next.output[a, q] = output[q, a]
        } else {
          next.intercept[a] = output[q, a]
        }
      }
    }
    return next.output.isFinite ? next : nil
  }

  private func unitFactor(damping: Double) -> CholeskyFactor? {
    var matrix: Matrix = unitGram
    let diagonal: [Double] = (0..<matrix.rows).map { matrix[$0, $0] }
    let floor: Double = Self.smallestDiagonal * (diagonal.max() ?? 0)
    for index in diagonal.indices { matrix[index, index] += damping * max(diagonal[index], floor) + floor }
    return try? CholeskyFactor(matrix)
  }
}
