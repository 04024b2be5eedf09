import LinearAlgebra

/// The second moments and means of the slices of the residual, centred, and the matrix that sums them up.
///
/// With S_b = (1/n) Σ x xᵀ and s_b = (1/n) Σ x over slice b, p_b = n_b / n, and P the projection off what is known:
/// A_b = p_b^(−1/2) P (S_b − p_b S), m_b = p_b^(−1/2) P (s_b − p_b s), K = Σ A_b A_bᵀ + m_b m_bᵀ. In the population the
/// range of K lies in the span of the directions that the labels depend on, whatever the residual and the cuts. P acts
/// on one side alone: pairs of a known and a new direction count.
struct SliceTensors: Sendable {
  /// p_b^(−1/2) (S_b − p_b S), before the projection, which is symmetric.
  private let centred: [Matrix]
  /// m_b, projected.
  private let means: [[Double]]
  private let known: Matrix
  /// The samples in each slice that is not empty.
  let counts: [Int]
  /// *K*, `d × d`.
  let matrix: Matrix

  init(_ slices: [MomentSum], known: Matrix) {
    let kept: [MomentSum] = slices.filter { $0.count > 0 }
    var total: MomentSum = MomentSum(columns: known.rows)
    for slice in kept { total.add(slice) }
    let n: Double = Double(max(1, total.count))
    let squares: Matrix = total.squares
    self.known = known
    self.counts = kept.map(\.count)
    self.centred = kept.map { slice in
      let share: Double = Double(slice.count) / n
      return (slice.squares - squares.scaled(by: share)).scaled(by: 1 / (n * share.squareRoot()))
    }
    let means: Matrix = Orthonormal.matrix(
      ofColumns: kept.map { slice in
        let share: Double = Double(slice.count) / n
        return zip(slice.sum, total.sum).map { ($0 - share * $1) / (n * share.squareRoot()) }
      }, rows: known.rows)
    let projected: Matrix = Orthonormal.removing(known, from: means)
    self.means = (0..<projected.columns).map(projected.column)
    var sum: MomentSum = MomentSum(columns: known.rows)
    for tensor in centred { sum.add(0..<tensor.rows, of: tensor) }
    self.matrix =
      Self.projectedTwice(sum.squares, known) + projected.timesTransposed(projected)
  }

  /// P M P of a symmetric matrix.
  static func projectedTwice(_ matrix: Matrix, _ known: Matrix) -> Matrix {
    guard known.columns > 0 else { return matrix }
    return Orthonormal.removing(known, from: Orthonormal.removing(known, from: matrix).transposed)
  }

  /// The upper edge of K's eigenvalues where labels do not depend on inputs, by the free Poisson law:
  /// (√(d − l) + √((B − 1)(d + 1)))² / n.
  static func edge(samples: Int, dimension: Int, slices: Int, known: Int) -> Double {
    let root: Double =
      Double(max(1, dimension - known)).squareRoot()
      + (Double(max(1, slices - 1)) * Double(dimension + 1)).squareRoot()
    return root * root / Double(max(1, samples))
  }

  /// Higher-order orthogonal iteration: the directions that carry most of all slices at once, from a start.
  ///
  /// - Returns: as many orthonormal columns as `start` has, or fewer.
  func refined(_ start: Matrix, iterations: Int = 10) throws -> Matrix {
    var directions: Matrix = Orthonormal.basis(start)
    for _ in 0..<iterations where directions.columns > 0 {
      var columns: Matrix = Orthonormal.matrix(ofColumns: means, rows: known.rows)
      for tensor in centred {
        columns = Orthonormal.joined(columns, Orthonormal.removing(known, from: tensor * directions))
      }
      let left: Matrix = try SingularValues(columns).left
      directions = left.selectingColumns(0..<min(directions.columns, left.columns))
    }
    return Orthonormal.basis(directions)
  }
}
