import Foundation
import LinearAlgebra
import Networks

extension NoisyAttempt {
  /// Least squares through normal equations is no more accurate than this, however small the noise.
  private static let rounding: Double = 1e-9
  /// The residuals may exceed a stated noise level by this factor beyond what chance explains.
  private static let noiseLevelSlack: Double = 1.1

  /// Decides whether a network may be handed out.
  ///
  /// - Parameters:
  ///   - best: the least-squares fit.
  ///   - answer: what is handed out, the fit or something near it, for the labels as they are; its distance from the fit
  ///     adds to the bound.
  func judge(
    _ best: LeastSquaresFit, answer: NetworkPoint, search: StartSearch?, on fitted: FittedSamples
  ) throws -> NoisyVerdict {
    let data: FitSamples = fitted.samples
    let network: NetworkPoint = fitted.original(best.network)
    let k: Int = network.hidden.rows
    let scaled: NetworkPoint = data.scaled(best.network).normalised(isBalanced: false)
    let equations: NormalEquations = try NormalEquations(
      data, at: scaled, fitsIntercept: fitsIntercept, threads: threads)
    let doubt: Double = NoisyRecoveryLearner.doubt
    let wald: WaldCovariance = try WaldCovariance(
      equations, at: scaled, samples: data, whitening: fitted.whitening, fitsIntercept: fitsIntercept,
      doubt: doubt)
    let fit: LackOfFit = try LackOfFit(
      data, point: scaled, fitsIntercept: fitsIntercept, doubt: doubt, threads: threads)
    let dependence: ResidualDependence = try ResidualDependence(
      data, point: scaled, fitsIntercept: fitsIntercept, doubt: doubt, threads: threads)
    let lack: Double = max(fit.ratio, dependence.ratio)
    let variance: Double = equations.squaredLoss / Double(max(1, wald.residualFreedom))
    let residualTrace: Double = (0..<wald.noiseCovariance.rows).reduce(0) {
      $0 + wald.noiseCovariance[$1, $1]
    }
    let level: Double = (residualTrace / Double(samples.outputsDimension)).squareRoot()
    let entries: Double = Double(samples.count * samples.outputsDimension)
    let labels: Double = samples.labelScale * (samples.squaredLabels / entries).squareRoot()
    let signal: Double = max(0, (labels - level) * (labels + level)).squareRoot()
    if lack > 1 {
      return NoisyVerdict(
        refuse(
          .notFound,
          "the residuals of the best network with \(k) hidden units depend on the inputs "
            + "(\(fit.ratio > 1 ? fit.feature : dependence.feature), \(short(lack)) times what chance explains): another "
            + "number of hidden units, labels with biases or of another activation, or noise that is not independent of "
            + "the inputs with mean zero"
            + (fitsIntercept ? "" : " (for noise of another mean take the independent kind)"),
          candidate: answer), .more)
    }
    let unmodelled: Double = try self.unmodelled(scaled, variance: variance, on: data)
    let extra: ExtraNeuron = try ExtraNeuron(
      data, beside: scaled, directions: dependence.directions, loss: equations.squaredLoss,
      variance: variance,
      fitsIntercept: fitsIntercept, doubt: doubt, seed: options.seed, threads: threads)
    if extra.ratio > 1 {
      return NoisyVerdict(
        refuse(
          .notFound,
          "one more neuron beside the \(k) found lowers the loss \(short(extra.ratio)) times what chance explains: give more "
            + "hidden units, or the labels come from another kind of network",
          candidate: answer), .more)
    }
    if unmodelled > 1 {
      return NoisyVerdict(
        refuse(
          .notFound,
          "biases, a leak or a curvature of the \(k) hidden units found lower the loss \(short(unmodelled)) times what "
            + "chance explains: the labels come from another kind of network, or from more hidden units",
          candidate: answer), .more)
    }
    if let refusal = try ambiguity(of: best, error: wald.errorBound, answer: answer, on: fitted) {
      return refusal
    }
    if let stated = options.noiseLevel {
      let slack: Double = Self.noiseLevelSlack * (1 + excess(k, samples: samples.count))
      if level > stated * slack {
        return NoisyVerdict(
          refuse(
            .notFound,
            "the residuals of the best network with \(k) hidden units are \(short(level)), where noise of \(short(stated)) "
              + "was stated: another number of hidden units, another kind of network, or more noise",
            candidate: answer))
      }
    }
    let apart: Double = answer == network ? 0 : StartSearch.distance(answer, network)
    let bound: Double = wald.errorBound + apart * (1 + wald.errorBound) + Self.rounding
    guard bound <= NoisyRecoveryLearner.largestCertifiedError else {
      let seen: String =
        bound.isFinite
        ? "are known to a relative error of \(short(bound)) only"
        : "are hardly determined (too few samples, parallel neurons, or more hidden units than the labels show)"
      return NoisyVerdict(
        refuse(
          .insufficient, "the parameters \(seen); give more samples, or fewer hidden units", candidate: answer
        ))
    }
    let leverage: Double =
      try wald.leverage?.largest(data, at: scaled, fitsIntercept: fitsIntercept, threads: threads) ?? 1
    guard leverage <= Self.largestLeverage else {
      return NoisyVerdict(
        refuse(
          .insufficient,
          "a direction rests on a few samples that nothing else checks (one of leverage \(short(leverage)), on whose own "
            + "label the fit there depends): neurons that few samples tell apart; give more samples, or fewer hidden "
            + "units",
          candidate: answer))
    }
    let weakest: Double =
      (0..<k).map { scaled.output.column($0).euclideanNorm }.min() ?? 0
    if options.hiddenUnits == nil, extra.smallestWeight * Self.countMargin > weakest {
      return NoisyVerdict(
        refuse(
          .insufficient,
          "\(k) hidden units explain the labels, but one more half as strong as the weakest of them might go unseen; state the "
            + "number of hidden units, or give more samples",
          candidate: answer))
    }
    let (student, residual): (Network, Double) = try self.student(answer)
    return NoisyVerdict(
      .recovered(
        Recovery(
          student: student,
          certificate: StatisticalCertificate(
            noise: options.noise, method: options.method, hiddenUnits: k,
            hiddenUnitsEstimated: options.hiddenUnits == nil, samples: samples.count, noiseLevel: level,
            relativeNoiseLevel: signal > 0 ? level / signal : .infinity, degreesOfFreedom: wald.parameters,
            worstRelativeStandardError: wald.worstStandardError, confidence: 1 - doubt,
            parameterErrorBound: bound, chiSquaredRadius: wald.chiSquaredRadius,
            intercept: fitsIntercept ? network.intercept : nil,
            interceptStandardErrors: fitsIntercept ? wald.interceptErrors : nil,
            lackOfFit: max(lack, extra.ratio),
            starts: search?.starts ?? 0, agreeingStarts: search?.agreeing ?? 0,
            assumptions: assumptions),
          residual: residual)))
  }

