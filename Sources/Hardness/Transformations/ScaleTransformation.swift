import ExactArithmetic

/// Each sample (x, y) multiplied by a power of two s, and its weight by 1 / s².
///
/// Units without bias are homogeneous, so s⁻² · weight · (f(s x) − s y)² is what it was. Where the norms are bounded
/// the exponents are at most 0, so that ‖x‖ ≤ 1 stays.
public struct ScaleTransformation: Sendable, Hashable, Codable {
  /// The largest exponent, in magnitude, that a file may state.
  public static let largestExponent: Int = 64

  /// log₂ s of each sample.
  public let exponents: [Int]

  /// Creates a scaling.
  public init(exponents: [Int]) { self.exponents = exponents }

  func applied(to samples: SampleList) -> SampleList {
    SampleList(count: samples.count) { index in
      let sample: ExactSample = samples[index]
      let factor: Rational = Self.power(exponents[index])
      return ExactSample(
        x: sample.x.map { SparseEntry($0.index, factor * $0.value) }, y: sample.y.map { factor * $0 },
        weight: sample.weight / factor.squared, tag: sample.tag)
    }
  }

  private static func power(_ exponent: Int) -> Rational {
    var power: Rational = 1
    for _ in 0..<abs(exponent) { power *= 2 }
    return exponent < 0 ? 1 / power : power
  }
}
