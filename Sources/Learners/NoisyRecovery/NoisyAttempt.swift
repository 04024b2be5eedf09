import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// One attempt at recovery from labels with dense noise.
struct NoisyAttempt {
  private let source: any SampleSource
  let samples: FitSamples
  let options: NoisyRecoveryLearner.Options
  private let faults: MomentFaults
  private let progress: @Sendable (String) -> Void
  let threads: Int
  let fitsIntercept: Bool

  /// The samples on which the search runs, for each parameter of the network.
  private static let searchSamplesPerParameter: Int = 20
  /// Samples that the search has at least, where there are that many.
  private static let fewestSearchSamples: Int = 400
  /// Steps of the last fit.
  private static let largestSteps: Int = 200

  init(_ source: some SampleSource, learner: NoisyRecoveryLearner, threads: Int) throws {
    self.source = source
    self.samples = try FitSamples(source)
    self.options = learner.options
    self.faults = learner.faults
    self.progress = learner.progress
    self.threads = threads
    self.fitsIntercept = learner.options.noise == .independent
  }

  func run() throws -> LearnerOutcome {
    let (d, m): (Int, Int) = (samples.inputsDimension, samples.outputsDimension)
    guard samples.squaredLabels > 0 else {
      return refuse(.insufficient, "all labels are zero, so there is nothing to fit")
    }
    progress("moments of \(samples.count) samples")
    let fewest: Int = QuadraticMoments.fewestSamples(dimension: d)
    let moments: QuadraticMoments? = try QuadraticMoments(samples, threads: threads)
    let hiddenUnits: Int
    if let given = options.hiddenUnits {
      hiddenUnits = given
    } else if let moments {
      switch try HiddenUnitCount(moments, samples: samples.count, inputsDimension: d, outputsDimension: m) {
      case .clear(let count): hiddenUnits = count
      case .unclear(let why): return refuse(.insufficient, "\(why); state the number of hidden units")
      }
    } else {
      return refuse(
        .insufficient,
        "\(samples.count) samples are too few for moments in \(d) dimensions, which take \(fewest), and without them "
          + "the number of hidden units is not known; give more samples, or state the number")
    }
    let freedom: Int = samples.count * m - parameters(hiddenUnits)
    guard Double(freedom) > Self.smallestFreedom(hiddenUnits) else {
      return refuse(
        .insufficient,
        "\(samples.count) samples of \(m) labels are too few to estimate \(parameters(hiddenUnits)) parameters and "
          + "the noise; give at least \((parameters(hiddenUnits) + Int(Self.smallestFreedom(hiddenUnits))) / m + 1)"
      )
    }
    let neurons: MomentNeurons? = try moments.flatMap {
      try MomentNeurons($0, hiddenUnits: hiddenUnits, samples: samples, faults: faults)
    }
    if options.method == .moments {
      guard let neurons else { return refuse(.insufficient, noMomentsDetail(hiddenUnits, fewest: fewest)) }
      progress("least squares, to judge the moments")
      let network: NetworkPoint = neurons.network
      return try judge(try lastFit(from: network).network, answer: network, search: nil)
    }
    return try refine(neurons?.network, hiddenUnits: hiddenUnits)
  }

  private func lastFit(from network: NetworkPoint) throws -> LeastSquaresFit {
    var options: LeastSquares.Options = LeastSquares.Options()
    options.fitsIntercept = fitsIntercept
    options.largestSteps = Self.largestSteps
    let start: LeastSquaresStart = LeastSquaresStart(
      hidden: network.hidden, output: network.output, intercept: network.intercept)
    return try LeastSquares(options, threads: threads).fit(samples, from: start)
  }

  private func parameters(_ hiddenUnits: Int) -> Int {
    hiddenUnits * (samples.inputsDimension - 1 + samples.outputsDimension)
      + (fitsIntercept ? samples.outputsDimension : 0)
  }

  /// Residuals beyond the parameters without which the noise cannot be bounded at the certificate's confidence.
  private static func smallestFreedom(_ hiddenUnits: Int) -> Double {
    16 * log(Double(2 * hiddenUnits) / NoisyRecoveryLearner.doubt)
  }

  private func noMomentsDetail(_ hiddenUnits: Int, fewest: Int) -> String {
    if samples.count < fewest {
      return "\(samples.count) samples are too few for moments, which take \(fewest)"
    }
    if hiddenUnits > min(samples.inputsDimension, samples.outputsDimension) {
      return
        "moments of order two find at most as many neurons as there are outputs and inputs, not \(hiddenUnits)"
    }
    return "the moments do not split into \(hiddenUnits) neurons; give more samples"
  }

  private func refine(_ moments: NetworkPoint?, hiddenUnits: Int) throws -> LearnerOutcome {
    let (d, m): (Int, Int) = (samples.inputsDimension, samples.outputsDimension)
    let wanted: Int =
      Self.searchSamplesPerParameter * hiddenUnits * (d + m) + Self.fewestSearchSamples
    let isSubset: Bool = wanted < samples.count
    let studied: FitSamples =
      isSubset ? try FitSamples(SelectedRows(evenly: wanted, of: source)) : samples
    progress("least squares on \(studied.count) samples")
    let search: StartSearch = try StartSearch(
      studied, hiddenUnits: hiddenUnits, moments: moments, extra: [], fitsIntercept: fitsIntercept,
      excess: excess(hiddenUnits, samples: studied.count),
      stream: RandomStream(seed: options.seed).child("noisy-recovery"), threads: threads)
    guard !search.candidates.isEmpty else { return refuse(.notFound, "no start ended on a network") }
    progress("least squares on all \(samples.count) samples")
    var fits: [LeastSquaresFit] = try search.candidates.map { try lastFit(from: $0.network) }
    fits = fits.enumerated().sorted {
      ($0.element.relativeSquaredLoss, $0.offset) < ($1.element.relativeSquaredLoss, $1.offset)
    }.map(\.element)
    let best: LeastSquaresFit = fits[0]
    let bound: Double = best.relativeSquaredLoss * (1 + excess(hiddenUnits, samples: samples.count))
    let rival: LeastSquaresFit? = fits.dropFirst().first { fit in
      fit.relativeSquaredLoss <= bound
        && StartSearch.distance(fit.network, best.network) > StartSearch.sameParameters
    }
    if rival != nil {
      return refuse(
        .insufficient,
        "two networks of \(hiddenUnits) hidden units fit about equally well; give more samples",
        candidate: best.network)
    }
    guard search.isSettled else {
      return refuse(
        .notFound,
        "\(search.starts) starting points did not agree on a network; give more samples, or another seed",
        candidate: best.network)
    }
    return try judge(best.network, answer: best.network, search: search)
  }

  /// The share by which the loss of the teacher may exceed that of the best fit, by chance.
  func excess(_ hiddenUnits: Int, samples count: Int) -> Double {
    let p: Double = Double(parameters(hiddenUnits))
    let t: Double = -log(NoisyRecoveryLearner.doubt)
    let freedom: Double = max(1, Double(count * samples.outputsDimension) - p)
    return (p + 2 * (p * t).squareRoot() + 2 * t) / freedom
  }
}
