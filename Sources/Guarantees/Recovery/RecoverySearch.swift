import Learners
import PropertyTesting
import RandomStreams
import Teachers

/// Turns the failing trial of a claim into a problem that is as small as can be found.
///
/// First the simpler problems are searched, in growing turns, for one on which the learner fails as it did in the
/// trial. The first that does is shrunk. Where none does, the problem of the trial is shrunk instead. At the end the parts
/// are found that do not matter.
struct RecoverySearch: Sendable {
  let trials: RecoveryTrials
  let context: AuditContext

  /// A claim lets some problems be refused; so a teacher counts as refused where it is with as many sets of samples.
  private static let refusedSampleSets: UInt64 = 4

  /// The smallest failing problem that is found from the failing trial of an index.
  ///
  /// - Parameter known: failures of earlier audits; one that fails in the same way saves the search.
  func counterexample(trial: Int, known: [RecoveryExamples.Known]) async throws -> Counterexample {
    let first: Generated<Problem> = try trials.problem(trial: trial)
    guard let failure = try trials.failure(of: first.value) else {
      return try unrepeatable(first.choices, "the failing trial")
    }
    if let old = known.first(where: { $0.failure == failure }) {
      return try await describe(old, isKept: true)
    }
    var calls: Int = 0
    for (simpler, teachers) in zip(trials.claim.simpler, trials.claim.teachers) {
      let (choices, tried): (ChoiceSequence?, Int) = try await simpleProblem(simpler, teachers, failure)
      calls += tried
      if let choices { return try await shrink(teachers, from: choices, failure, searchCalls: calls) }
    }
    return try await shrink(trials.claim.ownTeachers, from: first.choices, failure, searchCalls: calls)
  }

