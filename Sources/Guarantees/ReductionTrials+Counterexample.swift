import ExactArithmetic
import Foundation
import Hardness
import PropertyTesting

extension ReductionTrials {
  /// The simplest failing problem that was kept from earlier audits and still fails.
  func stored(_ context: AuditContext) async throws -> Counterexample? {
    let failing: [ChoiceSequence] = try ExampleKeeper(context: context).stillFailing(property) {
      choices -> ExampleKeeper.Trial<ChoiceSequence> in
      guard let plan = try? generator.generate(replaying: choices), plan.isExact else { return .foreign }
      return try run(plan.value).passed ? .passes : .fails(plan.choices)
    }
    guard let first = failing.first else { return nil }
    return try await describe(first, isKept: true, calls: 0, context)
  }

  /// The smallest failing problem that is found from the failing trial of an index.
  func minimise(trial: Int, _ context: AuditContext) async throws -> Counterexample {
    let first: Generated<ReductionPlan> = try problem(trial: trial)
    let found: Shrinker.Outcome<ReductionPlan>? = try await context.counterexampleBudget.shrinker.shrink(
      generator, from: first.choices
    ) { plan in try fails(plan, context) }
    return try await describe(found?.choices ?? first.choices, calls: found?.calls ?? 0, context)
  }

  private func fails(_ plan: ReductionPlan, _ context: AuditContext) throws -> Bool {
    try !context.isInterrupted() && !run(plan).passed
  }

  private func describe(
    _ choices: ChoiceSequence, isKept: Bool = false, calls: Int, _ context: AuditContext
  ) async throws -> Counterexample {
    let drawn: Generated<ReductionPlan> = try generator.generate(
      replaying: choices, recording: .spansAndNames)
    let parts: [IrrelevantPart] = try await context.counterexampleBudget.shrinker.explain(
      generator, at: drawn.choices
    ) { plan in try fails(plan, context) }
    let outcome: TrialOutcome = try run(drawn.value)
    let example: StoredExample = StoredExample(
      property: property, choices: drawn.choices, values: drawn.values, failure: outcome.label)
    let file: String? = ExampleKeeper(context: context).keep(example)
    return Counterexample(
      summary: (isKept ? Counterexample.keptNote : "") + outcome.label,
      parameters: parameters(of: drawn.value), property: property, choices: drawn.choices.description,
      values: drawn.values, irrelevant: parts.map(\.name),
      replay: commands(for: drawn.value) + ReplayCommands(example: example, file: file).lines,
      shrinkingCalls: calls)
  }

  private func parameters(of plan: ReductionPlan) -> [String: String] {
    var parameters: [String: String] = [
      "question": plan.problem.question, "disturbance": "\(plan.disturbance)",
    ]
    switch plan.problem {
    case .setCover(let cover, let target):
      parameters["sets"] = "\(cover.sets)"
      parameters["costs"] = "\(cover.costs)"
      parameters["kappa"] = "\(target)"
    case .monotoneCircuit(let circuit, let target):
      parameters["inputs"] = "\(circuit.inputCount)"
      parameters["gates"] = circuit.gates.map { "\($0.kind.rawValue) \($0.children)" }.joined(separator: ", ")
      parameters["kappa"] = "\(target)"
    case .colouring(let graph, let colours):
      parameters["vertices"] = "\(graph.vertexCount)"
      parameters["edges"] = "\(graph.edges)"
      parameters["colours"] = "\(colours)"
    case .densestSubgraph(let graph, let size, let edges):
      parameters["vertices"] = "\(graph.vertexCount)"
      parameters["edges"] = "\(graph.edges)"
      parameters["kappa"] = "\(size)"
      parameters["ell"] = "\(edges)"
    }
    if plan.options.isAffine { parameters["affine"] = "true" }
    for (name, words) in optionWords(of: plan) where name != .affine {
      parameters[name.rawValue] = words
    }
    return parameters
  }

  /// The options that are set, as they stand on the command line.
  private func optionWords(of plan: ReductionPlan) -> [(ReductionOptions.Name, String)] {
    var words: [(ReductionOptions.Name, String)] = []
    if plan.options.isAffine { words.append((.affine, "")) }
    if let gap = plan.options.gap { words.append((.gap, gap.description)) }
    if let labels = plan.options.labelVector {
      words.append((.labelVector, labels.map(\.description).joined(separator: ",")))
    }
    return words
  }

  /// Commands that make the instance with the product's own reduction and take it both ways.
  private func commands(for plan: ReductionPlan) -> [String] {
    let options: String =
      switch plan.problem {
      case .setCover(_, let target): " --target \(target)"
      case .monotoneCircuit(_, let target): " --kappa \(target)"
      case .colouring(_, let colours): " --colours \(colours)"
      case .densestSubgraph(_, let size, let edges): " --kappa \(size) --edges \(edges)"
      }
    let writer: SourceWriter = SourceWriter(plan.problem.stated.content)
    let text: String = String(decoding: writer.data(), as: UTF8.self)
    let quoted: String = text.replacing("\\", with: "\\\\").replacing("'", with: "'\\''")
      .replacing("%", with: "%%").replacing("\n", with: "\\n")
    let own: String = optionWords(of: plan).map { name, words in
      " --\(name.rawValue)" + (words.isEmpty ? "" : " \(words)")
    }
    .joined()
    let file: String = "counterexample.\(writer.suffix)"
    return [
      "printf '\(quoted)' > \(file)",
      "assay generate \(reduction.summary.id) --input \(file)\(options)\(own) --output counterexample",
      "assay solve counterexample && assay verify counterexample",
    ]
  }
}
