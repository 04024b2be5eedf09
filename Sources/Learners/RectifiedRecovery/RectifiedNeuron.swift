import Foundation
import LinearAlgebra
import Networks

/// A hidden unit of a rectified activation that fits all the samples studied.
struct RectifiedNeuron: Sendable {
  /// *v̂*, of norm 1.
  let direction: [Double]
  /// |v|; 1 where the activation is homogeneous and the length free.
  let length: Double
  /// *z*: the unit is Q z on the samples, up to scale.
  let coefficients: [Double]
  /// The condition number of the equations that gave v.
  let condition: Double
}

/// What the values of a unit say of its weights.
struct WeightFit {
  /// *v*, of any positive norm where the activation is homogeneous.
  let weights: [Double]
  /// The factor *c* with c f(v·x) = unit.
  let factor: Double
  /// The condition number of the equations.
  let condition: Double
}

/// From a unit in label space to its weights, by the second of two exact steps.
///
/// The unit's zeros give a first pattern, from which its weights follow; their own pattern then gives the unit anew, as
/// the null vector of the samples that it leaves inactive. The second pattern matters: t³ is so small near 0 that the
/// first may take an active sample for an inactive one.
struct RectifiedStep: Sendable {
  let problem: RecoveryProblem
  let activation: Activation
  let fault: RectifiedFault?

  /// Margins nearer to 0 than this multiple of the rounding of an inner product may have either sign.
  static let roundingOfMargins: Double = 64 * Double.ulpOfOne

  /// The neuron that the unit belongs to; nothing where no weights explain its values.
  func neuron(at start: LabelUnit) throws -> RectifiedNeuron? {
    let tolerances: ExactRecoveryTolerances = problem.tolerances
    let amplification: Double = problem.space.amplification
    guard var fit = try firstFit(start), var direction = fit.weights.normalised else { return nil }
    var neuron: RectifiedNeuron?
    var (lastInactive, lastActive): ([Int], [Int]) = ([], [])
    for band in tolerances.activityBands {
      let margins: [Double] = problem.margins(of: direction)
      let inactive: [Int] = margins.indices.filter { margins[$0] < -band }
      let active: [Int] = margins.indices.filter { margins[$0] > band }
      if neuron != nil, inactive == lastInactive, active == lastActive { continue }
      (lastInactive, lastActive) = (inactive, active)
      guard active.count >= problem.dimension, inactive.count >= problem.space.rank - 1 else { return nil }
      let null: NullVector = try NullVector(of: problem.space, on: inactive)
      guard null.ratio <= tolerances.nullVector(amplification: amplification),
        null.separation >= tolerances.nullSpaceSeparation, let largest = null.unit.max(), largest > 0,
        largest.isFinite
      else { return nil }
      let values: [Double] = null.unit.map { $0 / largest }
      guard let next = try laterFit(values, active: active, from: fit),
        let nextDirection = next.weights.normalised,
        agrees(next, with: values)
      else { return nil }
      (fit, direction) = (next, nextDirection)
      neuron = RectifiedNeuron(
        direction: direction, length: activation.homogeneityDegree == nil ? fit.weights.euclideanNorm : 1,
        coefficients: null.coefficients, condition: fit.condition)
    }
    return neuron
  }

  private func firstFit(_ unit: LabelUnit) throws -> WeightFit? {
    let active: [Int] = unit.activeRows
    guard active.count >= problem.dimension else { return nil }
    if activation == .step {
      guard hasTwoValues(unit.values) else { return nil }
      return try HalfSpace(inputs: problem.inputs, norms: problem.inputNorms)
        .separating(unit.values.map { $0 > 0.5 }).map { WeightFit(weights: $0, factor: 1, condition: 1) }
    }
    if let degree = activation.homogeneityDegree {
      return try homogeneousFit(unit.values, active: active, degree: degree)
    }
    return try UnitEquations(
      problem: problem, activation: activation, rows: active, values: active.map { unit.values[$0] }
    ).solve()
  }

  private func laterFit(_ values: [Double], active: [Int], from last: WeightFit) throws -> WeightFit? {
    // A half-space that separates the samples is not improved by separating the same ones again.
    if activation == .step { return hasTwoValues(values) ? last : nil }
    if let degree = activation.homogeneityDegree {
      return try homogeneousFit(values, active: active, degree: degree)
    }
    return try UnitEquations(
      problem: problem, activation: activation, rows: active, values: active.map { values[$0] }
    ).refine(last)
  }

  /// f⁻¹ up to scale is a root, which magnifies the errors of small values, so the upper half decides.
  private func homogeneousFit(_ values: [Double], active: [Int], degree: Double) throws -> WeightFit? {
    let exponent: Double = 1 / (fault == .wrongRoot ? degree + 1 : degree)
    let roots: [Double] = values.map { $0 > 0 ? pow($0, exponent) : 0 }
    let order: [Int] = active.map { values[$0] }
      .indicesOfLargest(max(problem.dimension + 2, (active.count + 1) / 2)).map { active[$0] }
    guard let weights = try problem.linearFit(of: roots, on: order) else { return nil }
    let condition: Double = try OrthogonalFactors(problem.inputs.selectingRows(order)).conditionNumber()
    return WeightFit(weights: weights, factor: 1, condition: condition)
  }

  private func hasTwoValues(_ values: [Double]) -> Bool {
    let fit: Double = problem.tolerances.unitFit(amplification: problem.space.amplification)
    return values.allSatisfy { min($0.magnitude, ($0 - 1).magnitude) <= fit }
  }

  /// Whether c f(v·x) is the unit on every sample, up to rounding.
  private func agrees(_ fit: WeightFit, with values: [Double]) -> Bool {
    let tolerance: Double = problem.tolerances.unitFit(amplification: problem.space.amplification)
    let products: [Double] = problem.inputs.times(fit.weights)
    let length: Double = fit.weights.euclideanNorm
    for index in products.indices {
      let slack: Double = Self.roundingOfMargins * length * problem.inputNorms[index]
      let low: Double = fit.factor * activation(products[index] - slack)
      let high: Double = fit.factor * activation(products[index] + slack)
      guard values[index] >= min(low, high) - tolerance, values[index] <= max(low, high) + tolerance else {
        return false
      }
    }
    return true
  }
}
