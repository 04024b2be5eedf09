import LinearAlgebra
import RandomStreams

/// Gauss–Newton steps on the subspace: the tilt Δ that explains most of the residual of a regressor on it.
///
/// With gradients g of the regressor and x⊥ the part of x off the subspace, Δ minimises Σ (r − gᵀΔᵀx⊥)². The population
/// Hessian is I ⊗ E g gᵀ, which serves as the preconditioner of conjugate gradients.
struct SubspacePolish: Sendable {
  let core: StudyRows
  let all: StudyRows
  let features: Int
  let stream: RandomStream
  let threads: Int

  /// The most steps on the core.
  private static let mostSteps: Int = 15
  /// The most steps of conjugate gradients for each.
  private static let mostInnerSteps: Int = 12
  /// The square of the inner residual, relative to that of its start, at which conjugate gradients stop.
  private static let innerTolerance: Double = 1e-10
  /// The sine of the angle of a step below which the polish is done.
  private static let smallestStep: Double = 0.004
  /// The sine of a step in units of √(d / n), where that is smaller.
  private static let relativeStep: Double = 0.06
  /// A residual that is larger than the best by this factor ends the polish.
  private static let largestIncrease: Double = 1.05
  /// The polish has stalled where so many steps lower the best residual by less than this share of it.
  private static let stall: (steps: Int, share: Double) = (3, 0.002)
  /// μ, relative to the mean eigenvalue of E g gᵀ.
  private static let damping: Double = 1e-3
  /// The steps on all rows where they are more than the core.
  private static let stepsOnAll: Int = 2

  /// The features for a subspace of a dimension.
  func features(dimension: Int) -> RandomFeatures {
    RandomFeatures(
      dimension: dimension, count: max(1, min(features, core.count / 10)), stream: stream.child(dimension))
  }

  /// The regressor on a subspace as it is.
  func fit(_ basis: Matrix) throws -> SubspaceFit {
    try SubspaceFit(
      basis, features: features(dimension: basis.columns), fitted: core, rows: core, threads: threads)
  }

  /// The subspace after steps on the core.
  func onCore(_ start: Matrix) throws -> SubspaceFit {
    let features: RandomFeatures = features(dimension: start.columns)
    let tolerance: Double = min(
      Self.smallestStep, Self.relativeStep * (Double(core.dimension) / Double(core.count)).squareRoot())
    var best: SubspaceFit?
    var basis: Matrix = start
    var bests: [Double] = []
    for step in 0...Self.mostSteps {
      let fit: SubspaceFit = try SubspaceFit(
        basis, features: features, fitted: core, rows: core, threads: threads)
      if let best, !(fit.residual <= Self.largestIncrease * best.residual) { return best }
      if best.map({ fit.residual < $0.residual }) ?? true { best = fit }
      bests.append(best?.residual ?? .infinity)
      let earlier: Double = bests.count > Self.stall.steps ? bests[step - Self.stall.steps] : .infinity
      if earlier.isFinite, bests[step] > (1 - Self.stall.share) * earlier { break }
      if step == Self.mostSteps || basis.columns == basis.rows { break }
      let turned: Matrix = Orthonormal.basis(basis + (try tilt(fit)))
      guard turned.columns == basis.columns else { break }
      let sine: Double = try Orthonormal.largestSine(from: turned, to: basis)
      basis = turned
      if sine < tolerance {
        let last: SubspaceFit = try SubspaceFit(
          basis, features: features, fitted: core, rows: core, threads: threads)
        return last.residual <= (best?.residual ?? .infinity) * Self.largestIncrease ? last : best ?? last
      }
    }
    return try best ?? fit(start)
  }

