import Learners
import PropertyTesting
import RandomStreams
import Teachers

/// Turns the failing trial of a claim into a problem that is as small as can be found.
///
/// First small integer teachers are searched, sizes and weights growing, for one on which the learner fails as it did in
/// the trial. The first that does is shrunk. Where none does, the Gaussian problem of the trial is shrunk instead, in its
/// sizes and its seed. At the end the parts are found that do not matter.
struct ExactRecoverySearch: Sendable {
  let trials: ExactRecoveryTrials
  let context: AuditContext

  /// The largest dimension and weight of the teachers searched, in turn; each turn gets an equal part of the calls.
  private static let turns: [(dimension: Int, weight: Int)] = [
    (1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (4, 2), (3, 3), (5, 3), (8, 3),
  ]
  /// A claim lets some problems be refused; so a teacher counts as refused where it is with as many sets of samples.
  private static let refusedSampleSets: UInt64 = 4

  /// The smallest failing problem that is found from the failing trial of an index.
  ///
  /// - Parameter known: failures of earlier audits; one that fails in the same way saves the search.
  func counterexample(trial: Int, known: [ExactRecoveryExamples.Known]) async throws -> Counterexample {
    let first: Generated<Problem> = try trials.problem(trial: trial)
    guard let failure = try trials.failure(of: first.value) else {
      return try unrepeatable(first.choices, "the failing trial")
    }
    if let old = known.first(where: { $0.failure == failure }) {
      return try await describe(old, isKept: true)
    }
    let (choices, calls): (ChoiceSequence?, Int) = try await smallTeacher(failure)
    guard let choices else {
      return try await shrink(.gaussian, from: first.choices, failure, searchCalls: calls)
    }
    return try await shrink(.integer, from: choices, failure, searchCalls: calls)
  }

  /// The choices of the first small integer teacher on which the learner fails, and how many were tried.
  private func smallTeacher(
    _ failure: ExactRecoveryTrials.Failure
  ) async throws -> (choices: ChoiceSequence?, calls: Int) {
    let callsPerTurn: Int = context.counterexampleBudget.searchCalls / Self.turns.count
    let start: Double = CounterexampleBudget.clock()
    var found: ChoiceSequence?
    let summary: CaseRunner.Summary = try await CaseRunner.run(
      maximumCases: callsPerTurn * Self.turns.count, workers: context.workers,
      case: { [self] index -> ChoiceSequence?? in
        guard !isOver(since: start) else { return .none }
        return try failingChoices(turn: index / callsPerTurn, index: index % callsPerTurn, failure)
      },
      consume: { _, choices in
        guard let choices else { return .stop }
        found = choices
        return choices == nil ? .next : .stop
      })
    return (found, summary.consumedCases)
  }

  private func isOver(since start: Double) -> Bool {
    if context.isInterrupted() { return true }
    guard let seconds = context.counterexampleBudget.seconds else { return false }
    return !(CounterexampleBudget.clock() - start < seconds)
  }

  private func failingChoices(
    turn: Int, index: Int, _ failure: ExactRecoveryTrials.Failure
  ) throws -> ChoiceSequence? {
    let (dimension, weight): (Int, Int) = Self.turns[turn]
    let claim: ExactRecoveryClaim = trials.claim
    let generator: Gen<Problem> = IntegerTeachers.problems(
      IntegerTeachers.Bounds(
        inputsDimension: min(dimension, claim.inputsDimension), hidden: min(dimension, claim.hidden),
        outputs: min(dimension, claim.outputs), weight: weight),
      samples: claim.samples)
    let seed: UInt64 = trials.stream.child("small teachers").child(turn).word(at: UInt64(index))
    // The simplest teacher of all comes first.
    let source: ChoiceSource =
      turn == 0 && index == 0 ? ChoiceSource(replaying: ChoiceSequence()) : ChoiceSource(seed: seed)
    guard let problem = try? generator.generate(from: source), try fails(problem.value, .integer, failure)
    else { return nil }
    return problem.choices
  }

  /// Whether the learner fails on a problem in a given way.
  private func fails(
    _ problem: Problem, _ teachers: ExactRecoveryTeachers, _ failure: ExactRecoveryTrials.Failure
  ) throws -> Bool {
    guard !context.isInterrupted(), try trials.failure(of: problem) == failure else { return false }
    guard failure != .wrong, teachers == .integer else { return true }
    for other in 1..<Self.refusedSampleSets {
      let again: Problem = try problem.withSamples(seed: problem.seed &+ other)
      guard try trials.failure(of: again) == failure else { return false }
    }
    return true
  }

  private var shrinker: Shrinker { context.counterexampleBudget.shrinker }

  private func shrink(
    _ teachers: ExactRecoveryTeachers, from choices: ChoiceSequence,
    _ failure: ExactRecoveryTrials.Failure, searchCalls: Int
  ) async throws -> Counterexample {
    let found: Shrinker.Outcome<Problem>? = try await shrinker.shrink(
      try teachers.problems(of: trials.claim), from: choices
    ) { problem in try fails(problem, teachers, failure) }
    return try await describe(
      ExactRecoveryExamples.Known(teachers: teachers, choices: found?.choices ?? choices, failure: failure),
      searchCalls: searchCalls, shrinkingCalls: found?.calls ?? 0)
  }

  /// Says what a failing problem is, what of it does not matter, and how to see it again; and keeps it.
  ///
  /// - Parameter isKept: whether an earlier audit found it.
  func describe(
    _ known: ExactRecoveryExamples.Known, isKept: Bool = false, searchCalls: Int = 0, shrinkingCalls: Int = 0
  ) async throws -> Counterexample {
    let generator: Gen<Problem> = try known.teachers.problems(of: trials.claim)
    let drawn: Generated<Problem> = try generator.generate(
      replaying: known.choices, recording: .spansAndNames)
    let outcome: TrialOutcome = try trials.run(drawn.value)
    guard try !outcome.passed || fails(drawn.value, known.teachers, known.failure) else {
      return try unrepeatable(
        drawn.choices, "the counterexample that was found (\(known.failure))", known.teachers)
    }
    let parts: [IrrelevantPart] = try await shrinker.explain(generator, at: drawn.choices) { problem in
      try fails(problem, known.teachers, known.failure)
    }
    let report: ExactRecoveryReport = ExactRecoveryReport(
      problem: drawn.value, outcome: outcome, irrelevant: parts.map(\.name))
    let example: StoredExample = StoredExample(
      property: known.teachers.property(of: trials.claim), choices: drawn.choices,
      values: drawn.values, failure: report.failure)
    let file: String? = ExampleKeeper(context: context).keep(example)
    return Counterexample(
      summary: (isKept ? Counterexample.keptNote : "") + report.summary, parameters: report.parameters,
      property: example.property,
      choices: drawn.choices.description, values: drawn.values, irrelevant: report.irrelevant,
      replay: report.replay(example, in: file, isOurs: trials.learner is ExactRecoveryLearner),
      searchCalls: searchCalls, shrinkingCalls: shrinkingCalls)
  }

  /// What is said of a problem on which the learner failed, and passed when it was run again; it is not kept.
  private func unrepeatable(
    _ choices: ChoiceSequence, _ what: String, _ teachers: ExactRecoveryTeachers = .gaussian
  ) throws -> Counterexample {
    let drawn: Generated<Problem> = try teachers.problems(of: trials.claim).generate(
      replaying: choices, recording: .spansAndNames)
    let report: ExactRecoveryReport = ExactRecoveryReport(
      problem: drawn.value, outcome: TrialOutcome(passed: true, label: ""), irrelevant: [])
    return Counterexample(
      summary:
        "not repeatable: \(what) passed when it was run again, so the learner gives different answers to one "
        + "problem; derive its random numbers from the samples",
      parameters: report.parameters, choices: drawn.choices.description, values: drawn.values, replay: [],
      shrinkingCalls: 0)
  }
}
