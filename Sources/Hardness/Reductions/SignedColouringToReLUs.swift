import ExactArithmetic

/// Colouring a graph or hypergraph with k colours to fitting k ReLUs of any real output weights exactly.
///
/// **Statement.** The vertices can be coloured with k colours so that no edge is of one colour ⇔ some network
/// f(x) = Σ_j a_j relu(⟨w_j, x⟩) of k units, a_j real, has loss 0. Otherwise every loss is at least
/// min(1, r² / (k² + r)), r the smallest edge's size.
///
/// **Construction.** The samples of ``ColouringToReLUs`` in coordinates 0 … n − 1 and 2k + 1 *anchors* in the
/// coordinates p = n and q = n + 1. A is the least positive integer with A² / 6 at least the slack, and
/// g(s) = Σ_{i=1…k} relu(s − (2i − 1)).
///
/// | tag | x | y | weight |
/// |---|---|---|---|
/// | `vertex` v | e_v | 1 | 1 |
/// | `edge` e | Σ e_v over the vertices v of e | 0 | 1 |
/// | `anchor` s = 0 … 2k | A (s e_p + e_q) | A g(s) | 1 |
///
/// A colouring maps to the units of ``ColouringToReLUs`` with w_j[p] = 1 and w_j[q] = −(2j − 1), j = 1 … k, which give
/// g on the anchors.
///
/// The anchors are needed from k = 4 on: with signs (+, +, +, −) the bare samples of a graph on 7 vertices that needs
/// 5 colours can be fitted by 4 units (the cycle 0-1-2-3-4 with 5 and 6 joined to all; w₁ = (1, −1, 3, −4, 2, −2, 1),
/// w₂ = (3, 1, 0, 1, −2, −1, −1), w₃ = (1, −1, 2, −1, 2, 1, −2), w₄ = (4, 0, 4, −2, 3, 0, 0)).
///
/// **Extraction.** That of ``ColouringToReLUs`` with the weights a_j w_j of the units with positive a_j. A loss below
/// A² / 6 on the anchors shows that all k units are there and positive: along the line a network is piecewise linear,
/// each unit bends it once at most, and upwards only where a_j > 0; the labels bend by A at each of the k odd s, and
/// where no positive unit bends within (s − 1, s + 1) the errors there have ξ₋ − 2 ξ₀ + ξ₊ ≤ −A, hence squares that
/// sum to A² / 6 or more. With all signs positive the proof of ``ColouringToReLUs`` applies.
///
/// **Size.** n + m + 2k + 1 samples in n + 2 coordinates with n + Σ|e| + 4k + 1 entries that are not zero.
///
/// **Source.** Colouring as the source of hardness for k ReLUs: S. Goel, A. Klivans, P. Manurangsi, D. Reichman,
/// "Tight Hardness Results for Training Depth-2 ReLU Networks", ITCS 2021, DOI 10.4230/LIPIcs.ITCS.2021.22,
/// arXiv:2011.13550. The anchors and the slack are this project's, with the proof above.
///
/// **Example.** k = 2 and the hypergraph with the one edge {0, 1, 2}: slack 1, A = 3, anchors with (x_p, y) = (0, 0),
/// (3, 0), (6, 3), (9, 6), (12, 12) and x_q = 3. *Yes*: colours 0, 0, 1 give w₀ = (1, 1, −2, 1, −1) and
/// w₁ = (−2, −2, 1, 1, −3): outputs 1 at the vertices, 0 on the edge, and at s = 4 on the line
/// 3 · 3 + 3 · 1 = 12. *No*: the triangle's three edges with k = 2 have slack 2/3 and A = 2. The colours 0, 1, 0 give
/// w₀ = (1, −1, 1, 1, −1), w₁ = (−1, 1, −1, 1, −3): the edge {0, 2} has output 2, so the loss is 4.
public enum SignedColouringToReLUs: Reduction {
  /// What the reduction is and where it comes from.
  public static let summary: ReductionSummary = ReductionSummary(
    id: "signed-colouring", formatName: "R3-signed-colouring",
    title: "colouring with k colours to fitting k ReLUs of real output weights exactly",
    statement:
      "a proper colouring with k colours exists exactly when k ReLUs of real output weights have square loss 0",
    source: ColouringToReLUs.summary.source)

  /// Colouring.
  public static let sourceKind: SourceProblem.Kind = .colouring
  /// There are none.
  public static let optionNames: Set<ReductionOptions.Name> = []
  /// How the verifier builds an instance anew.
  public static let rebuild: any InstanceRebuild.Type = SignedColouringRebuild.self

