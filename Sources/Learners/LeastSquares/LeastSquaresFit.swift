package import LinearAlgebra

/// A two-layer ReLU network with an intercept: x ↦ U relu(V x) + c.
package struct NetworkPoint: Sendable, Hashable {
  /// *V*, `k × d`, a row for each hidden unit.
  package var hidden: Matrix
  /// *U*, `m × k`.
  package var output: Matrix
  /// *c*, one entry for each output; zeros where there is no intercept.
  package var intercept: [Double]

  /// Joins the layers.
  ///
  /// - Precondition: the shapes agree.
  package init(hidden: Matrix, output: Matrix, intercept: [Double]? = nil) {
    precondition(hidden.rows == output.columns, "the output layer needs a column for each hidden unit")
    precondition(intercept.map { $0.count == output.rows } ?? true, "give an intercept for each output")
    self.hidden = hidden
    self.output = output
    self.intercept = intercept ?? [Double](repeating: 0, count: output.rows)
  }

  /// The same network with |v_i| = 1, or, where `isBalanced`, |v_i| = |u_i|.
  func normalised(isBalanced: Bool) -> NetworkPoint {
    var result: NetworkPoint = self
    for unit in 0..<hidden.rows {
      let length: Double = hidden.row(unit).euclideanNorm
      let weight: Double = output.column(unit).euclideanNorm
      guard length > 0, length.isFinite else { continue }
      let balances: Bool = isBalanced && weight > 0 && weight.isFinite
      let factor: Double = balances ? (weight / length).squareRoot() : 1 / length
      guard factor.isNormal else { continue }
      for j in 0..<hidden.columns { result.hidden[unit, j] *= factor }
      for a in 0..<output.rows { result.output[a, unit] /= factor }
    }
    return result
  }
}

/// Where least squares begins.
package struct LeastSquaresStart: Sendable, Hashable {
  /// *V*, `k × d`; the lengths of the rows do not matter where there is no output layer.
  package let hidden: Matrix
  /// *U*, `m × k`; nil begins with the best one for these directions.
  package let output: Matrix?
  /// *c*; nil begins with the best one where there is no output layer, with zeros otherwise.
  package let intercept: [Double]?

  /// Creates a start.
  package init(hidden: Matrix, output: Matrix? = nil, intercept: [Double]? = nil) {
    self.hidden = hidden
    self.output = output
    self.intercept = intercept
  }
}

/// A network that least squares ended on.
package struct LeastSquaresFit: Sendable {
  /// Why the iteration ended.
  package enum Stop: String, Sendable, Hashable {
    /// No step is expected to lower the loss by more than the smallest decrease that counts, or the goal is met.
    case converged
    /// Steps that should lower the loss do not: a kink of the loss, or rounding.
    case stalled
    /// The largest number of steps was taken.
    case stepLimit
  }

  /// The network, with |v_i| = 1, in the order of the start.
  package let network: NetworkPoint
  /// Σ |residual|² / Σ |label|², each sample with its squared weight; 0 where all labels are zero and fitted.
  package let relativeSquaredLoss: Double
  /// The steps that lowered the loss.
  package let steps: Int
  /// Why the iteration ended.
  package let stop: Stop
}