  /// The choices of the first simpler problem on which the learner fails, and how many were tried.
  private func simpleProblem(
    _ simpler: SimplerProblems, _ teachers: RecoveryExamples.Teachers, _ failure: TrialFailure
  ) async throws -> (choices: ChoiceSequence?, calls: Int) {
    let shares: Int = trials.claim.simpler.reduce(0) { $0 + $1.turns.count }
    guard shares > 0 else { return (nil, 0) }
    let callsPerTurn: Int = context.counterexampleBudget.searchCalls / shares
    let start: Double = CounterexampleBudget.clock()
    var found: ChoiceSequence?
    let summary: CaseRunner.Summary = try await CaseRunner.run(
      maximumCases: callsPerTurn * simpler.turns.count, workers: context.workers,
      case: { [self] index -> ChoiceSequence?? in
        guard !isOver(since: start) else { return .none }
        let (turn, place): (Int, Int) = index.quotientAndRemainder(dividingBy: callsPerTurn)
        return try failingChoices(
          of: simpler.turns[turn], turn: turn, index: place, teachers, failure)
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
    of generator: Gen<Problem>, turn: Int, index: Int, _ teachers: RecoveryExamples.Teachers,
    _ failure: TrialFailure
  ) throws -> ChoiceSequence? {
    let seed: UInt64 = trials.stream.child("small teachers").child(turn).word(at: UInt64(index))
    // The simplest problem of all comes first.
    let source: ChoiceSource =
      turn == 0 && index == 0 ? ChoiceSource(replaying: ChoiceSequence()) : ChoiceSource(seed: seed)
    guard let problem = try? generator.generate(from: source), try fails(problem.value, teachers, failure)
    else { return nil }
    return problem.choices
  }

  /// Whether the learner fails on a problem in a given way.
  private func fails(
    _ problem: Problem, _ teachers: RecoveryExamples.Teachers, _ failure: TrialFailure
  ) throws -> Bool {
    guard !context.isInterrupted(), try trials.failure(of: problem) == failure else { return false }
    guard failure != .wrong, teachers.areSimpler else { return true }
    for other in 1..<Self.refusedSampleSets {
      let again: Problem = try problem.withSamples(seed: problem.seed &+ other)
      guard try trials.failure(of: again) == failure else { return false }
    }
    return true
  }

  private var shrinker: Shrinker { context.counterexampleBudget.shrinker }

  private func shrink(
    _ teachers: RecoveryExamples.Teachers, from choices: ChoiceSequence, _ failure: TrialFailure,
    searchCalls: Int
  ) async throws -> Counterexample {
    let found: Shrinker.Outcome<Problem>? = try await shrinker.shrink(teachers.generator, from: choices) {
      problem in try fails(problem, teachers, failure)
    }
    return try await describe(
      RecoveryExamples.Known(teachers: teachers, choices: found?.choices ?? choices, failure: failure),
      searchCalls: searchCalls, shrinkingCalls: found?.calls ?? 0)
  }

  /// Says what a failing problem is, what of it does not matter, and how to see it again; and keeps it.
  ///
  /// - Parameter isKept: whether an earlier audit found it.
  func describe(
    _ known: RecoveryExamples.Known, isKept: Bool = false, searchCalls: Int = 0, shrinkingCalls: Int = 0
  ) async throws -> Counterexample {
    let drawn: Generated<Problem> = try known.teachers.generator.generate(
      replaying: known.choices, recording: .spansAndNames)
    let outcome: TrialOutcome = try trials.run(drawn.value)
    guard try !outcome.passed || fails(drawn.value, known.teachers, known.failure) else {
      return try unrepeatable(
        drawn.choices, "the counterexample that was found (\(known.failure))", known.teachers)
    }
    let parts: [IrrelevantPart] = try await shrinker.explain(known.teachers.generator, at: drawn.choices) {
      problem in try fails(problem, known.teachers, known.failure)
    }
    let report: RecoveryReport = RecoveryReport(
      claim: trials.claim, problem: drawn.value, outcome: outcome, irrelevant: parts.map(\.name))
    let example: StoredExample = StoredExample(
      property: known.teachers.property(trials.guarantee, trials.claim), choices: drawn.choices,
      values: drawn.values, failure: report.failure)
    let file: String? = ExampleKeeper(context: context).keep(example)
    return Counterexample(
      summary: (isKept ? Counterexample.keptNote : "") + report.summary, parameters: report.parameters,
      property: example.property, choices: drawn.choices.description, values: drawn.values,
      irrelevant: report.irrelevant, replay: report.replay(example, in: file), searchCalls: searchCalls,
      shrinkingCalls: shrinkingCalls)
  }

  /// What is said of a problem on which the learner failed, and passed when it was run again; it is not kept.
  private func unrepeatable(
    _ choices: ChoiceSequence, _ what: String, _ teachers: RecoveryExamples.Teachers? = nil
  ) throws -> Counterexample {
    let drawn: Generated<Problem> = try (teachers ?? trials.claim.ownTeachers).generator.generate(
      replaying: choices, recording: .spansAndNames)
    let report: RecoveryReport = RecoveryReport(
      claim: trials.claim, problem: drawn.value, outcome: TrialOutcome(passed: true, label: ""),
      irrelevant: [])
    return Counterexample(
      summary:
        "not repeatable: \(what) passed when it was run again, so the learner gives different answers to one "
        + "problem; derive its random numbers from the samples",
      parameters: report.parameters, choices: drawn.choices.description, values: drawn.values, replay: [],
      shrinkingCalls: 0)
  }
}

extension RecoverySearch {
  /// A trial that shows how a claim about a measured quantity is broken, with what all trials say.
  ///
  /// It is not kept: one trial beyond the bound does not refute such a claim.
  func example(trial: Int, _ quantity: MeasuredQuantity, _ verdict: StatisticalVerdict) throws
    -> Counterexample
  {
    let own: RecoveryExamples.Teachers = trials.claim.ownTeachers
    let first: Generated<Problem> = try trials.problem(trial: trial)
    let drawn: Generated<Problem> = try own.generator.generate(
      replaying: first.choices, recording: .spansAndNames)
    let outcome: TrialOutcome = try trials.run(drawn.value)
    let estimate: ClaimEstimate? = ClaimEstimate(quantity, verdict, [])
    let report: RecoveryReport = RecoveryReport(
      claim: trials.claim, problem: drawn.value, outcome: outcome, irrelevant: [])
    let example: StoredExample = StoredExample(
      property: own.property(trials.guarantee, trials.claim), choices: drawn.choices, values: drawn.values,
      failure: report.failure)
    var parameters: [String: String] = report.parameters
    if case .points(let errors) = outcome.measurement, case .slope(_, let sizes) = quantity.kind {
      parameters["points"] = zip(sizes, errors).map { "(\($0), \($1))" }.joined(separator: " ")
    }
    return Counterexample(
      summary:
        "\(quantity.name) is \(estimate?.text ?? "unknown") over \(verdict.trials) trials, claimed: "
        + "\(quantity.claimed); here \(report.metric) \(report.place)",
      parameters: parameters, property: example.property, choices: drawn.choices.description,
      values: drawn.values, replay: report.replay(example, in: nil), shrinkingCalls: 0)
  }
}
