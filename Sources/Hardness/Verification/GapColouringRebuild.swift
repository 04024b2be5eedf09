import ExactArithmetic

/// The samples of `R5-gap-colouring`, built anew from the hypergraph and the constants of the file, which may be any for
/// which the proof holds.
struct GapColouringRebuild: InstanceRebuild {
  let bare: ColouringRebuild
  let gap: Rational
  let height: Rational
  let edgeScale: Rational
  let slope: Rational
  let inputScale: Rational
  let anchorWeight: Rational

  init(_ instance: TrainingInstance) throws {
    self.bare = try ColouringRebuild(instance)
    self.gap = try instance.positiveConstant("gamma")
    self.height = try instance.positiveConstant("tau")
    self.edgeScale = try instance.positiveConstant("c")
    self.slope = try instance.positiveConstant("alpha")
    self.inputScale = try instance.positiveConstant("chi")
    self.anchorWeight = try instance.positiveConstant("Lambda_a")
  }

  private var vertices: Int { bare.graph.vertexCount }
  private var largest: Int { bare.graph.edges.map(\.count).reduce(2) { $0 < $1 ? $1 : $0 } }
  private var colours: Rational { Rational(bare.colours) }
  private var rowSlack: Rational { ColouringRebuild.slack(edges: bare.graph.edges, colours: bare.colours) }
  /// The most edges of one colour is below this.
  private var limit: Rational { gap * Rational(bare.graph.edges.count) }
  private var slack: Rational { limit * height * height * rowSlack }

  var sourceFault: String? {
    if let fault = bare.sourceFault { return fault }
    if bare.colours > 1 << 16 { return "\(bare.colours) colours are more than \(1 << 16)" }
    return bare.graph.edges.isEmpty ? "there is no edge" : nil
  }

  /// What the proof uses: the ball, and anchors that weigh enough.
  var parameterFault: String? {
    if let fault = bare.parameterFault { return fault }
    if gap > .one { return "gamma = \(gap) is above 1" }
    let away: Rational = Rational(largest - 1) * height
    let tallest: Rational = Rational(vertices) * (away > height ? away * away : height * height)
    let bend: Rational = 2 * colours - 1
    if tallest + slope * slope * (.one + bend * bend) > .one {
      return "the network of a colouring may leave the unit ball"
    }
    if Rational(largest) * edgeScale * edgeScale > .one { return "an edge's sample is longer than 1" }
    if inputScale * inputScale * (4 * colours * colours + .one) > .one { return "an anchor is longer than 1" }
    let label: Rational = slope * inputScale
    if anchorWeight * label * label < 6 * slack { return "Lambda_a (alpha chi)² is below 6 times the slack" }
    return nil
  }

  var parameterDetail: String {
    "gamma = \(gap), tau = \(height), Lambda_a = \(anchorWeight): all norms are at most 1"
  }

  /// The constants as they are derived for n, R and k.
  var generatorFault: String? {
    func isLeastRoot(_ root: Rational, of number: Int) -> Bool {
      root.isInteger && root * root >= Rational(number) && (root - .one) * (root - .one) < Rational(number)
    }
    let label: Rational = slope * inputScale
    let pull: Rational = 6 * slack / (label * label)
    let conditions: [(String, Bool)] = [
      ("tau", isLeastRoot(.one / (height * Rational(2 * largest - 2)), of: vertices)),
      ("c", isLeastRoot(.one / edgeScale, of: largest)),
      ("alpha", slope * 3 * colours == .one),
      ("chi", inputScale * (2 * colours + .one) == .one),
      ("Lambda_a", anchorWeight.isInteger && anchorWeight >= pull && anchorWeight < pull + .one),
    ]
    return conditions.first { !$0.1 }.map { "\($0.0) is not the constant that the generator writes" }
  }

  var shape: InstanceShape {
    InstanceShape(
      dimension: vertices + 2, units: bare.colours, coefficients: .real, squaredNormBound: .one,
      threshold: .zero,
      slack: slack)
  }

  var samples: [ExactSample] {
    var samples: [ExactSample] = SignedColouringRebuild.anchors(
      after: vertices, colours: bare.colours, input: inputScale, label: slope * inputScale,
      weight: anchorWeight)
    var degrees: [Int] = Array(repeating: 0, count: vertices)
    for edge in bare.graph.edges {
      for vertex in edge { degrees[vertex] += 1 }
      samples.append(
        ExactSample(
          x: edge.map { SparseEntry($0, edgeScale) }, y: [.zero], weight: .one / (edgeScale * edgeScale),
          tag: "edge"))
    }
    for (vertex, degree) in degrees.enumerated() {
      samples.append(
        ExactSample(
          x: [SparseEntry(vertex, .one)], y: [height], weight: degree == 0 ? .one : Rational(degree),
          tag: "vertex"))
    }
    return samples
  }

  func decode(_ network: CertificateNetwork) -> SourceSolution { bare.decode(network) }

  /// Fewer than γ m edges of one colour are an answer yes.
  func solutionFault(of solution: SourceSolution, in problem: SourceProblem) -> String? {
    guard case .colours(let list) = solution, list.count == vertices,
      list.allSatisfy({ (0..<bare.colours).contains($0) })
    else { return SolutionCheck.fault(of: solution, in: problem) }
    let violated: Int = violations(of: list)
    guard Rational(violated) < limit else {
      return "\(violated) of the \(bare.graph.edges.count) edges are of one colour, not fewer than \(limit)"
    }
    return nil
  }

  func solutionDetail(of solution: SourceSolution) -> String? {
    guard case .colours(let list) = solution, list.count == vertices else { return nil }
    return
      "\(violations(of: list)) of the \(bare.graph.edges.count) edges are of one colour, fewer than \(limit)"
  }

  private func violations(of list: [Int]) -> Int {
    var violated: Int = 0
    for edge in bare.graph.edges where Set(edge.map { list[$0] }).count == 1 { violated += 1 }
    return violated
  }

  func image(of solution: SourceSolution) -> CertificateNetwork? {
    guard let network = bare.image(of: solution) else { return nil }
    var units: [[SparseEntry]] = []
    for (unit, entries) in network.hiddenWeights.enumerated() {
      var scaled: [SparseEntry] = entries.map { SparseEntry($0.index, $0.value * height) }
      scaled.append(SparseEntry(vertices, slope))
      scaled.append(SparseEntry(vertices + 1, slope * Rational(-1 - 2 * unit)))
      units.append(scaled)
    }
    return CertificateNetwork(outputWeights: network.outputWeights, hiddenWeights: units)
  }
}
