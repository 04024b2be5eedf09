#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension CovarianceAdaptation {
  /// The weights and learning rates that follow from the dimension and the size of a generation: table 1 of the
  /// tutorial.
  struct Parameters: Sendable {
    /// Of the points from the best to the worst; those of the better half add up to 1, the others are negative.
    let weights: [Double]
    /// How many points of the better half get a positive weight (the tutorial's *μ*).
    let parents: Int
    /// As many points of equal weight would have the same variance (*μ_eff*).
    let effectiveParents: Double
    /// How fast the path of the step size forgets (*c_σ*).
    let stepRate: Double
    /// How much the change of the step size is damped (*d_σ*).
    let stepDamping: Double
    /// How fast the path of the mean forgets (*c_c*).
    let pathRate: Double
    /// The part of the covariance that comes from the path (*c_1*).
    let rankOneRate: Double
    /// The part of the covariance that comes from the points of a generation (*c_μ*).
    let rankManyRate: Double
    /// The expected length of a standard normal vector (*χ_n*), to a relative error below 1/(1000 n).
    let expectedLength: Double

    init(dimension: Int, populationSize: Int, isDiagonal: Bool) {
      let n: Double = Double(dimension)
      let raw: [Double] = (1...populationSize).map {
        log((Double(populationSize) + 1) / 2) - log(Double($0))
      }
      let parents: Int = max(populationSize / 2, 1)
      let positive: Double = raw.prefix(parents).reduce(0, +)
      let squares: Double = raw.prefix(parents).reduce(0) { $0 + $1 * $1 }
      let effective: Double = positive * positive / squares
      let negative: Double = raw.dropFirst(parents).reduce(0) { $0 + $1.magnitude }
      let negativeSquares: Double = raw.dropFirst(parents).reduce(0) { $0 + $1 * $1 }
      let negativeEffective: Double = negative * negative / negativeSquares

      let base: Double = 2 / ((n + 1.3) * (n + 1.3) + effective)
      let baseMany: Double = min(
        1 - base, 2 * (0.25 + effective + 1 / effective - 2) / ((n + 2) * (n + 2) + effective))
      // n variances are learnt faster than n² covariances: the rates of the separable variant.
      let speed: Double = isDiagonal ? (n + 2) / 3 : 1
      let rankOne: Double = min(1, base * speed)
      let rankMany: Double = min(1 - rankOne, baseMany * speed)
      let negativeSum: Double = min(
        1 + rankOne / rankMany, 1 + 2 * negativeEffective / (effective + 2),
        (1 - rankOne - rankMany) / (n * rankMany))

      self.weights = raw.enumerated().map { place, weight in
        place < parents ? weight / positive : -negativeSum * weight.magnitude / negative
      }
      self.parents = parents
      self.effectiveParents = effective
      stepRate = (effective + 2) / (n + effective + 5)
      stepDamping = 1 + 2 * max(0, ((effective - 1) / (n + 1)).squareRoot() - 1) + stepRate
      pathRate = (4 + effective / n) / (n + 4 + 2 * effective / n)
      rankOneRate = rankOne
      rankManyRate = rankMany
      expectedLength = n.squareRoot() * (1 - 1 / (4 * n) + 1 / (21 * n * n))
    }
  }

  /// The size of a generation that the tutorial recommends: 4 + ⌊3 ln n⌋.
  public static func recommendedPopulationSize(dimension: Int) -> Int {
    precondition(dimension >= 1, "a search needs at least one dimension")
    return 4 + Int(3 * log(Double(dimension)))
  }
}
