import LinearAlgebra
import Networks

/// The exact step for output weights of any rank: with the activity patterns known, the labels are linear.
///
/// A sample j has the labels Σ_i B_ji x_jᵀ P_i with P_i = v_i u_iᵀ, so the P_i are the least-squares solution for the
/// matrix F = [D_1 X … D_k X], and a rank-one factorisation of each gives back the neuron. Approximate directions are
/// good enough wherever a sample is not close to one of their hyperplanes.
struct PatternStep {
  /// *V* with rows of norm 1.
  let hidden: Matrix
  /// *U*.
  let output: Matrix
  /// σ_max / σ_min of F.
  let conditionNumber: Double

  /// Why there is no solution.
  enum Failure: Error {
    /// Fewer clear samples than unknowns, or patterns that leave some of them open.
    case deficient
    /// A neuron came out as the zero vector, or not as a product v uᵀ.
    case notANeuron
  }

  /// Solves for the network whose patterns those of approximate directions are, in two passes.
  ///
  /// - Throws: ``Failure``.
  /// - Complexity: O(n (k d)²).
  init(_ samples: Samples, near approximation: Matrix) throws {
    let norms: [Double] = (0..<samples.count).map { samples.inputs.row($0).euclideanNorm }
    var hidden: Matrix = approximation
    var output: Matrix = Matrix(rows: samples.labels.columns, columns: approximation.rows)
    var conditionNumber: Double = .infinity
    for band in FewOutputsTolerances.activityBands {
      (hidden, output, conditionNumber) = try Self.pass(samples, norms, near: hidden, band: band)
    }
    self.hidden = hidden
    self.output = output
    self.conditionNumber = conditionNumber
  }

  private static func pass(
    _ samples: Samples, _ norms: [Double], near approximation: Matrix, band: Double
  ) throws -> (Matrix, Matrix, Double) {
    let (k, d, m): (Int, Int, Int) = (approximation.rows, approximation.columns, samples.labels.columns)
    let margins: Matrix = samples.inputs.timesTransposed(approximation)
    let clear: [Int] = (0..<samples.count).filter { row in
      (0..<k).allSatisfy { margins[row, $0].magnitude > band * norms[row] }
    }
    guard clear.count >= k * d else { throw Failure.deficient }
    let patterns: Matrix = Matrix(rows: clear.count, columns: k * d) { span in
      for (place, row) in clear.enumerated() {
        for unit in 0..<k where margins[row, unit] > 0 {
          let start: Int = (place * k + unit) * d
          for column in 0..<d { span[start + column] = samples.inputs[row, column] }
        }
      }
    }
    let factors: OrthogonalFactors = try OrthogonalFactors(patterns)
    let conditionNumber: Double = try factors.conditionNumber()
    guard conditionNumber < 1 / FewOutputsTolerances.patternCondition else { throw Failure.deficient }
    let solution: Matrix = try factors.solve(samples.labels.selectingRows(clear))
    var hidden: Matrix = approximation
    var output: Matrix = Matrix(rows: m, columns: k)
    for unit in 0..<k {
      let product: Matrix = solution.rowRange(unit * d..<(unit + 1) * d)
      let (direction, weights): ([Double], [Double]) = try split(product, near: approximation.row(unit))
      for column in 0..<d { hidden[unit, column] = direction[column] }
      for label in 0..<m { output[label, unit] = weights[label] }
    }
    return (hidden, output, conditionNumber)
  }

  /// v̂ and w with v̂ wᵀ nearest to a matrix of rank one, `d × m`, v̂ on the side of the approximation.
  private static func split(
    _ product: Matrix, near approximation: [Double]
  ) throws -> (direction: [Double], weights: [Double]) {
    let singular: SingularValues = try SingularValues(product)
    guard let largest = singular.values.first, largest > 0 else { throw Failure.notANeuron }
    if singular.values.count > 1, singular.values[1] > FewOutputsTolerances.rankOne * largest {
      throw Failure.notANeuron
    }
    let direction: [Double] = singular.left.column(0)
    let side: Double = direction.dot(approximation) < 0 ? -1 : 1
    return (direction.scaled(by: side), singular.rightTransposed.row(0).scaled(by: side * largest))
  }
}
