import BigInt
import ExactArithmetic

/// Densest κ-subgraph to fitting one ReLU whose weights lie in the unit ball.
///
/// **Statement.** Some κ vertices have at least ℓ edges among them ⇔ some unit f(x) = relu(⟨w, x⟩) with ‖w‖ ≤ 1 has
/// loss at most θ = 3m − ℓ (2o − o²). Otherwise every such loss is at least θ + o. All inputs lie in the unit ball
/// and all labels in [−1, 1].
///
/// **Construction.** A graph of N vertices, m edges, degrees d_v; κ ≥ 2, 1 ≤ ℓ ≤ m; coordinate N is the bias.
/// Constants: b₀ = 3/5; δ = 1 / (4 (κ + 1)); σ = 1 / (16 κ); Q = 64 κ ⌈√κ⌉; τ = ⌊(4/5) Q / √κ⌋ / Q; ζ = 1/2 where
/// 2 + ((2 − δ) τ / b₀)² ≤ 4, else 1/4, halved while ζ τ δ ℓ (1 + σ²) > 1; o = ζ τ δ; Λ = ⌈2 o m / (b₀ σ)²⌉.
///
/// | tag | x | y | weight |
/// |---|---|---|---|
/// | `pin` | −e_N | b₀ | Λ |
/// | `edge` uv | ζ (e_u + e_v + ((2 − δ) τ / b₀) e_N) | 1 | 1 |
/// | `vertex` v, d_v > 0 | ζ (e_v + (τ / b₀) e_N) | −1 | d_v |
///
/// Vertices S map to w = τ 1_S − b₀ e_N, ‖w‖² = |S| τ² + b₀² ≤ 1. An edge within S has output ζ δ τ = o, every other
/// edge and every vertex 0, and the pin b₀: the loss is 3m − e(S) (2o − o²).
///
/// **Extraction.** s = −w_N / b₀ and z_v = w_v / (τ s), cut to [0, 1]; for each value T of z in [1 − δ, 1] the
/// vertices S_T = {v : z_v ≥ T}; of those with at most κ vertices the one with most edges, the smallest of equals.
/// (1 − o_e)² ≥ 1 − 2 o_e and (1 + o_v)² ≥ 1 + 2 o_v bound the loss from below by 3m + Λ b₀² (s⁺ − 1)² − 2 G with
/// G = Σ o_e − Σ d_v o_v. Where s ≤ 0, G ≤ 0. Else G ≤ ζ τ s Σ_e (z_u + z_v − 2 + δ)⁺, since cutting w_v to [0, τ s]
/// only raises G. With T uniform on [1 − δ, 1] an edge lies in S_T with probability at least (z_u + z_v − 2 + δ)⁺ / δ,
/// so G ≤ o s E*, E* the most edges in an S_T. For s ≥ 1 − σ, |S_T| ≤ (1 − b₀² s²) / (τ² s² (1 − δ)²) < κ + 1. So the
/// loss is at least 3m − 2 o E* − (o E*)² / (Λ b₀²), which for E* ≤ ℓ − 1 is at least θ + o; where s < 1 − σ it is at
/// least 3m by the choice of Λ. The conditions on the constants are checked in exact arithmetic.
///
/// **Size.** 1 + m + N' samples, N' the vertices of positive degree, in N + 1 coordinates with 1 + 3m + 2N' entries
/// that are not zero; the weights sum to 3m + Λ.
///
/// **Source.** Densest κ-subgraph as the source of hardness in the unit ball: S. Goel, A. Klivans, P. Manurangsi,
/// D. Reichman, "Tight Hardness Results for Training Depth-2 ReLU Networks", ITCS 2021,
/// DOI 10.4230/LIPIcs.ITCS.2021.22, arXiv:2011.13550. The constants are this project's, with the proof above.
///
/// **Example.** Vertices 0 … 3, edges 01, 02, 12, 23, κ = 3: δ = 1/16, τ = 59/128, ζ = 1/4, o = 59/8192. *Yes*, ℓ = 3:
/// the triangle gives θ = 12 − 3 (2o − o²) = 802416843/67108864, and w = τ (1, 1, 1, 0) − b₀ e₄ has that loss. *No*,
/// ℓ = 4: all four edges need four vertices; that w's loss is above its θ by 2o − o² ≥ o, and S_T is the triangle.
public enum DensestSubgraphToReLU: Reduction {
  /// What the reduction is and where it comes from.
  public static let summary: ReductionSummary = ReductionSummary(
    id: "densest-subgraph", formatName: "R5-densest-subgraph",
    title: "densest subgraph to fitting one ReLU in the unit ball",
    statement:
      "some kappa vertices have l edges among them exactly when one ReLU with |w| at most 1 has square loss at "
      + "most the threshold",
    source: ColouringToReLUs.summary.source)

