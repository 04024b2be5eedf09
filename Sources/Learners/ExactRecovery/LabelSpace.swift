import LinearAlgebra

/// The column space of the label matrix: every hidden unit of a network that fits lies in it.
///
/// For labels A = H Uᵀ of rank *k* with *k* hidden units, each column of H is Q z for the orthonormal basis Q.
struct LabelSpace {
  /// *Q*, `n × r`, orthonormal columns.
  let basis: Matrix
  /// The numerical rank of the labels, *r*.
  let rank: Int
  /// σ₁ / σ_r of the labels: how much a relative error of a label may grow.
  let amplification: Double

  init(labels: Matrix, rankTolerance: Double) throws {
    let factors: SingularValues = try SingularValues(labels)
    let largest: Double = factors.values.first ?? 0
    let rank: Int = largest > 0 ? factors.values.count { $0 > rankTolerance * largest } : 0
    self.rank = rank
    self.basis = rank < factors.left.columns ? factors.left.selectingColumns(0..<rank) : factors.left
    self.amplification = rank > 0 ? largest / factors.values[rank - 1] : 1
  }
}
