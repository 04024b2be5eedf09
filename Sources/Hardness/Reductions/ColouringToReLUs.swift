import ExactArithmetic

/// Colouring a graph or hypergraph with k colours to fitting k ReLUs of output weight 1 exactly.
///
/// **Statement.** The vertices can be coloured with k colours so that no edge is of one colour ⇔ some network
/// f(x) = Σ_j relu(⟨w_j, x⟩) of k units has loss 0. Otherwise every loss is at least min(1, r² / (k² + r)), r the
/// smallest edge's size. NP-hard for graphs and k ≥ 3, and for 3-uniform hypergraphs and k = 2.
///
/// **Construction.** n vertices, m edges e of at least two vertices.
///
/// | tag | x | y | weight |
/// |---|---|---|---|
/// | `vertex` v | e_v | 1 | 1 |
/// | `edge` e | Σ e_v over the vertices v of e | 0 | 1 |
///
/// In the affine form, whose units may have biases, an edge's x is divided by |e| and its weight is |e|². With R the
/// largest edge's size, a colouring maps to w_j[v] = 1 where v has colour j, −(R − 1) elsewhere: a vertex's output is
/// 1, and on an edge each unit sees at most |e| − 1 ones and at least one −(R − 1).
///
/// **Extraction.** The colour of v is the unit j that is largest at e_v, the first of equals. Where the loss is below
/// 1 every output s_v at e_v is positive, so the largest unit there has at least s_v / k. If all vertices of an edge
/// of size r took the same unit j, f at the edge would be at least Σ s_v / k; with s_v = 1 − d_v the loss is at least
/// Σ d_v² + ((r − Σ d_v) / k)², whose least value, at equal d_v, is r² / (k² + r). An affine unit that is positive at
/// all vertices of an edge is positive at its centroid, which gives the same bound for the affine form.
///
/// **Size.** n + m samples in n coordinates with n + Σ|e| entries that are not zero.
///
/// **Source.** Colouring as the source of hardness for k ReLUs: S. Goel, A. Klivans, P. Manurangsi, D. Reichman,
/// "Tight Hardness Results for Training Depth-2 ReLU Networks", ITCS 2021, DOI 10.4230/LIPIcs.ITCS.2021.22,
/// arXiv:2011.13550. The slack is this project's, with the proof above.
///
/// **Example.** The triangle with vertices 0, 1, 2. *Yes*, k = 3: colours 0, 1, 2 give w₀ = (1, −1, −1),
/// w₁ = (−1, 1, −1), w₂ = (−1, −1, 1): outputs 1 at the vertices, and on each edge two units at 1 − 1 = 0 and one at
/// −2, so 0: loss 0. *No*, k = 2: slack 4 / (4 + 2) = 2/3. w₀ = (1, −1, 1), w₁ = (−1, 1, −1), the colours 0, 1, 0, fit
/// all but the edge {0, 2}, whose output is 2: loss 4; decoding gives that edge one colour.
public enum ColouringToReLUs: Reduction {
  /// What the reduction is and where it comes from.
  public static let summary: ReductionSummary = ReductionSummary(
    id: "colouring", formatName: "R2-colouring", title: "colouring with k colours to fitting k ReLUs exactly",
    statement:
      "a proper colouring with k colours exists exactly when k ReLUs of output weight 1 have square loss 0",
    source: Citation(
      authors: "Surbhi Goel, Adam Klivans, Pasin Manurangsi, Daniel Reichman",
      title: "Tight Hardness Results for Training Depth-2 ReLU Networks", venue: "ITCS 2021",
      doi: "10.4230/LIPIcs.ITCS.2021.22", arXiv: "2011.13550"))

  /// Colouring.
  public static let sourceKind: SourceProblem.Kind = .colouring
  /// The affine form can be asked for.
  public static let optionNames: Set<ReductionOptions.Name> = [.affine]
  /// How the verifier builds an instance anew.
  public static let rebuild: any InstanceRebuild.Type = ColouringRebuild.self

  /// The training set that k ReLUs fit exactly where the problem's graph has a proper colouring with k colours.
  ///
  /// - Throws: ``SourceFault`` where there is no vertex or no colour.
  /// - Complexity: O(1); a sample costs O(|e|) when it is made.
  public static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance
  {
    let (graph, colours): (Hypergraph, Int) = colouring(problem)
    try check(graph, colours: colours)
    let isAffine: Bool = options.isAffine
    return TrainingInstance(
      reduction: isAffine ? summary.affineFormatName : summary.formatName, dimension: graph.vertexCount,
      units: colours, outputs: 1, coefficients: .plus, squaredNormBound: nil, threshold: 0,
      slack: slack(of: graph, colours: colours), source: problem,
      parameters: parameters(of: graph, colours: colours),
      samples: samples(of: graph, isAffine: isAffine))
  }

