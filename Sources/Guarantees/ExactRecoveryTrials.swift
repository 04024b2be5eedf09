import Learners
import Networks
import PropertyTesting
import RandomStreams
import Teachers

/// The parameters of one trial's problem.
struct ExactRecoveryPlan: Sendable, Hashable {
  let size: TeacherSize
  let samples: Int
  let seed: UInt64
}

/// Draws the problems of a claim, runs the learner on them, and makes failing ones small.
struct ExactRecoveryTrials: Sendable {
  let claim: ExactRecoveryClaim
  let learner: any Learner
  let seed: UInt64

  private static let shrinkingCalls: Int = 400
  /// The trials among which a smaller failing problem is looked for.
  private static let largestTrial: Int = 1 << 20

  /// The problem of a trial at the claim's own size.
  func plan(trial: Int) throws -> ExactRecoveryPlan {
    try plan(claim.inputsDimension, claim.hidden, claim.outputs, trial: trial)
  }

  private func plan(_ d: Int, _ k: Int, _ m: Int, trial: Int) throws -> ExactRecoveryPlan {
    let stream: RandomStream = RandomStream(seed: seed).child(ExactRecoveryGuarantee.identifier)
      .child(claim.name).child(trial)
    let samples: Int
    switch claim.kind {
    case .completeness:
      samples = ExactRecoveryClaim.samplesPerDimension(hidden: k) * (d + k)
    case .soundness:
      let multiples: ClosedRange<Int> = ExactRecoveryClaim.scarceSamples
      samples = stream.child("samples").integer(
        in: multiples.lowerBound * (d + k)...multiples.upperBound * (d + k), at: 0)
    }
    let size: TeacherSize = try TeacherSize(
      inputsDimension: d, hidden: k, outputs: m, conditionNumber: ExactRecoveryClaim.conditionNumber)
    return ExactRecoveryPlan(size: size, samples: samples, seed: stream.child("problem").word(at: 0))
  }

  /// Runs the learner on a problem.
  func run(_ plan: ExactRecoveryPlan) throws -> TrialOutcome {
    let problem: Problem = try Problem(
      family: GaussianTeachers.self, size: plan.size, samples: plan.samples, seed: plan.seed)
    let samples: Samples = problem.samples(0..<plan.samples, threads: 1)
    switch try learner.study(samples, threads: 1) {
    case .recovered(let recovery):
      let error: Double = NeuronMatching.relativeError(of: recovery.student, against: problem.teacher)
      // Written so that an error that is NaN fails.
      if error <= ExactRecoveryClaim.completeError {
        return TrialOutcome(passed: true, label: "recovered", metric: error)
      }
      let isRight: Bool = error <= ExactRecoveryClaim.wrongError
      return TrialOutcome(
        passed: isRight && claim.kind == .soundness,
        label: isRight ? "recovered roughly" : "certified but wrong",
        metric: error)
    case .refused(let refusal):
      return TrialOutcome(
        passed: claim.kind == .soundness, label: "refused: \(refusal.reason.rawValue)")
    }
  }

  /// The smallest failing problem that is found from the failing trial of an index.
  func minimise(trial: Int) async throws -> Counterexample {
    let generator: Gen<ExactRecoveryPlan> = self.generator
    let choices: ChoiceSequence = ChoiceSequence([
      Choice(UInt64(claim.inputsDimension - 1), limit: UInt64(claim.inputsDimension - 1)),
      Choice(UInt64(claim.hidden - 1), limit: UInt64(min(claim.hidden, claim.inputsDimension) - 1)),
      Choice(UInt64(claim.outputs - claim.hidden), limit: UInt64(claim.outputs - claim.hidden)),
      Choice(UInt64(trial), limit: UInt64(Self.largestTrial)),
    ])
    let found: Shrinker.Outcome<ExactRecoveryPlan>? = try await Shrinker(
      budget: Shrinker.Budget(calls: Self.shrinkingCalls)
    ).shrink(generator, from: choices) { plan in !(try run(plan).passed) }
    let plan: ExactRecoveryPlan = try found?.value ?? self.plan(trial: trial)
    return try counterexample(plan, choices: found?.choices ?? choices, calls: found?.calls ?? 0)
  }

  private var generator: Gen<ExactRecoveryPlan> {
    Gen.build { draw in
      let d: Int = try draw(.integer(in: 1...claim.inputsDimension))
      let k: Int = try draw(.integer(in: 1...min(claim.hidden, d)))
      let m: Int = try draw(.integer(in: k...k + claim.outputs - claim.hidden))
      return try plan(d, k, m, trial: try draw(.integer(in: 0...Self.largestTrial)))
    }
  }

  private func counterexample(
    _ plan: ExactRecoveryPlan, choices: ChoiceSequence, calls: Int
  ) throws -> Counterexample {
    let outcome: TrialOutcome = try run(plan)
    let size: TeacherSize = plan.size
    let error: String = outcome.metric.map { ", relative error \($0)" } ?? ""
    return Counterexample(
      summary: "\(outcome.label)\(error)",
      parameters: [
        "family": GaussianTeachers.identifier, "inputsDimension": "\(size.inputsDimension)",
        "hidden": "\(size.hidden)", "outputs": "\(size.outputs)", "samples": "\(plan.samples)",
        "seed": "\(plan.seed)", "conditionNumber": "\(ExactRecoveryClaim.conditionNumber)",
      ],
      choices: choices.description,
      replay: [
        "assay sample gaussian --inputs-dimension \(size.inputsDimension) --hidden \(size.hidden) "
          + "--outputs \(size.outputs) --samples \(plan.samples) --seed \(plan.seed) "
          + "--condition-number \(ExactRecoveryClaim.conditionNumber) --output counterexample",
        "assay learn exact-recovery --inputs counterexample/inputs.npy --labels counterexample/labels.npy "
          + "--inputs-have-density --output counterexample/student.json",
      ],
      shrinkingCalls: calls)
  }
}
