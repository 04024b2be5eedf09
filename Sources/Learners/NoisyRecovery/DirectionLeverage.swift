import LinearAlgebra
import Networks

/// The leverage of each sample on the directions of a fit: by how much its own label moves what is fitted there.
///
/// With e_j the sample's gradient in the tangent spaces of the directions, less what the output weights explain of it, the
/// trace of its block of the hat matrix is e_jᵀ (S⁻¹ ∘ UᵀU) e_j, S the normal equations of the directions. It is at most the
/// number of outputs; a sample of leverage 1 is fitted by a direction that nothing else determines, and its residual says
/// nothing. Laws for many samples need all leverages to be small (Huber, "Robust regression: asymptotics, conjectures and
/// Monte Carlo", Annals of Statistics 1 (1973), doi:10.1214/aos/1176342503).
struct DirectionLeverage: Sendable {
  /// Bases of the tangent spaces, each `d × (d − 1)`.
  let bases: [Matrix]
  /// How the gradients of the directions follow the hidden units, `k (d − 1) × q`.
  let influence: Matrix
  /// S⁻¹ ∘ UᵀU, `k (d − 1) × k (d − 1)`.
  let form: Matrix

  /// The largest leverage of a sample.
  ///
  /// - Complexity: O(n k² d²).
  func largest(
    _ samples: FitSamples, at point: NetworkPoint, fitsIntercept: Bool, threads: Int
  ) throws -> Double {
    let (k, t): (Int, Int) = (bases.count, bases.first?.columns ?? 0)
    guard k * t > 0 else { return 0 }
    var largest: Double = 0
    try samples.forEachPiece(widest: k * t, threads: threads) { part, weights in
      let pass: ForwardPass = ForwardPass(part, weights, point, fitsIntercept: fitsIntercept)
      let explained: Matrix = pass.units.timesTransposed(influence)
      let tangents: [Matrix] = bases.map { part.inputs * $0 }
      let n: Int = part.inputs.rows
      let gradients: Matrix = Matrix(rows: n, columns: k * t) { span in
        for row in 0..<n {
          for unit in 0..<k {
            let isActive: Bool = pass.margins[row, unit] > 0
            for a in 0..<t {
              let column: Int = unit * t + a
              span[row * k * t + column] = (isActive ? tangents[unit][row, a] : 0) - explained[row, column]
            }
          }
        }
      }
      let pulled: Matrix = gradients * form
      return (0..<n).reduce(0) { worst, row in
        max(worst, (0..<k * t).reduce(0) { $0 + gradients[row, $1] * pulled[row, $1] })
      }
    } add: {
      largest = max(largest, $0)
    }
    return largest
  }
}
