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
      return
    }
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

/// The covariances of each neuron's direction and output weight, and the variances of the intercept.
private struct NeuronSpread {
  var directions: [Matrix] = []
  var weights: [Matrix] = []
  var intercept: Matrix?

  /// Nothing where the normal equations are singular.
  init?(_ equations: NormalEquations, at point: NetworkPoint, noise: Matrix) throws {
    let (k, d, m): (Int, Int, Int) = (point.hidden.rows, point.hidden.columns, point.output.rows)
    let width: Int = equations.unitGram.rows
    let t: Int = d - 1
    guard let unitFactor = try? CholeskyFactor(equations.unitGram),
      let inverseUnits = try? unitFactor.solve(Matrix.identity(width))
    else { return nil }
    let bases: [Matrix] = try (0..<k).map { try Self.complement(of: point.hidden.row($0)) }
    // T and X_iᵀ H (HᵀH)⁻¹ in the tangent spaces.
    let projected: Matrix = equations.cross * inverseUnits
    let rest: Matrix = equations.directionGram - projected.timesTransposed(equations.cross)
    var tangent: Matrix = Matrix(rows: k * t, columns: k * t)
    var influence: Matrix = Matrix(rows: k * t, columns: width)
    for i in 0..<k {
      let rows: Matrix = rest.rowRange(i * d..<(i + 1) * d)
      for l in 0..<k {
        let block: Matrix = bases[i].transposedTimes(rows.selectingColumns(l * d..<(l + 1) * d)) * bases[l]
        for a in 0..<t {
          for b in 0..<t { tangent[i * t + a, l * t + b] = block[a, b] }
        }
      }
      let part: Matrix = bases[i].transposedTimes(projected.rowRange(i * d..<(i + 1) * d))
      for a in 0..<t {
        for q in 0..<width { influence[i * t + a, q] = part[a, q] }
      }
    }
    let gram: Matrix = point.output.gram
    let noisy: Matrix = point.output.transposedTimes(noise * point.output)
    let bread: Matrix = tangent.multiplyingBlocks(by: gram, size: t)
    let meat: Matrix = tangent.multiplyingBlocks(by: noisy, size: t)
    guard let factor = try? CholeskyFactor(bread), let half = try? factor.solve(meat),
      let covariance = try? factor.solve(half.transposed)
    else { return nil }

    for i in 0..<k {
      directions.append(
        covariance.rowRange(i * t..<(i + 1) * t).selectingColumns(i * t..<(i + 1) * t))
    }
    for q in 0..<width {
      // How the weight of unit q in each output follows the directions.
      let follows: Matrix = Matrix(rows: m, columns: k * t) { span in
        for a in 0..<m {
          for l in 0..<k {
            for b in 0..<t { span[a * k * t + l * t + b] = point.output[a, l] * influence[l * t + b, q] }
          }
        }
      }
      let own: Matrix = noise.scaled(by: inverseUnits[q, q])
      let block: Matrix = own + (follows * covariance).timesTransposed(follows)
      if q < k { weights.append(block) } else { intercept = block }
    }
    guard directions.allSatisfy(\.isFinite), weights.allSatisfy(\.isFinite) else { return nil }
  }

  /// An orthonormal basis of what is orthogonal to a unit vector, `d × (d − 1)`: the columns of a Householder
  /// reflection that takes the vector to an axis.
  private static func complement(of vector: [Double]) throws -> Matrix {
    let column: Matrix = try Matrix(rows: vector.count, columns: 1, elements: vector)
    let right: Matrix = try SingularValues.right(of: column.transposed).vectors
    return right.rowRange(1..<vector.count).transposed
  }
}

extension Matrix {
  /// Block (i, l) of the given size times entry (i, l) of a matrix.
  fileprivate func multiplyingBlocks(by factors: Matrix, size: Int) -> Matrix {
    var result: Matrix = self
    for row in 0..<rows {
      for column in 0..<columns { result[row, column] *= factors[row / size, column / size] }
    }
    return result
  }
}
