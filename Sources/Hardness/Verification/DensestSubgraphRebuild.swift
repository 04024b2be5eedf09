import BigInt
import ExactArithmetic

/// The samples of `R5-densest-subgraph`, built anew from the graph and the constants of the file, which may be any for
/// which the proof holds.
struct DensestSubgraphRebuild: InstanceRebuild {
  let graph: Hypergraph
  let size: Int
  let edges: Int
  let bias: Rational
  let margin: Rational
  let tolerance: Rational
  let height: Rational
  let scale: Rational
  let gain: Rational
  let pinWeight: Rational
  private let resolution: Rational?
  private let degrees: [Int]

  init(_ instance: TrainingInstance) throws {
    guard case .densestSubgraph(let graph, let size, let edges) = instance.source else {
      throw SourceFault(
        place: "source.kind", problem: "is '\(instance.source.kind.rawValue)'",
        mend: "give 'densest-subgraph'")
    }
    self.graph = graph
    self.size = size
    self.edges = edges
    self.bias = try instance.positiveConstant("b0")
    self.margin = try instance.positiveConstant("delta")
    self.tolerance = try instance.positiveConstant("sigma")
    self.height = try instance.positiveConstant("tau")
    self.scale = try instance.positiveConstant("zeta")
    self.gain = try instance.positiveConstant("o")
    self.pinWeight = try instance.positiveConstant("Lambda")
    self.resolution = instance.parameters["Q"]
    var degrees: [Int] = Array(repeating: 0, count: graph.vertexCount)
    for vertex in graph.edges.joined() { degrees[vertex] += 1 }
    self.degrees = degrees
  }

  var sourceFault: String? {
    if graph.edges.contains(where: { $0.count != 2 }) { return "an edge does not join two vertices" }
    if size < 2 { return "kappa = \(size) is below 2" }
    if edges < 1 { return "ell = \(edges) is below 1" }
    return edges > graph.edges.count ? "ell = \(edges) is more than the \(graph.edges.count) edges" : nil
  }

  /// The conditions that the proof uses, one by one.
  var parameterFault: String? {
    let one: Rational = .one
    let vertices: Rational = Rational(size)
    let total: Rational = Rational(graph.edges.count)
    let wanted: Rational = Rational(edges)
    if bias >= one { return "b0 = \(bias) is not below 1" }
    if margin >= one { return "delta = \(margin) is not below 1" }
    if tolerance >= one { return "sigma = \(tolerance) is not below 1" }
    if gain != margin * height * scale { return "o = \(gain) is not zeta tau delta" }
    if vertices * height * height + bias * bias > one { return "kappa tau² + b0² is above 1" }
    let low: Rational = (one - tolerance) * (one - tolerance)
    let room: Rational = height * height * low * (one - margin) * (one - margin) * (vertices + one)
    if one - bias * bias * low >= room { return "k(1 - sigma) is not below (kappa + 1)(1 - delta)²" }
    let pin: Rational = pinWeight * bias * bias
    if pin * tolerance * tolerance < 2 * gain * total { return "Lambda (b0 sigma)² is below 2 o m" }
    let short: Rational = (wanted - one) * gain
    if pin * (gain - wanted * gain * gain) < short * short { return "the gap is below o" }
    let tilt: Rational = height / bias
    let two: Rational = 2 - margin
    if scale * scale * (2 + two * two * tilt * tilt) > one { return "an edge's sample is longer than 1" }
    if scale * scale * (one + tilt * tilt) > one { return "a vertex's sample is longer than 1" }
    return nil
  }

  var parameterDetail: String {
    "tau = \(height), o = \(gain), Lambda = \(pinWeight): every condition of the proof holds"
  }

