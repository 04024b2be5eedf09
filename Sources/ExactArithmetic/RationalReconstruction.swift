public import BigInt

/// What a residue says of a fraction: the one fraction within given bounds, or why there is none to name.
///
/// A computation modulo `m` gives u ≡ a·b⁻¹ (mod m) in place of a/b. Where 2·N·D < m, at most one fraction with
/// |a| ≤ N and 1 ≤ b ≤ D has the residue u, and Euclid's algorithm on (m, u), stopped at the first remainder that
/// is not above N, meets it.
///
/// ```swift
/// RationalReconstruction.of(34, modulo: 101)          // .found(1/3): 3 · 34 = 102
/// ```
///
/// A fraction outside the bounds is never found as another one *by accident of the bounds*: bounds under which two
/// fractions could share a residue are refused as ``ambiguous(modulusAbove:)``. A residue of a larger fraction may
/// still be that of a small one as well; only a check of the answer in the original problem tells, and
/// ``RationalMatrix`` always makes it.
///
/// Source: P. S. Wang, *A p-adic algorithm for univariate partial fractions*, SYMSAC 1981,
/// <https://doi.org/10.1145/800206.806398>; G. E. Collins and M. J. Encarnación, *Efficient rational number
/// reconstruction*, J. Symbolic Computation 20 (1995), <https://doi.org/10.1006/jsco.1995.1051>.
public enum RationalReconstruction: Sendable, Hashable {
  /// The only fraction within the bounds that has the residue.
  case found(Rational)
  /// No fraction within the bounds has the residue: the bounds are too small, or the residue is of no such number.
  case notFound
  /// The bounds admit two fractions with one residue; the modulus must be larger than the value attached.
  case ambiguous(modulusAbove: BigInt)

  /// The fraction, where there is one.
  public var fraction: Rational? {
    guard case .found(let value) = self else { return nil }
    return value
  }

  /// The fraction a/b with |a| ≤ `numeratorBound`, 1 ≤ b ≤ `denominatorBound` and a ≡ b·`residue` (mod `modulus`).
  ///
  /// The denominator found shares no factor with the modulus.
  ///
  /// - Precondition: `modulus` and `denominatorBound` are at least 1, `numeratorBound` is not negative.
  /// - Complexity: quadratic in the length of the modulus.
  public static func of(
    _ residue: BigInt, modulo modulus: BigInt, numeratorBound: BigInt, denominatorBound: BigInt
  ) -> RationalReconstruction {
    precondition(modulus >= 1, "a modulus is at least 1")
    precondition(numeratorBound >= 0, "the bound of the numerator cannot be negative")
    precondition(denominatorBound >= 1, "the bound of the denominator is at least 1")
    let product: BigInt = 2 * numeratorBound * denominatorBound
    guard product < modulus else { return .ambiguous(modulusAbove: product) }

    var (above, remainder): (BigInt, BigInt) = (modulus, residue.modulus(modulus))
    var (before, cofactor): (BigInt, BigInt) = (0, 1)
    while remainder > numeratorBound {
      // Many steps at once, unless the remainder looked for might be among those leapt over.
      if let leap = QuickDivisor.leap(above.magnitude, remainder.magnitude),
        BigInt(leap.large) > numeratorBound
      {
        (above, remainder) = (BigInt(leap.large), BigInt(leap.small))
        (before, cofactor) = (
          leap.a * before + leap.b * cofactor, leap.c * before + leap.d * cofactor
        )
        continue
      }
      let (quotient, next) = above.quotientAndRemainder(dividingBy: remainder)
      (above, remainder) = (remainder, next)
      (before, cofactor) = (cofactor, before - quotient * cofactor)
    }
    guard BigInt(cofactor.magnitude) <= denominatorBound,
      QuickDivisor.of(remainder, cofactor) == 1
    else { return .notFound }
    return .found(
      cofactor.sign == .minus
        ? Rational(reduced: -remainder, -cofactor) : Rational(reduced: remainder, cofactor))
  }

  /// The fraction with numerator and denominator up to √((`modulus` − 1)/2) that has the residue.
  ///
  /// - Precondition: `modulus` is at least 3, so that 1 is within the bounds.
  public static func of(_ residue: BigInt, modulo modulus: BigInt) -> RationalReconstruction {
    precondition(modulus >= 3, "balanced bounds need a modulus of at least 3")
    let bound: BigInt = BigInt(((modulus - 1) / 2).magnitude.squareRoot())
    return of(residue, modulo: modulus, numeratorBound: bound, denominatorBound: bound)
  }
}
