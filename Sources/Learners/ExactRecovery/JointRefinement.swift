import LinearAlgebra

/// Gauss–Newton on both layers at once, with the activity patterns held fixed.
///
/// Within one pattern the labels are bilinear in the layers, so a few steps reach the precision of the labels even
/// where the output weights are ill-conditioned. Each neuron is balanced to |u| = |v| and its scale is held by a row
/// v·δv = 0.
struct JointRefinement {
  private static let largestSteps: Int = 3
  /// Above this many entries the Jacobian is not held; ``ReducedNormalEquations`` are solved instead.
  private static let largestJacobian: Int = 20_000_000

  /// *V*, `k × d`, rows of norm 1.
  private(set) var hidden: Matrix
  /// *U*, `m × k`.
  private(set) var output: Matrix

  private let inputs: Matrix
  private let labels: Matrix
  private let threads: Int

  init(hidden: Matrix, output: Matrix, inputs: Matrix, labels: Matrix, threads: Int = 1) {
    self.hidden = hidden
    self.output = output
    self.inputs = inputs
    self.labels = labels
    self.threads = threads
  }

  /// Takes steps while the residual falls.
  mutating func run() throws {
    var best: Double = residual(hidden, output).frobeniusNorm
    for _ in 0..<Self.largestSteps {
      guard let (nextHidden, nextOutput) = try step() else { return }
      let norm: Double = residual(nextHidden, nextOutput).frobeniusNorm
      guard norm < best else { return }
      best = norm
      hidden = nextHidden
      output = nextOutput
    }
  }

  private func residual(_ hidden: Matrix, _ output: Matrix) -> Matrix {
    labels - inputs.timesTransposed(hidden).mapElements { max(0, $0) }.timesTransposed(output)
  }

  private func step() throws -> (Matrix, Matrix)? {
    let (k, d, m): (Int, Int, Int) = (hidden.rows, hidden.columns, output.rows)
    // |v| = 1 here, so the balance factor √|u| goes to v and its inverse to u.
    let balance: [Double] = (0..<k).map { output.column($0).euclideanNorm.squareRoot() }
    guard balance.allSatisfy({ $0 > 0 }) else { return nil }
    let v: Matrix = Matrix.diagonal(balance) * hidden
    let u: Matrix = output * Matrix.diagonal(balance.map { 1 / $0 })
    let units: Matrix = inputs.timesTransposed(v)
    let rest: Matrix = residual(v, u)

    let width: Int = k * (d + m)
    guard inputs.rows * m >= width else { return nil }
    let change: [Double]?
    if inputs.rows * m * width <= Self.largestJacobian {
      let column: Matrix = try Matrix(rows: inputs.rows * m, columns: 1, elements: rest.elements)
      change = try? OrthogonalFactors(
        jacobian(units: units, output: u).appendingRows(of: gaugeRows(v, width: width))
      ).solve(column.appendingRows(of: Matrix(rows: k, columns: 1))).elements
    } else if inputs.rows >= k, k * d <= ReducedNormalEquations.largestWidth {
      change = try? ReducedNormalEquations(
        inputs: inputs, units: units, hidden: v, output: u, threads: threads
      )
      .change(for: rest)
    } else {
      change = nil
    }
    guard let delta = change, delta.allSatisfy(\.isFinite) else { return nil }
    return normalForm(v, u, delta)
  }

  /// Rows (sample, output), columns (v_1 … v_k, then u by neuron and output).
  private func jacobian(units: Matrix, output: Matrix) -> Matrix {
    let (k, d, m): (Int, Int, Int) = (output.columns, inputs.columns, output.rows)
    let width: Int = k * (d + m)
    return Matrix(rows: inputs.rows * m, columns: width) { span in
      for row in 0..<inputs.rows {
        for i in 0..<k where units[row, i] > 0 {
          for a in 0..<m {
            let start: Int = (row * m + a) * width
            let weight: Double = output[a, i]
            for j in 0..<d { span[start + i * d + j] = weight * inputs[row, j] }
            span[start + k * d + i * m + a] = units[row, i]
          }
        }
      }
    }
  }

  private func gaugeRows(_ v: Matrix, width: Int) -> Matrix {
    var rows: Matrix = Matrix(rows: v.rows, columns: width)
    for i in 0..<v.rows {
      for j in 0..<v.columns { rows[i, i * v.columns + j] = v[i, j] }
    }
    return rows
  }

  private func normalForm(_ v: Matrix, _ u: Matrix, _ delta: [Double]) -> (Matrix, Matrix)? {
    let (k, d, m): (Int, Int, Int) = (v.rows, v.columns, u.rows)
    var hidden: Matrix = v
    var output: Matrix = u
    for i in 0..<k {
      for j in 0..<d { hidden[i, j] += delta[i * d + j] }
      for a in 0..<m { output[a, i] += delta[k * d + i * m + a] }
      let norm: Double = hidden.row(i).euclideanNorm
      guard norm > 0 else { return nil }
      for j in 0..<d { hidden[i, j] /= norm }
      for a in 0..<m { output[a, i] *= norm }
    }
    return (hidden, output)
  }
}
