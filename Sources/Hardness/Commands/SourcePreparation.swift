import ExactArithmetic
import Optimization

/// A source problem with its target, made of what a file or a family holds.
public struct PreparedSource: Sendable, Equatable {
  /// The question.
  public let problem: SourceProblem
  /// The formula that it stands for; `nil` where it stands for itself.
  public let origin: FormulaOrigin?
  /// The sets of cost 0 that were taken out; `nil` where none was.
  public let removal: InstanceFile.Removal?
  /// What was done that a user should hear of.
  public let notes: [String]
}

/// How a content becomes the question that a reduction takes.
struct SourcePreparation {
  /// How it ended.
  enum Outcome {
    case prepared(PreparedSource)
    /// The optimum that a target asked for was not settled in time.
    case targetUnknown(SourceAnswer)
  }

  let targets: SourceTargets
  let solver: any ProgramSolver
  let options: SolveOptions
  let progress: ((SolveProgress) -> Void)?

  /// Makes the question of `kind` out of `content`.
  ///
  /// - Throws: ``RequestError`` where a target is missing or out of place; ``SourceFault`` or ``SetCoverFault`` where the
  ///   content does not fit.
  func prepare(_ content: SourceContent, for kind: SourceProblem.Kind) throws -> Outcome {
    try requireFittingTargets(kind)
    switch kind {
    case .setCover: return try setCover(content)
    case .monotoneCircuit: return try circuit(content)
    case .colouring: return try colouring(content)
    case .densestSubgraph: return try densestSubgraph(content)
    }
  }

  private func requireFittingTargets(_ kind: SourceProblem.Kind) throws {
    func refuse(_ option: String) -> RequestError {
      RequestError("--\(option) has no meaning for the source problem \(kind.rawValue); leave it out")
    }
    if targets.kappa != nil, kind == .colouring { throw refuse("kappa") }
    if targets.colours != nil, kind != .colouring { throw refuse("colours") }
    if targets.edges != nil, kind != .densestSubgraph { throw refuse("edges") }
    if targets.isUnicost, kind != .setCover, kind != .monotoneCircuit { throw refuse("unicost") }
    if targets.covering != .vertexCover, kind != .setCover { throw refuse("as") }
  }

  private func wrongKind(_ content: SourceContent, _ kind: SourceProblem.Kind, _ takes: String) -> SourceFault
  {
    SourceFault(
      place: "content",
      problem: "is of kind \(content.kind.rawValue), which \(kind.rawValue) cannot be made of",
      mend: "give \(takes)")
  }

  private static func prepared(
    _ problem: SourceProblem, origin: FormulaOrigin? = nil, removal: InstanceFile.Removal? = nil,
    notes: [String] = []
  ) -> Outcome {
    .prepared(PreparedSource(problem: problem, origin: origin, removal: removal, notes: notes))
  }
}

// MARK: - Set cover

extension SourcePreparation {
  private func setCover(_ content: SourceContent) throws -> Outcome {
    switch content {
    case .setCover(let problem): return try cover(problem)
    case .graph(let graph), .hypergraph(let graph):
      return try cover(
        targets.covering == .vertexCover ? graph.hittingSetProblem : graph.dominatingSetProblem)
    case .formula(let formula):
      guard targets.kappa == nil else { throw followsFromFormula("kappa") }
      return try chained(SetCoverChain(formula))
    case .circuit: throw wrongKind(content, .setCover, "a set cover file, a graph, a hypergraph or a formula")
    }
  }

  private func cover(_ listed: SetCover) throws -> Outcome {
    let original: SetCover = targets.isUnicost ? listed.withUnitCosts : listed
    // The costs become weights of samples, which the arrays must hold exactly.
    for (index, cost) in original.costs.enumerated() where Rational(cost).exactDouble == nil {
      throw SetCoverFault(
        place: "costs[\(index)]", problem: "no Double holds the cost \(cost) exactly",
        mend: "divide the costs by a common factor, or use --unicost")
    }
    let removal: ZeroCostRemoval = ZeroCostRemoval(of: original)
    let problem: SetCover = removal.remaining
    let kappa: Int
    switch targets.kappa {
    case nil: kappa = problem.totalCost
    case .value(let cost): kappa = cost
    case .optimum:
      let answer: SourceAnswer = try problem.optimum(solver: solver, options: options, progress: progress)
        .sourceAnswer
      guard answer.status == .optimal, let cost = answer.objective else { return .targetUnknown(answer) }
      kappa = cost
    }
    guard !removal.removedSets.isEmpty else { return Self.prepared(.setCover(problem, target: kappa)) }
    return Self.prepared(
      .setCover(problem, target: kappa),
      removal: InstanceFile.Removal(
        elements: original.elementCount, sets: original.sets.count, zeroCostSets: removal.removedSets),
      notes: [
        "sets that cost nothing: \(removal.removedSets.count); they are taken out, with the "
          + "\(removal.removedElementCount) elements that they cover"
      ])
  }

  private func followsFromFormula(_ option: String) -> RequestError {
    RequestError("of a formula --\(option) follows from its clauses; leave it out")
  }

