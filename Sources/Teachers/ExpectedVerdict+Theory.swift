import LinearAlgebra
import Networks
import RandomStreams

extension ExpectedVerdict {
  /// Numbers from which on the theory and measurements promise recovery.
  enum Regime {
    /// n as a multiple of d + k.
    static let samplesPerDimension: Double = 8
    /// The same where k > d, when only held-out samples decide.
    static let overcompleteSamplesPerDimension: Double = 40
    /// n as a multiple of k d, from which on the search from random starts finds a function for certain.
    static let samplesPerWeight: Double = 20
    /// The smallest angle that search and the exact step resolve.
    static let smallestAngle: Double = 1e-3
    /// How far below it an angle may be computed that is meant to be it.
    static let angleRounding: Double = 1e-9
    /// Rows at a smaller angle are parallel within rounding errors.
    static let parallelAngle: Double = 1e-12
    /// The angle, in radians, from which on two rows need no more samples than others.
    static let clearAngle: Double = 0.2
    /// The samples from which on closer rows were found whenever the samples tell them apart.
    static let samplesOfCloseRows: Int = 2000
    /// The smallest neuron that is found for certain, and the one from which on the labels' rank tells of it at all.
    static let smallestNeuron: Double = 1e-9
    static let invisibleNeuron: Double = 1e-13
    /// The largest condition numbers at which recovery was measured.
    static let largestOutputCondition: Double = 1e9
    static let largestHiddenCondition: Double = 2e3
    /// V's condition number from which on its rows are dependent by design, as opposite rows are: no close ones.
    static let dependentHidden: Double = 1e12
    /// U's condition number from which on its columns are dependent within the rank tolerance of labels.
    static let dependentOutputs: Double = 1e11
    /// U's condition number from which on no tolerance takes its columns for independent; below it a learner may.
    static let surelyDependentOutputs: Double = 1e15
    /// The largest k of which every face is searched.
    static let exhaustiveHidden: Int = 3
    /// The largest k of which every ray is searched, for inputs on which neurons are seldom active or nearly always.
    static let rayHidden: Int = 8
    /// The largest k² d for which all pairs of rows are compared; nothing is measured beyond.
    static let largestComparison: Int = 1 << 27
  }

  /// The error that double precision allows: 1000 ε/ρ for the smallest neuron, 100 ε/θ for close rows, at least 1e-12.
  static func errorBound(_ geometry: TeacherGeometry) -> Double {
    max(
      1e-12, 1000 * Double.ulpOfOne / geometry.smallestNeuron, 100 * Double.ulpOfOne / geometry.smallestAngle)
  }

  /// The samples from which on a search finds the neurons, where the samples tell them apart.
  static func samplesNeeded(_ size: TeacherSize) -> Double {
    let dimensions: Double = Double(size.inputsDimension + max(2, size.hidden))
    return dimensions
      * (size.hidden > size.inputsDimension
        ? Regime.overcompleteSamplesPerDimension : Regime.samplesPerDimension)
  }

  /// What the theory says of a teacher's weights on the problem's own inputs, for noiseless labels.
  ///
  /// - Parallel rows and neurons without effect cannot be seen by anybody; neurons whose linear parts cancel can be
  ///   turned around, unless the labels have rank *k*; labels that are linear in the inputs tell of no neuron.
  /// - Two neurons of which one is never active, or that are always active together, cannot be told apart on these
  ///   samples, whatever they do elsewhere.
  /// - Exact and exhaustive recovery need U of full column rank; otherwise they find nothing.
  /// - Recovery is demanded from n ≥ 8 (d + k) samples whose patterns tell the neurons apart (``SampleEvidence``): those
  ///   of the problem are counted. It is demanded within the condition numbers and sizes of neurons at which it was
  ///   measured. The fixed-parameter learner searches from random starts and may always find nothing.
  /// - Where rows are close and samples few, a refusal may also say that the samples leave several networks: below
  ///   N₂ = d + 2 that may be a proof.
  public static func ofTeacher(_ learner: Learner, on problem: Problem) -> ExpectedVerdict {
    let size: TeacherSize = problem.size
    guard size.hidden * size.hidden <= Regime.largestComparison / size.inputsDimension else {
      return .recovered(within: unmeasuredErrorBound, or: Reason.allCases)
    }
    guard let geometry = try? TeacherGeometry(problem.teacher) else { return .refused(Reason.allCases) }
    let bound: Double = errorBound(geometry)
    let needsAlone: Bool = !problem.inputs.hasDensity
    let evidence: SampleEvidence? = SampleEvidence(problem, needsAlone: needsAlone)
    let isMany: Bool = Double(problem.effectiveCount) >= samplesNeeded(problem.size)
    let isEnough: Bool =
      isMany && (evidence.map { $0.tellsApart && (!needsAlone || $0.isAloneOften) } ?? false)
    let undecided: [Reason] = [.insufficient, .notFound] + (isEnough ? [] : [.notIdentifiable])
    // Searches that see every neuron of a teacher, where there are samples enough.
    let isThorough: Bool =
      learner == .exactRecovery
      || learner == .exhaustiveRecovery && problem.size.hidden <= Regime.exhaustiveHidden
    let hasOutputRank: Bool = geometry.outputCondition < Regime.dependentOutputs
    if learner == .noisyRecovery {
      return .recovered(within: max(bound, fptErrorBound), or: Reason.allCases)
    }
    if learner == .exactRecovery, problem.isBelowEveryCertificate, hasOutputRank,
      evidence?.isAmbiguous == false
    {
      return .refused([.insufficient])
    }
    let isManyForStarts: Bool =
      learner == .fptRecovery
      && Double(problem.count) >= Regime.samplesPerWeight * Double(size.hidden * size.inputsDimension)
    if geometry.hasLinearPair || geometry.hasCancellingNeurons && !hasOutputRank {
      return .refused(isManyForStarts ? [.notIdentifiable] : [.notIdentifiable] + undecided)
    }
    if geometry.smallestAngle < Regime.parallelAngle || geometry.smallestNeuron < Regime.invisibleNeuron {
      return .refused([.notIdentifiable] + (isThorough && isMany && geometry.isVisibleOrNot ? [] : undecided))
    }
    if let evidence, evidence.isAmbiguous {
      // Of many neurons that are always or never active together the search finds none, and says no more than that.
      let isSure: Bool =
        isThorough && isMany && geometry.isWithinRegime && size.hidden <= Regime.exhaustiveHidden
      return .refused([.notIdentifiable] + (isSure ? [] : undecided))
    }
    if learner == .fptRecovery {
      return .recovered(within: max(bound, fptErrorBound), or: undecided)
    }
    guard hasOutputRank else {
      return geometry.outputCondition < Regime.surelyDependentOutputs
        ? .recovered(within: bound, or: undecided + [.notIdentifiable]) : .refused(undecided)
    }
    // Few samples fall between rows that are close, and a search may miss the neuron that they single out.
    let isClear: Bool =
      geometry.smallestAngle >= Regime.clearAngle || problem.count >= Regime.samplesOfCloseRows
    guard geometry.isWithinRegime, isThorough || learner == .exactRecovery, isEnough, isClear,
      problem.inputs.isMeasured(hidden: problem.size.hidden)
    else { return .recovered(within: bound, or: undecided + [.notIdentifiable]) }
    return .recovered(within: bound)
  }

