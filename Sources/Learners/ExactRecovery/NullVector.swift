import LinearAlgebra

/// The direction z in the label space along which Q z vanishes on a set of samples.
///
/// Samples on which one hidden unit is inactive leave its coefficient vector as the null vector of their labels.
/// It is taken from a singular value decomposition: eigenvalues of the Gram matrix see nothing below 10⁻⁸.
struct NullVector {
  /// The unit vector z, oriented so that the sum of Q z over all samples is positive.
  let coefficients: [Double]
  /// Q z on all samples.
  let unit: [Double]
  /// σ_r / σ_{r−1} of the labels in the set: 0 where the null vector is exact.
  let ratio: Double
  /// σ_{r−1} / σ₁: 0 where the null space has several dimensions.
  let separation: Double

  init(of space: LabelSpace, on rows: [Int]) throws {
    try self.init(of: space, onLabels: space.basis.selectingRows(rows))
  }

  private init(of space: LabelSpace, onLabels labels: Matrix) throws {
    let (values, vectors): ([Double], Matrix) = try SingularValues.right(of: labels)
    let rank: Int = space.rank
    (self.coefficients, self.unit) = Self.oriented(vectors.row(rank - 1), in: space)
    if rank > 1 {
      self.ratio = values[rank - 2] > 0 ? values[rank - 1] / values[rank - 2] : 1
      self.separation = values[0] > 0 ? values[rank - 2] / values[0] : 0
    } else {
      // With one unit the labels of the inactive samples themselves vanish.
      self.ratio = values[0] / max(space.basis.maximumMagnitude, .leastNormalMagnitude)
      self.separation = 1
    }
  }

  /// One of many null vectors, for ``RecoveryFault/firstOfManyNullVectors``: the one whose unit comes nearest to a given
  /// one; nothing where there are fewer than two.
  init?(of space: LabelSpace, on rows: [Int], nearest unit: [Double]) throws {
    guard space.rank > 1 else { return nil }
    var kernel: Matrix = Matrix.identity(space.rank)
    if !rows.isEmpty {
      let (values, vectors): ([Double], Matrix) = try SingularValues.right(
        of: space.basis.selectingRows(rows))
      let kept: Int = values.count { $0 > Self.surelyInexact * Self.surelyInexact }
      kernel = vectors.rowRange(kept..<space.rank)
    }
    guard kernel.rows > 1 else { return nil }
    let coefficients: [Double] = kernel.transposedTimes(kernel.times(space.basis.transposedTimes(unit)))
    let norm: Double = coefficients.euclideanNorm
    guard norm > 0 else { return nil }
    (self.coefficients, self.unit) = Self.oriented(coefficients.scaled(by: 1 / norm), in: space)
    self.ratio = 0
    self.separation = 1
  }

  /// Q z on all samples for the null vector, or its best approximation, on a set of samples.
  ///
  /// Far from a null vector the Gram matrix tells both that it is far and where to go next, at a fraction of the
  /// cost; within its reach of 10⁻⁸ the singular values decide.
  ///
  /// - Returns: the unit, and whether σ_r / σ_{r−1} is at most `tolerance`.
  static func step(
    in space: LabelSpace, on rows: [Int], tolerance: Double
  ) throws -> (unit: [Double], isExact: Bool) {
    let labels: Matrix = space.basis.selectingRows(rows)
    if space.rank > 1, rows.count >= space.rank, tolerance < surelyInexact {
      let gram: Matrix = labels.gram
      let trace: Double = (0..<gram.rows).reduce(0) { $0 + gram[$1, $1] }
      let (value, vector): (Double, [Double]) = try SymmetricEigen.lowest(of: gram)
      // σ_{r−1} ≤ σ₁ ≤ √trace, so the ratio of the last two singular values is larger still.
      if value > surelyInexact * surelyInexact * trace { return (oriented(vector, in: space).unit, false) }
    }
    let null: NullVector = try NullVector(of: space, onLabels: labels)
    return (null.unit, null.ratio <= tolerance)
  }

  /// A ratio of singular values that the Gram matrix, whose eigenvalues are their squares, still shows to eight
  /// digits.
  private static let surelyInexact: Double = 1e-4

  private static func oriented(
    _ coefficients: [Double], in space: LabelSpace
  ) -> (coefficients: [Double], unit: [Double]) {
    let unit: [Double] = space.basis.times(coefficients)
    guard unit.reduce(0, +) < 0 else { return (coefficients, unit) }
    return (coefficients.scaled(by: -1), unit.scaled(by: -1))
  }
}