  /// The refusal where other networks fit as well as the best one, whatever the number of samples.
  private func ambiguity(
    of best: LeastSquaresFit, error: Double, answer: NetworkPoint, on fitted: FittedSamples
  ) throws -> NoisyVerdict? {
    let k: Int = best.network.hidden.rows
    let chance: Double = excess(k, samples: samples.count)
    let rivals: RivalNetworks = RivalNetworks(
      fitted.samples, fitsIntercept: fitsIntercept, excess: chance, threads: threads)
    guard let rival = try rivals.first(of: best, error: error) else { return nil }
    let share: Double = (1 - best.relativeSquaredLoss) / max(best.relativeSquaredLoss, .leastNormalMagnitude)
    switch rival {
    case .smaller:
      let isClear: Bool = share >= Self.clearSignal * Double(k) * chance
      return NoisyVerdict(
        refuse(
          isClear ? .notIdentifiable : .insufficient,
          "a network of \(k - 1) hidden units fits the labels about as well as one of \(k): parallel neurons, a neuron "
            + "without effect, or one that the noise hides; give fewer hidden units, or more samples",
          candidate: answer), .fewer)
    case .cancelling(let one, let other):
      return NoisyVerdict(
        refuse(
          .notIdentifiable,
          "hidden units \(one) and \(other) are opposite and cancel to a linear function, which other neurons can make "
            + "too", candidate: answer))
    case .flipped(let set):
      return NoisyVerdict(
        refuse(
          .notIdentifiable,
          "turning \(set.count) of the \(k) hidden units around gives a network that fits about as well, since their "
            + "linear parts nearly cancel: the labels do not tell the two apart", candidate: answer))
    }
  }

