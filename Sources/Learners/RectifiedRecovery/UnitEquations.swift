import Foundation
import LinearAlgebra
import Networks

/// The equations c f(v·x) = h on the active samples of one unit, in *v* and log *c*, for an activation that is not
/// homogeneous: there the length of v is determined.
struct UnitEquations {
  let problem: RecoveryProblem
  let activation: Activation
  /// The samples on which the unit is active.
  let rows: [Int]
  /// *h* on these samples, at most 1.
  let values: [Double]

  /// The scan of log(1/c) relative to the largest value: from e⁻¹² to e¹² in steps of a quarter.
  private static let scan: [Double] = (0..<97).map { -12 + 0.25 * Double($0) }
  /// Minima of the scan from which equations are solved.
  private static let minimaTried: Int = 3
  /// The root mean square of v·x at the starting points of an activation that is not injective.
  private static let starts: [Double] = [1, 0.5, 2, 0.25, 4, 0.125, 8]
  /// Samples for each unknown on which a solution is looked for, before all of them refine it.
  private static let rowsPerUnknown: Int = 12
  private static let mostSteps: Int = 60
  /// After so many steps that leave more than ``slowShare`` of the misfit, a search gives up.
  private static let mostSlowSteps: Int = 6
  private static let slowShare: Double = 0.9
  private static let mostHalvings: Int = 12

  /// Solves without a starting point: on some of the samples, then on all.
  func solve() throws -> WeightFit? {
    let wanted: Int = Self.rowsPerUnknown * (problem.dimension + 1)
    guard rows.count > wanted else { return try activation.isIncreasing ? solveByScan() : solveByStarts() }
    let places: [Int] = (0..<wanted).map { $0 * rows.count / wanted }
    let part: UnitEquations = UnitEquations(
      problem: problem, activation: activation, rows: places.map { rows[$0] },
      values: places.map { values[$0] })
    return try part.solve().flatMap { try refined($0)?.fit }
  }

  /// Solves for an increasing activation.
  ///
  /// For each factor the inverse gives v·x, and the right factor makes it linear in x.
  private func solveByScan() throws -> WeightFit? {
    let inputs: Matrix = problem.inputs.selectingRows(rows)
    guard rows.count > problem.dimension else { return nil }
    let factors: OrthogonalFactors = try OrthogonalFactors(inputs)
    guard try factors.conditionNumberIsBelow(1 / problem.tolerances.spanning) else { return nil }
    let basis: Matrix = factors.orthonormal()
    // The share of f⁻¹ that is not linear in x, infinite where a value is out of f's range.
    let misfits: [Double] = Self.scan.map { exponent in
      guard let products = preimages(exponent) else { return .infinity }
      let rest: [Double] = zip(products, basis.times(basis.transposedTimes(products))).map { $0 - $1 }
      return rest.euclideanNorm / products.euclideanNorm
    }
    let minima: [Int] = misfits.indices.filter { index in
      misfits[index].isFinite && (index == 0 || misfits[index] <= misfits[index - 1])
        && (index + 1 == misfits.count || misfits[index] <= misfits[index + 1])
    }
    var best: (fit: WeightFit, misfit: Double)?
    for index in minima.sorted(by: { (misfits[$0], $0) < (misfits[$1], $1) }).prefix(Self.minimaTried) {
      guard let products = preimages(Self.scan[index]) else { continue }
      let column: Matrix = try Matrix(rows: rows.count, columns: 1, elements: products)
      let start: WeightFit = WeightFit(
        weights: try factors.solve(column).elements, factor: exp(-Self.scan[index]), condition: 1)
      try keep(refined(start), in: &best)
    }
    return fitting(best)
  }

  /// Solves for an activation whose values do not tell v·x, from starting points along the mean active input.
  private func solveByStarts() throws -> WeightFit? {
    let inputs: Matrix = problem.inputs.selectingRows(rows)
    let ones: [Double] = [Double](repeating: 1, count: rows.count)
    guard rows.count > problem.dimension, let mean = inputs.transposedTimes(ones).normalised else {
      return nil
    }
    let products: [Double] = inputs.times(mean)
    let size: Double = products.euclideanNorm / Double(rows.count).squareRoot()
    guard size > 0 else { return nil }
    var best: (fit: WeightFit, misfit: Double)?
    for start in Self.starts {
      let weights: [Double] = mean.scaled(by: start / size)
      let predicted: [Double] = inputs.times(weights).map { activation($0) }
      let square: Double = predicted.dot(predicted)
      guard square > 0, square.isFinite else { continue }
      let factor: Double = predicted.dot(values) / square
      guard factor > 0 else { continue }
      try keep(refined(WeightFit(weights: weights, factor: factor, condition: 1)), in: &best)
      if let best, best.misfit <= problem.tolerances.unitFit(amplification: problem.space.amplification) {
        break
      }
    }
    return fitting(best)
  }

