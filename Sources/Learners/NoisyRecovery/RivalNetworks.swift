import Foundation
import LinearAlgebra
import Networks

/// Networks that no number of samples could tell from one that was found, were the labels without noise, or that the
/// noise of the samples at hand hides.
///
/// relu(t) = t + relu(−t), so that turning the neurons of a set S around changes a network by the linear function
/// −(Σ_S w_i v̂_iᵀ) x alone; where that matrix vanishes, both networks are one function. Parallel neurons can be merged and
/// a neuron without weight dropped. Each such network is fitted anew; where its loss exceeds that of the network found by
/// no more than chance explains, the network found is not the only one. Two opposite neurons whose weights cancel are a
/// linear function, of which there are many representations.
struct RivalNetworks {
  /// A network beside the one found.
  enum Rival {
    /// As many neurons, some turned around.
    case flipped([Int])
    /// One neuron less.
    case smaller
    /// Two opposite neurons that cancel.
    case cancelling(Int, Int)
  }

  private let samples: FitSamples
  private let fitsIntercept: Bool
  private let threads: Int
  /// The share by which a loss may exceed the least one by chance.
  private let excess: Double

  /// Relative squared losses below this are rounding.
  static let roundedLoss: Double = 1e-18
  /// Sets of neurons are searched up to this many neurons.
  static let largestHiddenUnits: Int = 12
  /// The sets whose linear function is least that are tried.
  private static let largestTries: Int = 32
  /// Errors beyond this say nothing of whether two neurons are opposite.
  private static let largestSlack: Double = 0.5
  /// A fit whose loss is this many times the bound after the first steps is given up.
  private static let hopelessLoss: Double = 4
  /// Neurons at a larger angle are about opposite.
  private static let oppositeCosine: Double = -0.9
  /// By how much other parameters may reduce what turning neurons around adds to the loss.
  private static let reducible: Double = 200
  private static let firstSteps: Int = 4
  private static let largestSteps: Int = 150

  init(_ samples: FitSamples, fitsIntercept: Bool, excess: Double, threads: Int) {
    self.samples = samples
    self.fitsIntercept = fitsIntercept
    self.excess = excess
    self.threads = threads
  }

  /// The first rival of a fit, if there is one.
  ///
  /// - Parameter error: what no relative error of the fit's parameters exceeds, infinite where nothing is known.
  func first(of best: LeastSquaresFit, error: Double) throws -> Rival? {
    let network: NetworkPoint = best.network.normalised(isBalanced: false)
    let k: Int = network.hidden.rows
    let goal: Double = best.relativeSquaredLoss * (1 + excess) + Self.roundedLoss
    for unit in 0..<k {
      let rest: Matrix =
        k > 1
        ? network.hidden.selectingRows((0..<k).filter { $0 != unit })
        : Matrix(rows: 1, columns: network.hidden.columns)
      if try fits(rest, below: goal) != nil { return .smaller }
    }
    for i in 0..<k {
      for l in 0..<i where Self.cancel(network, i, l, error: error) { return .cancelling(l, i) }
    }
    for set in try sets(samples.scaled(best.network).normalised(isBalanced: false), best.relativeSquaredLoss)
    {
      var hidden: Matrix = network.hidden
      for unit in set {
        for j in 0..<hidden.columns { hidden[unit, j] = -hidden[unit, j] }
      }
      guard let rival = try fits(hidden, below: goal, converges: true) else { continue }
      if StartSearch.distance(rival.network, network) > StartSearch.sameParameters { return .flipped(set) }
    }
    return nil
  }

  /// The fit that begins with some directions, if its loss comes down to a goal.
  ///
  /// - Parameter converges: whether the fit goes on to its end, which may be the network that it should rival.
  private func fits(
    _ hidden: Matrix, below goal: Double, converges: Bool = false
  ) throws -> LeastSquaresFit? {
    var options: LeastSquares.Options = LeastSquares.Options()
    options.fitsIntercept = fitsIntercept
    options.lossGoal = converges ? Self.roundedLoss / 100 : goal
    options.smallestDecrease = converges ? 1e-9 : 1e-6
    options.largestSteps = hidden.maximumMagnitude > 0 ? Self.firstSteps : 0
    let begun: LeastSquaresFit = try LeastSquares(options, threads: threads).fit(
      samples, from: LeastSquaresStart(hidden: hidden))
    if begun.relativeSquaredLoss <= goal, !converges { return begun }
    if begun.stop == .converged, begun.relativeSquaredLoss <= goal { return begun }
    guard begun.relativeSquaredLoss <= Self.hopelessLoss * goal, begun.stop == .stepLimit,
      options.largestSteps > 0
    else { return nil }
    options.largestSteps = Self.largestSteps
    let fit: LeastSquaresFit = try LeastSquares(options, threads: threads).fit(
      samples,
      from: LeastSquaresStart(
        hidden: begun.network.hidden, output: begun.network.output, intercept: begun.network.intercept))
    return fit.relativeSquaredLoss <= goal ? fit : nil
  }

  private static func cancel(_ network: NetworkPoint, _ i: Int, _ l: Int, error: Double) -> Bool {
    let weights: (one: [Double], other: [Double]) = (network.output.column(i), network.output.column(l))
    let opposite: [Double] = network.hidden.row(l).scaled(by: -1)
    let sizes: Double = weights.one.euclideanNorm + weights.other.euclideanNorm
    let slack: Double = max(
      error <= largestSlack ? error : 0, roundedLoss.squareRoot())
    return network.hidden.row(i).distance(to: opposite) <= 2 * slack
      && weights.one.distance(to: weights.other.scaled(by: -1)) <= slack * sizes
  }

  /// The sets of neurons to turn around, by the size of their linear function on the samples: those whose function is
  /// small beside the noise, or, where opposite neurons could make up for it, all.
  private func sets(_ network: NetworkPoint, _ relativeLoss: Double) throws -> [[Int]] {
    let (k, d): (Int, Int) = (network.hidden.rows, network.hidden.columns)
    guard k <= Self.largestHiddenUnits else { return [] }
    let cosines: Matrix = network.hidden.timesTransposed(network.hidden)
    let hasOpposites: Bool = (cosines.elements.min() ?? 0) < Self.oppositeCosine
    let limit: Double =
      hasOpposites
      ? .infinity
      : Self.reducible * samples.squaredLabels * (relativeLoss * excess + Self.roundedLoss)
    var gram: Matrix = Matrix(rows: d, columns: d)
    try samples.forEachPiece(widest: d, threads: threads) { part, _ in
      part.inputs.gram
    } add: {
      gram = gram + $0
    }
    // ‖X Mᵀ‖² for M = Σ_S w_i v̂_iᵀ is the sum of these products over S × S.
    let products: Matrix = (network.hidden * gram).timesTransposed(network.hidden)
    let weights: Matrix = network.output.gram
    let sizes: [(size: Double, set: [Int])] = (1..<(1 << k)).map { bits in
      let set: [Int] = (0..<k).filter { bits & (1 << $0) != 0 }
      var size: Double = 0
      for i in set {
        for l in set { size += products[i, l] * weights[i, l] }
      }
      return (size, set)
    }
    let order: [Int] = sizes.indices.sorted { (sizes[$0].size, $0) < (sizes[$1].size, $1) }
    return order.prefix(Self.largestTries).filter { sizes[$0].size <= limit }.map { sizes[$0].set }
  }
}
