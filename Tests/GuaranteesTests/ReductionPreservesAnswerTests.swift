import ExactArithmetic
import Guarantees
import Hardness
import PropertyTesting
import Testing

/// Colouring with something wrong; everything else is the product's own.
private protocol MutantColouring: Reduction {}

extension MutantColouring {
  static var summary: ReductionSummary { ColouringToReLUs.summary }
  static var sourceKind: SourceProblem.Kind { ColouringToReLUs.sourceKind }
  static var optionNames: Set<ReductionOptions.Name> { ColouringToReLUs.optionNames }
  static var rebuild: any InstanceRebuild.Type { ColouringToReLUs.rebuild }

  static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance {
    try ColouringToReLUs.instance(of: problem, options: options)
  }

  static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    try ColouringToReLUs.certificate(for: solution, in: instance)
  }

  static func solution(from network: CertificateNetwork, in instance: TrainingInstance) -> SourceSolution {
    ColouringToReLUs.solution(from: network, in: instance)
  }

  static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    ColouringToReLUs.size(of: problem, options: options)
  }

  static func explanation(of instance: TrainingInstance) -> InstanceExplanation {
    ColouringToReLUs.explanation(of: instance)
  }
}

/// The first weight of the first unit is larger by an eighth.
private enum ChangedWeight: MutantColouring {
  static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    let right: CertificateNetwork = try ColouringToReLUs.certificate(for: solution, in: instance)
    var units: [[SparseEntry]] = right.hiddenWeights
    if let first = units.first?.first {
      units[0][0] = SparseEntry(first.index, first.value + Rational(1) / 8)
    }
    return CertificateNetwork(outputWeights: right.outputWeights, hiddenWeights: units)
  }
}

/// A vertex gets the colour of the unit that is second largest there.
private enum SecondLargest: MutantColouring {
  static func solution(from network: CertificateNetwork, in instance: TrainingInstance) -> SourceSolution {
    let units: [CertificateNetwork.FoldedUnit] = network.foldedUnits(dimension: instance.dimension)
    return .colours(
      (0..<instance.dimension).map { vertex in
        let order: [Int] = units.indices.sorted {
          (units[$1].weights[vertex], $0) < (units[$0].weights[vertex], $1)
        }
        return order[min(1, order.count - 1)]
      })
  }
}

/// The last edge has no sample, and the size formula knows nothing of it.
private enum ForgottenEdge: MutantColouring {
  static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance {
    let right: TrainingInstance = try ColouringToReLUs.instance(of: problem, options: options)
    guard case .colouring(let graph, _) = problem, !graph.edges.isEmpty else { return right }
    let samples: SampleList = right.samples
    return TrainingInstance(
      reduction: right.reduction, dimension: right.dimension, units: right.units, outputs: right.outputs,
      coefficients: right.coefficients, squaredNormBound: nil, threshold: right.threshold,
      slack: right.slack, source: problem, parameters: right.parameters,
      samples: SampleList(count: samples.count - 1) { samples[$0] })
  }

  static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    let instance: TrainingInstance? = try? instance(of: problem, options: options)
    return instance?.size ?? InstanceSize(samples: 0, dimension: 0, nonzeros: 0)
  }
}

/// A size formula that counts one sample too many.
private enum WrongSize: MutantColouring {
  static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    let right: InstanceSize = ColouringToReLUs.size(of: problem, options: options)
    return InstanceSize(
      samples: right.samples + 1, dimension: right.dimension, nonzeros: right.nonzeros)
  }
}

@Suite("The audit of the reductions' answers")
struct ReductionPreservesAnswerTests {
  private func check(_ reduction: any Reduction.Type) async throws -> GuaranteeResult {
    try await ReductionPreservesAnswerGuarantee(reductions: [reduction]).check(
      AuditContext(
        profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7,
        counterexampleBudget: CounterexampleBudget(shrinkingCalls: 150)))
  }

  private func counterexample(_ reduction: any Reduction.Type) async throws -> Guarantees.Counterexample? {
    guard case .violated(let rate, let counterexample) = try await check(reduction).verdict else {
      return nil
    }
    #expect(rate == 0)
    return counterexample
  }

  @Test("holds for the product's colouring, on yes and no instances")
  func holds() async throws {
    let result: GuaranteeResult = try await check(ColouringToReLUs.self)
    #expect(result.verdict.name == "holds")
    #expect(result.subject == "colouring")
    #expect((result.claims[0].outcomes["yes"] ?? 0) > 5)
    #expect((result.claims[0].outcomes["no"] ?? 0) > 5)
  }

  @Test("has a claim for each reduction")
  func claims() {
    #expect(ReductionPreservesAnswerGuarantee().claimCount(.quick) == ReductionRegistry.all.count)
  }

  @Test("catches a forward map with one weight changed, on one vertex")
  func changedWeight() async throws {
    let found: Guarantees.Counterexample? = try await counterexample(ChangedWeight.self)
    #expect(found?.parameters["vertices"] == "1", "\(String(describing: found))")
    let example: StoredExample = StoredExample(
      property: try #require(found?.property), choices: try ChoiceSequence(parsing: found?.choices ?? ""),
      values: [], failure: "")
    let mutant: ReductionPreservesAnswerGuarantee = ReductionPreservesAnswerGuarantee(
      reductions: [ChangedWeight.self])
    #expect(try mutant.replay(example)?.outcome.passed == false)
    #expect(try GuaranteeRegistry.replay(example).outcome.passed)
  }

  @Test("catches an extraction of the second largest unit, on four vertices or fewer")
  func secondLargest() async throws {
    let found: Guarantees.Counterexample? = try await counterexample(SecondLargest.self)
    let vertices: Int? = found?.parameters["vertices"].flatMap { Int($0) }
    #expect((vertices ?? 9) <= 4, "\(String(describing: found))")
  }

  @Test("catches a forgotten edge, on two vertices")
  func forgottenEdge() async throws {
    let found: Guarantees.Counterexample? = try await counterexample(ForgottenEdge.self)
    #expect(found?.parameters["vertices"] == "2", "\(String(describing: found))")
    #expect(found?.parameters["edges"] == "[[0, 1]]")
    #expect(found?.replay.contains { $0.hasPrefix("assay generate colouring --input") } == true)
  }

  @Test("catches a size formula that is off by one")
  func wrongSize() async throws {
    #expect(try await counterexample(WrongSize.self)?.summary == "the size formula is wrong")
  }
}
