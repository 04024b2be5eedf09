import LinearAlgebra
import Networks

/// The samples of an exhaustive search in two bases: label space and input space.
///
/// Every sample is divided by |x|, which changes nothing for a network without biases. With Q a basis of the column
/// space of the labels, every hidden unit of a network that fits with as many units as the labels' rank is Q z ≥ 0.
struct ConeProblem {
  /// *Q*, `n × k`, rows q_j of order 1; rows that vanish are exactly 0.
  let labelBasis: Matrix
  /// The Euclidean norm of each row of Q.
  let labelNorms: [Double]
  /// *X̂*, `n × d'`, a basis of the column space of the inputs, rows of order 1.
  let inputBasis: Matrix
  /// The Euclidean norm of each row of X̂.
  let inputNorms: [Double]
  /// An orthonormal basis of the row space of the labels, as columns, `m × k`: labels times this lose nothing.
  let labelFrame: Matrix
  /// *v* = `inputMap` *v̂* turns a direction for X̂ into one for X, `d × d'`.
  let inputMap: Matrix
  /// σ₁ / σ_k of the labels.
  let amplification: Double
  /// σ₁ / σ_d' of the inputs.
  let inputCondition: Double
  let tolerances: ExhaustiveTolerances

  var count: Int { labelBasis.rows }
  /// *k*, the rank of the labels.
  var rank: Int { labelBasis.columns }
  /// *d'*, the rank of the inputs.
  var inputRank: Int { inputBasis.columns }
  /// Whether the inputs span their dimensions.
  var inputsSpan: Bool { inputRank == inputMap.rows }

  /// Why no search begins.
  enum Fault: Error {
    /// All labels are zero.
    case noLabels
    /// Labels or inputs divided by |x| leave the range of Double.
    case range
    /// Zero cannot be told from other numbers better than this.
    case precision(Double)
  }

  /// - Throws: ``Fault``, or `LinearAlgebraError`.
  init(_ samples: Samples, tolerances recovery: ExactRecoveryTolerances) throws {
    let norms: [Double] = (0..<samples.count).map { samples.inputs.row($0).euclideanNorm }
    let inputs: Matrix = samples.inputs.dividingRows(by: norms)
    let labels: Matrix = samples.labels.dividingRows(by: norms)
    guard inputs.isFinite, labels.isFinite else { throw Fault.range }
    let scale: Double = labels.maximumMagnitude
    guard scale > 0 else { throw Fault.noLabels }
    let scaled: Matrix = labels.mapElements { $0 / scale }
    let outer: Basis = try Basis(of: scaled, tolerance: recovery.rank)
    let inner: Basis = try Basis(of: inputs, tolerance: recovery.spanning)
    self.labelFrame = outer.frame
    self.amplification = outer.condition
    self.inputCondition = inner.condition
    let zero: Double = ExhaustiveTolerances.zero(
      labelPrecision: recovery.labelPrecision, amplification: amplification, inputCondition: inputCondition)
    guard zero <= ExhaustiveTolerances.coarsestZero else { throw Fault.precision(zero) }
    self.tolerances = ExhaustiveTolerances(zero: zero)

    var labelBasis: Matrix = outer.rows
    var labelNorms: [Double] = (0..<labelBasis.rows).map { labelBasis.row($0).euclideanNorm }
    let threshold: Double = ExhaustiveTolerances.zeroRow * (labelNorms.max() ?? 0)
    for row in labelNorms.indices {
      let isZero: Bool = labelNorms[row] <= threshold
      // Entries that rounding left in place of zeros turn a ray that lies in a side of the cone out of it.
      let least: Double = ExhaustiveTolerances.zeroEntry * labelNorms[row]
      for column in 0..<labelBasis.columns where isZero || labelBasis[row, column].magnitude <= least {
        labelBasis[row, column] = 0
      }
      if isZero { labelNorms[row] = 0 }
    }
    self.labelBasis = labelBasis
    self.labelNorms = labelNorms
    self.inputBasis = inner.rows
    self.inputNorms = (0..<inner.rows.rows).map { inner.rows.row($0).euclideanNorm }
    self.inputMap = inner.map
  }

  /// A basis of a column space, as the product of the matrix with a small one, so that a row's error stays relative to
  /// the row.
  private struct Basis {
    let rows: Matrix
    let map: Matrix
    /// An orthonormal basis of the row space, as columns.
    let frame: Matrix
    let condition: Double

    init(of matrix: Matrix, tolerance: Double) throws {
      let (values, vectors): ([Double], Matrix)
      if matrix.columns > matrix.rows {
        let thin: SingularValues = try SingularValues(matrix)
        (values, vectors) = (thin.values, thin.rightTransposed)
      } else {
        (values, vectors) = try SingularValues.right(of: matrix)
      }
      let largest: Double = values.first ?? 0
      let rank: Int = max(1, values.count { $0 > tolerance * largest })
      let root: Double = Double(matrix.rows).squareRoot()
      let frame: Matrix = vectors.selectingRows(0..<rank).transposed
      let map: Matrix = frame * Matrix.diagonal(values.prefix(rank).map { root / $0 })
      self.frame = frame
      self.map = map
      self.rows = matrix * map
      self.condition = largest / values[rank - 1]
    }
  }
}

extension ConeProblem {
  /// The rank of the inputs of the samples that activate a unit.
  ///
  /// - Throws: `LinearAlgebraError`.
  func activeRank(of unit: ConeSolution) throws -> Int {
    let values: [Double] = labelBasis.times(unit.coefficients)
    let active: [Int] = values.indices.filter {
      values[$0] > tolerances.zero * labelNorms[$0] && inputNorms[$0] > 0
    }
    guard !active.isEmpty else { return 0 }
    let rows: [[Double]] = active.map { inputBasis.row($0).scaled(by: 1 / inputNorms[$0]) }
    let sizes: [Double] = try SingularValues.right(of: Matrix(rows)).values
    return sizes.count { $0 > tolerances.zero * (sizes.first ?? 0) }
  }
}

extension Matrix {
  fileprivate func dividingRows(by divisors: [Double]) -> Matrix {
    var result: Matrix = self
    for row in 0..<rows {
      for column in 0..<columns { result[row, column] /= divisors[row] }
    }
    return result
  }
}
