import ExactArithmetic
import Hardness
import Learners
import RandomStreams

/// Draws the instances of a cell and runs gradient descent on them.
struct DescentTrials: Sendable {
  let cell: DescentCell
  let descent: DescentMissesCertificateGuarantee.Descent
  let seed: UInt64

  /// The seed of a trial's instance and of its restarts.
  func trialSeed(_ trial: Int) -> UInt64 {
    RandomStream(seed: seed).child(DescentMissesCertificateGuarantee.identifier).child(cell.name).child(trial)
      .word(at: 0)
  }

  /// The instance of a trial.
  ///
  /// - Throws: `SourceFault` where the family has no such instance.
  func planted(trial: Int) throws -> PlantedInstance {
    let draw: FamilyDraw = try cell.family.draw(
      size: cell.size, seed: trialSeed(trial),
      parameters: try FamilyParameters(cell.parameters, for: cell.family))
    guard let reduction = ReductionRegistry.reduction(named: cell.reduction), let known = draw.answers.first,
      let entries = known.solution
    else { throw DescentCellError(cell: cell.name) }
    let problem: SourceProblem
    let solution: SourceSolution
    switch (draw.content, known.question) {
    case (.setCover(let cover), .cover(let cost)):
      problem = .setCover(cover, target: cost)
      solution = .sets(entries, cost: Rational(cover.cost(of: entries)))
    case (.graph(let graph), .colouring(let colours)), (.hypergraph(let graph), .colouring(let colours)):
      problem = .colouring(graph, colours: colours)
      solution = .colours(entries)
    default: throw DescentCellError(cell: cell.name)
    }
    let instance: TrainingInstance = try reduction.instance(of: problem, options: ReductionOptions())
    return PlantedInstance(
      instance: instance, certificate: try reduction.certificate(for: solution, in: instance))
  }

  /// One restart on an instance of its own; of a control as many as it takes.
  func run(trial: Int) throws -> TrialOutcome {
    let planted: PlantedInstance = try planted(trial: trial)
    let instance: TrainingInstance = planted.instance
    let loss: Rational = planted.certificate.exactLoss(on: instance)
    guard loss == instance.threshold else {
      return TrialOutcome(
        passed: false, label: "the certificate's loss is not the threshold", failure: .wrong)
    }
    let hit: Double =
      loss.isZero ? DescentCell.zeroLoss : loss.doubleValue * (1 + DescentCell.relativeLoss)
    let restarts: Int
    switch cell.expectation {
    case .misses: restarts = 1
    case .reaches(_, let most): restarts = most
    }
    var best: Double = .infinity
    for restart in 0..<restarts where best >= hit {
      var options: GradientDescent.Options = GradientDescent.Options()
      options.variant = cell.variant
      options.outputWeights = instance.coefficients == .plus ? .plus : .real
      options.restarts = 1
      options.seed = RandomStream(seed: trialSeed(trial)).child(restart).word(at: 0)
      best = min(best, try descent(planted, options))
    }
    let isHit: Bool = best < hit
    return TrialOutcome(
      passed: isHit == cell.isControl, label: isHit ? "reached" : "missed",
      metric: loss.isZero ? best : best / loss.doubleValue)
  }

  /// A failing trial; planted instances are of a fixed size and are not made smaller.
  func counterexample(trial: Int) throws -> Counterexample {
    let outcome: TrialOutcome = try run(trial: trial)
    let seed: UInt64 = trialSeed(trial)
    let options: String = cell.parameters.keys.sorted()
      .map { " --\($0) \(Self.short(cell.parameters[$0] ?? 0))" }.joined()
    let instance: TrainingInstance = try planted(trial: trial).instance
    return Counterexample(
      summary: outcome.label,
      parameters: [
        "family": cell.family.name, "size": "\(cell.size)", "variant": cell.variant.rawValue,
        "seed": "\(seed)",
        "loss": "\(outcome.metric ?? .nan)",
      ], choices: "",
      replay: [
        "assay generate \(cell.reduction) --family \(cell.family.name) --size \(cell.size)\(options) --seed \(seed) "
          + "--output counterexample",
        "assay learn gradient-descent --inputs counterexample/inputs.npy --labels counterexample/labels.npy "
          + "--weights counterexample/weights.npy --hidden \(instance.units) --variant \(cell.variant.rawValue) "
          + "--output-weights \(instance.coefficients.rawValue) --output student.json",
      ], shrinkingCalls: 0)
  }

  private static func short(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}

/// A family that does not give the planted instances that a cell is about.
struct DescentCellError: Error, CustomStringConvertible {
  let cell: String

  var description: String { "'\(cell)' has no planted solution; choose a family that plants one" }
}
