import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// One attempt at exact recovery where some rows of the labels are wrong, by any amount.
///
/// A fit with an intercept starts iteratively reweighted least squares, which leaves the wrong rows ever less weight;
/// the rows that then fit are handed to the exact learner.
struct SparseAttempt {
  private let source: any SampleSource
  private let options: NoisyRecoveryLearner.Options
  private let progress: @Sendable (String) -> Void
  private let threads: Int

  private static let largestRounds: Int = 60
  private static let stepsPerRound: Int = 5
  /// The share of the median residual that keeps the weight of a row that fits finite.
  private static let weightFloor: Double = 0.1
  /// A row whose residual is at most this share of the median label is clean.
  private static let cleanResidual: Double = 1e-6
  /// Samples on which the reweighting runs, for each parameter of the network.
  private static let samplesPerParameter: Int = 100
  private static let fewestSamples: Int = 2000
  private static let searchStarts: Int = 10

  init(_ source: some SampleSource, learner: NoisyRecoveryLearner, threads: Int) {
    self.source = source
    self.options = learner.options
    self.progress = learner.progress
    self.threads = threads
  }

  func run() throws -> LearnerOutcome {
    guard let hiddenUnits = options.hiddenUnits else {
      return refuse(.insufficient, "sparse noise hides the number of hidden units; state it")
    }
    let (d, m): (Int, Int) = (source.inputsDimension, source.outputsDimension)
    let wanted: Int = Self.samplesPerParameter * hiddenUnits * (d + m) + Self.fewestSamples
    let studied: SelectedRows = SelectedRows(evenly: wanted, of: source)
    let held: Samples = try studied.samples(0..<studied.count)
    let size: Double = Self.median((0..<held.count).map { held.labels.row($0).euclideanNorm })
    guard size > 0 else { return refuse(.insufficient, "at least half of the labels are zero") }
    let samples: FitSamples = try FitSamples(held)
    let moments: NetworkPoint? = try QuadraticMoments(samples, threads: threads).flatMap {
      try MomentNeurons($0, hiddenUnits: hiddenUnits, samples: samples)?.network
    }
    var starts: [LeastSquaresStart] = moments.map { [LeastSquaresStart(hidden: $0.hidden)] } ?? []
    starts += MultiStart.randomStarts(
      Self.searchStarts, hiddenUnits: hiddenUnits, inputsDimension: d,
      from: RandomStream(seed: options.seed).child("sparse-noise"))
    var first: LeastSquares.Options = LeastSquares.Options()
    first.fitsIntercept = true
    first.largestSteps = Self.stepsPerRound * 10
    first.smallestDecrease = 1e-6
    progress("least squares on \(samples.count) samples")
    let fits: [LeastSquaresFit] = try MultiStart.fits(samples, from: starts, options: first, threads: threads)
    let order: [Int] = fits.indices.sorted {
      (fits[$0].relativeSquaredLoss, $0) < (fits[$1].relativeSquaredLoss, $1)
    }
    // The wrong rows may favour another optimum, so several are tried, the one of the moments first.
    let tried: [Int] = (moments == nil ? [] : [0]) + order.filter { moments == nil || $0 != 0 }
    for index in tried.prefix(Self.largestTries) {
      guard let network = try reweighted(fits[index].network, held, size: size) else { continue }
      return try recover(network, size: size)
    }
    return refuse(
      .notFound,
      "no network with \(hiddenUnits) hidden units fits more than half of the samples exactly: more wrong rows, noise on "
        + "every row (take the independent kind), or another number of hidden units")
  }

  private static let largestTries: Int = 8

  /// The network after reweighting, if it fits more than half of the rows.
  private func reweighted(_ start: NetworkPoint, _ held: Samples, size: Double) throws -> NetworkPoint? {
    var options: LeastSquares.Options = LeastSquares.Options()
    options.largestSteps = Self.stepsPerRound
    var network: NetworkPoint = NetworkPoint(hidden: start.hidden, output: start.output)
    for round in 0..<Self.largestRounds {
      let residuals: [Double] = Self.residuals(of: network, held)
      let middle: Double = Self.median(residuals)
      if middle <= Self.cleanResidual * Self.cleanResidual * size { return network }
      guard middle.isFinite else { return nil }
      progress("reweighting, round \(round + 1)")
      let floor: Double = Self.weightFloor * middle
      let weights: [Double] = residuals.map { (middle / ($0 + floor)).squareRoot() }
      network = try LeastSquares(options, threads: threads).fit(
        try FitSamples(held, rowWeights: weights),
        from: LeastSquaresStart(hidden: network.hidden, output: network.output)
      ).network
    }
    return Self.median(Self.residuals(of: network, held)) <= Self.cleanResidual * size ? network : nil
  }

  /// Hands the clean rows to the exact learner.
  private func recover(_ network: NetworkPoint, size: Double) throws -> LearnerOutcome {
    var clean: [Int] = []
    var wrong: [Int] = []
    for block in source.blocks() {
      let residuals: [Double] = Self.residuals(of: network, try source.samples(block))
      for (row, residual) in residuals.enumerated() {
        if residual <= Self.cleanResidual * size {
          clean.append(block.lowerBound + row)
        } else {
          wrong.append(block.lowerBound + row)
        }
      }
    }
    guard clean.count > source.count / 2 else {
      return refuse(
        .notFound, "the network found fits \(clean.count) of \(source.count) samples, not most of them")
    }
    var exact: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    exact.hiddenUnits = options.hiddenUnits
    exact.labelPrecision = options.labelPrecision
    exact.seed = options.seed
    let learner: ExactRecoveryLearner = ExactRecoveryLearner(exact, progress: progress)
    switch try learner.study(SelectedRows(clean, of: source), threads: threads) {
    case .recovered(let recovery):
      guard let uniqueness = recovery.certificate as? UniquenessCertificate else {
        return .recovered(recovery)
      }
      return .recovered(
        Recovery(
          student: recovery.student,
          certificate: CleanRowsCertificate(
            uniqueness: uniqueness, samples: source.count, wrongRows: wrong),
          residual: recovery.residual, effort: recovery.effort))
    case .refused(let refusal):
      return .refused(
        Refusal(
          refusal.reason,
          "on the \(clean.count) of \(source.count) samples that look clean: \(refusal.detail)",
          candidate: refusal.candidate, residual: refusal.residual, effort: refusal.effort))
    }
  }

  private static func residuals(of network: NetworkPoint, _ samples: Samples) -> [Double] {
    let units: Matrix = samples.inputs.timesTransposed(network.hidden).mapElements { max(0, $0) }
    let residual: Matrix = samples.labels - units.timesTransposed(network.output)
    return (0..<residual.rows).map { residual.row($0).euclideanNorm }
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  private func refuse(_ reason: Refusal.Reason, _ detail: String) -> LearnerOutcome {
    .refused(Refusal(reason, detail))
  }
}
