import Guarantees
import Learners
import Networks
import Testing

/// The claims of another guarantee without its curves, which take longer.
private struct ClaimsOnly: RecoveryGuarantee {
  static let identifier: String = "test-claims-only"
  static let title: String = "claims without curves"
  static let source: String = "nobody"
  let learner: any Learner
  let angle: String

  init() { self.init(SilentLearner(), angle: "0.1") }
  init(_ learner: any Learner, angle: String) { (self.learner, self.angle) = (learner, angle) }

  func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    try SampleComplexityGuarantee(learner: learner).claims(profile).filter { $0.name.hasSuffix(angle) }
  }
}

@Suite("The samples that exact recovery takes")
struct SampleComplexityTests {
  private func context(workers: Int = 2) -> AuditContext {
    AuditContext(profile: .quick, seed: 1, workers: workers, falseAlarmRatePerClaim: 1e-7)
  }

  private func verdicts(_ learner: any Learner, angle: String = "0.1") async throws -> [String] {
    try await ClaimsOnly(learner, angle: angle).check(context()).claims.map(\.verdict.name)
  }

  private var learner: ExactRecoveryLearner {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    return ExactRecoveryLearner(options)
  }

  @Test("follow the law of angles")
  func angles() async throws {
    #expect(try await verdicts(learner) == ["holds", "holds"])
  }

  @Test("are too few for a learner that certifies all the same, and enough but for one that never answers")
  func mutants() async throws {
    #expect(try await verdicts(LeastSquaresLearner()) == ["violated", "violated"])
    #expect(try await verdicts(SilentLearner()) == ["holds", "violated"])
  }

  @Test("show a phase transition: none from few, all from many, and never fewer from more")
  func transition() async throws {
    let curve: Curve = try await transitionCurve(learner, workers: 2)
    #expect(curve.name == "d5-k2-m2" && curve.xLabel == "n/(d + k)")
    let first: Curve.Point = try #require(curve.points.first)
    let last: Curve.Point = try #require(curve.points.last)
    #expect(first.x == 1 && first.share <= 0.05)
    #expect(last.x == 8 && last.share >= 0.95)
    #expect(curve.mayBeMonotone)
    for point in curve.points {
      #expect(point.lower <= point.share && point.share <= point.upper)
      #expect(point.certified + point.refused.values.reduce(0, +) == point.trials)
      // What is certified is right, and more is right than is certified.
      #expect(point.successes == point.certified && point.right >= point.certified)
    }
  }

  @Test("give the same curve on any number of workers")
  func workers() async throws {
    let curves: [Curve] = [
      try await transitionCurve(learner, workers: 1), try await transitionCurve(learner, workers: 3),
    ]
    #expect(curves[0] == curves[1])
  }

  @Test("give a curve that is seen to fall where a learner gets worse with more samples")
  func falling() async throws {
    struct Tired: Learner {
      static let identifier: String = "tired"
      static let summary: String = "refuses many samples"
      static let source: String = "a mutant"
      let learner: ExactRecoveryLearner
      func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
        guard samples.count < 40 else { return .refused(Refusal(.notFound, "too many")) }
        return try learner.study(samples, threads: threads)
      }
    }
    let curve: Curve = try await transitionCurve(Tired(learner: learner), workers: 2)
    #expect(!curve.mayBeMonotone)
    #expect(curve.points.last?.refused == ["notFound": curve.points.last?.trials ?? 0])
  }

  private func transitionCurve(_ learner: any Learner, workers: Int) async throws -> Curve {
    let curves: [RecoveryCurve] = try SampleComplexityGuarantee(learner: learner).curves(.quick)
    return try await #require(curves.first).run(
      guarantee: SampleComplexityGuarantee.identifier, context(workers: workers))
  }
}
