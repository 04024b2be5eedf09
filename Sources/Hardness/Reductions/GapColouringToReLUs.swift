public import ExactArithmetic

/// Gap colouring to fitting k ReLUs of real output weights in the unit ball exactly.
///
/// **Statement.** If the vertices can be coloured with k colours so that no edge is of one colour, some network
/// f(x) = Σ_j a_j relu(⟨w_j, x⟩) of k units with ‖a_j w_j‖ ≤ 1 has loss 0. If every colouring leaves at least γ m of
/// the m edges of one colour, every network of k units has loss at least the slack γ m τ² min(1, r² / (k² + r)). Of a
/// graph between the two nothing is claimed. All inputs lie in the unit ball and all labels in [−1, 1].
///
/// **Construction.** n vertices, m ≥ 1 edges of r … R vertices, degrees d_v. Constants: τ = 1 / (2 (R − 1) ⌈√n⌉),
/// c = 1 / ⌈√R⌉, α = 1 / (3k), χ = 1 / (2k + 1), Λ_a = ⌈6 slack / (α χ)²⌉, g(s) = Σ_{i=1…k} relu(s − (2i − 1)).
///
/// | tag | x | y | weight |
/// |---|---|---|---|
/// | `vertex` v | e_v | τ | max(d_v, 1) |
/// | `edge` e | c Σ e_v over the vertices v of e | 0 | 1 / c² |
/// | `anchor` s = 0 … 2k | χ (s e_n + e_{n+1}) | α χ g(s) | Λ_a |
///
/// A colouring maps to w_j[v] = τ where v has colour j, −(R − 1) τ elsewhere, w_j[n] = α, w_j[n + 1] = −α (2j − 1),
/// j = 1 … k, whose squared norm is at most 1/4 + 4/9.
///
/// **Extraction.** That of ``SignedColouringToReLUs``: a loss below the slack is less than Λ_a (α χ)² / 6 on the
/// anchors, so all k units are there and positive. A vertex's weight gives each of its edges a share of the vertex's
/// loss, so that the edges of one colour cost, each from its own vertices and itself, at least τ² min(1, r² / (k² + r))
/// by the proof of ``ColouringToReLUs``. So a loss L below the slack leaves at most L / (τ² min(1, r² / (k² + r))) edges of
/// one colour, fewer than γ m. Beyond the slack that bound needs positive output weights: five units on K₆ with signs
/// (+, +, +, +, −), γ = 1/10, have loss 1009/163350, just above the slack 1/162, and leave 2 edges, above the bound 1.501.
///
/// **Size.** n + m + 2k + 1 samples in n + 2 coordinates with n + Σ|e| + 4k + 1 entries that are not zero.
///
/// **Source.** Gap colouring as the source of hardness 2^{Ω(1/ε)} under Gap-ETH: S. Goel, A. Klivans, P. Manurangsi,
/// D. Reichman, "Tight Hardness Results for Training Depth-2 ReLU Networks", ITCS 2021,
/// DOI 10.4230/LIPIcs.ITCS.2021.22, arXiv:2011.13550. The constants are this project's, with the proof above.
///
/// **Example.** The triangle, γ = 1/3: τ = 1/4, c = 1/2, edges of weight 4, vertices of weight 2. *Yes*, k = 3: slack
/// 3 · 1/3 · 1/16 · 4/11 = 1/44; the colours 0, 1, 2 give w_j[v] = ±1/4: outputs 1/4 at the vertices, and on an edge
/// (1/2) (1/4 − 1/4) = 0. *No*, k = 2: slack 1/24; the colours 0, 1, 0 leave the edge {0, 2} with output
/// (1/2) (1/4 + 1/4) = 1/4 and loss 4/16 = 1/4.
public enum GapColouringToReLUs: Reduction {
  /// What the reduction is and where it comes from.
  public static let summary: ReductionSummary = ReductionSummary(
    id: "gap-colouring", formatName: "R5-gap-colouring",
    title: "gap colouring with k colours to fitting k ReLUs in the unit ball exactly",
    statement:
      "a proper colouring with k colours gives k ReLUs in the unit ball with square loss 0, and k such ReLUs with "
      + "loss below the slack give a colouring that violates fewer than a share gamma of the edges",
    source: ColouringToReLUs.summary.source)

  /// Colouring.
  public static let sourceKind: SourceProblem.Kind = .colouring
  /// The gap can be given.
  public static let optionNames: Set<ReductionOptions.Name> = [.gap]
  /// How the verifier builds an instance anew.
  public static let rebuild: any InstanceRebuild.Type = GapColouringRebuild.self

  /// The gap γ where none is given.
  public static let defaultGap: Rational = Rational(1) / 10

