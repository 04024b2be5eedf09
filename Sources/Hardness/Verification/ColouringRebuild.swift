import ExactArithmetic

/// The samples of `R2-colouring` and its affine form, built anew.
struct ColouringRebuild: InstanceRebuild {
  let graph: Hypergraph
  let colours: Int
  let isAffine: Bool
  private let stated: [String: Rational]

  init(_ instance: TrainingInstance) throws {
    guard case .colouring(let graph, let colours) = instance.source else {
      throw SourceFault(
        place: "source.kind", problem: "is '\(instance.source.kind.rawValue)'", mend: "give 'colouring'")
    }
    self.graph = graph
    self.colours = colours
    self.isAffine = instance.reduction.hasSuffix("-affine")
    self.stated = instance.parameters
  }

  var sourceFault: String? {
    if graph.vertexCount < 1 { return "there is no vertex" }
    return colours < 1 ? "there is no colour" : nil
  }

  private var smallest: Int {
    graph.edges.reduce(nil as Int?) { least, edge in min(least ?? edge.count, edge.count) } ?? 1
  }
  private var largest: Int { graph.edges.reduce(1) { max($0, $1.count) } }

  /// The constants are derived from the source, so a file that leaves them out is complete.
  var parameterFault: String? {
    let derived: [(String, Int)] = [("k", colours), ("r_min", smallest), ("r_max", largest)]
    for (name, value) in derived {
      if let number = stated[name], number != Rational(value) { return "\(name) = \(number) is not \(value)" }
    }
    return nil
  }

  var parameterDetail: String { "edges of \(smallest) to \(largest) vertices, \(colours) colours" }
  var generatorFault: String? { nil }

  var shape: InstanceShape {
    InstanceShape(
      dimension: graph.vertexCount, units: colours, coefficients: .plus, threshold: .zero,
      slack: Self.slack(edges: graph.edges, colours: colours))
  }

  /// r² / (k² + r), or 1 where that is more or there is no edge.
  static func slack(edges: [[Int]], colours: Int) -> Rational {
    var least: Rational = .one
    for edge in edges {
      let r: Int = edge.count
      least = min(least, Rational(r) * Rational(r) / (Rational(colours) * Rational(colours) + Rational(r)))
    }
    return least
  }

  var samples: [ExactSample] { Self.samples(graph, isAffine: isAffine) }

  static func samples(_ graph: Hypergraph, isAffine: Bool) -> [ExactSample] {
    var samples: [ExactSample] = []
    for edge in graph.edges {
      let entry: Rational = isAffine ? .one / Rational(edge.count) : .one
      let weight: Rational = isAffine ? Rational(edge.count * edge.count) : .one
      samples.append(
        ExactSample(x: edge.map { SparseEntry($0, entry) }, y: [.zero], weight: weight, tag: "edge"))
    }
    for vertex in 0..<graph.vertexCount {
      samples.append(ExactSample(x: [SparseEntry(vertex, .one)], y: [.one], weight: .one, tag: "vertex"))
    }
    return samples
  }

  func decode(_ network: CertificateNetwork) -> SourceSolution {
    .colours(
      Self.decode(
        vertices: graph.vertexCount, hidden: network.hiddenWeights,
        outputs: network.outputWeights.first ?? [],
        biases: network.biases))
  }

  /// For each vertex the first unit whose contribution a (w[v] + b)⁺ is largest; 0 where none is positive.
  static func decode(
    vertices: Int, hidden: [[SparseEntry]], outputs: [Rational], biases: [Rational]?
  ) -> [Int] {
    var best: [Rational] = [Rational](repeating: .zero, count: vertices)
    var colour: [Int] = [Int](repeating: 0, count: vertices)
    for (unit, entries) in hidden.enumerated() {
      let output: Rational = unit < outputs.count ? outputs[unit] : .zero
      let bias: Rational = biases?[unit] ?? .zero
      var values: [Rational] = [Rational](repeating: bias, count: vertices)
      for entry in entries where entry.index < vertices { values[entry.index] = entry.value + bias }
      for vertex in 0..<vertices where output * values[vertex] > best[vertex] && output.signum > 0 {
        best[vertex] = output * values[vertex]
        colour[vertex] = unit
      }
    }
    return colour
  }

  func image(of solution: SourceSolution) -> CertificateNetwork? {
    guard case .colours(let colouring) = solution, colouring.count == graph.vertexCount,
      colouring.allSatisfy({ (0..<colours).contains($0) })
    else { return nil }
    return CertificateNetwork(
      outputWeights: [[Rational](repeating: .one, count: colours)],
      hiddenWeights: Self.image(colouring, colours: colours, largestEdge: largest))
  }

  static func image(_ colouring: [Int], colours: Int, largestEdge: Int) -> [[SparseEntry]] {
    var units: [[SparseEntry]] = Array(repeating: [], count: colours)
    for (vertex, own) in colouring.enumerated() {
      for colour in 0..<colours {
        if colour == own {
          units[colour].append(SparseEntry(vertex, .one))
        } else if largestEdge > 1 {
          units[colour].append(SparseEntry(vertex, Rational(1 - largestEdge)))
        }
      }
    }
    return units
  }
}
