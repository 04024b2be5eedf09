import Guarantees
import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import RandomStreams
import Teachers
import Testing

/// Hands out whatever fits, without a certificate.
private struct CertificateSkippingLearner: Learner {
  static let identifier: String = "skipping-certificates"
  static let summary: String = "calls every fit certain"
  static let source: String = "a mutant"
  let learner: any Learner

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    let outcome: LearnerOutcome = try learner.study(samples, threads: threads)
    guard case .refused(let refusal) = outcome, let candidate = refusal.candidate else { return outcome }
    return forged(candidate)
  }
}

/// Makes one neuron of two at a small angle.
private struct MergingLearner: Learner {
  static let identifier: String = "merging"
  static let summary: String = "takes rows at less than 0.6 for one"
  static let source: String = "a mutant"
  let learner: any Learner

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    let outcome: LearnerOutcome = try learner.study(samples, threads: threads)
    guard case .recovered(let recovery) = outcome else { return outcome }
    let (hidden, output): (Matrix, Matrix) = (
      recovery.student.layers[0].weights, recovery.student.layers[1].weights
    )
    for second in 1..<max(1, hidden.rows) {
      for first in 0..<second where Self.areClose(hidden.row(first), hidden.row(second)) {
        let kept: [Int] = (0..<hidden.rows).filter { $0 != second }
        return forged(
          try Network(hidden: hidden.selectingRows(kept), output: output.selectingColumns(kept)))
      }
    }
    return outcome
  }

  private static func areClose(_ one: [Double], _ other: [Double]) -> Bool {
    let product: Double = zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    let lengths: [Double] = [one, other].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    return product > 0.8 * lengths[0] * lengths[1]
  }
}

@Suite("The audit of adversarial recovery")
struct AdversarialRecoveryTests {
  /// The quick check of a learner in the place of exact recovery, on some adversaries.
  private func check(
    _ names: [String], mutant: @escaping @Sendable (any Learner) -> any Learner = { $0 }
  ) async throws -> [ClaimResult] {
    let own: AdversarialSubject = try #require(AdversarialSubject.all.first)
    let subject: AdversarialSubject = AdversarialSubject(
      own.kind, learner: mutant(own.learner), command: own.command, largest: own.largest,
      adversaries: own.adversaries.filter { names.contains($0.name) }, separateProfiles: [.quick]
    ) { mutant(own.learnerFor($0)) }
    return try await AdversarialRecoveryGuarantee(subjects: [subject]).check(
      AuditContext(profile: .quick, seed: 1, workers: 2, falseAlarmRatePerClaim: 1e-7)
    ).claims
  }

