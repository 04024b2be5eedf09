#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Minimises a function of many real numbers that can only be compared: the evolution strategy CMA-ES.
///
/// ```swift
/// var search = CovarianceAdaptation(mean: [3, 3], deviation: 1, seed: 7)
/// for _ in 0..<200 {
///   let points = (0..<search.populationSize).map { _ in search.sample() }
///   search.update(ranked: points.sorted { loss($0) < loss($1) })
/// }
/// ```
///
/// Points are drawn from a normal distribution, ranked, and the distribution is moved so that the good ones become
/// likelier. Only ranks count; so the search is the same for every increasing function of the loss, and after a while
/// for every rotation and scaling of its arguments too.
///
/// - The mean becomes the weighted mean of the better half.
/// - The covariance learns from the path that the mean took (rank one) and from the points of the generation, good and
///   bad (rank μ, with negative weights for the worse half).
/// - The step size grows where steps point the same way, and falls where they cancel.
/// - With `isDiagonal` only variances are learnt, in time and space linear in the dimension; dependences between
///   arguments then stay unknown.
/// - **It finds a local minimum.** Restarts from other places, with larger generations, are up to the caller.
///
/// Sources: N. Hansen, *The CMA evolution strategy: a tutorial*, arXiv:1604.00772; for the diagonal variant R. Ros,
/// N. Hansen, *A simple modification in CMA-ES achieving linear time and space complexity*, PPSN X (2008),
/// doi:10.1007/978-3-540-87700-4_30.
public struct CovarianceAdaptation: Sendable {
  /// How many arguments the function has (*n*).
  public let dimension: Int
  /// How many points a generation has (*λ*).
  public let populationSize: Int
  /// Whether only variances are learnt.
  public let isDiagonal: Bool
  /// The mean of the distribution: the best guess of where the minimum is.
  public private(set) var mean: [Double]
  /// The common factor of all standard deviations (*σ*).
  public private(set) var stepSize: Double
  /// How many generations there were.
  public private(set) var generation: Int = 0

  private let parameters: Parameters
  private let minimumDeviations: [Double]
  private var normals: NormalDeviates
  /// The covariance over the square of the step size (*C*), row by row; where it is diagonal, the variances.
  private var covariance: [Double]
  /// The eigenvectors of the covariance as columns (*B*); empty where it is diagonal.
  private var axes: [Double]
  /// The square roots of its eigenvalues (*D*).
  private var lengths: [Double]
  private var stepPath: [Double]
  private var meanPath: [Double]
  private var decomposedGeneration: Int = 0

  /// The greatest part of the longest axis that an axis may fall short of it by, squared: beyond it, rounding spoils
  /// the decomposition.
  private static let greatestCondition: Double = 1e14
  /// The most that the logarithm of the step size may change in one generation.
  private static let greatestStepChange: Double = 1

  /// Creates a search.
  ///
  /// - Parameters:
  ///   - mean: where it starts; finite.
  ///   - deviation: how far away the minimum may be in each argument, about a third of it; positive and finite.
  ///   - populationSize: at least 4; nil for ``recommendedPopulationSize(dimension:)``. Larger ones are slower, and
  ///     less often caught in a local minimum.
  ///   - minimumDeviations: standard deviations that no argument falls below, such as a part of 1 where it is rounded
  ///     to an integer; empty for none.
  ///   - isDiagonal: whether only variances are learnt.
  ///   - seed: fixes the points, together with their ranks.
  public init(
    mean: [Double], deviation: Double, populationSize: Int? = nil, minimumDeviations: [Double] = [],
    isDiagonal: Bool = false, seed: UInt64
  ) {
    precondition(
      !mean.isEmpty && mean.allSatisfy(\.isFinite), "a search starts at finite numbers, one at least")
    precondition(deviation > 0 && deviation.isFinite, "the deviation must be positive and finite")
    precondition(
      minimumDeviations.isEmpty || minimumDeviations.count == mean.count,
      "there is one least deviation for each argument, or none at all")
    let count: Int = mean.count
    let size: Int = populationSize ?? Self.recommendedPopulationSize(dimension: count)
    precondition(size >= 4, "a generation needs at least 4 points")
    self.dimension = count
    self.populationSize = size
    self.isDiagonal = isDiagonal
    self.mean = mean
    self.stepSize = deviation
    self.parameters = Parameters(dimension: count, populationSize: size, isDiagonal: isDiagonal)
    self.minimumDeviations = minimumDeviations
    self.normals = NormalDeviates(seed: seed)
    var identity: [Double] = Array(repeating: isDiagonal ? 1 : 0, count: isDiagonal ? count : count * count)
    if !isDiagonal { for place in 0..<count { identity[place * count + place] = 1 } }
    self.covariance = identity
    self.axes = isDiagonal ? [] : identity
    self.lengths = Array(repeating: 1, count: count)
    self.stepPath = Array(repeating: 0, count: count)
    self.meanPath = stepPath
  }

