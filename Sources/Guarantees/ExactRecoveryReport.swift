import PropertyTesting
import Teachers

/// What a counterexample to exact recovery tells people.
struct ExactRecoveryReport {
  let problem: Problem
  let outcome: TrialOutcome
  /// The names of the drawn values that do not matter.
  let irrelevant: [String]

  /// How the learner failed.
  var failure: String {
    outcome.label + (outcome.metric.map { ", relative error \($0)" } ?? "")
  }

  /// How the learner failed and on what.
  var summary: String {
    let teacher: String =
      problem.integerWeights.map { "V = \($0.hidden), U = \($0.output)" }
      ?? "a \(problem.family) teacher of seed \(problem.seed)"
    let rest: String = irrelevant.isEmpty ? "" : "; does not matter: " + irrelevant.joined(separator: ", ")
    return "\(failure), for \(teacher) and \(problem.count) samples\(rest)"
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
  /// - Parameter isOurs: whether the learner is the product's own, which `assay` runs; another one is run by whoever has
  ///   it on the problem that the commands make.
  func replay(_ example: StoredExample, in file: String?, isOurs: Bool) -> [String] {
    let lines: [String] =
      ReplayCommands(example: example, file: file, options: " --output counterexample").lines
    guard isOurs else {
      return lines + [
        "# assay replay ran exact-recovery; run your learner on counterexample/inputs.npy and counterexample/labels.npy"
      ]
    }
    return lines + [
      "assay learn exact-recovery --inputs counterexample/inputs.npy --labels counterexample/labels.npy "
        + "--inputs-have-density --output counterexample/student.json"
    ]
  }
}