  /// The constants as they are derived for κ, ℓ and m.
  var generatorFault: String? {
    let kappa: Rational = Rational(size)
    let roundedUpRoot: BigInt = BigInt(size - 1).squareRoot() + 1
    let unit: Rational = 64 * kappa * Rational(roundedUpRoot)
    // τ is the last multiple of 1 / Q whose square is at most 16 / (25 κ).
    let next: Rational = height + .one / unit
    let bound: Rational = Rational(16) / (25 * kappa)
    let isLast: Bool = (height * unit).isInteger && height * height <= bound && next * next > bound
    let tilt: Rational = (2 - margin) * height / bias
    var own: Rational = .one / (2 + tilt * tilt <= 4 ? 2 : 4)
    while own * height * margin * Rational(edges) * (.one + tolerance * tolerance) > .one { own = own / 2 }
    let pin: Rational = 2 * gain * Rational(graph.edges.count) / (bias * tolerance * bias * tolerance)
    let conditions: [(String, Bool)] = [
      ("b0", bias == Rational(3) / 5), ("delta", margin * 4 * (kappa + 1) == .one),
      ("sigma", tolerance * 16 * kappa == .one), ("Q", resolution == unit), ("tau", isLast),
      ("zeta", scale == own),
      ("Lambda", pinWeight.isInteger && pinWeight >= pin && pinWeight < pin + 1),
    ]
    return conditions.first { !$0.1 }.map { "\($0.0) is not the constant that the generator writes" }
  }

  var shape: InstanceShape {
    let total: Rational = Rational(graph.edges.count)
    let outside: Rational = total - Rational(edges)
    let inside: Rational = (.one - gain) * (.one - gain) * Rational(edges)
    return InstanceShape(
      dimension: graph.vertexCount + 1, units: 1, coefficients: .plus, squaredNormBound: .one,
      threshold: inside + outside + 2 * total, slack: gain)
  }

  var samples: [ExactSample] {
    let last: Int = graph.vertexCount
    let tilt: Rational = scale * height / bias
    var samples: [ExactSample] = []
    for (vertex, degree) in degrees.enumerated() where degree > 0 {
      samples.append(
        ExactSample(
          x: [SparseEntry(vertex, scale), SparseEntry(last, tilt)], y: [-.one], weight: Rational(degree),
          tag: "vertex"))
    }
    for edge in graph.edges {
      var x: [SparseEntry] = []
      for vertex in edge { x.append(SparseEntry(vertex, scale)) }
      x.append(SparseEntry(last, tilt + tilt - margin * tilt))
      samples.append(ExactSample(x: x, y: [.one], weight: .one, tag: "edge"))
    }
    samples.append(ExactSample(x: [SparseEntry(last, -.one)], y: [bias], weight: pinWeight, tag: "pin"))
    return samples
  }

  /// Vertices join in the order of their weights; each time that all of a weight have joined, their edges are counted.
  func decode(_ network: CertificateNetwork) -> SourceSolution {
    let none: SourceSolution = .vertices([], edges: 0)
    guard let output = network.outputWeights.first?.first, output.signum > 0 else { return none }
    var weights: [Rational] = Array(repeating: .zero, count: graph.vertexCount + 1)
    for entry in network.hiddenWeights.first ?? [] where entry.index < weights.count {
      weights[entry.index] = output * entry.value
    }
    let top: Rational = -weights[graph.vertexCount] * height / bias
    guard top.signum > 0 else { return none }
    let heights: [Rational] = weights.dropLast().map { min($0, top) }
    let floor: Rational = top - margin * top
    let order: [Int] = heights.indices.filter { heights[$0] >= floor }
      .sorted { heights[$1] == heights[$0] ? $0 < $1 : heights[$1] < heights[$0] }
    var neighbours: [[Int]] = Array(repeating: [], count: graph.vertexCount)
    for edge in graph.edges where edge.count == 2 {
      neighbours[edge[0]].append(edge[1])
      neighbours[edge[1]].append(edge[0])
    }
    var hasJoined: [Bool] = Array(repeating: false, count: graph.vertexCount)
    var inside: Int = 0
    var best: (count: Int, edges: Int)?
    for (position, vertex) in order.enumerated() where position < size {
      hasJoined[vertex] = true
      inside += neighbours[vertex].count { hasJoined[$0] }
      if position + 1 < order.count, heights[order[position + 1]] == heights[vertex] { continue }
      if best == nil || inside > best?.edges ?? 0 { best = (position + 1, inside) }
    }
    guard let best else { return none }
    return .vertices(order.prefix(best.count).sorted(), edges: best.edges)
  }

  func image(of solution: SourceSolution) -> CertificateNetwork? {
    guard case .vertices(let chosen, _) = solution,
      chosen.allSatisfy({ (0..<graph.vertexCount).contains($0) })
    else { return nil }
    var unit: [SparseEntry] = []
    for vertex in Set(chosen).sorted() { unit.append(SparseEntry(vertex, height)) }
    unit.append(SparseEntry(graph.vertexCount, -bias))
    return CertificateNetwork(outputWeights: [[.one]], hiddenWeights: [unit])
  }
}
