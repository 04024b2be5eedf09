import LinearAlgebra

/// How far inputs are from samples of the standard Gaussian distribution, as scores with law N(0, 1) if they are.
///
/// No cheap check sees every other law: a product law whose fourth moment is 3 passes.
public struct GaussianInputCheck: Sendable, Hashable, Encodable {
  /// Of the mean: (n‖x̄‖² − d) / √(2d); 0 where inputs were made standard first.
  public let mean: Double
  /// Of the covariance: (n‖S − I‖² − d(d+1)) / √(4d(d+1)); 0 where inputs were made standard first.
  public let covariance: Double
  /// Of the lengths: (mean‖x‖⁴ − d(d+2)) / √(8d(d+2)(d+3)/n).
  public let radial: Double

  /// The score from which inputs are refused.
  public static let largest: Double = 6

  /// The checks from the moments of the inputs.
  init(moments: MomentSum, radial: (sum: Double, count: Int), whitened: Bool) {
    let d: Double = Double(moments.columns)
    let n: Double = Double(max(1, moments.count))
    let meanNorm: Double = moments.sum.scaled(by: 1 / n).euclideanNorm
    let deviation: Double =
      (moments.squares.scaled(by: 1 / n) - Matrix.identity(moments.columns)).frobeniusNorm
    let rows: Double = Double(max(1, radial.count))
    self.mean = whitened ? 0 : (n * meanNorm * meanNorm - d) / (2 * d).squareRoot()
    self.covariance =
      whitened ? 0 : (n * deviation * deviation - d * (d + 1)) / (4 * d * (d + 1)).squareRoot()
    self.radial = (radial.sum / rows - d * (d + 2)) / (8 * d * (d + 2) * (d + 3) / rows).squareRoot()
  }

  /// Whether the inputs may be taken for standard Gaussian.
  ///
  /// A mean and a covariance that are too exact are no fault: somebody made them so. Scores that are not numbers fail.
  public var passes: Bool {
    mean <= Self.largest && covariance <= Self.largest && radial.magnitude <= Self.largest
  }

  /// The score that is farthest from 0, in words.
  var worst: String {
    let named: [(String, Double)] = [("mean", mean), ("covariance", covariance), ("lengths", radial)]
    let (name, score): (String, Double) = named.max { $0.1.magnitude < $1.1.magnitude } ?? named[0]
    return
      "their \(name) \(name == "lengths" ? "are" : "is") \(Int(min(1e9, score.magnitude))) standard errors off"
  }
}
