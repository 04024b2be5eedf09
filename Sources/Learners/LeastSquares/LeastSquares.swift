import LinearAlgebra
import Networks

/// Least squares over both layers, ‖A − relu(X Vᵀ) Uᵀ − 1 cᵀ‖², by the method of Levenberg and Marquardt.
///
/// ```swift
/// let samples = try FitSamples(source)                       // scaled once, for any number of fits
/// let fit = try LeastSquares().fit(samples, from: LeastSquaresStart(hidden: directions))
/// fit.network.hidden                                         // V, rows of norm 1
/// ```
///
/// Both layers are balanced (|u_i| = |v_i|) before each step, the damping is λ times the diagonal of the normal
/// matrix, four times as much after a step that fails and a fifth after one that succeeds. The iteration ends on the
/// relative squared loss, not on the length of a step, since neurons that nearly cancel make steps long.
///
/// Marquardt, "An algorithm for least-squares estimation of nonlinear parameters", J. SIAM 11 (1963),
/// doi:10.1137/0111030.
package struct LeastSquares: Sendable {
  /// When to stop, and what is fitted.
  package struct Options: Sendable, Hashable {
    /// Steps that lower the loss are taken at most this often.
    package var largestSteps: Int = 200
    /// Whether the constant unit 1 cᵀ is fitted too.
    package var fitsIntercept: Bool = false
    /// The relative squared loss at which nothing is left to improve.
    package var lossGoal: Double = 1e-30
    /// The share of the loss by which a step must be expected to lower it; below it the fit has converged.
    package var smallestDecrease: Double = 1e-13

    /// The options that suit a last fit.
    package init() {}
  }

  private static let firstDamping: Double = 1e-3
  private static let dampingAfterFailure: Double = 4
  private static let dampingAfterSuccess: Double = 0.2
  /// Below this the damping no longer matters; it keeps the matrix positive definite.
  private static let smallestDamping: Double = 1e-13
  /// A step that is this much damped and still fails meets a kink of the loss.
  private static let largestDamping: Double = 1e6

  private let options: Options
  private let threads: Int

  /// Creates the method.
  ///
  /// - Parameter threads: how many threads may be used; the fit does not depend on it.
  package init(_ options: Options = Options(), threads: Int = Parallel.coreCount) {
    self.options = options
    self.threads = threads
  }

  /// Fits a network to samples from a start.
  ///
  /// - Precondition: the start has the samples' dimensions and at least one hidden unit.
  /// - Throws: `DataError` where the samples cannot be read.
  /// - Complexity: O(n (k² d² + k m) + k³ d³) for each step.
  package func fit(_ samples: FitSamples, from start: LeastSquaresStart) throws -> LeastSquaresFit {
    var point: NetworkPoint = try scaledPoint(start, samples)
    var loss: Double = try squaredLoss(of: point, samples)
    var damping: Double = Self.firstDamping
    var steps: Int = 0
    var stop: LeastSquaresFit.Stop = .stepLimit
    // An error of 0 / 0 where all labels are zero is none.
    let whole: Double = samples.squaredLabels > 0 ? samples.squaredLabels : 1
    search: while steps < options.largestSteps {
      guard loss > options.lossGoal * whole else {
        stop = .converged
        break
      }
      point = point.normalised(isBalanced: true)
      let equations: NormalEquations = try NormalEquations(
        samples, at: point, fitsIntercept: options.fitsIntercept, threads: threads)
      while true {
        if let step = equations.step(from: point, damping: damping, fitsIntercept: options.fitsIntercept) {
          guard step.expectedDecrease > options.smallestDecrease * loss else {
            stop = .converged
            break search
          }
          let next: Double = try squaredLoss(of: step.point, samples)
          if next < loss {
            (point, loss) = (step.point, next)
            damping = max(Self.smallestDamping, damping * Self.dampingAfterSuccess)
            break
          }
        }
        damping *= Self.dampingAfterFailure
        guard damping <= Self.largestDamping else {
          stop = .stalled
          break search
        }
      }
      steps += 1
    }
    return LeastSquaresFit(
      network: samples.unscaled(point), relativeSquaredLoss: loss / whole, steps: steps, stop: stop)
  }

  /// The start with the scales of the prepared samples, and an output layer.
  private func scaledPoint(_ start: LeastSquaresStart, _ samples: FitSamples) throws -> NetworkPoint {
    precondition(start.hidden.rows > 0, "a network has at least one hidden unit")
    precondition(
      start.hidden.columns == samples.inputsDimension, "the start does not have the samples' inputs")
    precondition(
      start.output.map { $0.rows == samples.outputsDimension } ?? true,
      "the start does not have the samples' labels")
    let (m, k): (Int, Int) = (samples.outputsDimension, start.hidden.rows)
    if let output = start.output {
      let intercept: [Double]? = options.fitsIntercept ? start.intercept : nil
      return samples.scaled(
        NetworkPoint(hidden: start.hidden, output: output, intercept: intercept)
      ).normalised(isBalanced: true)
    }
    let bare: NetworkPoint = NetworkPoint(hidden: start.hidden, output: Matrix(rows: m, columns: k))
      .normalised(isBalanced: false)
    let equations: NormalEquations = try NormalEquations(
      samples, at: bare, fitsIntercept: options.fitsIntercept, threads: threads)
    return equations.bestOutput(for: bare) ?? bare
  }

  private func squaredLoss(of point: NetworkPoint, _ samples: FitSamples) throws -> Double {
    var sum: Double = 0
    let widest: Int = max(point.hidden.columns, point.hidden.rows, point.output.rows)
    try samples.forEachPiece(widest: widest, threads: threads) { part, weights in
      let pass: ForwardPass = ForwardPass(part, weights, point, fitsIntercept: options.fitsIntercept)
      return pass.residual.elements.reduce(0) { $0 + $1 * $1 }
    } add: {
      sum += $0
    }
    return sum
  }
}
