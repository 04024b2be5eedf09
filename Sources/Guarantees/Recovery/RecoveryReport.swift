import Learners
import PropertyTesting
import RandomStreams
import Teachers

/// What a counterexample to a claim about a learner tells people.
struct RecoveryReport {
  let claim: RecoveryClaim
  let problem: Problem
  let outcome: TrialOutcome
  /// The names of the drawn values that do not matter.
  let irrelevant: [String]

  /// How the learner failed.
  var failure: String {
    outcome.label + (outcome.metric.map { ", \(metricWord) \($0)" } ?? "")
  }

  /// What the trial measured, for people.
  var metric: String { outcome.metric.map { "\($0)" } ?? outcome.label }

  private var metricWord: String {
    claim.metricName.hasPrefix("relative error") ? "relative error" : claim.metricName
  }

  /// On what the learner was tried.
  var place: String {
    let teacher: String =
      problem.integerWeights.map { "V = \($0.hidden), U = \($0.output)" }
      ?? "a \(problem.family) teacher of seed \(problem.seed)"
    return "for \(teacher) and \(problem.count) samples"
  }

  /// How the learner failed and on what.
  var summary: String {
    let rest: String = irrelevant.isEmpty ? "" : "; does not matter: " + irrelevant.joined(separator: ", ")
    return "\(failure), \(place)\(rest)"
  }

  /// The numbers of the problem by name.
  var parameters: [String: String] {
    var parameters: [String: String] = [
      "family": problem.family, "inputsDimension": "\(problem.size.inputsDimension)",
      "hidden": "\(problem.size.hidden)", "outputs": "\(problem.size.outputs)",
      "samples": "\(problem.count)", "seed": "\(problem.seed)",
    ]
    parameters["conditionNumber"] = problem.size.conditionNumber.map { "\($0)" }
    if let weights = problem.integerWeights {
      parameters["hiddenWeights"] = "\(weights.hidden)"
      parameters["outputWeights"] = "\(weights.output)"
    }
    return parameters
  }

  /// Commands that try the example again, make the problem, and run the learner on it.
  ///
  /// The product's own learner is run by `assay`; another one by whoever has it, on the problem that the commands make.
  func replay(_ example: StoredExample, in file: String?) -> [String] {
    let lines: [String] =
      ReplayCommands(example: example, file: file, options: " --output counterexample").lines
    let kind: any Learner.Type = type(of: claim.learner)
    var words: [String] = claim.command.replacing("{hidden}", with: "\(problem.size.hidden)")
      .replacing("{density}", with: problem.inputs.hasDensity ? "--inputs-have-density" : "")
      .split(separator: " ").map(String.init)
    let verb: String = words.isEmpty ? kind.identifier : words.removeFirst()
    guard LearnerRegistry.all.contains(where: { ObjectIdentifier($0) == ObjectIdentifier(kind) }) else {
      return lines + [
        "# assay replay ran \(verb); run your learner on counterexample/inputs.npy and counterexample/labels.npy"
      ]
    }
    let options: String = words.map { $0 + " " }.joined()
    return lines + [
      "assay learn \(verb) --inputs counterexample/inputs.npy --labels counterexample/labels.npy \(options)"
        + "--output counterexample/student.json"
    ]
  }
}