  /// Densest subgraph.
  public static let sourceKind: SourceProblem.Kind = .densestSubgraph
  /// There are none.
  public static let optionNames: Set<ReductionOptions.Name> = []
  /// How the verifier builds an instance anew.
  public static let rebuild: any InstanceRebuild.Type = DensestSubgraphRebuild.self

  /// The training set that asks for `size` vertices with `edges` edges among them.
  ///
  /// - Throws: ``SourceFault`` where the source is no graph, κ < 2, ℓ < 1, ℓ is more than there are edges, or a condition
  ///   on the constants fails.
  /// - Complexity: O(N + m).
  public static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance
  {
    let (graph, size, edges): (Hypergraph, Int, Int) = densestSubgraph(problem)
    try check(graph, size: size, edges: edges)
    let constants: DensestSubgraphConstants = DensestSubgraphConstants(
      size: size, edges: edges, edgeCount: graph.edges.count)
    if let fault = constants.fault(size: size, edges: edges) {
      throw SourceFault(
        place: "kappa", problem: "\(size) gives constants for which the proof fails: \(fault)",
        mend: "give another kappa")
    }
    return TrainingInstance(
      reduction: summary.formatName, dimension: graph.vertexCount + 1, units: 1, outputs: 1,
      coefficients: .plus,
      squaredNormBound: 1, threshold: constants.loss(edgeCount: graph.edges.count, inside: edges),
      slack: constants.gain, source: problem, parameters: constants.parameters,
      samples: samples(of: graph, constants))
  }

  /// The unit of a choice of vertices.
  ///
  /// - Precondition: every index of `solution` is that of a vertex.
  /// - Throws: ``SourceFault`` where the constant tau or b0 is missing.
  public static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    guard case .vertices(let chosen, _) = solution else {
      preconditionFailure("this reduction takes the chosen vertices for a solution")
    }
    let (graph, _, _): (Hypergraph, Int, Int) = densestSubgraph(instance.source)
    var unit: [Rational] = [Rational](repeating: .zero, count: graph.vertexCount + 1)
    let height: Rational = try constant("tau", instance)
    for vertex in chosen { unit[vertex] = height }
    unit[graph.vertexCount] = -(try constant("b0", instance))
    return CertificateNetwork(unit: unit)
  }

  /// The densest of the level sets with at most κ vertices.
  public static func solution(from network: CertificateNetwork, in instance: TrainingInstance)
    -> SourceSolution
  {
    let (graph, size, _): (Hypergraph, Int, Int) = densestSubgraph(instance.source)
    let none: SourceSolution = .vertices([], edges: 0)
    guard let unit = network.foldedUnits(dimension: instance.dimension).first, unit.sign > 0,
      let height = instance.parameters["tau"], let bias = instance.parameters["b0"],
      let margin = instance.parameters["delta"]
    else { return none }
    let scale: Rational = -unit.weights[graph.vertexCount] / bias
    guard scale.signum > 0 else { return none }
    let levels: [Rational] = (0..<graph.vertexCount).map { vertex in
      min(1, (unit.weights[vertex] / (height * scale)).positivePart)
    }
    // More than κ vertices at a level, and the levels below have more still.
    let candidates: [Rational] = Set(levels.filter { $0 >= 1 - margin }).sorted(by: >)
    var best: (vertices: [Int], edges: Int) = ([], 0)
    for level in candidates {
      let chosen: [Int] = levels.indices.filter { levels[$0] >= level }
      if chosen.count > size { break }
      let inside: Int = graph.edgeCount(within: chosen)
      if best.vertices.isEmpty || inside > best.edges { best = (chosen, inside) }
    }
    return .vertices(best.vertices, edges: best.edges)
  }

  /// The size formula: 1 + m + N' samples, N + 1 coordinates, 1 + 3m + 2N' entries; N' vertices have an edge.
  public static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    let (graph, _, _): (Hypergraph, Int, Int) = densestSubgraph(problem)
    let touched: Int = graph.degrees.count { $0 > 0 }
    return InstanceSize(
      samples: 1 + graph.edges.count + touched, dimension: graph.vertexCount + 1,
      nonzeros: 1 + 3 * graph.edges.count + 2 * touched)
  }

  /// What a loss proves.
  public static func explanation(of instance: TrainingInstance) -> InstanceExplanation {
    let (graph, size, edges): (Hypergraph, Int, Int) = densestSubgraph(instance.source)
    return InstanceExplanation(
      network: "f(x) = relu(w · x), one unit without bias, with |w| at most 1",
      facts: [
        "The w of vertices with e edges among them has loss 3m − e (2o − o²), m = \(graph.edges.count), "
          + "o = \(instance.slack).",
        "A w in the unit ball with loss below threshold + slack names at most \(size) vertices with at least \(edges) "
          + "edges: with s = −w[\(graph.vertexCount)] / b0 and z[v] = w[v] / (tau s), cut to [0, 1], they are the "
          + "vertices with z[v] ≥ T for one of the values T ≥ 1 − delta.",
      ])
  }
}