  /// The training set in the unit ball.
  ///
  /// - Throws: ``SourceFault`` as ``SignedColouringToReLUs`` does, where there is no edge, or the gap is not in (0, 1].
  /// - Complexity: O(n + Σ|e|); a sample costs O(|e|) when it is made.
  public static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance
  {
    let (graph, colours): (Hypergraph, Int) = ColouringToReLUs.colouring(problem)
    try ColouringToReLUs.check(graph, colours: colours)
    try SignAnchors.check(colours: colours)
    guard !graph.edges.isEmpty else {
      throw SourceFault(
        place: "edges", problem: "there are none, so no share of them can be violated",
        mend: "give a graph with an edge")
    }
    let gap: Rational = options.gap ?? defaultGap
    guard gap.signum > 0, gap <= 1 else {
      throw SourceFault(
        place: "gap", problem: "\(gap) is not a share of the edges",
        mend: "give a number above 0 and at most 1")
    }
    let constants: GapColouringConstants = GapColouringConstants(graph, colours: colours, gap: gap)
    var parameters: [String: Rational] = ColouringToReLUs.parameters(of: graph, colours: colours)
    parameters.merge(constants.parameters) { $1 }
    return TrainingInstance(
      reduction: summary.formatName, dimension: graph.vertexCount + 2, units: colours, outputs: 1,
      coefficients: .real, squaredNormBound: 1, threshold: 0, slack: constants.slack, source: problem,
      parameters: parameters,
      samples: SampleList(joining: [samples(of: graph, constants), constants.anchors.samples]))
  }

  /// The network of a colouring.
  ///
  /// - Precondition: `solution` gives each vertex one of the k colours.
  /// - Throws: ``SourceFault`` where the constant gamma is missing.
  public static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    guard let gap = instance.parameters["gamma"] else {
      throw SourceFault(
        place: "params.gamma", problem: "the constant is missing", mend: "generate the instance again")
    }
    let (graph, colours): (Hypergraph, Int) = ColouringToReLUs.colouring(instance.source)
    let constants: GapColouringConstants = GapColouringConstants(graph, colours: colours, gap: gap)
    let units: [[SparseEntry]] = ColouringToReLUs.units(
      of: ColouringToReLUs.colourList(solution), graph, colours: colours)
    return CertificateNetwork(
      outputWeights: [[Rational](repeating: 1, count: colours)],
      hiddenWeights: units.enumerated().map { unit, entries in
        entries.map { SparseEntry($0.index, constants.height * $0.value) }
          + constants.anchors.entries(ofUnit: unit)
      })
  }

  /// The colour of each vertex: the unit of positive output weight that is largest there.
  public static func solution(from network: CertificateNetwork, in instance: TrainingInstance)
    -> SourceSolution
  {
    ColouringToReLUs.solution(from: network, in: instance)
  }

  /// The size formula, that of ``SignedColouringToReLUs``.
  public static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    SignedColouringToReLUs.size(of: problem, options: ReductionOptions())
  }

  /// What a loss proves.
  public static func explanation(of instance: TrainingInstance) -> InstanceExplanation {
    let gap: Rational = instance.parameters["gamma"] ?? defaultGap
    let (graph, _): (Hypergraph, Int) = ColouringToReLUs.colouring(instance.source)
    let share: String = "\(gap) of the \(graph.edges.count) edges"
    return InstanceExplanation(
      network:
        "f(x) = Σ a_j relu(w_j · x) over \(instance.units) units, any real a_j, without bias, every |a_j w_j| at "
        + "most 1",
      facts: [
        "A network with loss below \(instance.slack) has \(instance.units) units of positive a_j and names a colouring "
          + "in which fewer than \(share) are of one colour: the colour of vertex v, coordinate v, is the unit j with the "
          + "largest a_j w_j[v]."
      ],
      promise:
        "If the answer is yes, some network has loss **\(instance.threshold)**. If every colouring leaves at least "
        + "\(share) of one colour, every loss is at least \(instance.slack). Between the two nothing is claimed."
    )
  }
}

extension GapColouringToReLUs {
  private static func samples(of graph: Hypergraph, _ constants: GapColouringConstants) -> SampleList {
    let degrees: [Int] = graph.degrees
    return SampleList(count: graph.vertexCount + graph.edges.count) { index in
      guard index >= graph.vertexCount else {
        return ExactSample(
          x: [SparseEntry(index, 1)], y: [constants.height], weight: Rational(Swift.max(degrees[index], 1)),
          tag: "vertex")
      }
      return ExactSample(
        x: graph.edges[index - graph.vertexCount].map { SparseEntry($0, constants.edgeScale) }, y: [0],
        weight: 1 / constants.edgeScale.squared, tag: "edge")
    }
  }
}
