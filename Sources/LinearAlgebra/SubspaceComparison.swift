/// How far a subspace that was found is from the one that is right.
///
/// ```swift
/// let comparison: SubspaceComparison = try SubspaceComparison(found: estimate, right: frame)
/// comparison.missed    // 0: nothing of the right subspace lies outside the found one
/// comparison.spurious  // 1: the found one has a direction orthogonal to the right one
/// ```
///
/// Sines of largest principal angles, taken from residuals: with *U* and *V* orthonormal bases of the found and the right
/// subspace, ``missed`` is ‖V − U(UᵀV)‖₂ and ``spurious`` is ‖U − V(VᵀU)‖₂. An arccos of singular values would lose half of
/// the digits of a small angle.
///
/// - Both lie in 0…1. ``missed`` is 0 where the right subspace lies in the found one, and 1 where some right direction is
///   orthogonal to the found one, as when the found one is empty or of smaller dimension; ``spurious`` the other way round.
/// - Neither depends on the choice of the bases.
/// - ``distance``, the larger of both, is ‖UUᵀ − VVᵀ‖₂, a metric; **one alone is not symmetric**.
public struct SubspaceComparison: Sendable, Hashable {
  /// The sine of the largest angle of a right direction to the found subspace.
  public let missed: Double
  /// The sine of the largest angle of a found direction to the right subspace.
  public let spurious: Double

  /// ‖UUᵀ − VVᵀ‖₂, the larger of both sines; 1 where the dimensions differ.
  public var distance: Double { max(missed, spurious) }

  /// Compares the subspaces that the columns of two matrices span.
  ///
  /// - Parameters:
  ///   - found: `d × l`, columns of full rank; none, `d × 0`, for nothing found.
  ///   - right: `d × k`, columns of full rank.
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch` where the rows differ in number, `.nonFinite`, or `.singular` where
  ///   columns are dependent.
  /// - Complexity: O(d (k + l)²).
  public init(found: Matrix, right: Matrix) throws(LinearAlgebraError) {
    guard found.rows == right.rows else {
      throw LinearAlgebraError(
        .shapeMismatch, "subspaces of R^\(found.rows) and R^\(right.rows) cannot be compared")
    }
    let u: Matrix = try found.orthonormalColumns()
    let v: Matrix = try right.orthonormalColumns()
    self.missed = try Self.sine(of: v, outside: u)
    self.spurious = try Self.sine(of: u, outside: v)
  }

  /// ‖V − U(UᵀV)‖₂ for orthonormal columns.
  private static func sine(of v: Matrix, outside u: Matrix) throws(LinearAlgebraError) -> Double {
    guard v.columns > 0 else { return 0 }
    guard v.columns <= u.columns else { return 1 }
    let residual: Matrix = v - u * u.transposedTimes(v)
    // Rounding must not make a sine of more than 1.
    return min(1, try SingularValues(residual).values[0])
  }
}

extension Matrix {
  /// How small a diagonal entry of *R* may be, relative to the largest, before columns count as dependent.
  private static let dependence: Double = 1e-12

  /// An orthonormal basis of the span of the columns, `d × k` for `d × k`; the matrix itself where its columns are orthonormal
  /// but for rounding.
  ///
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch` where there are more columns than rows, `.nonFinite`, or `.singular`
  ///   where columns are dependent.
  /// - Complexity: O(d k²).
  public func orthonormalColumns() throws(LinearAlgebraError) -> Matrix {
    guard columns > 0 else { return self }
    let factors: OrthogonalFactors = try OrthogonalFactors(self)
    let triangular: Matrix = factors.triangular
    let diagonal: [Double] = (0..<columns).map { triangular[$0, $0].magnitude }
    guard let largest = diagonal.max(), let smallest = diagonal.min(), smallest > Self.dependence * largest
    else {
      throw LinearAlgebraError(.singular, "the columns are dependent, so they are no basis")
    }
    var result: Matrix = factors.orthonormal()
    // Householder reflections turn columns around; a basis that is one already comes back as it was.
    for column in 0..<columns where triangular[column, column] < 0 {
      for row in 0..<rows { result[row, column] = -result[row, column] }
    }
    return result
  }
}
