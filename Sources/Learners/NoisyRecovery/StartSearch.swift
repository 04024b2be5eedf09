import LinearAlgebra
import Networks
import RandomStreams

/// The search for the least-squares optimum on some of the samples, from moments and random starts.
///
/// A start from moments is near the teacher already; it is believed if two random starts do not beat it by more than
/// chance explains. Without one, a random start must be confirmed by another that ends on the same network.
struct StartSearch {
  /// The different networks found that the samples studied cannot tell from the one of least loss.
  private(set) var candidates: [LeastSquaresFit] = []
  /// The starting points.
  private(set) var starts: Int = 0
  /// The starting points that ended on the network of least loss.
  private(set) var agreeing: Int = 0
  /// Whether the candidate that fits all samples best may be believed.
  private(set) var isSettled: Bool = false

  /// Random starts beside one from moments.
  static let startsBesideMoments: Int = 2
  /// Random starts at a time without moments.
  static let startsPerRound: Int = 10
  /// Rounds of random starts.
  static let largestRounds: Int = 4
  /// Candidates that are told apart by all samples.
  static let largestCandidates: Int = 3
  /// Fits to the same samples whose losses differ by this share or less may be one network.
  static let sameLoss: Double = 1e-3
  /// Fits whose parameters differ by this or less are one network.
  static let sameParameters: Double = 0.05
  /// Steps that a fit may take in the search.
  private static let largestSteps: Int = 200
  /// Relative squared losses below this are rounding.
  private static let exactLoss: Double = 1e-20

  init(
    _ samples: FitSamples, hiddenUnits: Int, moments: NetworkPoint?, extra: [LeastSquaresStart],
    fitsIntercept: Bool, excess: Double, stream: RandomStream, threads: Int
  ) throws {
    var options: LeastSquares.Options = LeastSquares.Options()
    options.fitsIntercept = fitsIntercept
    options.largestSteps = Self.largestSteps
    options.smallestDecrease = 1e-9
    options.lossGoal = Self.exactLoss / 100
    // Directions alone: the best output layer for them is nearer than the one of the moments.
    var trusted: [LeastSquaresStart] = moments.map { [LeastSquaresStart(hidden: $0.hidden)] } ?? []
    trusted += extra
    var fits: [LeastSquaresFit] = []
    for round in 0..<Self.largestRounds {
      let count: Int =
        round == 0 && moments != nil ? Self.startsBesideMoments : Self.startsPerRound
      let random: [LeastSquaresStart] = MultiStart.randomStarts(
        count, hiddenUnits: hiddenUnits, inputsDimension: samples.inputsDimension,
        from: stream.child(round))
      fits += try MultiStart.fits(
        samples, from: round == 0 ? trusted + random : random, options: options, threads: threads)
      starts = fits.count
      let order: [Int] = fits.indices.sorted {
        (fits[$0].relativeSquaredLoss, $0) < (fits[$1].relativeSquaredLoss, $1)
      }
      guard let first = order.first else { return }
      let best: LeastSquaresFit = fits[first]
      agreeing = fits.count { Self.isSame($0, best) }
      let bound: Double = best.relativeSquaredLoss * (1 + excess) + Self.exactLoss
      let momentsHold: Bool = moments != nil && fits[0].relativeSquaredLoss <= bound
      candidates = momentsHold ? [fits[0]] : []
      for index in order where fits[index].relativeSquaredLoss <= bound {
        guard candidates.count < Self.largestCandidates else { break }
        if !candidates.contains(where: {
          Self.distance($0.network, fits[index].network) <= Self.sameParameters
        }) {
          candidates.append(fits[index])
        }
      }
      isSettled = momentsHold || agreeing >= 2
      if isSettled { return }
    }
  }

  private static func isSame(_ fit: LeastSquaresFit, _ best: LeastSquaresFit) -> Bool {
    fit.relativeSquaredLoss <= best.relativeSquaredLoss * (1 + sameLoss) + exactLoss
      && distance(fit.network, best.network) <= sameParameters
  }

  /// The largest relative difference between two networks' neurons.
  static func distance(_ first: NetworkPoint, _ second: NetworkPoint) -> Double {
    guard let first = try? Network(hidden: first.hidden, output: first.output),
      let second = try? Network(hidden: second.hidden, output: second.output)
    else { return .infinity }
    return NeuronMatching.relativeError(of: first, against: second)
  }
}
