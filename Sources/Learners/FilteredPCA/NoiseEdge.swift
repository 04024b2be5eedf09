/// The ends of the spectrum of a weighted second moment under noise, by the generalised law of Marchenko and Pastur.
///
/// For M = (1/n) Σ cᵢ xᵢ xᵢᵀ with weights c that do not depend on x and γ = d / n, the inverse of the Stieltjes
/// transform is z(m) = −1/m + mean(c / (1 + γ c m)); the upper end is z where z′(m) = 0 between −1/(γ max c) and 0, and
/// the lower end is minus the upper end of −c.
///
/// Source: J. W. Silverstein, Z. D. Bai, J. Multivariate Anal. 54 (1995), doi:10.1006/jmva.1995.1051.
struct NoiseEdge: Sendable {
  /// The upper end of the spectrum.
  let upper: Double
  /// The lower end.
  let lower: Double

  /// Bisections of log |m|.
  private static let steps: Int = 80
  /// Weights of many samples are grouped into so many of equal count.
  private static let groups: Int = 4096

  /// The ends for weights, which are centred first; nil where they do not vary.
  ///
  /// A sample of the weights has another mean than all of them, and however small the difference, it would be added to
  /// an edge that falls with the number of samples.
  ///
  /// - Parameters:
  ///   - given: the distinct weights with their shares, or a sample of the weights with equal shares.
  ///   - aspect: γ, the dimension over the number of samples.
  init?(_ given: [(value: Double, share: Double)], aspect: Double) {
    let mean: Double = given.reduce(0) { $0 + $1.share * $1.value }
    let weights: [(value: Double, share: Double)] = given.map { ($0.value - mean, $0.share) }
    let square: Double = weights.reduce(0) { $0 + $1.share * $1.value * $1.value }
    guard square > 0, square.isFinite, aspect > 0 else { return nil }
    guard let upper = Self.upperEnd(weights, aspect, square),
      let lower = Self.upperEnd(weights.map { (-$0.value, $0.share) }, aspect, square)
    else { return nil }
    self.upper = upper
    self.lower = -lower
  }

  /// Equal weights grouped, and neighbours too where there are many.
  static func grouped(_ values: [Double]) -> [(value: Double, share: Double)] {
    let sorted: [Double] = values.sorted()
    let count: Int = sorted.count
    let groups: Int = min(count, Self.groups)
    return (0..<groups).map { group in
      let range: Range<Int> = count * group / groups..<count * (group + 1) / groups
      let sum: Double = sorted[range].reduce(0, +)
      return (sum / Double(range.count), Double(range.count) / Double(count))
    }
  }

  private static func upperEnd(
    _ weights: [(value: Double, share: Double)], _ aspect: Double, _ square: Double
  ) -> Double? {
    guard let largest = weights.map(\.value).max(), largest > 0 else { return nil }
    func slope(_ m: Double) -> Double {
      1 / (m * m)
        - aspect
        * weights.reduce(0) { sum, weight in
          let ratio: Double = weight.value / (1 + aspect * weight.value * m)
          return sum + weight.share * ratio * ratio
        }
    }
    // Just inside the open interval at both ends.
    var far: Double = (1 / (aspect * largest) * (1 - 1e-9)).nextDown
    var near: Double = min(1e-9 / (square * aspect).squareRoot(), far * 1e-9)
    for _ in 0..<steps {
      let middle: Double = (far * near).squareRoot()
      if slope(-middle) > 0 { near = middle } else { far = middle }
    }
    let m: Double = -(far * near).squareRoot()
    let mean: Double = weights.reduce(0) { $0 + $1.share * $1.value / (1 + aspect * $1.value * m) }
    let end: Double = -1 / m + mean
    return end > 0 && end.isFinite ? end : nil
  }

  /// How far an eigenvalue reaches towards the end on its side; above 1 it lies outside the spectrum of noise.
  func ratio(of eigenvalue: Double) -> Double { eigenvalue > 0 ? eigenvalue / upper : eigenvalue / lower }
}