  /// The question that a chain makes of its formula.
  private func chained(_ chain: some FormulaChain) throws -> Outcome {
    let origin: FormulaOrigin = FormulaOrigin(formula: chain.formula, chain: type(of: chain).name)
    switch (chain.content, chain.question) {
    case (.setCover(let cover), .cover(let cost)):
      return Self.prepared(.setCover(cover, target: cost), origin: origin)
    case (.graph(let graph), .colouring(let colours)), (.hypergraph(let graph), .colouring(let colours)):
      return Self.prepared(.colouring(graph, colours: colours), origin: origin)
    case (.graph(let graph), .densestSubgraph(let vertices, let edges)):
      guard edges <= graph.edges.count else {
        throw SourceFault(
          place: "clauses",
          problem:
            "they contradict each other so often that no look is needed: \(edges) pairs of literals that go together "
            + "are wanted, and there are \(graph.edges.count), so the formula is unsatisfiable",
          mend: "give another formula, or take set-cover or colouring, which encode this one too")
      }
      return Self.prepared(.densestSubgraph(graph, size: vertices, edges: edges), origin: origin)
    default:
      throw SourceFault(
        place: "origin.chain", problem: "'\(origin.chain)' leads to a source that no reduction takes",
        mend: "use another chain")
    }
  }
}

// MARK: - Circuits

extension SourcePreparation {
  private func circuit(_ content: SourceContent) throws -> Outcome {
    let circuit: MonotoneCircuit
    switch content {
    case .circuit(let given): circuit = given
    case .setCover(let cover):
      circuit = try MonotoneCircuit(targets.isUnicost ? cover.withUnitCosts : cover)
    case .graph(let graph), .hypergraph(let graph): circuit = try MonotoneCircuit(graph.hittingSetProblem)
    case .formula:
      throw wrongKind(content, .monotoneCircuit, "a circuit, a set cover file, a graph or a hypergraph")
    }
    switch targets.kappa {
    case nil: return Self.prepared(.monotoneCircuit(circuit, target: circuit.inputCount))
    case .value(let count): return Self.prepared(.monotoneCircuit(circuit, target: count))
    case .optimum:
      let answer: SourceAnswer = try circuit.leastInputs(solver: solver, options: options, progress: progress)
      guard answer.status == .optimal, let count = answer.objective else { return .targetUnknown(answer) }
      return Self.prepared(.monotoneCircuit(circuit, target: count))
    }
  }
}

// MARK: - Colouring

extension SourcePreparation {
  private func colouring(_ content: SourceContent) throws -> Outcome {
    switch content {
    case .graph(let graph): return try colouring(of: graph, usual: 3)
    case .hypergraph(let graph): return try colouring(of: graph, usual: 2)
    case .formula(let formula):
      switch targets.colours {
      case .value(2): return try chained(NAEHypergraphChain(formula))
      case .value(3), nil: return try chained(ThreeColouringChain(formula))
      case .value, .optimum:
        throw RequestError(
          "a formula becomes a question of 2 or of 3 colours; give --colours 2 or --colours 3")
      }
    case .setCover, .circuit: throw wrongKind(content, .colouring, "a graph, a hypergraph or a formula")
    }
  }

  private func colouring(of graph: Hypergraph, usual: Int) throws -> Outcome {
    switch targets.colours {
    case nil: return Self.prepared(.colouring(graph, colours: usual))
    case .value(let colours): return Self.prepared(.colouring(graph, colours: colours))
    case .optimum:
      var colours: Int = max(1, graph.greedyClique().count)
      while true {
        let answer: SourceAnswer = try graph.colouring(with: colours, options: options)
        if answer.solution != nil { return Self.prepared(.colouring(graph, colours: colours)) }
        guard answer.status == .infeasible else { return .targetUnknown(answer) }
        colours += 1
      }
    }
  }
}

// MARK: - Densest subgraph

extension SourcePreparation {
  private func densestSubgraph(_ content: SourceContent) throws -> Outcome {
    switch content {
    case .graph(let graph):
      guard case .value(let size) = targets.kappa else {
        throw RequestError("densest-subgraph needs --kappa, the number of vertices to choose")
      }
      switch targets.edges {
      case nil: throw RequestError("densest-subgraph needs --edges, a number of edges or 'optimum'")
      case .value(let edges): return Self.prepared(.densestSubgraph(graph, size: size, edges: edges))
      case .optimum:
        let answer: SourceAnswer = try graph.densestSubgraph(
          of: size, solver: solver, options: options, progress: progress)
        guard answer.status == .optimal, let edges = answer.objective else { return .targetUnknown(answer) }
        return Self.prepared(.densestSubgraph(graph, size: size, edges: edges))
      }
    case .formula(let formula):
      if targets.kappa != nil { throw followsFromFormula("kappa") }
      if targets.edges != nil { throw followsFromFormula("edges") }
      return try chained(CliqueChain(formula))
    case .setCover, .hypergraph, .circuit: throw wrongKind(content, .densestSubgraph, "a graph or a formula")
    }
  }
}
