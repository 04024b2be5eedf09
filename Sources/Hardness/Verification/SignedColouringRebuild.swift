import ExactArithmetic

/// The samples of `R3-signed-colouring`, built anew.
struct SignedColouringRebuild: InstanceRebuild {
  let bare: ColouringRebuild
  private let stated: Rational?

  init(_ instance: TrainingInstance) throws {
    self.bare = try ColouringRebuild(instance)
    self.stated = instance.parameters["A"]
  }

  var sourceFault: String? {
    if let fault = bare.sourceFault { return fault }
    let most: Int = 1 << 16
    return bare.colours <= most ? nil : "\(bare.colours) colours are more than \(most)"
  }

  private var bareSlack: Rational { ColouringRebuild.slack(edges: bare.graph.edges, colours: bare.colours) }

  /// A: the slack is at most 1, and 9 / 6 is above it.
  var scale: Rational {
    for candidate in 1...2 where Rational(candidate * candidate) / 6 >= bareSlack {
      return Rational(candidate)
    }
    return 3
  }

  var parameterFault: String? {
    if let fault = bare.parameterFault { return fault }
    guard let stated, stated != scale else { return nil }
    return
      "A = \(stated) is not \(scale), the least integer whose square is at least 6 times the slack \(bareSlack)"
  }

  var parameterDetail: String { bare.parameterDetail + ", anchors scaled by \(scale)" }
  var generatorFault: String? { nil }

  var shape: InstanceShape {
    InstanceShape(
      dimension: bare.graph.vertexCount + 2, units: bare.colours, coefficients: .real, threshold: .zero,
      slack: min(bareSlack, scale * scale / 6))
  }

  var samples: [ExactSample] {
    Self.anchors(
      after: bare.graph.vertexCount, colours: bare.colours, input: scale, label: scale, weight: .one)
      + ColouringRebuild.samples(bare.graph, isAffine: false)
  }

  /// The points of the line, whose label grows by a slope that goes up by one at each odd step.
  static func anchors(
    after vertices: Int, colours: Int, input: Rational, label: Rational, weight: Rational
  ) -> [ExactSample] {
    var samples: [ExactSample] = []
    var height: Rational = .zero
    var slope: Rational = .zero
    guard colours > 0 else { return [] }
    for step in 0...(2 * colours) {
      var x: [SparseEntry] = [SparseEntry(vertices + 1, input)]
      if step > 0 { x.insert(SparseEntry(vertices, Rational(step) * input), at: 0) }
      samples.append(ExactSample(x: x, y: [height], weight: weight, tag: "anchor"))
      if !step.isMultiple(of: 2) { slope += label }
      height += slope
    }
    return samples
  }

  func decode(_ network: CertificateNetwork) -> SourceSolution { bare.decode(network) }

  func image(of solution: SourceSolution) -> CertificateNetwork? {
    guard let network = bare.image(of: solution) else { return nil }
    let line: Int = bare.graph.vertexCount
    var units: [[SparseEntry]] = network.hiddenWeights
    var kink: Rational = 1
    for unit in units.indices {
      units[unit].append(SparseEntry(line, .one))
      units[unit].append(SparseEntry(line + 1, -kink))
      kink += 2
    }
    return CertificateNetwork(outputWeights: network.outputWeights, hiddenWeights: units)
  }
}
