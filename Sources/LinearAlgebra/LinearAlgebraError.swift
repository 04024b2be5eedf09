/// A linear-algebra operation that cannot give an answer.
public struct LinearAlgebraError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure.
  public struct Code: Sendable, Hashable {
    private enum Kind: Sendable { case shapeMismatch, nonFinite, notConverged, singular, notPositiveDefinite }
    private let kind: Kind

    /// The shapes of the operands do not fit.
    public static let shapeMismatch: Code = Code(kind: .shapeMismatch)
    /// An operand has an entry that is NaN or infinite.
    public static let nonFinite: Code = Code(kind: .nonFinite)
    /// An iteration of the library did not converge.
    public static let notConverged: Code = Code(kind: .notConverged)
    /// A matrix that must be invertible is not.
    public static let singular: Code = Code(kind: .singular)
    /// A matrix that must be positive definite is not.
    public static let notPositiveDefinite: Code = Code(kind: .notPositiveDefinite)
  }

  /// The kind of failure.
  public let code: Code
  /// What failed, for people.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
