import DataFiles
import Learners
import PropertyTesting
import RandomStreams
import Teachers

/// Draws the tasks of a claim and runs the learner on them.
struct SubspaceTrials: Sendable {
  /// The guarantee's name.
  let guarantee: String
  let claim: SubspaceClaim
  /// The learner's name in commands.
  let subject: String
  let learner: any SubspaceLearner
  let seed: UInt64

  /// Trials take tenths of a second, so that few of them are run ahead of a decision.
  static let perRound: Int = 4

  /// The property under which example stores keep a failing task.
  var property: String { "\(guarantee), \(claim.name)" }

  /// The task of a trial, with choices that give it again.
  func task(trial: Int) throws -> Generated<SubspaceTask> {
    let stream: RandomStream = RandomStream(seed: seed).child(guarantee).child(claim.name).child(trial)
    var position: UInt64 = 0
    return try claim.tasks.generate(
      from: ChoiceSource { limit in
        defer { position += 1 }
        return limit == .max ? stream.word(at: position) : stream.integer(below: limit + 1, at: position)
      })
  }

  /// Runs the learner on a task.
  func run(_ task: SubspaceTask) throws -> TrialOutcome {
    do {
      return try claim.trial(task, learner)
    } catch let error as DataError {
      return TrialOutcome(passed: false, label: "refused: \(error.problem)", failure: .refused)
    } catch let error as CancellationError {
      throw error
    } catch {
      return TrialOutcome(passed: false, label: "threw \(type(of: error))", failure: .threw)
    }
  }
}

extension SubspaceTrials {
  /// Tasks are studied for tenths of a second, so that fewer of them are tried than elsewhere.
  private static let mostCalls: Int = 60

  private func shrinker(_ context: AuditContext) -> Shrinker {
    var budget: CounterexampleBudget = context.counterexampleBudget
    budget.shrinkingCalls = min(budget.shrinkingCalls, Self.mostCalls)
    return budget.shrinker
  }

  /// The simplest failing task that was kept from earlier audits and still fails.
  func stored(_ context: AuditContext) async throws -> Counterexample? {
    let failing: [ChoiceSequence] = try ExampleKeeper(context: context).stillFailing(property) {
      choices -> ExampleKeeper.Trial<ChoiceSequence> in
      guard let drawn = try? claim.tasks.generate(replaying: choices), drawn.isExact else { return .foreign }
      return try run(drawn.value).passed ? .passes : .fails(drawn.choices)
    }
    guard let first = failing.first else { return nil }
    return try describe(first, isKept: true, calls: 0, context)
  }

  /// The smallest failing task that is found from the failing trial of an index.
  func minimise(trial: Int, _ context: AuditContext) async throws -> Counterexample {
    let first: Generated<SubspaceTask> = try task(trial: trial)
    // It must fail as the trial does: a large sample that misses is no small sample that does.
    let kind: TrialFailure? = try run(first.value).failure
    let found: Shrinker.Outcome<SubspaceTask>? = try await shrinker(context).shrink(
      claim.tasks, from: first.choices
    ) { task in try !context.isInterrupted() && kind != nil && run(task).failure == kind }
    return try describe(found?.choices ?? first.choices, calls: found?.calls ?? 0, context)
  }

  private func describe(
    _ choices: ChoiceSequence, isKept: Bool = false, calls: Int, _ context: AuditContext
  ) throws -> Counterexample {
    let drawn: Generated<SubspaceTask> = try claim.tasks.generate(
      replaying: choices, recording: .spansAndNames)
    let outcome: TrialOutcome = try run(drawn.value)
    let measured: String = outcome.metric.map { " (\(ShortDecimal.text($0)))" } ?? ""
    let example: StoredExample = StoredExample(
      property: property, choices: drawn.choices, values: drawn.values, failure: outcome.label)
    let file: String? = ExampleKeeper(context: context).keep(example)
    return Counterexample(
      summary: (isKept ? Counterexample.keptNote : "") + outcome.label + measured,
      parameters: drawn.value.parameters, property: property, choices: drawn.choices.description,
      values: drawn.values,
      replay: drawn.value.commands(learner: subject)
        + ReplayCommands(example: example, file: file).lines,
      shrinkingCalls: calls)
  }
}
