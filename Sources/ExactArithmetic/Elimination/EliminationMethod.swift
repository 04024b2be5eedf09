/// The way an exact elimination is carried out; the answer is the same, and exact, by each.
public enum EliminationMethod: Sendable, Hashable, CaseIterable {
  /// The one that is quicker for the matrix's size, as measured.
  case automatic
  /// Bareiss' elimination on integers of any length.
  case fractionFree
  /// Elimination modulo a prime, p-adic lifting, rational reconstruction, and a check of the answer in integers.
  ///
  /// Where ``primesTried`` primes in a row are unlucky, which takes a matrix made for it, the fraction-free way is
  /// taken instead.
  case modular

  /// How many primes are tried before the modular way is given up.
  public static let primesTried: Int = 4

  /// The rank from which the modular way is quicker at one system of equations, or at a few with one matrix.
  public static let modularFrom: Int = 10

  /// The rank from which the modular way is quicker at a determinant, an inverse, or as many systems with one matrix.
  public static let modularForManyFrom: Int = 14

  /// Rows for each column from which the modular way is quicker at any rank: it lifts the independent rows alone.
  static let tallFrom: Int = 4

  /// Whether the fraction-free way is to be taken for the reduced echelon form of a matrix of this shape.
  func isFractionFree(rowCount: Int, columnCount: Int) -> Bool {
    switch self {
    case .automatic:
      rowCount < columnCount * Self.tallFrom
        && min(rowCount, columnCount)
          < (columnCount >= 2 * rowCount ? Self.modularForManyFrom : Self.modularFrom)
    case .fractionFree: true
    case .modular: false
    }
  }

  /// Whether the fraction-free way is to be taken for a determinant.
  func isFractionFree(determinantOf size: Int) -> Bool {
    self == .fractionFree || (self == .automatic && size < Self.modularForManyFrom)
  }
}
