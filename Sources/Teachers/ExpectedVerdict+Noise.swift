import Foundation
import RandomStreams

extension Problem {
  /// What a learner should say where labels are wrong, given what it should say of the teacher's own.
  ///
  /// Noise gives more outputs than hidden units a label matrix of rank beyond *k*, which proves that no network fits; with
  /// as many outputs as hidden units, and where only the hidden units are other ones, a search finds nothing. Noisy
  /// recovery is told the model that is true of the noise: independent for one vector, a ramp, another network's labels
  /// and outliers, sparse for garbage in some rows or one, otherwise mean zero.
  func verdict(
    of learner: ExpectedVerdict.Learner, with noise: LabelNoise, clean: ExpectedVerdict
  ) -> ExpectedVerdict {
    guard learner != .noisyRecovery else { return verdictOfNoisyRecovery(noise) }
    let refusals: [ExpectedVerdict.Reason] = [.notRealisable, .notFound, .insufficient]
    let isInvisible: Bool = noise.level < Self.invisibleNoise
    let mayBeUntouched: Bool =
      noise.share.map { $0 * Double(count) < Self.rowsTouchedForCertain } ?? false
    if isInvisible || mayBeUntouched {
      guard let bound = clean.errorBound else { return .refused(refusals + clean.refusals) }
      return .recovered(
        within: isInvisible ? max(bound, Self.noiseGrowth * noise.level) : bound,
        or: refusals + clean.refusals)
    }
    guard learner != .fptRecovery, count >= inputsDimension + size.hidden else {
      return .refused(refusals + clean.refusals)
    }
    if noise.law.raisesRank, size.outputs > size.hidden { return .refused([.notRealisable]) }
    // A zero or repeated row with labels of its own is a proof, too, and so is a search that is complete.
    return learner == .exactRecovery && inputs.hasDensity
      ? .refused([.notFound, .insufficient] + clean.refusals.filter { $0 != .notRealisable })
      : .refused(refusals + clean.refusals)
  }

  /// Recovery within the statistical error where the teacher is well conditioned; elsewhere a refusal is as good.
  private func verdictOfNoisyRecovery(_ noise: LabelNoise) -> ExpectedVerdict {
    guard size.hidden * size.hidden <= ExpectedVerdict.Regime.largestComparison / inputsDimension else {
      return .recovered(within: 1, or: ExpectedVerdict.Reason.allCases)
    }
    guard let geometry = try? TeacherGeometry(teacher), !geometry.cannotBeKnown else {
      return .refused(ExpectedVerdict.Reason.allCases)
    }
    let refusals: [ExpectedVerdict.Reason] = ExpectedVerdict.Reason.allCases
    guard noise.law.isIndependentOfInputs || noise.level < Self.visibleFault else {
      return .refused(refusals)
    }
    let unknowns: Double = Double(size.hidden * (inputsDimension + size.outputs))
    let scatter: Double =
      noise.level * (noise.share ?? 1).squareRoot() * (unknowns / Double(count)).squareRoot()
    let condition: Double = max(1, min(geometry.outputCondition, geometry.hiddenCondition))
    let amplification: Double = max(1, condition / geometry.smallestNeuron / Self.usualAmplification)
    let bound: Double = Self.scatterMargin * scatter * amplification
    // Beyond an error of 1 nothing is known of a neuron.
    let isEasy: Bool =
      geometry.isEasy && inputs == .gaussian && bound <= Self.largestDemandedError
      && Double(count) >= Self.noisySamplesPerDimension * Double(inputsDimension + size.hidden)
      && noise.law.isIndependentOfInputs && !noise.law.isSparse
    return .recovered(
      within: min(
        1, max(ExpectedVerdict.fptErrorBound, bound, noise.law.isIndependentOfInputs ? 0 : noise.level)),
      or: isEasy ? [] : refusals)
  }

  /// Noise below this level hides behind the labels' own rounding errors and tolerances.
  private static let invisibleNoise: Double = 1e-8
  /// How much larger than invisible noise an error of the parameters may be.
  private static let noiseGrowth: Double = 10
  /// The expected number of touched rows from which on none at all is out of the question.
  private static let rowsTouchedForCertain: Double = 40
  /// The slope or bias from which on residuals depend on the inputs visibly.
  private static let visibleFault: Double = 0.05
  /// How much larger than its standard deviation the largest relative error of a well-conditioned teacher may be.
  private static let scatterMargin: Double = 10
  /// The condition number over the smallest neuron of teachers of condition number 3, for which that margin is.
  private static let usualAmplification: Double = 9
  /// The bound of the error up to which recovery is demanded, and the samples from which on.
  private static let largestDemandedError: Double = 0.3
  private static let noisySamplesPerDimension: Double = 80
}

extension LabelNoise.Law {
  /// Whether labels with such noise leave the column space of U.
  fileprivate var raisesRank: Bool {
    switch self {
    case .gaussian, .rademacher, .uniform, .offset, .ramp, .outliers, .sparse, .wrongRow: true
    case .otherNetwork, .biased, .leaky: false
    }
  }
}

extension TeacherGeometry {
  /// The numbers of a teacher that statistics find at the usual rate.
  private static let easyCondition: Double = 10
  private static let easyAngle: Double = 0.3
  private static let easyNeuron: Double = 0.1

  /// Whether both layers have full rank, and neurons are neither close nor small.
  fileprivate var isEasy: Bool {
    outputCondition <= Self.easyCondition && hiddenCondition <= Self.easyCondition
      && smallestAngle >= Self.easyAngle && smallestNeuron >= Self.easyNeuron
  }

  /// Whether no labels tell the neurons apart, even without noise.
  fileprivate var cannotBeKnown: Bool {
    typealias Regime = ExpectedVerdict.Regime
    return smallestAngle < Regime.parallelAngle || smallestNeuron < Regime.invisibleNeuron
      || hasLinearPair
      || hasCancellingNeurons && outputCondition >= Regime.dependentOutputs
  }
}