  /// The standard deviation of each argument.
  public var deviations: [Double] {
    (0..<dimension).map { stepSize * max(covariance[diagonal($0)], 0).squareRoot() }
  }

  /// The ratio of the longest and the shortest axis of the distribution, squared.
  public var conditionNumber: Double {
    guard let longest: Double = lengths.max(), let shortest: Double = lengths.min(), shortest > 0 else {
      return .infinity
    }
    return longest / shortest * (longest / shortest)
  }

  /// Whether the distribution can still be drawn from and learnt: all its numbers are finite, and its axes not too
  /// different in length for the precision of numbers.
  public var isSound: Bool {
    stepSize > 0 && stepSize.isFinite && mean.allSatisfy(\.isFinite)
      && conditionNumber < Self.greatestCondition
  }

  /// Draws a point.
  ///
  /// - Complexity: O(n²), or O(n) where the covariance is diagonal.
  public mutating func sample() -> [Double] {
    var normal: [Double] = []
    normal.reserveCapacity(dimension)
    for place in 0..<dimension { normal.append(lengths[place] * normals.next()) }
    let step: [Double] = isDiagonal ? normal : product(normal)
    return zip(mean, step).map { $0 + stepSize * $1 }
  }

  /// Learns from a generation.
  ///
  /// - Parameter points: as many as ``populationSize``, from the best to the worst; they need not have been drawn.
  /// - Complexity: O(λ n²), and O(n³) once in about n/10 generations; or O(λ n) where the covariance is diagonal.
  public mutating func update(ranked points: [[Double]]) {
    precondition(points.count == populationSize, "a generation has populationSize points")
    precondition(points.allSatisfy { $0.count == dimension }, "a point has one number for each argument")
    generation += 1
    let steps: [[Double]] = points.map { point in zip(point, mean).map { ($0 - $1) / stepSize } }
    var step: [Double] = Array(repeating: 0, count: dimension)
    for (weight, other) in zip(parameters.weights.prefix(parameters.parents), steps) {
      for place in 0..<dimension { step[place] += weight * other[place] }
    }
    for place in 0..<dimension { mean[place] += stepSize * step[place] }

    let isStalled: Bool = updatePaths(step)
    updateCovariance(steps, isStalled: isStalled)
    let change: Double =
      parameters.stepRate / parameters.stepDamping
      * (length(stepPath) / parameters.expectedLength - 1)
    stepSize *= exp(min(change, Self.greatestStepChange))
    keepMinimumDeviations()
    decomposeIfDue()
  }

  /// Multiplies the step size, for instance where all points of a generation had the same loss.
  public mutating func scaleStepSize(by factor: Double) {
    precondition(factor > 0 && factor.isFinite, "the factor must be positive and finite")
    stepSize *= factor
  }

  /// Mirrors the distribution in one argument, so that its mean is where `position` says.
  ///
  /// This is how a mean that has left a box by reflection is brought back.
  public mutating func mirror(_ place: Int, movingMeanTo position: Double) {
    mean[place] = position
    stepPath[place].negate()
    meanPath[place].negate()
    guard !isDiagonal else { return }
    for other in 0..<dimension where other != place {
      covariance[place * dimension + other].negate()
      covariance[other * dimension + place].negate()
    }
    for other in 0..<dimension { axes[place * dimension + other].negate() }
  }
}

// MARK: - Learning