  /// A sample may determine this much of a direction by its own label.
  private static let largestLeverage: Double = 0.5

  /// Where the number of hidden units is not given, a neuron of the weakest one's strength over this is one to be seen.
  private static let countMargin: Double = 2

  /// For each hidden unit, how many times what chance explains the network must lower the loss for a neuron that is not
  /// seen to be none at all, rather than hidden by noise.
  private static let clearSignal: Double = 10

  /// By how much functions of the margins that the model does not have would lower the loss, as a share of what chance
  /// explains: the score test of Rao against a bias, a leak and a curvature of each hidden unit.
  private func unmodelled(
    _ point: NetworkPoint, variance: Double, on samples: FitSamples
  ) throws -> Double {
    // Residuals that are rounding do depend on the inputs.
    let size: Double = samples.squaredLabels / Double(samples.count * samples.outputsDimension)
    guard variance > Self.roundedVariance * size else { return 0 }
    let equations: NormalEquations = try NormalEquations(
      samples, at: point, fitsIntercept: fitsIntercept, testsModel: true, threads: threads)
    guard
      let step = equations.step(from: point, damping: Self.testDamping, fitsIntercept: fitsIntercept)
    else { return 0 }
    let freedom: Double = Double(point.hidden.rows * NormalEquations.extras)
    let tail: Double = -log(NoisyRecoveryLearner.doubt)
    return step.expectedDecrease / (variance * (freedom + 2 * (freedom * tail).squareRoot() + 2 * tail))
  }

  /// Residuals whose variance is below this share of the labels' are rounding.
  private static let roundedVariance: Double = 1e-18
  /// Keeps the extended normal equations positive definite.
  private static let testDamping: Double = 1e-9

  private var assumptions: [String] {
    var list: [String] = ["samples drawn independently"]
    switch options.noise {
    case .meanZero: list.append("noise of mean zero, independent of the inputs and between samples")
    case .independent, .sparse: list.append("inputs drawn independently of the noise")
    }
    if options.method == .moments || options.hiddenUnits == nil { list.append("centred Gaussian inputs") }
    return list
  }

  private func short(_ value: Double) -> String { String(format: "%.2g", value) }

  func refuse(
    _ reason: Refusal.Reason, _ detail: String, candidate: NetworkPoint? = nil
  ) -> LearnerOutcome {
    guard let candidate, let found = try? student(candidate) else { return .refused(Refusal(reason, detail)) }
    return .refused(Refusal(reason, detail, candidate: found.0, residual: found.1))
  }

  /// The network without the intercept, neurons ordered by the size of their output weights, and the largest error.
  private func student(_ network: NetworkPoint) throws -> (Network, Double) {
    let sizes: [Double] = (0..<network.hidden.rows).map { network.output.column($0).euclideanNorm }
    let order: [Int] = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let student: Network = try Network(
      hidden: network.hidden.selectingRows(order), output: network.output.selectingColumns(order))
    var error: Double = 0
    var label: Double = 0
    let scaled: NetworkPoint = samples.scaled(network)
    try samples.forEachPiece(widest: network.hidden.columns, threads: threads) { part, weights in
      let pass: ForwardPass = ForwardPass(part, weights, scaled, fitsIntercept: fitsIntercept)
      return (pass.residual.maximumMagnitude, part.labels.maximumMagnitude)
    } add: { piece in
      error = max(error, piece.0)
      label = max(label, piece.1)
    }
    return (student, label > 0 ? error / label : error)
  }
}