  /// The subspace after further steps on all rows; the same where the core holds all.
  ///
  /// So many rows make the Hessian its own preconditioner, and one gradient of all rows is a step.
  func onAll(_ start: SubspaceFit) throws -> SubspaceFit {
    guard all.isStreamed, start.basis.columns < start.basis.rows else { return start }
    let features: RandomFeatures = start.regressor.features
    var basis: Matrix = start.basis
    for _ in 0..<Self.stepsOnAll {
      let fit: SubspaceFit = try SubspaceFit(
        basis, features: features, fitted: core, rows: all, threads: threads)
      let pull: Matrix = Orthonormal.removing(basis, from: fit.sums.pull)
        .scaled(by: 1 / Double(max(1, fit.sums.count)))
      let turned: Matrix = Orthonormal.basis(
        basis + (try Self.preconditioner(fit).solve(pull.transposed)).transposed)
      guard turned.columns == basis.columns else { break }
      basis = turned
    }
    return try SubspaceFit(basis, features: features, fitted: core, rows: core, threads: threads)
  }

  private static func ridge(_ fit: SubspaceFit) -> Double {
    let l: Int = fit.basis.columns
    let trace: Double = (0..<l).reduce(0) { $0 + fit.gradientMoments[$1, $1] }
    return max(damping * trace / Double(l), .leastNormalMagnitude)
  }

  private static func preconditioner(_ fit: SubspaceFit) throws -> CholeskyFactor {
    let l: Int = fit.basis.columns
    return try CholeskyFactor(fit.gradientMoments + Matrix.identity(l).scaled(by: ridge(fit)))
  }

  /// Δ by conjugate gradients.
  private func tilt(_ fit: SubspaceFit) throws -> Matrix {
    let (d, l): (Int, Int) = (fit.basis.rows, fit.basis.columns)
    let n: Double = Double(core.count)
    let mu: Double = Self.ridge(fit)
    let preconditioner: CholeskyFactor = try Self.preconditioner(fit)
    let gradients: [Matrix] = fit.sums.kept
    let blocks: [Matrix] = try core.map(threads: 1) { $0.inputs }
    func product(_ delta: Matrix) -> Matrix {
      let parts: [Matrix] = Parallel.map(blocks.count, threads: threads) { index in
        let gradient: Matrix = gradients[index]
        var moved: Matrix = blocks[index] * delta
        moved.modifyElements { elements in
          gradient.elements.withUnsafeBufferPointer { gradient in
            for row in 0..<gradient.count / max(1, l) {
              var along: Double = 0
              for place in row * l..<(row + 1) * l { along += elements[place] * gradient[place] }
              for place in row * l..<(row + 1) * l { elements[place] = along * gradient[place] }
            }
          }
        }
        return blocks[index].transposedTimes(moved)
      }
      var sum: Matrix = Matrix(rows: d, columns: l)
      for part in parts { sum = sum + part }
      return Orthonormal.removing(fit.basis, from: sum.scaled(by: 1 / n)) + delta.scaled(by: mu)
    }
    var remainder: Matrix = Orthonormal.removing(fit.basis, from: fit.sums.pull.scaled(by: 1 / n))
    var delta: Matrix = Matrix(rows: d, columns: l)
    var conditioned: Matrix = try preconditioner.solve(remainder.transposed).transposed
    var direction: Matrix = conditioned
    var product0: Double = remainder.elements.dot(conditioned.elements)
    let start: Double = remainder.elements.dot(remainder.elements)
    guard start > 0 else { return delta }
    for _ in 0..<Self.mostInnerSteps {
      let image: Matrix = product(direction)
      let curvature: Double = direction.elements.dot(image.elements)
      guard curvature > 0 else { break }
      let length: Double = product0 / curvature
      delta = delta + direction.scaled(by: length)
      remainder = remainder - image.scaled(by: length)
      if remainder.elements.dot(remainder.elements) <= Self.innerTolerance * start { break }
      conditioned = try preconditioner.solve(remainder.transposed).transposed
      let product1: Double = remainder.elements.dot(conditioned.elements)
      direction = conditioned + direction.scaled(by: product1 / product0)
      product0 = product1
    }
    return delta
  }
}
