import LinearAlgebra
import Networks

/// The normal equations of ‖A − relu(X Vᵀ) Uᵀ − 1 cᵀ‖² at a network, and their solution.
///
/// With X_i the inputs of the samples that activate neuron i, h_i the hidden units and 1 the constant unit, the normal
/// matrix has the blocks (u_i·u_l) X_iᵀX_l for the directions, u_ai X_iᵀh_l between directions and output weights, and
/// h_i·h_l for each output alone. The last is the same matrix for each output, so that the output weights are
/// eliminated by one Cholesky factor of size k + 1, and the system to solve has the size k d whatever m is.
///
/// For a test of the model each neuron can have ``extras`` beside its direction: functions of its margin that the model
/// does not have, which then count as further entries of its direction.
struct NormalEquations: Sendable {
  /// How many functions of the margin a test adds to each neuron: a bias 1[t > 0], a leak min(0, t), a curvature
  /// t² 1[t > 0].
  static let extras: Int = 3
  /// The unknowns of each neuron's direction, *d*, or *d* and the extras.
  let blockSize: Int
  /// X_iᵀ X_l, `kd × kd`, without the factors u_i·u_l.
  private(set) var directionGram: Matrix
  /// X_iᵀ h_l, `kd × q`, with a last column X_iᵀ 1 where there is an intercept.
  private(set) var cross: Matrix
  /// h_i·h_l, `q × q`.
  private(set) var unitGram: Matrix
  /// X_iᵀ (R u_i), `k × d`, for the residual R.
  private(set) var directionGradient: Matrix
  /// Rᵀ H, `m × q`.
  private(set) var outputGradient: Matrix
  /// Rᵀ R, `m × m`.
  private(set) var residualGram: Matrix

  /// Σ |residual|².
  var squaredLoss: Double { (0..<residualGram.rows).reduce(0) { $0 + residualGram[$1, $1] } }

  /// Sums over all samples at a network of scaled inputs and labels.
  ///
  /// - Complexity: O(n (k² d² + k m)), by BLAS.
  init(
    _ samples: FitSamples, at point: NetworkPoint, fitsIntercept: Bool, testsModel: Bool = false, threads: Int
  ) throws {
    var sum: NormalEquations?
    let (k, d): (Int, Int) = (point.hidden.rows, point.hidden.columns)
    try samples.forEachPiece(widest: k * d, threads: threads) { part, weights in
      NormalEquations(part, weights, point, fitsIntercept: fitsIntercept, testsModel: testsModel)
    } add: { piece in
      if sum == nil { sum = piece } else { sum?.add(piece) }
    }
    let (m, empty): (Int, Matrix) = (point.output.rows, Matrix(rows: 0, columns: d))
    self =
      sum
      ?? NormalEquations(
        Samples(inputs: empty, labels: Matrix(rows: 0, columns: m)), nil, point, fitsIntercept: fitsIntercept,
        testsModel: testsModel)
  }

  private init(
    _ part: Samples, _ weights: [Double]?, _ point: NetworkPoint, fitsIntercept: Bool, testsModel: Bool
  ) {
    let (n, k, d): (Int, Int, Int) = (part.count, point.hidden.rows, point.hidden.columns)
    let forward: ForwardPass = ForwardPass(part, weights, point, fitsIntercept: fitsIntercept)
    let margins: Matrix = forward.margins
    let width: Int = testsModel ? d + Self.extras : d
    self.blockSize = width
    let active: Matrix = Matrix(rows: n, columns: k * width) { span in
      for row in 0..<n {
        for unit in 0..<k {
          let start: Int = (row * k + unit) * width
          let margin: Double = margins[row, unit]
          if margin > 0 {
            for j in 0..<d { span[start + j] = part.inputs[row, j] }
          }
          guard testsModel else { continue }
          let weight: Double = weights?[row] ?? 1
          span[start + d] = margin > 0 ? weight : 0
          span[start + d + 1] = min(0, margin)
          span[start + d + 2] = margin > 0 && weight > 0 ? margin * margin / weight : 0
        }
      }
    }
    let pull: Matrix = forward.residual * point.output
    self.directionGradient = Matrix(rows: k, columns: width) { span in
      for row in 0..<n {
        for unit in 0..<k {
          let (start, factor): (Int, Double) = ((row * k + unit) * width, pull[row, unit])
          guard testsModel || margins[row, unit] > 0 else { continue }
          for j in 0..<width { span[unit * width + j] += factor * active.elements[start + j] }
        }
      }
    }
    self.directionGram = active.gram
    self.cross = active.transposedTimes(forward.units)
    self.unitGram = forward.units.gram
    self.outputGradient = forward.residual.transposedTimes(forward.units)
    self.residualGram = forward.residual.gram
  }

  private mutating func add(_ other: NormalEquations) {
    directionGram = directionGram + other.directionGram
    cross = cross + other.cross
    unitGram = unitGram + other.unitGram
    directionGradient = directionGradient + other.directionGradient
    outputGradient = outputGradient + other.outputGradient
    residualGram = residualGram + other.residualGram
  }
}

/// The layers' values and the residual of some samples.
struct ForwardPass {
  /// X Vᵀ, `n × k`.
  let margins: Matrix
  /// relu(X Vᵀ), `n × q`, with a last column of the weights (or ones) where there is an intercept.
  let units: Matrix
  /// A − H Uᵀ − 1 cᵀ, `n × m`.
  let residual: Matrix

  init(_ part: Samples, _ weights: [Double]?, _ point: NetworkPoint, fitsIntercept: Bool) {
    let margins: Matrix = part.inputs.timesTransposed(point.hidden)
    let (n, k): (Int, Int) = (margins.rows, margins.columns)
    let width: Int = fitsIntercept ? k + 1 : k
    let units: Matrix = Matrix(rows: n, columns: width) { span in
      for row in 0..<n {
        for unit in 0..<k { span[row * width + unit] = max(0, margins[row, unit]) }
        if fitsIntercept { span[row * width + k] = weights?[row] ?? 1 }
      }
    }
    self.margins = margins
    self.units = units
    self.residual = part.labels - units.timesTransposed(point.outputWithIntercept(fitsIntercept))
  }
}

extension NetworkPoint {
  /// *U*, with the intercept as a last column where it is fitted, `m × q`.
  func outputWithIntercept(_ fitsIntercept: Bool) -> Matrix {
    guard fitsIntercept else { return output }
    let (m, k): (Int, Int) = (output.rows, output.columns)
    return Matrix(rows: m, columns: k + 1) { span in
      for a in 0..<m {
        for unit in 0..<k { span[a * (k + 1) + unit] = output[a, unit] }
        span[a * (k + 1) + k] = intercept[a]
      }
    }
  }
}
