import ExactArithmetic

/// The samples of `R4-matrix`, built anew.
struct LabelMatrixRebuild: InstanceRebuild {
  let scalar: SignedColouringRebuild
  let vector: [Rational]

  init(_ instance: TrainingInstance) throws {
    self.scalar = try SignedColouringRebuild(instance)
    var vector: [Rational] = []
    while let entry = instance.parameters["c_\(vector.count)"] { vector.append(entry) }
    guard !vector.isEmpty else {
      throw SourceFault(
        place: "params.c_0", problem: "the label vector is missing", mend: "generate the instance again")
    }
    self.vector = vector
  }

  var sourceFault: String? { scalar.sourceFault }

  var parameterFault: String? {
    if vector.allSatisfy(\.isZero) { return "the label vector is zero" }
    return scalar.parameterFault
  }

  var parameterDetail: String {
    scalar.parameterDetail + ", c = (\(vector.map(\.description).joined(separator: ", ")))"
  }

  var generatorFault: String? { nil }

  /// The first of the largest entries of c.
  private var pivot: Int {
    var best: Int = 0
    for index in vector.indices where vector[index].squared > vector[best].squared { best = index }
    return best
  }

  var shape: InstanceShape {
    let bare: InstanceShape = scalar.shape
    return InstanceShape(
      dimension: bare.dimension, units: bare.units, outputs: vector.count, coefficients: .real,
      threshold: .zero,
      slack: bare.slack * vector[pivot].squared)
  }

  var samples: [ExactSample] {
    scalar.samples.map { sample in
      let label: Rational = sample.y.first ?? .zero
      return ExactSample(
        x: sample.x, y: vector.map { label * $0 }, weight: sample.weight, tag: sample.tag)
    }
  }

  func decode(_ network: CertificateNetwork) -> SourceSolution {
    let scale: Rational = vector[pivot]
    let outputs: [Rational] = pivot < network.outputWeights.count ? network.outputWeights[pivot] : []
    return .colours(
      ColouringRebuild.decode(
        vertices: scalar.bare.graph.vertexCount, hidden: network.hiddenWeights,
        outputs: scale.isZero ? [] : outputs.map { $0 / scale }, biases: nil))
  }

  func image(of solution: SourceSolution) -> CertificateNetwork? {
    guard let network = scalar.image(of: solution) else { return nil }
    var rows: [[Rational]] = []
    for entry in vector { rows.append(Array(repeating: entry, count: network.hiddenWeights.count)) }
    return CertificateNetwork(outputWeights: rows, hiddenWeights: network.hiddenWeights)
  }
}
