import ExactArithmetic

extension SetCoverToReLU {
  /// The training set that asks for a cover of cost at most the problem's target, in the affine form on request.
  ///
  /// - Throws: ``SetCoverFault`` as ``instance(of:target:)`` does.
  public static func instance(
    of problem: SourceProblem, options: ReductionOptions
  ) throws -> TrainingInstance {
    guard case .setCover(let source, let target) = problem else { preconditionFailure(Self.wrongKind) }
    let instance: TrainingInstance = try instance(of: source, target: target)
    guard options.isAffine else { return instance }
    let samples: SampleList = instance.samples
    return TrainingInstance(
      reduction: summary.affineFormatName, dimension: instance.dimension, units: 1, outputs: 1,
      coefficients: .plus, squaredNormBound: nil, threshold: instance.threshold, slack: instance.slack,
      source: problem, parameters: instance.parameters,
      samples: SampleList(count: samples.count) { affine(samples[$0]) })
  }

  /// A sample divided by its entry at coordinate 0, which every sample has and which is positive.
  private static func affine(_ sample: ExactSample) -> ExactSample {
    guard let scale = sample.x.first?.value else { return sample }
    return ExactSample(
      x: sample.x.map { SparseEntry($0.index, $0.value / scale) }, y: sample.y.map { $0 / scale },
      weight: sample.weight * scale.squared, tag: sample.tag)
  }

  /// The unit of a cover.
  ///
  /// - Throws: ``SetCoverFault`` where the constant t is missing.
  public static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    guard case .setCover(let source, _) = instance.source, case .sets(let sets, _) = solution else {
      preconditionFailure(wrongKind)
    }
    return try certificate(for: sets, of: source, parameters: instance.parameters)
  }

  /// The sets that a unit chooses, and what they cost.
  public static func solution(
    from network: CertificateNetwork, in instance: TrainingInstance
  ) -> SourceSolution {
    guard case .setCover(let source, _) = instance.source else { preconditionFailure(wrongKind) }
    var unit: [Rational] = [Rational](repeating: .zero, count: instance.dimension)
    if let folded = network.foldedUnits(dimension: instance.dimension).first {
      unit = folded.weights
      unit[0] += folded.bias
    }
    let sets: [Int] = solution(from: unit, of: source)
    return .sets(sets, cost: sets.reduce(.zero) { $0 + Rational(source.costs[$1]) })
  }

  /// The size formula of ``size(of:)``; the affine form has the same.
  public static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    guard case .setCover(let source, _) = problem else { preconditionFailure(wrongKind) }
    return size(of: source)
  }

  /// What a loss proves.
  public static func explanation(of instance: TrainingInstance) -> InstanceExplanation {
    let cap: String = instance.parameters["Kbar"]?.description ?? ""
    let isAffine: Bool = instance.reduction == summary.affineFormatName
    return InstanceExplanation(
      network: "f(x) = relu(w · x), one unit"
        + (isAffine
          ? " whose bias is w[0]: coordinate 0 is 1 on all samples" : " without bias"),
      facts: [
        "The least loss is the cost of a cheapest cover.",
        "A w with loss below \(cap) names a cover that costs no more than the loss: the sets s with −w[s] ≥ w[0], where "
          + "set s is coordinate s, counted from 1.",
      ])
  }

  private static let wrongKind: String = "this reduction takes set cover; look at sourceKind before the call"
}
