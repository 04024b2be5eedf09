import DataFiles
import ExactArithmetic
import Foundation

extension InstanceVerifier {
  static func ownCertificate(in directory: String) throws -> (CertificateFile, path: String) {
    let path: String = InstanceDirectory.path(of: InstanceDirectory.certificateName, in: directory)
    guard FileManager.default.fileExists(atPath: path) else {
      throw DataError(
        .noInput, file: path, problem: "does not exist",
        mend: "run assay solve \(directory) first or give --student")
    }
    return (try CertificateFile(contentsOf: path), path)
  }

  /// An integer as it is, another number as the nearest `Double`; the report's own field holds it exactly.
  static func approximate(_ value: Rational) -> String {
    value.isInteger ? value.description : "about \(value.doubleValue)"
  }

  static func lossFault(_ losses: SampleLosses, _ instance: TrainingInstance) -> String? {
    let limit: Rational = instance.threshold + instance.slack
    if losses.total < limit { return nil }
    var text: String =
      "\(approximate(losses.total)) is not below threshold + slack = \(approximate(limit)), by "
      + approximate(losses.total - limit)
    if let worst = losses.worst {
      text +=
        "; samples[\(worst.index)] (\(instance.samples[worst.index].tag)) costs most, \(approximate(worst.loss))"
    }
    return text
  }

  /// The instance itself, its transformations taken back: is it what the reduction makes of its source?
  static func checkInstance(
    _ file: InstanceFile, of instance: TrainingInstance, _ rebuild: any InstanceRebuild,
    _ checks: inout CheckList
  ) {
    let shape: InstanceShape = rebuild.shape
    checks.add("source", fault: rebuild.sourceFault, instance.source.question)
    var parameterFault: String? = rebuild.parameterFault
    if parameterFault == nil, file.generator?.tool == Provenance.assay {
      parameterFault = rebuild.generatorFault
    }
    checks.add("parameters", fault: parameterFault, rebuild.parameterDetail)
    checks.add(
      "threshold",
      fault: instance.threshold == shape.threshold
        ? nil : "the threshold \(instance.threshold) is not \(shape.threshold)",
      "the threshold is \(shape.threshold)")
    checks.add(
      "slack",
      fault: instance.slack == shape.slack ? nil : "the slack \(instance.slack) is not \(shape.slack)",
      "the slack is \(shape.slack)")
    let units: String = instance.units == 1 ? "one ReLU" : "\(instance.units) ReLUs"
    checks.add("shape", fault: shape.fault(of: instance), "\(units) on \(instance.dimension) coordinates")
    checks.add(
      "samples", fault: SampleDifference.between(instance.samples, rebuild.samples),
      "the \(instance.samples.count) samples are those that the source gives")
  }

  /// Whether the network is of the class that the instance states: signs and norms.
  static func checkClass(_ network: ExactNetwork, _ instance: TrainingInstance, _ checks: inout CheckList) {
    let isSigned: Bool =
      instance.coefficients == .plus && network.outputWeights.contains { $0.contains { $0.signum < 0 } }
    checks.add(
      "coefficients",
      fault: isSigned ? "a negative output weight is outside the class \"plus\"" : nil,
      instance.coefficients == .plus ? "no output weight is negative" : "any output weights are allowed")
    guard let bound = instance.squaredNormBound else { return }
    var fault: String?
    for (unit, norm) in network.foldedSquaredNorms.enumerated() where fault == nil && norm > bound {
      fault = "unit \(unit) has squared norm \(approximate(norm)), output weight folded in, above \(bound)"
    }
    checks.add(
      "norms", fault: fault, "every unit's squared norm is at most \(bound), output weight folded in")
  }

  /// What the directory's own certificate says of itself.
  static func checkClaims(
    _ claim: CertificateFile, loss: Rational, solution: SourceSolution, assignment: [Int]?,
    _ instance: TrainingInstance, _ checks: inout CheckList, image: (SourceSolution) -> CertificateNetwork?
  ) {
    if let claimed = claim.loss {
      checks.add(
        "claimed loss",
        fault: claimed == loss
          ? nil : "the file says \(approximate(claimed)), the network has \(approximate(loss))",
        "\(approximate(loss)), as the file says")
    } else if claim.solution != nil {
      checks.add("claimed loss", fault: "the file gives a solution and does not say its loss", "")
    }
    if let claimed = claim.solution {
      checks.add(
        "claimed solution", fault: claimed == solution ? nil : "the file's solution is not the network's",
        "the file's solution is the network's")
      checks.add(
        "forward image",
        fault: claim.certificate == image(claimed)
          ? nil : "the network is not the exact image of the file's solution",
        "the network is the exact image of the solution")
    }
    if let claimed = claim.assignment {
      checks.add(
        "claimed assignment",
        fault: claimed == assignment ? nil : "the file's assignment is not the one that the solution gives",
        "the file's assignment is the solution's")
    }
    checks.add("claimed optimum", fault: optimumFault(claim, solution, instance), optimumDetail(claim))
  }

  /// What the solution is worth in the measure that an optimum is claimed in; `nil` where nothing is optimised.
  private static func worth(_ solution: SourceSolution) -> (value: Rational, isLeast: Bool)? {
    switch solution {
    case .sets(_, let cost): (cost, true)
    case .inputs(let list): (Rational(list.count), true)
    case .vertices(_, let edges): (Rational(edges), false)
    case .colours: nil
    }
  }

  private static func optimumFault(
    _ claim: CertificateFile, _ solution: SourceSolution, _ instance: TrainingInstance
  ) -> String? {
    guard let (value, isLeast) = worth(solution) else {
      return claim.optimum == nil && claim.bound == nil ? nil : "a colouring has no optimum to claim"
    }
    if let bound = claim.bound, isLeast ? bound > value : bound < value {
      return "the bound \(bound) is \(isLeast ? "above" : "below") the solution's \(value)"
    }
    guard claim.status == "optimal" else {
      return claim.optimum == nil ? nil : "an optimum is claimed without the status \"optimal\""
    }
    if claim.optimum != value { return "the claimed optimum is not the solution's \(value)" }
    if let bound = claim.bound, bound != value { return "the bound \(bound) does not settle \(value)" }
    return nil
  }

  private static func optimumDetail(_ claim: CertificateFile) -> String {
    guard let optimum = claim.optimum else { return "no optimum is claimed" }
    return "\(optimum) by \(claim.solver ?? "a solver"), whose word it is; the solution agrees"
  }
}
