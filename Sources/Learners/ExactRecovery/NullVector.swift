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
    let (values, vectors): ([Double], Matrix) = try SingularValues.right(of: space.basis.selectingRows(rows))
    let rank: Int = space.rank
    var coefficients: [Double] = vectors.row(rank - 1)
    var unit: [Double] = space.basis.times(coefficients)
    if unit.reduce(0, +) < 0 {
      coefficients = coefficients.scaled(by: -1)
      unit = unit.scaled(by: -1)
    }
    self.coefficients = coefficients
    self.unit = unit
    if rank > 1 {
      self.ratio = values[rank - 2] > 0 ? values[rank - 1] / values[rank - 2] : 1
      self.separation = values[0] > 0 ? values[rank - 2] / values[0] : 0
    } else {
      // With one unit the labels of the inactive samples themselves vanish.
      self.ratio = values[0] / max(space.basis.maximumMagnitude, .leastNormalMagnitude)
      self.separation = 1
    }
  }
}

extension [Double] {
  /// The indices of the `count` smallest entries; entries equal to the largest of them are all included.
  func indicesOfSmallest(_ count: Int) -> [Int] {
    guard count < self.count else { return Array<Int>(indices) }
    let threshold: Double = sorted()[Swift.max(0, count - 1)]
    return indices.filter { self[$0] <= threshold }
  }

  /// The indices of the `count` largest entries; entries equal to the smallest of them are all included.
  func indicesOfLargest(_ count: Int) -> [Int] {
    guard count < self.count else { return Array<Int>(indices) }
    let threshold: Double = sorted()[self.count - Swift.max(1, count)]
    return indices.filter { self[$0] >= threshold }
  }
}
