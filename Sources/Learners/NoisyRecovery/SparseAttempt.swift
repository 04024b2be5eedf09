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
    let fewest: Int = 2 * (d + hiddenUnits) + 1
    guard source.count >= fewest else {
      return refuse(
        .insufficient,
        "\(source.count) samples are too few to tell wrong rows from clean ones; give at least \(fewest)")
    }
    let wanted: Int = Self.samplesPerParameter * hiddenUnits * (d + m) + Self.fewestSamples
    let studied: SelectedRows = SelectedRows(evenly: wanted, of: source)
    let held: Samples = Self.withoutGrossRows(try studied.samples(0..<studied.count))
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
      return try recover(network, held, size: size)
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
    var before: Double = .infinity
    for round in 0..<Self.largestRounds {
      let residuals: [Double] = Self.residuals(of: network, held)
      let middle: Double = Self.median(residuals)
      // Errors of the wrong rows may themselves be small, so that all that rounding leaves to gain is gained.
      let isStill: Bool = middle > Self.slowProgress * before
      if middle <= Self.roundedResidual * size || isStill && middle <= Self.nearlyRounded * size {
        return network
      }
      before = middle
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

  /// Residuals that are this share of the median label are rounding, and those next to it.
  private static let roundedResidual: Double = 1e-15
  private static let nearlyRounded: Double = 1e-12
  /// A round that leaves more than this share of the median residual has stopped gaining.
  private static let slowProgress: Double = 0.5
  /// A row whose labels are this many times the median, relative to its inputs, is wrong whatever the network.
  private static let grossRatio: Double = 1e3
  /// A row whose residual is this many times the median one may be wrong.
  private static let doubtfulResidual: Double = 100
  /// A row is clean once the student misses it by no more than this many roundings of the terms that make it up.
  private static let roundings: Double = 1000

  /// A ReLU network without biases is homogeneous, so labels that are huge beside the inputs are none of its.
  private static func withoutGrossRows(_ samples: Samples) -> Samples {
    let ratios: [Double] = (0..<samples.count).map { row in
      let input: Double = samples.inputs.row(row).euclideanNorm
      let label: Double = samples.labels.row(row).euclideanNorm
      return input > 0 ? label / input : label > 0 ? .infinity : 0
    }
    let limit: Double = grossRatio * median(ratios)
    let kept: [Int] = ratios.indices.filter { ratios[$0] <= limit }
    guard limit > 0, kept.count < samples.count else { return samples }
    return Samples(inputs: samples.inputs.selectingRows(kept), labels: samples.labels.selectingRows(kept))
  }

  /// Hands the clean rows to the exact learner: first those that fit best, then all that fit to a millionth.
  private func recover(_ network: NetworkPoint, _ held: Samples, size: Double) throws -> LearnerOutcome {
    let middle: Double = Self.median(Self.residuals(of: network, held))
    let near: Double = max(Self.doubtfulResidual * middle, Self.roundedResidual * size)
    let far: Double = Self.cleanResidual * size
    let first: LearnerOutcome = try recover(network, within: min(near, far))
    if case .recovered = first { return first }
    guard near < far else { return first }
    let second: LearnerOutcome = try recover(network, within: far)
    if case .recovered = second { return second }
    return first
  }

  /// The rows that a student does not fit to rounding.
  private func wrongRows(_ student: Network) throws -> [Int] {
    let (hidden, output): (Matrix, Matrix) = (student.layers[0].weights, student.layers[1].weights)
    let sizes: [Double] = (0..<hidden.rows).map {
      hidden.row($0).euclideanNorm * output.column($0).euclideanNorm
    }
    let total: Double = sizes.reduce(0, +)
    let point: NetworkPoint = NetworkPoint(hidden: hidden, output: output)
    var wrong: [Int] = []
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      for (row, residual) in Self.residuals(of: point, read).enumerated() {
        let terms: Double = total * read.inputs.row(row).euclideanNorm
        if !(residual <= Self.roundings * options.labelPrecision * terms) {
          wrong.append(block.lowerBound + row)
        }
      }
    }
    return wrong
  }

  /// Hands the rows whose residuals are small to the exact learner.
  private func recover(_ network: NetworkPoint, within limit: Double) throws -> LearnerOutcome {
    var clean: [Int] = []
    for block in source.blocks() {
      let residuals: [Double] = Self.residuals(of: network, try source.samples(block))
      for (row, residual) in residuals.enumerated() {
        if residual <= limit { clean.append(block.lowerBound + row) }
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
      let wrong: [Int] = try wrongRows(recovery.student)
      guard source.count - wrong.count > source.count / 2 else {
        return refuse(
          .notFound,
          "the network found fits \(source.count - wrong.count) of \(source.count) samples, not most of them")
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
