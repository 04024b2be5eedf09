import LinearAlgebra
import Networks
import Teachers

/// min_U ‖A − relu(X V̂ᵀ) Uᵀ‖ / ‖E‖ for the directions V̂ of a student and the noise E of a problem, Frobenius norms.
enum NoiseRatio {
  /// The ratio; infinite where the noise is rounding and the residual is not rounding, or the units are dependent.
  static func value(of student: Network, _ problem: Problem) throws -> Double {
    let samples: Samples = problem.samples(0..<problem.count, threads: 1)
    let units: Matrix = student.layers[0].evaluate(samples.inputs)
    let noise: Matrix = samples.labels - problem.teacher.evaluate(samples.inputs, threads: 1)
    guard units.rows >= units.columns, let output = try? OrthogonalFactors(units).solve(samples.labels) else {
      return .infinity
    }
    let residual: Double = (samples.labels - units * output).frobeniusNorm
    let size: Double = noise.frobeniusNorm
    let zero: Double = rounding * samples.labels.frobeniusNorm
    // Outliers may leave out all rows; then the ratio would be one of two rounding errors.
    guard size > zero else { return residual <= zero ? 0 : .infinity }
    return residual / size
  }

  /// A residual this small beside the labels is rounding.
  private static let rounding: Double = 1e-10
}
