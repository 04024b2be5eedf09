import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// Whether one more neuron lowers the loss by more than chance explains.
///
/// Under noise alone twice the gain in log-likelihood of a neuron in a given direction is about χ²; for the best of all
/// directions the doubt is shared among (√n)^{d−1+m} of them, which are dense enough.
struct ExtraNeuron {
  /// The decrease of the loss over the decrease that chance explains; above 1 there is one more neuron.
  let ratio: Double
  /// The output weight, over all labels, from which on a neuron would have been seen, in the samples' scaled units.
  let smallestWeight: Double

  private static let largestSteps: Int = 25
  private static let randomStarts: Int = 2
  /// The share of a neuron's output, in units of the squared inputs, that others and a linear part do not make up for:
  /// the variance of relu of a Gaussian beyond its linear part, ½ − 1/(2π) − ¼.
  private static let unexplainedShare: Double = 0.0908

  /// - Parameters:
  ///   - point: the fit, for scaled samples.
  ///   - variance: the variance of one label's noise, in the same units.
  init(
    _ samples: FitSamples, beside point: NetworkPoint, directions: [[Double]], loss: Double, variance: Double,
    fitsIntercept: Bool, doubt: Double, seed: UInt64, threads: Int
  ) throws {
    let (d, m): (Int, Int) = (samples.inputsDimension, samples.outputsDimension)
    let freedom: Double = Double(d - 1 + m)
    let tail: Double = -log(doubt) + freedom * log(Double(max(2, samples.count))) / 2
    let chance: Double = variance * (freedom + 2 * (freedom * tail).squareRoot() + 2 * tail)
    var squares: Double = 0
    try samples.forEachPiece(widest: d, threads: threads) { part, _ in
      part.inputs.elements.reduce(0) { $0 + $1 * $1 }
    } add: {
      squares += $0
    }
    self.smallestWeight =
      squares > 0 ? (chance * Double(d) / (Self.unexplainedShare * squares)).squareRoot() : .infinity
    guard loss > RivalNetworks.roundedLoss * samples.squaredLabels, chance < loss else {
      self.ratio = 0
      return
    }
    var options: LeastSquares.Options = LeastSquares.Options()
    options.fitsIntercept = fitsIntercept
    options.largestSteps = Self.largestSteps
    options.lossGoal = (loss - chance) / samples.squaredLabels
    options.smallestDecrease = chance / loss / 100
    let random: Matrix = InputDistribution.sphere().block(
      rows: 0..<Self.randomStarts, dimension: d, from: RandomStream(seed: seed).child("extra-neuron"),
      threads: 1)
    let all: [[Double]] = directions + (0..<random.rows).map { random.row($0) }
    let hidden: Matrix = samples.unscaled(point).hidden
    let starts: [LeastSquaresStart] = try all.map { direction in
      LeastSquaresStart(
        hidden: hidden.appendingRows(of: try Matrix(rows: 1, columns: d, elements: direction)))
    }
    let fits: [LeastSquaresFit] = try MultiStart.fits(
      samples, from: starts, options: options, threads: threads)
    let least: Double = fits.map(\.relativeSquaredLoss).min() ?? .infinity
    self.ratio = max(0, (loss - least * samples.squaredLabels) / chance)
  }
}
