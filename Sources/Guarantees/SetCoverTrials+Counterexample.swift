import Hardness
import PropertyTesting

extension SetCoverTrials {
  /// The simplest failing set system that was kept from earlier audits and still fails.
  func stored(_ context: AuditContext) async throws -> Counterexample? {
    let failing: [ChoiceSequence] = try ExampleKeeper(context: context).stillFailing(Self.property) {
      choices -> ExampleKeeper.Trial<ChoiceSequence> in
      guard let plan = try? Self.generator.generate(replaying: choices), plan.isExact else { return .foreign }
      return try run(plan.value).passed ? .passes : .fails(plan.choices)
    }
    guard let first = failing.first else { return nil }
    return try await describe(first, isKept: true, calls: 0, context)
  }

  /// The smallest failing set system that is found from the failing trial of an index.
  func minimise(trial: Int, _ context: AuditContext) async throws -> Counterexample {
    let first: Generated<SetCoverPlan> = try problem(trial: trial)
    let found: Shrinker.Outcome<SetCoverPlan>? = try await context.counterexampleBudget.shrinker.shrink(
      Self.generator, from: first.choices
    ) { plan in try fails(plan, context) }
    return try await describe(found?.choices ?? first.choices, calls: found?.calls ?? 0, context)
  }

  private func fails(_ plan: SetCoverPlan, _ context: AuditContext) throws -> Bool {
    try !context.isInterrupted() && !run(plan).passed
  }

  private func describe(
    _ choices: ChoiceSequence, isKept: Bool = false, calls: Int, _ context: AuditContext
  ) async throws -> Counterexample {
    let drawn: Generated<SetCoverPlan> = try Self.generator.generate(
      replaying: choices, recording: .spansAndNames)
    let parts: [IrrelevantPart] = try await context.counterexampleBudget.shrinker.explain(
      Self.generator, at: drawn.choices
    ) { plan in try fails(plan, context) }
    let plan: SetCoverPlan = drawn.value
    let outcome: TrialOutcome = try run(plan)
    let example: StoredExample = StoredExample(
      property: Self.property, choices: drawn.choices, values: drawn.values, failure: outcome.label)
    let file: String? = ExampleKeeper(context: context).keep(example)
    return Counterexample(
      summary: (isKept ? Counterexample.keptNote : "") + outcome.label,
      parameters: [
        "elements": "\(plan.problem.elementCount)", "sets": "\(plan.problem.sets)",
        "costs": "\(plan.problem.costs)", "disturbance": "\(plan.disturbance)",
      ],
      property: Self.property, choices: drawn.choices.description, values: drawn.values,
      irrelevant: parts.map(\.name),
      replay: [
        "printf '\(Self.orLibraryText(plan.problem))' > counterexample.txt",
        "assay generate set-cover --input counterexample.txt --format or-library --target optimum "
          + "--output counterexample",
        "assay solve counterexample && assay verify counterexample",
      ] + ReplayCommands(example: example, file: file).lines,
      shrinkingCalls: calls)
  }

  private static func orLibraryText(_ problem: SetCover) -> String {
    let costs: String = problem.costs.map(String.init).joined(separator: " ")
    let rows: [String] = (0..<problem.elementCount).map { element in
      let covering: [Int] = problem.sets.indices.filter { problem.sets[$0].contains(element) }
      return ([covering.count] + covering.map { $0 + 1 }).map(String.init).joined(separator: " ")
    }
    return (["\(problem.elementCount) \(problem.sets.count)", costs] + rows).joined(separator: "\\n") + "\\n"
  }
}