  /// Inputs of a subspace tell nothing of directions outside it; with few samples there may be other reasons as well.
  static func ofSubspace(_ learner: Learner, on problem: Problem) -> ExpectedVerdict {
    let isMany: Bool = Double(problem.count) >= samplesNeeded(problem.size)
    return .refused(
      learner == .exactRecovery && isMany ? [.notIdentifiable] : [.notIdentifiable, .notFound, .insufficient])
  }

  /// The error that the fixed-parameter learner was measured with, and some.
  static let fptErrorBound: Double = 1e-9
  /// The error of teachers that are too large to be looked at here.
  static let unmeasuredErrorBound: Double = 1e-6
}

extension Problem {
  /// What a learner that is told *k* should say of the problem.
  ///
  /// The family's word counts for noiseless labels. On inputs of a subspace the teacher cannot be known; of other
  /// activations than the ReLU these learners know nothing.
  public func expectedVerdict(of learner: ExpectedVerdict.Learner) -> ExpectedVerdict {
    let known: (any TeacherFamily.Type)? = TeacherRegistry.family(family)
    guard activation == .relu else { return .refused(ExpectedVerdict.Reason.allCases) }
    let isOfSubspace: Bool =
      if case .lowRank(let rank) = inputs { rank < inputsDimension } else { false }
    let clean: ExpectedVerdict =
      isOfSubspace
      ? .ofSubspace(learner, on: self)
      : known?.verdict(of: learner, on: self) ?? .ofTeacher(learner, on: self)
    guard let noise, noise.level > 0 else { return clean }
    return verdict(of: learner, with: noise, clean: clean)
  }
}

extension Problem {
  /// The number of samples that are no copies of others, about.
  fileprivate var effectiveCount: Int { inputs == .repeated ? count / 2 : count }

  /// Whether Gaussian samples are so few that no count of patterns can prove a network unique.
  ///
  /// Pairs need d + 2 samples besides the most frequent of three patterns; neurons that are active alone need d each.
  fileprivate var isBelowEveryCertificate: Bool {
    let (d, k): (Int, Int) = (inputsDimension, size.hidden)
    return inputs == .gaussian && k >= 2 && k <= d && count >= d + 1 && count >= k
      && count < min((3 * (d + 2) + 1) / 2, k * d)
  }
}

extension InputDistribution {
  /// Whether neurons of inputs like these were found whenever the samples tell them apart.
  fileprivate func isMeasured(hidden: Int) -> Bool {
    switch self {
    case .gaussian, .sphere, .cube, .dyadic, .repeated: true
    case .shiftedGaussian(let mean):
      mean.magnitude <= Self.largestMeasuredMean && hidden <= ExpectedVerdict.Regime.rayHidden
    case .lattice, .unitCube, .positive, .lowRank: false
    }
  }

  /// The largest mean at which neurons that are seldom active, or nearly always, were found.
  private static let largestMeasuredMean: Double = 1
}

extension TeacherGeometry {
  /// Whether every neuron is large enough to be found for certain, or too small for the labels' rank to tell of it.
  fileprivate var isVisibleOrNot: Bool {
    !neuronLengths.contains {
      (ExpectedVerdict.Regime.invisibleNeuron..<ExpectedVerdict.Regime.smallestNeuron).contains($0)
    }
  }

  /// Whether recovery was measured at this angle, these sizes of neurons and these condition numbers.
  fileprivate var isWithinRegime: Bool {
    typealias Regime = ExpectedVerdict.Regime
    return smallestAngle >= Regime.smallestAngle * (1 - Regime.angleRounding)
      && smallestNeuron >= Regime.smallestNeuron
      && outputCondition <= Regime.largestOutputCondition
      && !(Regime.largestHiddenCondition..<Regime.dependentHidden).contains(hiddenCondition)
  }
}
