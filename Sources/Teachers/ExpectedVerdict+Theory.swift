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
    /// n as a multiple of d + k for each unit of V's condition number.
    static let samplesPerCondition: Double = 1
    /// n in units of (d + k)/θ: two and a half times the π at which two rows can be told apart.
    static let samplesPerAngle: Double = 2.5 * Double.pi
    /// The smallest angle that search and the exact step resolve.
    static let smallestAngle: Double = 1e-3
    /// Rows at a smaller angle are parallel within rounding errors.
    static let parallelAngle: Double = 1e-12
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
    /// The largest k of which every face is searched, and the samples that this is certain for.
    static let exhaustiveHidden: Int = 3
  }

  /// The error that double precision allows: 1000 ε/ρ for the smallest neuron, 100 ε/θ for close rows, at least 1e-12.
  static func errorBound(_ geometry: TeacherGeometry) -> Double {
    max(
      1e-12, 1000 * Double.ulpOfOne / geometry.smallestNeuron, 100 * Double.ulpOfOne / geometry.smallestAngle)
  }

  /// The samples from which on a teacher is told from every other, by the theory's counts.
  static func samplesNeeded(_ size: TeacherSize, _ geometry: TeacherGeometry) -> Double {
    let dimensions: Double = Double(size.inputsDimension + max(2, size.hidden))
    var perDimension: Double = max(
      Regime.samplesPerDimension, Regime.samplesPerAngle / geometry.smallestAngle)
    if size.hidden > size.inputsDimension {
      perDimension = max(perDimension, Regime.overcompleteSamplesPerDimension)
    } else if geometry.hiddenCondition < Regime.dependentHidden {
      perDimension = max(perDimension, Regime.samplesPerCondition * geometry.hiddenCondition)
    }
    return dimensions * perDimension
  }

  /// What the theory says of a teacher's weights, for noiseless labels of Gaussian inputs.
  ///
  /// - Parallel rows and neurons without effect cannot be seen by anybody; neurons whose linear parts cancel can be
  ///   turned around, unless the labels have rank *k*.
  /// - Exact and exhaustive recovery need U of full column rank; otherwise they find nothing.
  /// - Recovery is demanded from n ≥ 8 (d + k) samples and n ≥ 2.5 π (d + k)/θ for the smallest angle θ of two rows,
  ///   within the condition numbers and sizes of neurons at which it was measured. The fixed-parameter learner searches
  ///   from random starts and may always find nothing.
  public static func ofTeacher(_ learner: Learner, on problem: Problem) -> ExpectedVerdict {
    guard let geometry = try? TeacherGeometry(problem.teacher) else { return .refused(Reason.allCases) }
    let bound: Double = errorBound(geometry)
    let isEnough: Bool = Double(problem.count) >= samplesNeeded(problem.size, geometry)
    // Where rows are close, few samples leave them active together, and then units can be mixed: a proof of the samples.
    let fewSamples: [Reason] = [.insufficient, .notFound] + (isEnough ? [] : [.notIdentifiable])
    let isDegenerate: Bool =
      geometry.smallestAngle < Regime.parallelAngle || geometry.smallestNeuron < Regime.invisibleNeuron
    let hasOutputRank: Bool = geometry.outputCondition < Regime.dependentOutputs
    if isDegenerate || geometry.hasCancellingNeurons && !hasOutputRank {
      return .refused([.notIdentifiable] + fewSamples)
    }
    if learner == .fptRecovery {
      return .recovered(within: max(bound, fptErrorBound), or: fewSamples)
    }
    guard hasOutputRank else {
      return geometry.outputCondition < Regime.surelyDependentOutputs
        ? .recovered(within: bound, or: fewSamples + [.notIdentifiable]) : .refused(fewSamples)
    }
    let isWithinRegime: Bool =
      geometry.smallestAngle >= Regime.smallestAngle && geometry.smallestNeuron >= Regime.smallestNeuron
      && geometry.outputCondition <= Regime.largestOutputCondition
      && !(Regime.largestHiddenCondition..<Regime.dependentHidden).contains(geometry.hiddenCondition)
    guard isWithinRegime else {
      return .recovered(within: bound, or: fewSamples + [.notIdentifiable])
    }
    if learner == .exhaustiveRecovery {
      guard problem.size.hidden <= Regime.exhaustiveHidden, isEnough else {
        return .recovered(within: bound, or: fewSamples + [.notIdentifiable])
      }
    }
    return .recovered(within: bound, or: isEnough ? [] : fewSamples)
  }

  /// The error that the fixed-parameter learner was measured with, and some.
  static let fptErrorBound: Double = 1e-9
}

extension Problem {
  /// What a learner that is told *k* should say of the problem.
  ///
  /// The family's word counts for noiseless labels of Gaussian inputs. With other inputs a learner may also say that
  /// the samples do not decide; of other activations than the ReLU these learners know nothing; with noise of a level above 1e-9 nobody may call a network recovered.
  public func expectedVerdict(of learner: ExpectedVerdict.Learner) -> ExpectedVerdict {
    let known: (any TeacherFamily.Type)? = TeacherRegistry.family(family)
    guard activation == .relu else { return .refused(ExpectedVerdict.Reason.allCases) }
    let clean: ExpectedVerdict =
      known?.verdict(of: learner, on: self) ?? .ofTeacher(learner, on: self)
    if let noise, noise.level > 0 {
      let refusals: [ExpectedVerdict.Reason] = [.notRealisable, .notFound, .insufficient]
      let isInvisible: Bool = noise.level < Self.invisibleNoise
      let mayBeUntouched: Bool =
        noise.share.map { $0 * Double(count) < Self.rowsTouchedForCertain } ?? false
      if isInvisible || mayBeUntouched, let bound = clean.errorBound {
        return .recovered(
          within: isInvisible ? max(bound, Self.noiseGrowth * noise.level) : bound, or: refusals)
      }
      return .refused(refusals + clean.refusals)
    }
    switch inputs {
    case .gaussian: return clean
    case .lowRank(let rank) where rank < inputsDimension:
      return .refused([.notIdentifiable, .notFound, .insufficient])
    default:
      let undecided: [ExpectedVerdict.Reason] = [.notIdentifiable, .notFound, .insufficient]
      guard let bound = clean.errorBound else { return .refused(undecided + clean.refusals) }
      return .recovered(within: bound, or: undecided)
    }
  }

  /// Noise below this level hides behind the labels' own rounding errors and tolerances.
  private static let invisibleNoise: Double = 1e-8
  /// How much larger than invisible noise an error of the parameters may be.
  private static let noiseGrowth: Double = 10
  /// The expected number of touched rows from which on none at all is out of the question.
  private static let rowsTouchedForCertain: Double = 40
}
