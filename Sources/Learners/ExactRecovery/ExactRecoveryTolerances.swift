/// The tolerances of exact recovery, each relative to the quantity it bounds.
///
/// They grow with the precision η of the labels and with the condition number of the label matrix, because both
/// enter every quantity that would vanish in exact arithmetic. The factors were measured on teachers with
/// condition numbers up to 10¹⁰ and on labels rounded to single precision.
public struct ExactRecoveryTolerances: Sendable, Hashable {
  /// The relative precision of the labels, η: 2⁻⁵³ for float64, 2⁻²⁴ for float32.
  public let labelPrecision: Double

  /// Creates the tolerances for labels of a relative precision.
  ///
  /// - Precondition: `labelPrecision` is positive and below 1.
  public init(labelPrecision: Double = 0x1p-53) {
    precondition(labelPrecision > 0 && labelPrecision < 1, "a relative precision lies between 0 and 1")
    self.labelPrecision = labelPrecision
  }

  /// A singular value of the labels below this fraction of the largest counts as 0.
  public var rank: Double { max(1e-12, 100 * labelPrecision) }

  /// The ratio of the last two singular values below which a null vector counts as exact.
  func nullVector(amplification: Double) -> Double {
    max(1e-8, 1000 * labelPrecision, 100 * Double.ulpOfOne * amplification)
  }

  /// The error of a hidden unit, relative to its largest value, up to which it counts as fitted.
  func unitFit(amplification: Double) -> Double {
    max(1e-9, 1000 * labelPrecision, 1000 * Double.ulpOfOne * amplification)
  }

  /// The error of the whole network, relative to the largest label, up to which it counts as fitted.
  public var networkFit: Double { max(1e-9, 1000 * labelPrecision) }

  /// The error of the whole network up to which it may be certified.
  ///
  /// Labels of the stated precision leave about that precision. What is left between this and ``networkFit`` is the
  /// mark of a neuron too small for the rank of the labels to show, or of a label that is slightly wrong.
  public var certifiedFit: Double { max(1e-13, 100 * labelPrecision) }

  /// The error of the network above which it is refined.
  let refinement: Double = 1e-13

  /// The condition number of the labels above which the network is always refined.
  let refinementAmplification: Double = 1e3

  /// The second smallest singular value must exceed this, or the null space has several dimensions.
  let nullSpaceSeparation: Double = 1e-11

  /// The margins around a unit's hyperplane, relative to the sample's norm, in which it is left open whether the
  /// unit is active, in the passes of the exact step.
  let activityBands: [Double] = [1e-6, Self.finestBand, Self.finestBand]

  /// The margin around a hyperplane in which activity stays open once the unit is known.
  static let finestBand: Double = 1e-9

  /// Samples span a space where their smallest singular value exceeds this fraction of the largest.
  let spanning: Double = 1e-9

  /// Normal equations serve an iteration where no pivot of their Cholesky factor is below this fraction of the
  /// largest singular value.
  let roughPivot: Double = 1e-4
  /// Unit directions closer than this are the same neuron.
  let sameDirection: Double = 1e-7

  /// The smallest singular value of the coefficient vectors of different neurons.
  let independence: Double = 1e-9

  /// The probability with which the statement about held-out samples may be false.
  static let heldOutDoubt: Double = 1e-6

  /// A bound on the relative error of a recovered parameter, never stated below 10⁻¹².
  ///
  /// 1000 η / ρ for a neuron whose output weight is the fraction ρ of the largest, or 100 residuals / ρ where those
  /// are more; times the condition number of the active samples beyond 100, because a direction of the inputs that is
  /// small decides about its weights with fewer digits.
  func parameterError(smallestWeightFraction rho: Double, residual: Double, inputCondition: Double) -> Double
  {
    let precision: Double = max(1000 * max(labelPrecision, Double.ulpOfOne), 100 * residual)
    return max(1e-12, precision / rho * max(1, inputCondition / 100))
  }
}