// MARK: - Parts

extension DensestSubgraphToReLU {
  private static func densestSubgraph(_ problem: SourceProblem) -> (Hypergraph, Int, Int) {
    guard case .densestSubgraph(let graph, let size, let edges) = problem else {
      preconditionFailure("this reduction takes densest subgraph; look at sourceKind before the call")
    }
    return (graph, size, edges)
  }

  private static func check(_ graph: Hypergraph, size: Int, edges: Int) throws {
    if let index = graph.edges.firstIndex(where: { $0.count != 2 }) {
      throw SourceFault(
        place: "edges[\(index)]",
        problem: "joins \(graph.edges[index].count) vertices, and the source must be a graph",
        mend: "give edges of two vertices")
    }
    guard size >= 2 else {
      throw SourceFault(
        place: "kappa", problem: "\(size) vertices have no edge among them", mend: "give 2 or more")
    }
    guard edges >= 1 else {
      throw SourceFault(
        place: "ell", problem: "\(edges) edges are found in any graph", mend: "ask for 1 edge or more")
    }
    guard edges <= graph.edges.count else {
      throw SourceFault(
        place: "ell", problem: "\(edges) edges are asked for, and the graph has \(graph.edges.count)",
        mend: graph.edges.isEmpty ? "give a graph with an edge" : "ask for at most \(graph.edges.count)")
    }
  }

  private static func constant(_ name: String, _ instance: TrainingInstance) throws -> Rational {
    guard let value = instance.parameters[name] else {
      throw SourceFault(
        place: "params.\(name)", problem: "the constant is missing", mend: "generate the instance again")
    }
    return value
  }

  private static func samples(of graph: Hypergraph, _ constants: DensestSubgraphConstants) -> SampleList {
    let bias: Int = graph.vertexCount
    let degrees: [Int] = graph.degrees
    let touched: [Int] = degrees.indices.filter { degrees[$0] > 0 }
    let edges: [[Int]] = graph.edges
    return SampleList(count: 1 + edges.count + touched.count) { index in
      if index == 0 {
        return ExactSample(
          x: [SparseEntry(bias, -1)], y: [constants.bias], weight: constants.pinWeight, tag: "pin")
      }
      if index <= edges.count {
        return ExactSample(
          x: edges[index - 1].map { SparseEntry($0, constants.scale) } + [
            SparseEntry(bias, constants.edgeBias)
          ],
          y: [1], weight: 1, tag: "edge")
      }
      let vertex: Int = touched[index - 1 - edges.count]
      return ExactSample(
        x: [SparseEntry(vertex, constants.scale), SparseEntry(bias, constants.vertexBias)], y: [-1],
        weight: Rational(degrees[vertex]), tag: "vertex")
    }
  }
}
