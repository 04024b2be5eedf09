import Foundation
import LinearAlgebra

/// The accuracy of a least-squares fit to labels with independent noise, from its normal equations.
///
/// In the gauge |v_i| = 1 the error of the parameters is J⁺ E up to terms of second order. For noise rows of covariance
/// Σ_E its covariance is, with T_il = X_iᵀX_l − X_iᵀH (HᵀH)⁻¹ HᵀX_l in the tangent spaces of the directions,
/// S⁻¹ [(u_iᵀ Σ_E u_l) T_il] S⁻¹ for the directions, S = [(u_i·u_l) T_il], and what follows from it for the output
/// weights; for Σ_E = σ² I it is σ² (JᵀJ)⁻¹.
struct WaldCovariance: Sendable {
  /// The covariance of the noise rows, estimated from the residuals, `m × m`, in the labels' unit.
  let noiseCovariance: Matrix
  /// The parameters that are free in the gauge |v_i| = 1: k (d − 1 + m), and m for an intercept.
  let parameters: Int
  /// What δᵀ C⁻¹ δ does not exceed at the confidence asked for, a bound on the quantile of χ².
  let chiSquaredRadius: Double
  /// The label entries beyond the parameters.
  let residualFreedom: Int
  /// The largest root mean square error of a direction or, relative to its size, an output weight.
  let worstStandardError: Double
  /// What no direction's or output weight's relative error exceeds at the confidence asked for; infinite where the
  /// normal equations are singular.
  let errorBound: Double
  /// The standard error of each entry of the intercept; empty without one.
  let interceptErrors: [Double]
  /// How strongly each sample pulls the directions; nil where the normal equations are singular.
  let leverage: DirectionLeverage?

  /// - Parameters:
  ///   - point: the fit in scaled inputs and labels, |v_i| = 1, at which the equations were summed.
  ///   - whitening: how the labels of the samples were changed; what is said of weights is said of the labels as they are.
  ///   - doubt: one minus the confidence of the bound.
  init(
    _ equations: NormalEquations, at point: NetworkPoint, samples: FitSamples, whitening: Whitening? = nil,
    fitsIntercept: Bool, doubt: Double
  ) throws {
    let (k, d, m): (Int, Int, Int) = (point.hidden.rows, point.hidden.columns, point.output.rows)
    let parameters: Int = k * (d - 1 + m) + (fitsIntercept ? m : 0)
    self.parameters = parameters
    self.residualFreedom = samples.count * m - parameters
    let tail: Double = -log(doubt)
    self.chiSquaredRadius =
      Double(parameters) + 2 * (Double(parameters) * tail).squareRoot() + 2 * tail
    let rows: Double = Double(samples.count) - Double(parameters) / Double(m)
    let scaledCovariance: Matrix = equations.residualGram.scaled(by: 1 / max(rows, 1))
    func original(_ covariance: Matrix) -> Matrix {
      guard let root = whitening?.root else { return covariance }
      return root * covariance * root
    }
    self.noiseCovariance = original(scaledCovariance).scaled(by: samples.labelScale)
      .scaled(by: samples.labelScale)
    guard residualFreedom > 0,
      let spread = try NeuronSpread(equations, at: point, noise: scaledCovariance)
    else {
      self.worstStandardError = .infinity
      self.errorBound = .infinity
      self.interceptErrors = fitsIntercept ? [Double](repeating: .infinity, count: m) : []
      self.leverage = nil
      return
    }
    self.leverage = spread.leverage
    let doubts: Double = log(Double(2 * k) / doubt)
    let inflation: Double = Self.varianceInflation(freedom: Double(residualFreedom), logDoubt: doubts)
    var worst: Double = 0
    var bound: Double = 0
    for i in 0..<k {
      let weight: [Double] = point.output.column(i)
      let size: Double = (whitening?.root.times(weight) ?? weight).euclideanNorm
      for (covariance, scale) in [(spread.directions[i], 1), (original(spread.weights[i]), size)] {
        guard scale > 0 else {
          bound = .infinity
          continue
        }
        let trace: Double = (0..<covariance.rows).reduce(0) { $0 + covariance[$1, $1] }
        worst = max(worst, max(0, trace).squareRoot() / scale)
        let square: Double = try inflation * Self.largestSquare(covariance, logDoubt: doubts)
        bound = max(bound, max(0, square).squareRoot() / scale)
      }
    }
    self.worstStandardError = worst.isFinite ? worst : .infinity
    // Second-order terms: neurons that move by b change the pattern of a share b/π of the samples, and an output
    // weight's relative error refers to the true size, not to the one found.
    self.errorBound = bound < 1 ? bound / (1 - bound) : .infinity
    let intercept: Matrix? = spread.intercept.map(original)
    self.interceptErrors = (0..<(intercept?.rows ?? 0)).map {
      max(0, intercept?[$0, $0] ?? 0).squareRoot() * samples.labelScale
    }
  }

  /// What |z|² of a centred Gaussian z exceeds with probability at most e^{−t}: tr C + 2 √(t tr C²) + 2 t |C|.
  ///
  /// Laurent and Massart, "Adaptive estimation of a quadratic functional by model selection", Annals of Statistics 28
  /// (2000), Lemma 1, doi:10.1214/aos/1015957395.
  static func largestSquare(_ covariance: Matrix, logDoubt: Double) throws -> Double {
    guard covariance.rows > 0 else { return 0 }
    let values: [Double] = try SymmetricEigen(covariance).values.map { max(0, $0) }
    let squares: Double = values.reduce(0) { $0 + $1 * $1 }
    return values.reduce(0, +) + 2 * (logDoubt * squares).squareRoot() + 2 * logDoubt * (values.last ?? 0)
  }

  /// By what the estimated variance may be too small, from the lower tail of the same lemma.
  static func varianceInflation(freedom: Double, logDoubt: Double) -> Double {
    let share: Double = 1 - 2 * (logDoubt / freedom).squareRoot()
    return share > 0 ? 1 / share : .infinity
  }
}
