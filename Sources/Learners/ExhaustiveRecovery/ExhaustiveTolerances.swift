import LinearAlgebra

/// The tolerances of the exhaustive search, all for samples scaled to |x| = 1 and bases scaled to rows of order 1.
///
/// A computed label has an error of about η relative to its row. In an orthonormal basis of the label space that
/// error grows with σ₁ / σ_k of the labels, and in one of the input space with the condition number of the inputs.
/// Every quantity that is compared with 0 inherits that error, so one number bounds them all. What lies between it
/// and ``greyFactor`` times it is neither zero nor surely not zero: no proof rests on it.
struct ExhaustiveTolerances {
  /// Below this a quantity counts as 0.
  let zero: Double
  /// A solution found is accepted where it misses no equation or inequality by more, relative to its largest value.
  let fit: Double

  /// Safety over the error of a label that was carried through both bases.
  private static let safety: Double = 30
  private static let fitFactor: Double = 10
  /// Zero is never told apart better than this.
  private static let finestZero: Double = 1e-9
  /// Where zero cannot be told better than this, nothing is claimed.
  static let coarsestZero: Double = 1e-4
  /// Between ``zero`` and this multiple of it nothing is sure.
  static let greyFactor: Double = 100
  /// A row of the label basis below this fraction of the largest is 0: the label of a sample on which no unit is active.
  static let zeroRow: Double = 1e-11
  /// An entry of a row below this fraction of the row's norm is 0: an error far smaller than what counts as 0 later.
  static let zeroEntry: Double = 1e-11
  /// An interior point of the cone closer to its sides than this is none.
  static let interior: Double = 1e-10
  /// Unit vectors closer than this multiple of ``zero`` are the same; those further apart than
  /// ``greyFactor`` times that surely differ.
  static let sameFactor: Double = 100

  /// The bound that ``zero`` would need; above ``coarsestZero`` no search is of use.
  static func zero(labelPrecision: Double, amplification: Double, inputCondition: Double) -> Double {
    let precision: Double = labelPrecision + 2 * Double.ulpOfOne
    return max(finestZero, safety * precision * (amplification + inputCondition))
  }

  init(zero: Double) {
    self.zero = zero
    self.fit = Self.fitFactor * zero
  }

  /// Beyond this a quantity is surely not 0.
  var clear: Double { Self.greyFactor * zero }
  /// The distance below which unit vectors are the same.
  var same: Double { Self.sameFactor * zero }
}
