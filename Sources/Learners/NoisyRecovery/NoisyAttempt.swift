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
    let d: Int = samples.inputsDimension
    guard samples.squaredLabels > 0 else {
      return refuse(.insufficient, "all labels are zero, so there is nothing to fit")
    }
    progress("moments of \(samples.count) samples")
    let fewest: Int = QuadraticMoments.fewestSamples(dimension: d)
    let moments: QuadraticMoments? = try QuadraticMoments(samples, threads: threads)
    if let given = options.hiddenUnits { return try attempt(given, moments).outcome }
    guard let moments else {
      return refuse(
        .insufficient,
        "\(samples.count) samples are too few for moments in \(d) dimensions, which take \(fewest), and without them "
          + "the number of hidden units is not known; give more samples, or state the number")
    }
    let spectrum: MomentSpectrum = try MomentSpectrum(moments, samples: samples.count)
    let shown: Int = spectrum.values.count { $0 > Self.clearlySignal * spectrum.noiseFloor }
    guard shown > 0 else {
      return refuse(
        .insufficient,
        "the moments of the labels show no neuron above the noise; state the number of hidden units")
    }
    return try countedAttempt(from: shown, moments)
  }

  /// A singular value of the moments this many times the noise floor is a neuron's.
  private static let clearlySignal: Double = 3
  /// Neurons beyond those that the moments show that are tried.
  private static let largestSurplus: Int = 4

  /// Attempts with one more hidden unit after another, or one less, until the labels ask for neither.
  private func countedAttempt(from shown: Int, _ moments: QuadraticMoments) throws -> LearnerOutcome {
    var hiddenUnits: Int = shown
    var direction: NoisyVerdict.Count = .enough
    while true {
      let verdict: NoisyVerdict = try attempt(hiddenUnits, moments)
      switch (verdict.count, direction) {
      case (.more, .enough), (.more, .more):
        guard hiddenUnits < shown + Self.largestSurplus else {
          return refuse(
            .notFound, "\(shown) to \(hiddenUnits) hidden units do not explain the labels; state the number")
        }
        hiddenUnits += 1
        direction = .more
      case (.fewer, .enough), (.fewer, .fewer):
        guard hiddenUnits > 1 else { return verdict.outcome }
        hiddenUnits -= 1
        direction = .fewer
      case (.more, .fewer), (.fewer, .more):
        return refuse(
          .insufficient,
          "the labels do not show how many hidden units there are, about \(hiddenUnits); state the number")
      case (.enough, _): return verdict.outcome
      }
    }
  }

  private func attempt(_ hiddenUnits: Int, _ moments: QuadraticMoments?) throws -> NoisyVerdict {
    let m: Int = samples.outputsDimension
    let freedom: Int = samples.count * m - parameters(hiddenUnits)
    guard Double(freedom) > Self.smallestFreedom(hiddenUnits) else {
      return NoisyVerdict(
        refuse(
          .insufficient,
          "\(samples.count) samples of \(m) labels are too few to estimate \(parameters(hiddenUnits)) parameters and "
            + "the noise; give at least \((parameters(hiddenUnits) + Int(Self.smallestFreedom(hiddenUnits))) / m + 1)"
        ))
    }
    let neurons: MomentNeurons? = try moments.flatMap {
      try MomentNeurons($0, hiddenUnits: hiddenUnits, samples: samples, faults: faults)
    }
    if options.method == .moments {
      guard let neurons else {
        let fewest: Int = QuadraticMoments.fewestSamples(dimension: samples.inputsDimension)
        return NoisyVerdict(refuse(.insufficient, noMomentsDetail(hiddenUnits, fewest: fewest)))
      }
      progress("least squares, to judge the moments")
      let network: NetworkPoint = neurons.network
      let (fitted, fits): (FittedSamples, [LeastSquaresFit]) = try efficientFits(from: [network])
      return try judge(fits[0], answer: network, search: nil, on: fitted)
    }
    return try refine(neurons?.network, hiddenUnits: hiddenUnits)
  }

  /// The fits to all samples, from the best; where the noise differs between directions of the labels, to whitened ones.
  private func efficientFits(from networks: [NetworkPoint]) throws -> (FittedSamples, [LeastSquaresFit]) {
    func sorted(_ fits: [LeastSquaresFit]) -> [LeastSquaresFit] {
      fits.enumerated().sorted {
        ($0.element.relativeSquaredLoss, $0.offset) < ($1.element.relativeSquaredLoss, $1.offset)
      }.map(\.element)
    }
    var fitted: FittedSamples = FittedSamples(samples: samples, whitening: nil)
    var fits: [LeastSquaresFit] = sorted(try networks.map { try lastFit(from: $0, on: fitted) })
    for round in 0..<Self.largestWhitenings {
      guard let best = fits.first, best.relativeSquaredLoss > RivalNetworks.roundedLoss,
        let whitening = try Whitening(noise: noise(of: best.network, on: fitted))
      else { break }
      progress("least squares on whitened labels, round \(round + 1)")
      let before: FittedSamples = fitted
      fitted = FittedSamples(
        samples: try FitSamples(WhitenedSamples(source: source, whitening: whitening)), whitening: whitening)
      let next: [NetworkPoint] = fits.map { fitted.network(before.original($0.network)) }
      fits = sorted(try next.map { try lastFit(from: $0, on: fitted) })
      let now: Matrix = try noise(of: fits[0].network, on: fitted)
      let white: Matrix = whitening.inverse * now * whitening.inverse
      // Once the noise found agrees with the one assumed, another round changes nothing.
      if try Whitening(noise: white) == nil { break }
    }
    return (fitted, fits)
  }

  private static let largestWhitenings: Int = 5

  /// The covariance of the residuals, in the labels as they are.
  private func noise(of network: NetworkPoint, on fitted: FittedSamples) throws -> Matrix {
    let data: FitSamples = fitted.samples
    let equations: NormalEquations = try NormalEquations(
      data, at: data.scaled(network), fitsIntercept: fitsIntercept, threads: threads)
    let gram: Matrix = equations.residualGram.scaled(by: 1 / Double(max(1, data.count)))
      .scaled(by: data.labelScale / samples.labelScale).scaled(by: data.labelScale / samples.labelScale)
    guard let root = fitted.whitening?.root else { return gram }
    return root * gram * root
  }

  private func lastFit(from network: NetworkPoint, on fitted: FittedSamples) throws -> LeastSquaresFit {
    var options: LeastSquares.Options = LeastSquares.Options()
    options.fitsIntercept = fitsIntercept
    options.largestSteps = Self.largestSteps
    let start: LeastSquaresStart = LeastSquaresStart(
      hidden: network.hidden, output: network.output, intercept: network.intercept)
    return try LeastSquares(options, threads: threads).fit(fitted.samples, from: start)
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

  private func refine(_ moments: NetworkPoint?, hiddenUnits: Int) throws -> NoisyVerdict {
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
    guard !search.candidates.isEmpty else {
      return NoisyVerdict(refuse(.notFound, "no start ended on a network"))
    }
    progress("least squares on all \(samples.count) samples")
    let (fitted, fits): (FittedSamples, [LeastSquaresFit]) = try efficientFits(
      from: search.candidates.map(\.network))
    let best: LeastSquaresFit = fits[0]
    let verdict: NoisyVerdict = try judge(
      best, answer: fitted.original(best.network), search: search, on: fitted)
    guard case .recovered = verdict.outcome else { return verdict }
    let bound: Double = best.relativeSquaredLoss * (1 + excess(hiddenUnits, samples: samples.count))
    let rival: LeastSquaresFit? = fits.dropFirst().first { fit in
      fit.relativeSquaredLoss <= bound
        && StartSearch.distance(fit.network, best.network) > StartSearch.sameParameters
    }
    if rival != nil {
      return NoisyVerdict(
        refuse(
          .insufficient,
          "two networks of \(hiddenUnits) hidden units fit about equally well; give more samples",
          candidate: fitted.original(best.network)))
    }
    guard search.isSettled else {
      return NoisyVerdict(
        refuse(
          .notFound,
          "\(search.starts) starting points did not agree on a network; give more samples, or another seed",
          candidate: fitted.original(best.network)))
    }
    return verdict
  }

  /// The share by which the loss of the teacher may exceed that of the best fit, by chance.
  func excess(_ hiddenUnits: Int, samples count: Int) -> Double {
    let p: Double = Double(parameters(hiddenUnits))
    let t: Double = -log(NoisyRecoveryLearner.doubt)
    let freedom: Double = max(1, Double(count * samples.outputsDimension) - p)
    return (p + 2 * (p * t).squareRoot() + 2 * t) / freedom
  }
}

/// What became of an attempt with some number of hidden units.
struct NoisyVerdict {
  /// What the labels say of the number of hidden units.
  enum Count {
    /// Nothing against it.
    case enough
    /// The residuals show more.
    case more
    /// One less does as well.
    case fewer
  }

  let outcome: LearnerOutcome
  let count: Count

  init(_ outcome: LearnerOutcome, _ count: Count = .enough) {
    self.outcome = outcome
    self.count = count
  }
}
