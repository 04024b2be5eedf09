import LinearAlgebra
import Networks

/// A hidden unit that fits all the samples studied.
struct Neuron {
  /// *v̂*, of norm 1.
  let direction: [Double]
  /// *z*: the unit is Q z on the samples, up to scale.
  let coefficients: [Double]
}

/// The problem that the search for neurons works on: samples with non-zero inputs, scaled to order one.
struct RecoveryProblem {
  /// *X*, `n × d`.
  let inputs: Matrix
  /// *A*, `n × m`.
  let labels: Matrix
  /// The Euclidean norm of each row of X.
  let inputNorms: [Double]
  let space: LabelSpace
  let tolerances: ExactRecoveryTolerances
  /// None but in tests.
  let faults: Set<RecoveryFault>

  init(
    _ samples: Samples, tolerances: ExactRecoveryTolerances, faults: Set<RecoveryFault> = []
  ) throws {
    self.faults = faults
    self.inputs = samples.inputs
    self.labels = samples.labels
    self.inputNorms = (0..<samples.count).map { samples.inputs.row($0).euclideanNorm }
    self.space = try LabelSpace(labels: samples.labels, rankTolerance: tolerances.rank)
    self.tolerances = tolerances
  }

  var count: Int { inputs.rows }
  var dimension: Int { inputs.columns }

  /// v·x / |x| for every sample, *v* of norm 1.
  func margins(of direction: [Double]) -> [Double] {
    zip(inputs.times(direction), inputNorms).map { $0 / $1 }
  }

  /// The least-squares *v* with X v ≈ h on the given samples, or nothing where they do not span the inputs.
  func linearFit(of unit: [Double], on rows: [Int]) throws -> [Double]? {
    guard rows.count >= dimension else { return nil }
    let factors: OrthogonalFactors = try OrthogonalFactors(inputs.selectingRows(rows))
    guard try factors.conditionNumberIsBelow(1 / tolerances.spanning) else { return nil }
    let target: Matrix = try Matrix(rows: rows.count, columns: 1, elements: rows.map { unit[$0] })
    return try factors.solve(target).elements
  }
}

extension RecoveryProblem {
  /// The least-squares *v* with X v ≈ h on the given samples by normal equations, which keep half the digits; nothing
  /// where the samples may be so ill-conditioned that these are lost too.
  func roughLinearFit(of unit: [Double], on rows: [Int]) throws -> [Double]? {
    guard rows.count >= dimension else { return nil }
    let selected: Matrix = inputs.selectingRows(rows)
    let gram: Matrix = selected.gram
    let trace: Double = (0..<dimension).reduce(0) { $0 + gram[$1, $1] }
    guard trace > 0, let factor = try? CholeskyFactor(gram),
      factor.smallestPivot > tolerances.roughPivot * trace.squareRoot()
    else { return nil }
    let right: [Double] = selected.transposedTimes(rows.map { unit[$0] })
    return try factor.solve(try Matrix(rows: dimension, columns: 1, elements: right)).elements
  }
}

/// The exact step: from an approximate direction to a neuron that fits every sample, or a reason why it does not.
///
/// The samples that the direction leaves inactive determine the unit as a null vector in label space; the active
/// ones then determine its direction by linear equations. Both are exact in exact arithmetic, so the answer does
/// not depend on how good the approximation was, as long as it separates the samples rightly.
struct ExactStep {
  let problem: RecoveryProblem

  /// The neuron at `approximation`, of any positive norm; nothing where the samples contradict it.
  func neuron(near approximation: [Double]) throws -> Neuron? {
    let tolerances: ExactRecoveryTolerances = problem.tolerances
    let amplification: Double = problem.space.amplification
    let fitTolerance: Double = tolerances.unitFit(amplification: amplification)
    guard var direction = approximation.normalised else { return nil }
    var neuron: Neuron?
    var (lastInactive, lastActive): ([Int], [Int]) = ([], [])
    for band in tolerances.activityBands {
      let margins: [Double] = problem.margins(of: direction)
      var inactive: [Int] = margins.indices.filter { margins[$0] < -band }
      let active: [Int] = margins.indices.filter { margins[$0] > band }
      // The same samples give the same neuron again.
      if neuron != nil, inactive == lastInactive, active == lastActive { continue }
      (lastInactive, lastActive) = (inactive, active)
      if problem.faults.contains(.wrongInactiveSample) { inactive += active.prefix(1) }
      guard active.count >= problem.dimension, let null = try nullVector(on: inactive, near: margins),
        let fitted = try problem.linearFit(of: null.unit, on: active), let next = fitted.normalised
      else { return nil }
      let scale: Double = null.unit.max() ?? 0
      let predicted: [Double] = problem.inputs.times(fitted)
      for index in predicted.indices {
        let error: Double = (max(0, predicted[index]) - null.unit[index]).magnitude
        guard error <= fitTolerance * scale || problem.faults.contains(.uncheckedFit) else { return nil }
      }
      direction = next
      neuron = Neuron(
        direction: problem.faults.contains(.unrecoveredSign) ? next.withPositiveFirst : next,
        coefficients: null.coefficients)
    }
    return neuron
  }

  /// The null vector of the labels of some samples; nothing where they have none, or several.
  private func nullVector(on inactive: [Int], near margins: [Double]) throws -> NullVector? {
    let tolerances: ExactRecoveryTolerances = problem.tolerances
    if problem.faults.contains(.firstOfManyNullVectors),
      let first = try NullVector(of: problem.space, on: inactive, nearest: margins.map { max(0, $0) })
    {
      return first
    }
    guard inactive.count >= problem.space.rank - 1 else { return nil }
    let null: NullVector = try NullVector(of: problem.space, on: inactive)
    if problem.faults.contains(.wrongInactiveSample) { return null }
    guard null.ratio <= tolerances.nullVector(amplification: problem.space.amplification),
      null.separation >= tolerances.nullSpaceSeparation
    else { return nil }
    return null
  }
}

extension [Double] {
  /// The vector or its negative, so that its first entry that is not zero is positive.
  fileprivate var withPositiveFirst: [Double] {
    (first { $0 != 0 } ?? 1) < 0 ? scaled(by: -1) : self
  }

  /// The vector of norm 1 in the same direction; nothing where it is zero or not finite.
  var normalised: [Double]? {
    let norm: Double = euclideanNorm
    guard norm > 0, norm.isFinite else { return nil }
    return map { $0 / norm }
  }
}