extension CovarianceAdaptation {
  /// Moves both paths, and says whether the path of the mean stalls because the step path is unusually long.
  private mutating func updatePaths(_ step: [Double]) -> Bool {
    let rate: Double = parameters.stepRate
    let factor: Double = (rate * (2 - rate) * parameters.effectiveParents).squareRoot()
    for (place, value) in whitened(step).enumerated() {
      stepPath[place] = (1 - rate) * stepPath[place] + factor * value
    }
    let settled: Double = (1 - pow(1 - rate, 2 * Double(generation))).squareRoot()
    let bound: Double = (1.4 + 2 / (Double(dimension) + 1)) * parameters.expectedLength
    let isStalled: Bool = !(length(stepPath) / settled < bound)
    let pathRate: Double = parameters.pathRate
    let pathFactor: Double =
      isStalled ? 0 : (pathRate * (2 - pathRate) * parameters.effectiveParents).squareRoot()
    for place in 0..<dimension {
      meanPath[place] = (1 - pathRate) * meanPath[place] + pathFactor * step[place]
    }
    return isStalled
  }

  private mutating func updateCovariance(_ steps: [[Double]], isStalled: Bool) {
    let (one, many): (Double, Double) = (parameters.rankOneRate, parameters.rankManyRate)
    let lost: Double = isStalled ? parameters.pathRate * (2 - parameters.pathRate) : 0
    let kept: Double = 1 + one * lost - one - many * parameters.weights.reduce(0, +)
    for place in covariance.indices { covariance[place] *= kept }
    addSquare(of: meanPath, weight: one)
    for (weight, step) in zip(parameters.weights, steps) {
      if weight >= 0 {
        addSquare(of: step, weight: many * weight)
      } else {
        // A bad point far away would take more from the covariance than there is.
        let square: Double = whitened(step).reduce(0) { $0 + $1 * $1 }
        if square > 0 { addSquare(of: step, weight: many * weight * Double(dimension) / square) }
      }
    }
  }

  private mutating func addSquare(of vector: [Double], weight: Double) {
    for row in 0..<dimension {
      let factor: Double = weight * vector[row]
      if isDiagonal {
        covariance[row] += factor * vector[row]
      } else {
        for column in 0..<dimension { covariance[row * dimension + column] += factor * vector[column] }
      }
    }
  }

  private mutating func keepMinimumDeviations() {
    guard !minimumDeviations.isEmpty, stepSize > 0 else { return }
    for place in 0..<dimension {
      let least: Double = minimumDeviations[place] / stepSize
      covariance[diagonal(place)] = max(covariance[diagonal(place)], least * least)
    }
  }

  /// Decomposes the covariance, once in so many generations that the cost of a point stays quadratic.
  private mutating func decomposeIfDue() {
    if isDiagonal {
      lengths = covariance.map { max($0, 0).squareRoot() }
      return
    }
    let rate: Double = 10 * Double(dimension) * (parameters.rankOneRate + parameters.rankManyRate)
    guard Double(generation - decomposedGeneration) * rate >= 1, covariance.allSatisfy(\.isFinite)
    else { return }
    decomposedGeneration = generation
    let eigen: SymmetricEigen = SymmetricEigen(symmetric: covariance, dimension: dimension)
    axes = eigen.vectors
    lengths = eigen.values.map { max($0, 0).squareRoot() }
  }

  // MARK: - Linear algebra

  private func diagonal(_ place: Int) -> Int { isDiagonal ? place : place * dimension + place }

  private func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// The product of the matrix of axes and a vector.
  private func product(_ vector: [Double]) -> [Double] {
    (0..<dimension).map { row in
      var sum: Double = 0
      for column in 0..<dimension { sum += axes[row * dimension + column] * vector[column] }
      return sum
    }
  }

  /// A step in units in which the distribution is round: C^(−1/2) times the vector.
  private func whitened(_ vector: [Double]) -> [Double] {
    if isDiagonal { return (0..<dimension).map { lengths[$0] > 0 ? vector[$0] / lengths[$0] : 0 } }
    var turned: [Double] = Array(repeating: 0, count: dimension)
    for row in 0..<dimension {
      for column in 0..<dimension { turned[column] += axes[row * dimension + column] * vector[row] }
    }
    for place in 0..<dimension { turned[place] = lengths[place] > 0 ? turned[place] / lengths[place] : 0 }
    return product(turned)
  }
}
