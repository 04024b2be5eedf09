import LinearAlgebra

/// Approximate neuron directions from moments of order two, up to their signs.
///
/// The moment slices are W D_a Wᵀ in the span of the directions. Where the output weights have full column rank, a
/// mix of the slices is positive definite; it whitens W into a rotation, which joint diagonalisation finds.
struct MomentDirections {
  /// Unit vectors, one for each neuron; the orientation is left open.
  let directions: [[Double]]

  private static let ascentSteps: Int = 300
  private static let firstAscentStep: Double = 0.5

  /// Estimates the directions; nothing where the samples are too few, or no mix of the slices is definite.
  init?(_ problem: RecoveryProblem) throws {
    let rank: Int = problem.space.rank
    guard rank <= problem.dimension else { return nil }
    let whitened: Matrix = problem.space.basis.scaled(by: Double(problem.count).squareRoot())
    guard let moments = try MomentEstimator(inputs: problem.inputs, labels: whitened) else { return nil }
    try self.init(slices: moments.slices, rank: rank)
  }

  /// Decomposes moment slices of order two, one for each of `rank` label directions; nothing where no mix of them is
  /// definite.
  init?(slices: [Matrix], rank: Int) throws {
    guard let dimension = slices.first?.rows, rank <= dimension, rank <= slices.count else { return nil }
    let unfolding: Matrix = Matrix(
      rows: dimension, columns: dimension * slices.count
    ) { span in
      for (a, slice) in slices.enumerated() {
        for i in 0..<slice.rows {
          for j in 0..<slice.columns {
            span[(i * slices.count + a) * slice.columns + j] = slice[i, j]
          }
        }
      }
    }
    let projection: Matrix = try SingularValues(unfolding).left.selectingColumns(0..<rank)
    let slices: [Matrix] = slices.map { projection.transposedTimes($0) * projection }

    guard let mix = try Self.definiteMix(of: slices) else { return nil }
    let eigen: SymmetricEigen = try SymmetricEigen(mix)
    let roots: [Double] = eigen.values.map { $0.squareRoot() }
    let whitening: Matrix = eigen.vectors * Matrix.diagonal(roots.map { 1 / $0 })
    let rotation: Matrix = JointDiagonalization.rotation(
      of: slices.map { whitening.transposedTimes($0) * whitening })
    let columns: Matrix = projection * eigen.vectors * Matrix.diagonal(roots) * rotation
    self.directions = (0..<rank).compactMap { columns.column($0).normalised }
  }

  /// The mix Σ α_a B_a, |α| = 1, with the largest least eigenvalue, if that is positive.
  ///
  /// The least eigenvalue is concave in α; a supergradient is eᵀ B_a e for its eigenvector e.
  private static func definiteMix(of slices: [Matrix]) throws -> Matrix? {
    var weights: [Double] = slices.map { slice in (0..<slice.rows).reduce(0) { $0 + slice[$1, $1] } }
    guard let start = weights.normalised else { return nil }
    weights = start
    var best: (least: Double, mix: Matrix)?
    for step in 1...ascentSteps {
      var mix: Matrix = Matrix(rows: slices[0].rows, columns: slices[0].columns)
      for (weight, slice) in zip(weights, slices) { mix = mix + slice.scaled(by: weight) }
      let eigen: SymmetricEigen = try SymmetricEigen(mix)
      let least: Double = eigen.values.first ?? 0
      if least > best?.least ?? 0 { best = (least, mix) }
      let vector: [Double] = eigen.vectors.column(0)
      let gradient: [Double] = slices.map { vector.dot($0.times(vector)) }
      let length: Double = firstAscentStep / Double(step).squareRoot()
      let scale: Double = gradient.euclideanNorm
      guard scale > 0 else { break }
      guard let next = zip(weights, gradient).map({ $0 + length * $1 / scale }).normalised else { break }
      weights = next
    }
    return best?.mix
  }
}