  /// The network of a colouring.
  ///
  /// - Precondition: `solution` gives each vertex one of the k colours.
  public static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    let (graph, colours): (Hypergraph, Int) = colouring(instance.source)
    let units: [[SparseEntry]] = self.units(of: colourList(solution), graph, colours: colours)
    return CertificateNetwork(
      outputWeights: [[Rational](repeating: 1, count: colours)], hiddenWeights: units)
  }

  /// The colour of each vertex: the unit that is largest there.
  public static func solution(
    from network: CertificateNetwork, in instance: TrainingInstance
  ) -> SourceSolution {
    let (graph, _): (Hypergraph, Int) = colouring(instance.source)
    return .colours(
      colours(from: network.foldedUnits(dimension: instance.dimension), vertices: graph.vertexCount))
  }

  /// The size formula: n + m samples, n coordinates, n + Σ|e| entries.
  public static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    let (graph, _): (Hypergraph, Int) = colouring(problem)
    return InstanceSize(
      samples: graph.vertexCount + graph.edges.count, dimension: graph.vertexCount,
      nonzeros: graph.vertexCount + graph.edges.reduce(0) { $0 + $1.count })
  }

  /// What a loss proves.
  public static func explanation(of instance: TrainingInstance) -> InstanceExplanation {
    let isAffine: Bool = instance.reduction == summary.affineFormatName
    return InstanceExplanation(
      network: "f(x) = Σ relu(w_j · x\(isAffine ? " + b_j" : "")) over \(instance.units) units, "
        + (isAffine ? "with biases" : "without bias"),
      facts: [
        "A network with loss below \(instance.slack) names a proper colouring: the colour of vertex v, coordinate v, is "
          + "the unit j with the largest w_j[v]\(isAffine ? " + b_j" : "")."
      ])
  }
}

// MARK: - Parts that the other colouring reductions share

extension ColouringToReLUs {
  /// The graph and the number of colours of a colouring problem.
  ///
  /// - Precondition: `problem` is one.
  static func colouring(_ problem: SourceProblem) -> (Hypergraph, Int) {
    guard case .colouring(let graph, let colours) = problem else {
      preconditionFailure("this reduction takes colouring; look at sourceKind before the call")
    }
    return (graph, colours)
  }

  static func colourList(_ solution: SourceSolution) -> [Int] {
    guard case .colours(let list) = solution else {
      preconditionFailure("a colouring reduction takes the colours of the vertices for a solution")
    }
    return list
  }

  static func check(_ graph: Hypergraph, colours: Int) throws {
    guard graph.vertexCount > 0 else {
      throw SourceFault(place: "vertices", problem: "there is no vertex", mend: "give a graph with a vertex")
    }
    guard colours > 0 else {
      throw SourceFault(
        place: "colours", problem: "\(colours) is not a number of colours", mend: "give 1 or more")
    }
    guard colours <= Hypergraph.mostColours else {
      throw SourceFault(
        place: "colours", problem: "\(colours) colours are more than \(Hypergraph.mostColours)",
        mend: "give fewer; as many colours as vertices colour any graph")
    }
  }

  /// min(1, r² / (k² + r)) for the smallest edge's size r; 1 where there is no edge.
  static func slack(of graph: Hypergraph, colours: Int) -> Rational {
    guard let smallest = graph.edges.map(\.count).min() else { return 1 }
    let size: Rational = Rational(smallest)
    return min(1, size.squared / (Rational(colours).squared + size))
  }

  static func parameters(of graph: Hypergraph, colours: Int) -> [String: Rational] {
    [
      "k": Rational(colours), "r_min": Rational(graph.edges.map(\.count).min() ?? 1),
      "r_max": Rational(graph.edges.map(\.count).max() ?? 1),
    ]
  }

  static func samples(of graph: Hypergraph, isAffine: Bool) -> SampleList {
    SampleList(count: graph.vertexCount + graph.edges.count) { index in
      guard index >= graph.vertexCount else {
        return ExactSample(x: [SparseEntry(index, 1)], y: [1], weight: 1, tag: "vertex")
      }
      let edge: [Int] = graph.edges[index - graph.vertexCount]
      let size: Rational = Rational(edge.count)
      return ExactSample(
        x: edge.map { SparseEntry($0, isAffine ? 1 / size : 1) }, y: [0], weight: isAffine ? size.squared : 1,
        tag: "edge")
    }
  }

  /// w_j[v] = 1 where v has colour j, −(R − 1) elsewhere; zeros are left out.
  static func units(of colouring: [Int], _ graph: Hypergraph, colours: Int) -> [[SparseEntry]] {
    let away: Rational = Rational(1 - (graph.edges.map(\.count).max() ?? 1))
    return (0..<colours).map { colour in
      colouring.indices.compactMap { vertex in
        let weight: Rational = colouring[vertex] == colour ? 1 : away
        return weight.isZero ? nil : SparseEntry(vertex, weight)
      }
    }
  }

  /// argmax_j (w_j[v] + b_j)⁺ over the units of positive sign, the first of equals; 0 where no unit is positive.
  static func colours(from units: [CertificateNetwork.FoldedUnit], vertices: Int) -> [Int] {
    (0..<vertices).map { vertex in
      var best: Int = 0
      var largest: Rational = .zero
      for (index, unit) in units.enumerated() where unit.sign > 0 {
        let value: Rational = unit.weights[vertex] + unit.bias
        if value > largest { (best, largest) = (index, value) }
      }
      return best
    }
  }
}
