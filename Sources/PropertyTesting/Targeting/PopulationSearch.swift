#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Searches over all numeric choices of the best sequence together, while its other choices stay as they are.
///
/// Each run of ``CovarianceAdaptation`` ends when it stagnates. Runs with generations that double, from random places,
/// alternate with short ones near the best, so that either kind gets as many calls. A run is given up when the best
/// has come to have another structure.
///
/// Source of the restarts: N. Hansen, *Benchmarking a BI-population CMA-ES on the BBOB-2009 function testbed*, GECCO
/// 2009, doi:10.1145/1570256.1570333.
struct PopulationSearch: Sendable {
  /// More dimensions than these have only their variances learnt, so that the cost stays bounded.
  private static let mostFullDimensions: Int = 100
  /// The first deviation, as a part of each range.
  private static let firstDeviation: Double = 0.25
  /// The least deviation of integers, in steps of 1: enough that a neighbour is drawn now and then.
  private static let leastIntegerDeviation: Double = 0.3
  /// A distribution narrower than this part of all ranges has converged.
  private static let convergedDeviation: Double = 0x1p-48
  /// Generations without progress after which a run ends, beside a number that grows with the dimension.
  private static let patience: Int = 20
  /// The same for a distribution that cannot become narrower, and for generations of equal scores.
  private static let shortPatience: Int = 8
  /// How much wider the distribution becomes where all scores of a generation are equal.
  private static let flatFactor: Double = 1.5
  /// The largest generation.
  private static let largestPopulation: Int = 1024
  /// The best must have had one structure for as many default generations before a search begins in it.
  private static let settledGenerations: Int = 3

  private var shape: ChoiceShape?
  private var watched: ChoiceShape?
  private var watchedSince: Int = 0

  private var search: CovarianceAdaptation?
  private var points: [[Double]] = []
  private var scores: [Double] = []
  private var askedCount: Int = 0
  private var bestScore: Double = -.infinity
  private var stagnantGenerations: Int = 0
  private var flatGenerations: Int = 0

  private var doublings: Int = 0
  private var isLargeRun: Bool = true
  private var largeCalls: Int = 0
  private var smallCalls: Int = 0
  private var hasRun: Bool = false

  /// Points of the present generation; none where the best has fewer than two numbers, or is changing its structure.
  ///
  /// - Parameter calls: how many proposals of any kind were scored so far.
  mutating func propose(
    count: Int, best: TargetArchive.Entry, calls: Int, _ words: inout SplitMix64
  ) -> [ChoiceSequence] {
    guard settle(on: best, calls: calls), let shape: ChoiceShape else { return [] }
    if search == nil { begin(at: best, shape, &words) }
    guard let search: CovarianceAdaptation else { return [] }
    // What was asked for and not answered is asked for again.
    askedCount = min(count, search.populationSize - scores.count)
    return points[scores.count..<scores.count + askedCount].map { point in
      shape.sequence(at: point, of: best.choices)
    }
  }

  /// Learns the scores of the last proposals in their order, nil for those without one.
  mutating func learn(_ answers: [Double?]) {
    guard var search: CovarianceAdaptation else { return }
    scores += answers.prefix(askedCount).map { $0 ?? -.infinity }
    if isLargeRun { largeCalls += askedCount } else { smallCalls += askedCount }
    guard scores.count >= search.populationSize, let shape: ChoiceShape else { return }
    let order: [Int] = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    let highest: Double = scores[order[0]]
    flatGenerations = highest == scores[order[order.count - 1]] ? flatGenerations + 1 : 0
    stagnantGenerations = highest > bestScore ? 0 : stagnantGenerations + 1
    bestScore = max(bestScore, highest)
    if flatGenerations > 0 {
      search.scaleStepSize(by: Self.flatFactor)
    } else {
      search.update(ranked: order.map { points[$0] })
      Self.bringInside(&search)
    }
    self.search = hasEnded(search, shape) ? nil : search
    if self.search != nil { drawGeneration() }
  }