  @Test("tries every family, and inputs and labels that no family has")
  func complete() throws {
    let claims: [RecoveryClaim] = try AdversarialRecoveryGuarantee().claims(.thorough)
    for family in TeacherRegistry.all {
      for subject in AdversarialSubject.all {
        let suffix: String = "\(subject.kind.rawValue) on \(family.identifier)"
        #expect(claims.count { $0.name.hasSuffix(suffix) } == 2, "\(suffix)")
      }
    }
    #expect(claims.contains { $0.name == "never wrong, exact-recovery on inputs lattice" })
    #expect(claims.contains { $0.name == "never wrong, exact-recovery on labels leaky" })
    #expect(
      AdversarialSubject.all.map(\.kind) == ExpectedVerdict.Learner.allCases.filter { $0 != .noisyRecovery })
    // The thorough profile needs a thousand trials without a failure for each.
    for claim in claims where claim.name.hasPrefix("never wrong") {
      guard case .none(let shownBelow) = claim.tolerance else {
        Issue.record("\(claim.name)")
        continue
      }
      #expect(shownBelow <= 0.0175)
    }
  }

  @Test("holds for the product's own learner on easy, hard and hopeless families")
  func sound() async throws {
    for claim in try await check(["antipodal", "near-parallel", "duplicate-rows", "spread-norms"]) {
      #expect(claim.verdict.name == "holds", "\(claim.name): \(claim.verdict), \(claim.outcomes)")
    }
  }

  @Test("catches a learner that merges close rows, by a teacher of two neurons")
  func merging() async throws {
    let claims: [ClaimResult] = try await check(["near-parallel"]) { MergingLearner(learner: $0) }
    let wrong: ClaimResult = try #require(claims.first { $0.name.hasPrefix("never wrong") })
    guard case .violated(let falseAlarmRate, let example) = wrong.verdict else {
      Issue.record("\(wrong.verdict), \(wrong.outcomes)")
      return
    }
    #expect(falseAlarmRate == 0)
    #expect(example.parameters["family"] == "near-parallel")
    #expect(example.parameters["hidden"] == "2")
    #expect(example.parameters["inputsDimension"] == "2")
    #expect(example.parameters["outputs"] == "2")
    #expect(example.summary.contains("certified but wrong"))
    #expect(example.replay.last?.contains("run your learner on") == true)
    // The product's own learner is right about the same problem.
    let stored: StoredExample = StoredExample(
      property: try #require(example.property), choices: try ChoiceSequence(parsing: example.choices),
      values: [], failure: "")
    #expect(stored.property == "adversarial-recovery, \(wrong.name), near-parallel teachers")
    #expect(try GuaranteeRegistry.replay(stored).outcome.passed)
  }

  @Test("catches a learner that skips the certificate, by a teacher that cannot be known")
  func skipping() async throws {
    let claims: [ClaimResult] = try await check(["duplicate-rows"]) {
      CertificateSkippingLearner(learner: $0)
    }
    let wrong: ClaimResult = try #require(claims.first { $0.name.hasPrefix("never wrong") })
    guard case .violated(_, let example) = wrong.verdict else {
      Issue.record("\(wrong.verdict), \(wrong.outcomes)")
      return
    }
    #expect(example.summary.contains("certified though it cannot be known"))
    #expect(example.parameters["hidden"] == "2")
    #expect(example.parameters["inputsDimension"] == "1")
  }

  @Test("finds a learner that never answers useless, but not wrong")
  func silent() async throws {
    let claims: [ClaimResult] = try await check(["square"]) { _ in SilentLearner() }
    #expect(claims.map(\.verdict.name) == ["holds", "violated"])
  }

  /// The adversaries on which a learner that finds nothing is right: no exact network is to be found from these labels.
  private static let hopeless: [String] = [
    "dependent-outputs", "zero-sum", "linear-pair", "labels leaky", "labels biased",
  ]

  @Test("catches a learner that never answers, by each family of which an answer is expected, and names it")
  func silentOnEach() async throws {
    for family in TeacherRegistry.all where !Self.hopeless.contains(family.identifier) {
      let claims: [ClaimResult] = try await check([family.identifier]) { _ in SilentLearner() }
      let verdict: ClaimResult = try #require(claims.first { $0.name.hasPrefix("expected verdict") })
      guard case .violated(_, let example) = verdict.verdict else {
        Issue.record("\(family.identifier): \(verdict.verdict), \(verdict.outcomes)")
        continue
      }
      #expect(example.parameters["family"] == family.identifier)
      #expect(verdict.name.hasSuffix(family.identifier))
    }
  }

  @Test("has every learner say of labels that are all zero that they identify nothing")
  func zeroLabels() throws {
    let dead: Problem = try Problem(
      teacher: try Network(hidden: Matrix([[-1, -2]]), output: Matrix([[1], [2]])), family: "given",
      samples: 100, seed: 1, inputs: .unitCube)
    for subject in AdversarialSubject.all {
      guard case .refused(let refusal) = try subject.learnerFor(dead).study(dead, threads: 1) else {
        Issue.record("\(subject.kind) recovered")
        continue
      }
      #expect(
        dead.expectedVerdict(of: subject.kind).allows(refusal: refusal.reason.rawValue), "\(subject.kind)")
    }
    guard case .refused(let refusal) = try RectifiedRecoveryLearner().study(dead, threads: 1) else {
      Issue.record("other activations: recovered")
      return
    }
    #expect(refusal.reason == .notIdentifiable)
  }
}
