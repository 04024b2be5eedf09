public import LinearAlgebra
public import Networks
public import RandomStreams

/// A teacher x ↦ G(Vᵀx) with labels of variance 1, and the directions that matter to it.
public struct SubspaceTeacher: Sendable {
  /// *G*, a network on R^k, scaled so that its labels have variance 1 on standard Gaussian inputs.
  public let core: Network
  /// x ↦ G(Vᵀx), a network on R^d.
  public let network: Network
  /// Orthonormal columns that span the relevant subspace, `d × k`: the most significant direction first.
  public let directions: Matrix
  /// The share γ of each direction, largest first: the eigenvalues of Γ = E[∇G ∇Gᵀ]/Var G.
  ///
  /// A direction of share γ explains at most γ of the variance, by Poincaré's inequality; the shares sum to at least 1.
  public let significance: [Double]
  /// The Lipschitz constant of the labels where *G* is planar, and otherwise the largest slope seen.
  public let largestSlope: Double
  /// Whether scale and significance are exact but for rounding.
  public let isExact: Bool

  /// The least share of a direction that learners are held to.
  public static let defaultSignificance: Double = 0.05
  /// Smaller variances are those of a network that is constant but for rounding.
  private static let leastVariance: Double = 1e-12
  /// How often a family may draw a constant network before it is given up.
  private static let mostDraws: Int = 100

  /// Draws a teacher.
  ///
  /// - Throws: ``ProblemError`` where there are fewer inputs than directions, the parameters do not go together, or the family
  ///   draws constants only.
  public init(
    _ family: any SubspaceFamily.Type, _ values: TeacherParameters = .defaults, inputsDimension: Int,
    from stream: RandomStream
  ) throws {
    let count: Int = family.directions(values, inputsDimension: inputsDimension)
    try Self.check(inputsDimension, directions: count)
    let frame: Matrix = try HaarFrame.drawn(inputsDimension, count, from: stream.child("frame"))
    for draw in 0..<Self.mostDraws {
      let drawn: Network = try family.core(
        values, directions: count, from: stream.child("core").child(draw))
      let moments: GaussianMoments = GaussianMoments(drawn)
      guard family.variance(values) ?? moments.variance > Self.leastVariance else { continue }
      try self.init(drawn, moments, variance: family.variance(values), frame: frame)
      return
    }
    throw ProblemError(
      parameter: "parameters of '\(family.identifier)'",
      problem: "gave a constant teacher \(Self.mostDraws) times", mend: "choose more units")
  }

  /// Embeds a network on R^k by a frame, and scales it.
  ///
  /// - Parameters:
  ///   - core: a network of one output that is not constant.
  ///   - frame: `d × k`, orthonormal columns.
  /// - Throws: ``ProblemError`` where the shapes do not fit or the network is constant.
  public init(_ core: Network, frame: Matrix) throws {
    guard core.outputsDimension == 1, core.inputsDimension == frame.columns else {
      throw ProblemError(
        parameter: "core", problem: "has not \(frame.columns) inputs and one output",
        mend: "give one that fits the frame")
    }
    try Self.check(frame.rows, directions: frame.columns)
    let moments: GaussianMoments = GaussianMoments(core)
    guard moments.variance > Self.leastVariance else {
      throw ProblemError(parameter: "core", problem: "is constant", mend: "give one that is not")
    }
    try self.init(core, moments, variance: nil, frame: frame)
  }

  private init(_ core: Network, _ moments: GaussianMoments, variance: Double?, frame: Matrix) throws {
    let scale: Double = 1 / (variance ?? moments.variance).squareRoot()
    let eigen: SymmetricEigen = try SymmetricEigen(moments.gradientCovariance.scaled(by: scale * scale))
    let order: [Int] = Array(eigen.values.indices.reversed())
    self.core = try core.scaled(by: scale)
    self.network = try self.core.composed(with: frame)
    self.directions = frame * eigen.vectors.selectingColumns(order)
    self.significance = order.map { max(0, eigen.values[$0]) }
    self.largestSlope = scale * moments.largestSlope
    self.isExact = moments.isExact || variance != nil
  }

  private static func check(_ inputsDimension: Int, directions: Int) throws {
    guard inputsDimension >= directions, inputsDimension <= TeacherSize.largestDimension else {
      throw ProblemError(
        parameter: "number of inputs",
        problem: "is \(inputsDimension), for \(directions) relevant directions",
        mend: "choose a number from \(directions) to \(TeacherSize.largestDimension)")
    }
  }

  /// The number of relevant directions, *k*.
  public var directionCount: Int { directions.columns }

  /// The directions of at least a share, the significant subspace: the first columns of ``directions``.
  public func significantDirections(atLeast share: Double = defaultSignificance) -> Matrix {
    directions.selectingColumns(significance.indices.filter { significance[$0] >= share })
  }
}

/// Orthonormal columns whose span is uniform.
public enum HaarFrame {
  /// A `d × k` matrix of orthonormal columns, distributed as any rotation of it.
  ///
  /// - Throws: `LinearAlgebraError` where there are more columns than rows.
  public static func drawn(_ rows: Int, _ columns: Int, from stream: RandomStream) throws -> Matrix {
    try SubspaceDraws.gaussianRows(rows, columns, from: stream).orthonormalColumns()
  }
}

extension Network {
  /// The network with its outputs times a positive factor.
  func scaled(by factor: Double) throws -> Network {
    var layers: [Layer] = layers
    let last: Layer = layers.removeLast()
    return try Network(
      layers: layers + [
        Layer(
          weights: last.weights.scaled(by: factor), bias: last.bias?.scaled(by: factor),
          activation: .identity)
      ])
  }

  /// The network x ↦ F(Vᵀx).
  func composed(with frame: Matrix) throws -> Network {
    let first: Layer = layers[0]
    return try Network(
      layers: [
        Layer(weights: first.weights.timesTransposed(frame), bias: first.bias, activation: first.activation)
      ] + layers.dropFirst())
  }
}
