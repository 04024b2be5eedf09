import ExactArithmetic

/// The box [−W, W] for the weights of a training program that loses no answer.
///
/// Where a yes instance has a network at all it has the image of a solution, so W is the largest weight of an image:
/// max(1, R − 1) for `colouring`, max(R − 1, 2k − 1) with sign anchors, max f_u + t for `set-cover`, α_out + 1 for
/// `monotone-circuit`. The images of all solutions have the same constants, so it is read off that of a trivial one:
/// all sets, all inputs, all vertices of one colour. Where the norms are bounded by 1, W = 1. A turned instance's
/// images are turned too: each rotation enlarges W by at most |cos| + |sin|.
enum WeightBox {
  static func bound(for file: InstanceFile, base: TrainingInstance) throws -> Double {
    let turns: [Double] = file.transformations.map(growth)
    return try bound(of: base).doubleValue * turns.reduce(1, *)
  }

  private static func bound(of base: TrainingInstance) throws -> Rational {
    if let bound = base.squaredNormBound { return max(1, bound) }
    guard let reduction = ReductionRegistry.reduction(ofFormat: base.reduction),
      let solution = trivialSolution(of: base.source)
    else { return 1 }
    return try reduction.certificate(for: solution, in: base).hiddenWeights.joined()
      .reduce(Rational.one) { max($0, $1.value.magnitude) }
  }

  private static func trivialSolution(of source: SourceProblem) -> SourceSolution? {
    switch source {
    case .setCover(let problem, _): .sets(Array(problem.sets.indices), cost: .zero)
    case .monotoneCircuit(let circuit, _): .inputs(Array(0..<circuit.inputCount))
    case .colouring(let graph, _): .colours([Int](repeating: 0, count: graph.vertexCount))
    case .densestSubgraph: nil
    }
  }

  private static func growth(_ transformation: Transformation) -> Double {
    guard case .rotate(let rotation) = transformation else { return 1 }
    return rotation.planes.reduce(Rational.one) { max($0, $1.cosine.magnitude + $1.sine.magnitude) }
      .doubleValue
  }
}
