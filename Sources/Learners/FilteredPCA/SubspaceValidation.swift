import LinearAlgebra
import RandomStreams

/// The question to samples that the search has not seen: does the weakest direction lower the error?
///
/// Given the studied rows, the differences of squared errors on the rows held out are independent. A direction that does
/// not lower the risk passes with probability 0.0014 at most (normal law), however it was found and whatever the labels'
/// law: this is the stated rate of false directions. An inexact subspace leaves a residual that depends on its tilt, and
/// the direction found next is then mostly noise; nothing in sample shows that.
struct SubspaceValidation: Sendable {
  let polish: SubspacePolish
  let heldOut: LabelledRows

  /// Standard errors by which a direction must lower the squared error.
  private static let requiredScore: Double = 3
  /// The factor by which it must lower the error.
  private static let requiredRatio: Double = 1.05
  /// Rows with a label other than the commonest; with fewer the normal law is no guide.
  private static let fewestInformative: Int = 50
  /// The regressors of which the better one counts.
  static let regressors: Int = 2

  /// The certified subspace; nil where no direction is confirmed.
  func certified(_ candidate: SubspaceFit) throws -> (fit: SubspaceFit?, steps: [ValidationStep]) {
    var steps: [ValidationStep] = []
    var fit: SubspaceFit = candidate
    var errors: [Double] = try squaredErrors(fit.basis)
    let isInformative: Bool = informativeRows >= Self.fewestInformative
    while true {
      let smaller: SubspaceFit? =
        fit.basis.columns > 1
        ? try polish.onAll(try polish.onCore(try fit.withoutWeakest())) : nil
      let smallerErrors: [Double] =
        try smaller.map { try squaredErrors($0.basis) } ?? heldOut.labels.map { $0 * $0 }
      let step: ValidationStep = Self.step(
        errors, smallerErrors, dimension: fit.basis.columns, isInformative: isInformative)
      steps.append(step)
      if step.kept { return (fit, steps) }
      guard let smaller else { return (nil, steps) }
      fit = smaller
      errors = smallerErrors
    }
  }

  private static func step(
    _ errors: [Double], _ smaller: [Double], dimension: Int, isInformative: Bool
  ) -> ValidationStep {
    let n: Double = Double(max(1, errors.count))
    let differences: [Double] = zip(smaller, errors).map { $0 - $1 }
    let mean: Double = differences.reduce(0, +) / n
    let variance: Double =
      differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, n - 1)
    let score: Double = variance > 0 ? mean / (variance / n).squareRoot() : 0
    let with: Double = errors.reduce(0, +)
    let ratio: Double = with > 0 ? (smaller.reduce(0, +) / with).squareRoot() : 1
    return ValidationStep(
      dimension: dimension, score: score, errorRatio: ratio, samples: errors.count,
      kept: isInformative && score > requiredScore && ratio > requiredRatio)
  }

  /// The held-out rows whose label is not the commonest one.
  private var informativeRows: Int {
    let median: Double = heldOut.labels.sorted()[heldOut.labels.count / 2]
    return heldOut.labels.reduce(0) { $0 + ($1 == median ? 0 : 1) }
  }

  /// The error of the best regressor on a subspace on the rows held out, relative to the labels' size there.
  func relativeError(
    _ basis: Matrix, features: Int, ridge: Double, draws: Int = Self.regressors
  ) throws -> Double {
    let errors: [Double] = try squaredErrors(basis, features: features, ridge: ridge, draws: draws)
    return (errors.reduce(0, +) / variance).squareRoot()
  }

  /// A root mean square of held-out errors, relative to the labels' size there.
  func relative(_ error: Double) -> Double { error * (Double(heldOut.count) / variance).squareRoot() }

  /// Σ (y − ȳ)² over the rows held out.
  private var variance: Double {
    let mean: Double = heldOut.labels.reduce(0, +) / Double(heldOut.count)
    return max(heldOut.labels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }, .leastNormalMagnitude)
  }

  /// The squared errors of each held-out row under the best of some regressors, two by default.
  func squaredErrors(
    _ basis: Matrix, features: Int? = nil, ridge: Double = 1e-6, draws: Int = Self.regressors
  ) throws -> [Double] {
    let count: Int = max(1, min(features ?? polish.features, polish.core.count / 10))
    let points: Matrix = heldOut.inputs * basis
    var best: (sum: Double, errors: [Double])?
    for draw in 0..<draws {
      let drawn: RandomFeatures = RandomFeatures(
        dimension: basis.columns, count: count, stream: polish.stream.child("validation").child(draw))
      let fit: FeatureFit = try drawn.fit(polish.core, threads: polish.threads, ridge: ridge) {
        $0.inputs * basis
      }
      let errors: [Double] = zip(heldOut.labels, fit.values(points)).map { ($0 - $1) * ($0 - $1) }
      let sum: Double = errors.reduce(0, +)
      if best.map({ sum < $0.sum }) ?? true { best = (sum, errors) }
    }
    return best?.errors ?? []
  }
}
