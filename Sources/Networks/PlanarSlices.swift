import Foundation
public import LinearAlgebra

/// What filters of the labels of a planar network see of its two directions, without the noise of samples.
///
/// The labels are cut at their quantiles into slices, and every slice *b* of probability *p* has the moments
/// A = p^{−1/2} E[1{y ∈ b}(xxᵀ − I)] and m = p^{−1/2} E[1{y ∈ b} x]. The sum *K* over slices of A Aᵀ + m mᵀ is what the first
/// round of filtered principal component analysis estimates: a direction with a small eigenvalue takes many samples to see.
public struct PlanarSlices: Sendable {
  /// *K*, `2 × 2`.
  public let slicedMoments: Matrix
  /// The smaller eigenvalue of *K*: how well the first round shows both directions.
  public let leastEigenvalue: Double
  /// The larger eigenvalue of *K*: how well the first round shows some direction, which is all that a loop of rounds needs.
  public let largestEigenvalue: Double
  /// The cuts between slices, from the lowest; fewer than asked for where the labels have an atom.
  public let cuts: [Double]

  /// The number of slices that learners take unless told otherwise.
  public static let defaultSlices: Int = 10

  /// Computes the moments of equal slices.
  ///
  /// - Parameter slices: how many slices, at least 2.
  /// - Complexity: O(slices · sectors).
  public init(_ network: PlanarNetwork, slices: Int = defaultSlices) {
    precondition(slices >= 2, "cut the labels into at least two slices")
    var cuts: [Double] = []
    for index in 1..<slices {
      let cut: Double = Self.quantile(Double(index) / Double(slices), of: network.nodes)
      if cuts.last.map({ cut > $0 }) ?? true { cuts.append(cut) }
    }
    self.cuts = cuts
    let whole: Exceedance = Exceedance(
      probability: 1, mean: SIMD2(0, 0), second: SymmetricPair.zero.shifted(by: 1))
    var above: [Exceedance] = [whole]
    above += cuts.map { Exceedance(of: $0, network.nodes) }
    above.append(Exceedance(probability: 0, mean: SIMD2(0, 0), second: .zero))
    var sum: SymmetricPair = .zero
    for (lower, upper) in zip(above, above.dropFirst()) {
      let share: Double = lower.probability - upper.probability
      guard share > Self.leastShare else { continue }
      let second: SymmetricPair = (lower.second + upper.second.scaled(by: -1)).shifted(by: -share)
      sum = sum + second.squared.scaled(by: 1 / share)
      sum = sum + SymmetricPair(square: lower.mean - upper.mean).scaled(by: 1 / share)
    }
    self.slicedMoments = sum.matrix
    (self.leastEigenvalue, self.largestEigenvalue) = sum.eigenvalues
  }

  /// A slice of smaller probability is rounding.
  private static let leastShare: Double = 1e-12
  /// Bisection ends at the last bit of a double.
  private static let bisections: Int = 60
  /// A Gaussian radius beyond this has probability 1e-31.
  private static let largestRadius: Double = 12

  /// The least *c* with Pr[F ≤ c] ≥ share; 0 where the atom of zeros holds it.
  private static func quantile(_ share: Double, of nodes: [PlanarNetwork.Node]) -> Double {
    let negative: Double = nodes.reduce(0) { $0 + ($1.value < 0 ? $1.weight : 0) }
    let zero: Double = nodes.reduce(0) { $0 + ($1.value == 0 ? $1.weight : 0) }
    if share > negative, share <= negative + zero { return 0 }
    // Only one sign of f matters on each side of 0: Pr[F > c] for c > 0, Pr[F ≤ −c] for −c < 0.
    let isPositive: Bool = share > negative
    let tail: Double = isPositive ? 1 - share : share
    let side: [PlanarNetwork.Node] = nodes.filter { isPositive ? $0.value > 0 : $0.value < 0 }
    var (low, high): (Double, Double) = (0, largestRadius * (side.map(\.value.magnitude).max() ?? 0))
    for _ in 0..<bisections {
      let middle: Double = (low + high) / 2
      let beyond: Double = side.reduce(0) { sum, node in
        let t: Double = middle / node.value
        return sum + node.weight * exp(-t * t / 2)
      }
      if beyond > tail { low = middle } else { high = middle }
    }
    return isPositive ? high : -high
  }

  /// Pr[F > c], E[x 1{F > c}] and E[xxᵀ 1{F > c}].
  private struct Exceedance {
    let probability: Double
    let mean: SIMD2<Double>
    let second: SymmetricPair

    init(probability: Double, mean: SIMD2<Double>, second: SymmetricPair) {
      self.probability = probability
      self.mean = mean
      self.second = second
    }

    init(of cut: Double, _ nodes: [PlanarNetwork.Node]) {
      let isPositive: Bool = cut >= 0
      var (probability, mean, second): (Double, SIMD2<Double>, SymmetricPair) = (0, SIMD2(0, 0), .zero)
      for node in nodes where isPositive ? node.value > 0 : node.value < 0 {
        let t: Double = cut / node.value
        let decay: Double = exp(-t * t / 2)
        probability += node.weight * decay
        let first: Double = t * decay + (Double.pi / 2).squareRoot() * erfc(t / 2.0.squareRoot())
        mean += node.weight * first * node.direction
        second = second + SymmetricPair(square: node.direction).scaled(by: node.weight * (t * t + 2) * decay)
      }
      guard !isPositive else {
        self.init(probability: probability, mean: mean, second: second)
        return
      }
      // Below 0 the sums are those of F ≤ c.
      self.init(
        probability: 1 - probability, mean: -mean, second: second.scaled(by: -1).shifted(by: 1))
    }
  }
}
