import Optimization

/// How one sort of instance of a suite is drawn: a family, its sizes, and the answer that is wanted.
struct SuiteRecipe: Sendable {
  /// What is asked of a draw.
  enum Question: Sendable {
    /// The question that the family suggests.
    case suggested
    /// Colouring with this many colours.
    case colours(Int)
    /// The optimum, moved by so much towards what is harder; 0 gives a yes, 1 a no.
    case optimum(harderBy: Int)
    /// A dense subgraph of this share of the vertices, at the optimum or one edge more.
    case densest(share: Double, harderBy: Int)
  }

  let family: String
  let sizes: [Int]
  let answer: SourceVerdict
  let question: Question

  init(_ family: String, _ sizes: [Int], _ answer: SourceVerdict, _ question: Question = .suggested) {
    self.family = family
    self.sizes = sizes
    self.answer = answer
    self.question = question
  }

  /// The draw of a round; each round has another seed, and sizes take turns.
  func request(round: Int, seed: UInt64) -> FamilyRequest {
    FamilyRequest(name: family, size: sizes[round % sizes.count], seed: seed &+ UInt64(round))
  }

  /// The targets of a draw; `nil` where the optimum that they need is not settled in time, or leaves no question.
  func targets(of request: FamilyRequest, options: SolveOptions) throws -> SourceTargets? {
    switch question {
    case .suggested: return SourceTargets()
    case .colours(let colours): return SourceTargets(colours: .value(colours))
    case .optimum(let step):
      let problem: SourceProblem
      switch try request.draw().content {
      case .setCover(let cover): problem = .setCover(cover, target: 0)
      case .graph(let graph), .hypergraph(let graph):
        problem = .setCover(try graph.hittingSetProblem, target: 0)
      case .circuit(let circuit): problem = .monotoneCircuit(circuit, target: 0)
      case .formula: return nil
      }
      let answer: SourceAnswer = try problem.answer(options: options)
      guard answer.status == .optimal, let optimum = answer.objective, optimum >= step else { return nil }
      return SourceTargets(kappa: .value(optimum - step))
    case .densest(let share, let step):
      guard case .graph(let graph) = try request.draw().content else { return nil }
      let size: Int = max(2, Int((share * Double(graph.vertexCount)).rounded()))
      let answer: SourceAnswer = try graph.densestSubgraph(of: size, options: options)
      guard answer.status == .optimal, let optimum = answer.objective, optimum > 0,
        optimum + step <= graph.edges.count
      else { return nil }
      return SourceTargets(kappa: .value(size), edges: .value(optimum + step))
    }
  }

  /// The recipes for a kind of source problem, yes and no in turn.
  static func all(for kind: SourceProblem.Kind) -> [SuiteRecipe] {
    switch kind {
    case .setCover:
      [
        SuiteRecipe("random-cover", [8, 12, 16, 20], .yes, .optimum(harderBy: 0)),
        SuiteRecipe("random-cover", [8, 12, 16, 20], .no, .optimum(harderBy: 1)),
        SuiteRecipe("planted-cover", [12, 18, 24], .yes, .optimum(harderBy: 0)),
        SuiteRecipe("steiner", [9, 15], .no, .optimum(harderBy: 1)),
        SuiteRecipe("steiner", [9, 15], .yes, .optimum(harderBy: 0)),
        SuiteRecipe("planted-cover", [12, 18, 24], .no, .optimum(harderBy: 1)),
      ]
    case .monotoneCircuit:
      [
        SuiteRecipe("random-circuit", [5, 8, 11], .yes, .optimum(harderBy: 0)),
        SuiteRecipe("random-circuit", [5, 8, 11], .no, .optimum(harderBy: 1)),
      ]
    case .colouring:
      [
        SuiteRecipe("planted-colouring", [12, 20, 30], .yes, .colours(3)),
        SuiteRecipe("clique-core", [4, 5], .no),
        SuiteRecipe("planted-hypergraph", [12, 20, 30], .yes, .colours(2)),
        SuiteRecipe("gnm", [20, 30, 40], .no, .colours(3)),
        SuiteRecipe("tree", [12, 20], .yes, .colours(3)),
        SuiteRecipe("mycielski", [4], .no, .colours(3)),
        SuiteRecipe("even-cycle", [12, 20], .yes, .colours(3)),
        SuiteRecipe("random-hypergraph", [40, 50], .no, .colours(2)),
      ]
    case .densestSubgraph:
      [
        SuiteRecipe("gnm", [8, 10, 12], .yes, .densest(share: 0.4, harderBy: 0)),
        SuiteRecipe("gnm", [8, 10, 12], .no, .densest(share: 0.4, harderBy: 1)),
        SuiteRecipe("planted-dense", [12, 14], .yes),
        SuiteRecipe("tree", [8, 10], .no, .densest(share: 0.5, harderBy: 1)),
      ]
    }
  }
}