  /// The training set that k ReLUs of real output weights fit exactly where the graph has a proper colouring.
  ///
  /// - Throws: ``SourceFault`` where there is no vertex or no colour, or there are too many colours.
  /// - Complexity: O(1); a sample costs O(|e|) when it is made.
  public static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance
  {
    let (graph, colours): (Hypergraph, Int) = ColouringToReLUs.colouring(problem)
    try ColouringToReLUs.check(graph, colours: colours)
    try SignAnchors.check(colours: colours)
    let anchors: SignAnchors = anchors(graph, colours: colours)
    return TrainingInstance(
      reduction: summary.formatName, dimension: graph.vertexCount + 2, units: colours, outputs: 1,
      coefficients: .real, squaredNormBound: nil, threshold: 0, slack: slack(of: graph, colours: colours),
      source: problem, parameters: parameters(of: graph, colours: colours),
      samples: SampleList(joining: [ColouringToReLUs.samples(of: graph, isAffine: false), anchors.samples]))
  }

  /// The network of a colouring.
  ///
  /// - Precondition: `solution` gives each vertex one of the k colours.
  public static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    let (graph, colours): (Hypergraph, Int) = ColouringToReLUs.colouring(instance.source)
    return CertificateNetwork(
      outputWeights: [[Rational](repeating: 1, count: colours)],
      hiddenWeights: units(of: ColouringToReLUs.colourList(solution), graph, colours: colours))
  }

  /// The colour of each vertex: the unit of positive output weight that is largest there.
  public static func solution(from network: CertificateNetwork, in instance: TrainingInstance)
    -> SourceSolution
  {
    ColouringToReLUs.solution(from: network, in: instance)
  }

  /// The size formula: n + m + 2k + 1 samples, n + 2 coordinates, n + Σ|e| + 4k + 1 entries.
  public static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    let (_, colours): (Hypergraph, Int) = ColouringToReLUs.colouring(problem)
    let bare: InstanceSize = ColouringToReLUs.size(of: problem, options: options)
    return InstanceSize(
      samples: bare.samples + 2 * colours + 1, dimension: bare.dimension + 2,
      nonzeros: bare.nonzeros + 4 * colours + 1)
  }

  /// What a loss proves.
  public static func explanation(of instance: TrainingInstance) -> InstanceExplanation {
    InstanceExplanation(
      network: "f(x) = Σ a_j relu(w_j · x) over \(instance.units) units, any real a_j, without bias",
      facts: [
        "A network with loss below \(instance.slack) has \(instance.units) units of positive a_j and names a proper "
          + "colouring: the colour of vertex v, coordinate v, is the unit j with the largest a_j w_j[v]."
      ])
  }
}

// MARK: - Parts that the label matrix shares

extension SignedColouringToReLUs {
  static func anchors(_ graph: Hypergraph, colours: Int) -> SignAnchors {
    let scale: Rational = Rational(anchorScale(graph, colours: colours))
    return SignAnchors(
      units: colours, line: graph.vertexCount, inputScale: scale, labelScale: scale, weight: 1)
  }

  /// A, the least positive integer with A² / 6 ≥ the slack of R2; that is at most 1, so A is at most 3.
  static func anchorScale(_ graph: Hypergraph, colours: Int) -> Int {
    let slack: Rational = ColouringToReLUs.slack(of: graph, colours: colours)
    var scale: Int = 1
    while Rational(scale * scale) < 6 * slack { scale += 1 }
    return scale
  }

  static func slack(of graph: Hypergraph, colours: Int) -> Rational {
    let scale: Int = anchorScale(graph, colours: colours)
    return min(ColouringToReLUs.slack(of: graph, colours: colours), Rational(scale * scale) / 6)
  }

  static func parameters(of graph: Hypergraph, colours: Int) -> [String: Rational] {
    var parameters: [String: Rational] = ColouringToReLUs.parameters(of: graph, colours: colours)
    parameters["A"] = Rational(anchorScale(graph, colours: colours))
    return parameters
  }

  static func units(of colouring: [Int], _ graph: Hypergraph, colours: Int) -> [[SparseEntry]] {
    let anchors: SignAnchors = anchors(graph, colours: colours)
    return ColouringToReLUs.units(of: colouring, graph, colours: colours).enumerated().map { unit, entries in
      entries + anchors.entries(ofUnit: unit)
    }
  }
}
