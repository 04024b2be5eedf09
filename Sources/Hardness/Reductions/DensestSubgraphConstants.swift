import BigInt
import ExactArithmetic

/// The constants of the densest-subgraph reduction, and the conditions under which its proof holds.
struct DensestSubgraphConstants: Sendable {
  /// b₀.
  let bias: Rational
  /// δ.
  let margin: Rational
  /// σ.
  let tolerance: Rational
  /// Q.
  let resolution: Rational
  /// τ.
  let height: Rational
  /// ζ.
  let scale: Rational
  /// Λ.
  let pinWeight: Rational

  /// o = ζ τ δ, the output at an edge within the chosen vertices, and the slack.
  var gain: Rational { scale * height * margin }
  /// An edge's entry at the bias.
  var edgeBias: Rational { scale * (2 - margin) * height / bias }
  /// A vertex's entry at the bias.
  var vertexBias: Rational { scale * height / bias }

  /// The constants for κ = `size`, ℓ = `edges` and m = `edgeCount`.
  ///
  /// - Precondition: κ ≥ 1.
  init(size: Int, edges: Int, edgeCount: Int) {
    let kappa: BigInt = BigInt(size)
    let bias: Rational = Rational(3, over: 5)
    let margin: Rational = Rational(1, over: 4 * (kappa + 1))
    let tolerance: Rational = Rational(1, over: 16 * kappa)
    let root: BigInt = kappa.squareRoot()
    let resolution: BigInt = 64 * kappa * (root * root == kappa ? root : root + 1)
    // (4/5) Q / √κ is the root of 16 Q² / (25 κ), and the floor of a root is that of the floor's root.
    let height: Rational = Rational(
      (16 * resolution * resolution / (25 * kappa)).squareRoot(), over: resolution)
    var scale: Rational =
      2 + ((2 - margin) * height / bias).squared <= 4 ? Rational(1, over: 2) : Rational(1, over: 4)
    while scale * height * margin * Rational(edges) * (1 + tolerance.squared) > 1 { scale /= 2 }
    let gain: Rational = scale * height * margin
    self.bias = bias
    self.margin = margin
    self.tolerance = tolerance
    self.resolution = Rational(resolution)
    self.height = height
    self.scale = scale
    self.pinWeight = Rational((2 * gain * Rational(edgeCount) / (bias * tolerance).squared).ceiling)
  }

  /// The loss 3m − e (2o − o²) of vertices with e = `inside` edges among them.
  func loss(edgeCount: Int, inside: Int) -> Rational {
    3 * Rational(edgeCount) - Rational(inside) * (2 * gain - gain.squared)
  }

  /// By their names in the exchange format.
  var parameters: [String: Rational] {
    [
      "b0": bias, "delta": margin, "sigma": tolerance, "Q": resolution, "tau": height, "zeta": scale,
      "o": gain,
      "Lambda": pinWeight,
    ]
  }

  /// The condition of the proof that fails; `nil` where all hold.
  ///
  /// - Precondition: there is an edge, so that Λ is positive.
  func fault(size: Int, edges: Int) -> String? {
    let kappa: Rational = Rational(size)
    let count: Rational = Rational(edges)
    guard kappa * height.squared <= 1 - bias.squared else {
      return "the network of kappa vertices leaves the ball"
    }
    let least: Rational = 1 - tolerance
    let most: Rational = (1 - (bias * least).squared) / (height * least).squared
    guard most < (kappa + 1) * (1 - margin).squared else {
      return "a level set may have more than kappa vertices"
    }
    let loss: Rational = gain.squared * (count - 1).squared / (pinWeight * bias.squared)
    guard 2 * gain - gain.squared * count - loss >= gain else { return "the gap is below o" }
    guard 2 * scale.squared + edgeBias.squared <= 1, scale.squared + vertexBias.squared <= 1 else {
      return "a sample leaves the unit ball"
    }
    return nil
  }
}