  // MARK: - Runs

  /// Whether there is a structure to search in, which is the best's.
  private mutating func settle(on best: TargetArchive.Entry, calls: Int) -> Bool {
    if let shape: ChoiceShape, shape.fits(best.choices) { return shape.dimension >= 2 }
    if watched?.fits(best.choices) != true {
      watched = ChoiceShape(best.choices)
      watchedSince = calls
    }
    guard let found: ChoiceShape = watched, found.dimension >= 2 else { return false }
    let generation: Int = CovarianceAdaptation.recommendedPopulationSize(dimension: found.dimension)
    guard calls - watchedSince >= Self.settledGenerations * generation else { return false }
    shape = found
    search = nil
    (doublings, largeCalls, smallCalls, hasRun) = (0, 0, 0, false)
    return true
  }

  private mutating func begin(
    at best: TargetArchive.Entry, _ shape: ChoiceShape, _ words: inout SplitMix64
  ) {
    let dimension: Int = shape.dimension
    let usual: Int = CovarianceAdaptation.recommendedPopulationSize(dimension: dimension)
    var mean: [Double] = shape.point(of: best.choices)
    var deviation: Double = Self.firstDeviation
    var size: Int = usual
    isLargeRun = !hasRun || largeCalls <= smallCalls
    if hasRun, isLargeRun {
      doublings += 1
      size = min(usual << min(doublings, 8), Self.largestPopulation)
      mean = mean.map { _ in words.nextUnit() }
    } else if hasRun {
      let (spread, share): (Double, Double) = (words.nextUnit(), words.nextUnit())
      let largest: Double = Double(min(usual << min(doublings, 8), Self.largestPopulation))
      size = max(usual, Int(Double(usual) * pow(largest / Double(2 * usual), share * share)))
      deviation *= pow(10, -2 * spread)
    }
    hasRun = true
    search = CovarianceAdaptation(
      mean: mean, deviation: deviation, populationSize: size,
      minimumDeviations: shape.leastDeviations(integerSteps: Self.leastIntegerDeviation),
      isDiagonal: dimension > Self.mostFullDimensions, seed: words.next())
    (bestScore, stagnantGenerations, flatGenerations) = (-.infinity, 0, 0)
    drawGeneration()
  }

  private mutating func drawGeneration() {
    guard var search: CovarianceAdaptation else { return }
    points = (0..<search.populationSize).map { _ in search.sample() }
    scores = []
    self.search = search
  }

  /// Points beyond a range stand for those that mirror them at its end, so the distribution may be mirrored too.
  private static func bringInside(_ search: inout CovarianceAdaptation) {
    for place in 0..<search.dimension {
      let position: Double = search.mean[place]
      let inside: Double = NumericScale.reflected(position)
      guard inside != position else { continue }
      // Odd numbers of mirrors turn the axis round.
      let mirrors: Double = position.rounded(.down).magnitude.truncatingRemainder(dividingBy: 2)
      if mirrors == 1 {
        search.mirror(place, movingMeanTo: inside)
      } else {
        search.mirror(place, movingMeanTo: inside)
        search.mirror(place, movingMeanTo: inside)
      }
    }
  }

  private func hasEnded(_ search: CovarianceAdaptation, _ shape: ChoiceShape) -> Bool {
    if !search.isSound || flatGenerations >= Self.shortPatience { return true }
    let deviations: [Double] = search.deviations
    let least: [Double] = shape.leastDeviations(integerSteps: Self.leastIntegerDeviation)
    if least.allSatisfy({ $0 == 0 }), deviations.allSatisfy({ $0 < Self.convergedDeviation }) { return true }
    let isNarrow: Bool = zip(deviations, least).allSatisfy { $0 <= max($1 * 2, Self.convergedDeviation) }
    let perDimension: Int = 30 * search.dimension / search.populationSize
    return stagnantGenerations >= (isNarrow ? Self.shortPatience : Self.patience + perDimension)
  }
}