  /// The solution near another.
  func refine(_ start: WeightFit) throws -> WeightFit? { try refined(start)?.fit }

  private func fitting(_ found: (fit: WeightFit, misfit: Double)?) -> WeightFit? {
    guard let found, found.misfit <= roughFit else { return nil }
    return found.fit
  }

  /// The misfit at which a solution is one; the zeros of a first pattern are not as exact as later ones.
  private var roughFit: Double {
    100 * problem.tolerances.unitFit(amplification: problem.space.amplification)
  }

  private func keep(
    _ found: (fit: WeightFit, misfit: Double)?, in best: inout (fit: WeightFit, misfit: Double)?
  ) throws {
    guard let found, found.misfit < best?.misfit ?? .infinity else { return }
    best = found
  }

  private func preimages(_ exponent: Double) -> [Double]? {
    let factor: Double = exp(exponent)
    var products: [Double] = []
    products.reserveCapacity(values.count)
    for value in values {
      guard let product = activation.inverse(factor * value) else { return nil }
      products.append(product)
    }
    return products
  }

  /// Gauss–Newton with halved steps, on c f(v·x) − h: with the factor on this side nothing vanishes at c = 0.
  private func refined(_ start: WeightFit) throws -> (fit: WeightFit, misfit: Double)? {
    let inputs: Matrix = problem.inputs.selectingRows(rows)
    let dimension: Int = problem.dimension
    guard rows.count > dimension else { return nil }
    var (weights, factor): ([Double], Double) = (start.weights, start.factor)
    var products: [Double] = inputs.times(weights)
    var norm: Double = residual(products, factor).euclideanNorm
    var condition: Double = .infinity
    var slowSteps: Int = 0
    for _ in 0..<Self.mostSteps {
      guard norm.isFinite else { return nil }
      let (jacobian, scales): (Matrix, [Double]) = jacobian(inputs, products, factor)
      guard jacobian.isFinite, let factors = try? OrthogonalFactors(jacobian) else { return nil }
      condition = try factors.conditionNumber()
      guard condition < 1 / problem.tolerances.spanning else { return nil }
      let target: [Double] = residual(products, factor).map { -$0 }
      let step: [Double] = zip(
        try factors.solve(try Matrix(rows: rows.count, columns: 1, elements: target)).elements, scales
      ).map { $0 / $1 }
      var share: Double = 1
      var hasImproved: Bool = false
      for _ in 0..<Self.mostHalvings {
        let nextWeights: [Double] = zip(weights, step).map { $0 + share * $1 }
        let nextFactor: Double = factor * exp(share * step[dimension])
        let nextProducts: [Double] = inputs.times(nextWeights)
        let nextNorm: Double = residual(nextProducts, nextFactor).euclideanNorm
        if nextNorm < norm {
          slowSteps += nextNorm > Self.slowShare * norm ? 1 : 0
          (weights, factor, products, norm) = (nextWeights, nextFactor, nextProducts, nextNorm)
          hasImproved = true
          break
        }
        share /= 2
      }
      guard hasImproved, slowSteps < Self.mostSlowSteps else { break }
    }
    let misfit: Double = residual(products, factor).reduce(0) { max($0, $1.magnitude) }
    return (WeightFit(weights: weights, factor: factor, condition: condition), misfit)
  }

  private func residual(_ products: [Double], _ factor: Double) -> [Double] {
    zip(products, values).map { factor * activation($0) - $1 }
  }

  /// The derivatives by *v* and log *c*, columns scaled to norm 1, and the norms.
  private func jacobian(_ inputs: Matrix, _ products: [Double], _ factor: Double) -> (Matrix, [Double]) {
    let (count, dimension): (Int, Int) = (inputs.rows, inputs.columns)
    var result: Matrix = Matrix(rows: count, columns: dimension + 1)
    for row in 0..<count {
      let slope: Double = factor * activation.derivative(at: products[row])
      for column in 0..<dimension { result[row, column] = slope * inputs[row, column] }
      result[row, dimension] = factor * activation(products[row])
    }
    var scales: [Double] = (0...dimension).map { result.column($0).euclideanNorm }
    for index in scales.indices where !(scales[index] > 0) { scales[index] = 1 }
    for row in 0..<count {
      for column in 0...dimension { result[row, column] /= scales[column] }
    }
    return (result, scales)
  }
}
