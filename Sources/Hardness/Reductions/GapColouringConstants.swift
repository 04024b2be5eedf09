import BigInt
import ExactArithmetic

/// The constants of the gap-colouring reduction.
struct GapColouringConstants: Sendable {
  /// γ.
  let gap: Rational
  /// τ.
  let height: Rational
  /// c.
  let edgeScale: Rational
  /// γ m τ² min(1, r² / (k² + r)).
  let slack: Rational
  /// The samples that force positive output weights.
  let anchors: SignAnchors

  /// - Precondition: there are a vertex, an edge and a colour, and γ > 0.
  init(_ graph: Hypergraph, colours: Int, gap: Rational) {
    let rank: Int = graph.rank
    let height: Rational = Rational(1, over: BigInt(2 * (rank - 1)) * Self.roundedUpRoot(graph.vertexCount))
    let slack: Rational =
      gap * Rational(graph.edges.count) * height.squared * ColouringToReLUs.slack(of: graph, colours: colours)
    let input: Rational = Rational(1, over: BigInt(2 * colours + 1))
    let label: Rational = Rational(1, over: BigInt(3 * colours)) * input
    self.gap = gap
    self.height = height
    self.edgeScale = Rational(1, over: Self.roundedUpRoot(rank))
    self.slack = slack
    self.anchors = SignAnchors(
      units: colours, line: graph.vertexCount, inputScale: input, labelScale: label,
      weight: Rational((6 * slack / label.squared).ceiling))
  }

  private static func roundedUpRoot(_ value: Int) -> BigInt {
    let number: BigInt = BigInt(value)
    let root: BigInt = number.squareRoot()
    return root * root == number ? root : root + 1
  }

  /// By their names in the exchange format.
  var parameters: [String: Rational] {
    [
      "gamma": gap, "tau": height, "c": edgeScale, "alpha": anchors.labelScale / anchors.inputScale,
      "chi": anchors.inputScale, "Lambda_a": anchors.weight,
    ]
  }
}
