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

  static func lossFault(_ loss: Rational, threshold: Rational) -> String {
    "\(approximate(loss)) is above the threshold \(threshold), by \(approximate(loss - threshold))"
  }

  /// The instance itself: is it what the reduction makes of its source?
  static func checkInstance(_ file: InstanceFile, _ rebuild: SetCoverRebuild, _ checks: inout CheckList) {
    let instance: TrainingInstance = file.instance
    checks.add(
      "source",
      fault: rebuild.memberships.firstIndex(where: \.isEmpty).map { "element \($0) lies in no set" },
      "every element lies in a set")
    var parameterFault: String? = rebuild.parameterFault
    if parameterFault == nil, file.generator?.tool == Provenance.assay, rebuild.cap != rebuild.generatorCap {
      parameterFault = "Kbar = \(rebuild.cap) is not the \(rebuild.generatorCap) that the generator writes"
    }
    checks.add(
      "parameters", fault: parameterFault,
      "Kbar = \(rebuild.cap) is above kappa, t = \(rebuild.scale) fits it")
    let target: Rational = Rational(rebuild.target)
    checks.add(
      "threshold",
      fault: instance.threshold == target
        ? nil : "the threshold \(instance.threshold) is not kappa = \(target)",
      "the threshold is kappa = \(target)")
    checks.add(
      "slack", fault: instance.slack == .one ? nil : "the slack \(instance.slack) is not 1", "the slack is 1")
    checks.add("shape", fault: shapeFault(instance, rebuild), "one ReLU on \(instance.dimension) coordinates")
    checks.add(
      "samples", fault: rebuild.difference(from: instance.samples),
      "the \(instance.samples.count) samples are those that the source gives")
  }

  private static func shapeFault(_ instance: TrainingInstance, _ rebuild: SetCoverRebuild) -> String? {
    if instance.dimension != rebuild.problem.sets.count + 1 {
      return "dim \(instance.dimension) is not 1 + the \(rebuild.problem.sets.count) sets"
    }
    if instance.units != 1 { return "units \(instance.units) is not 1" }
    if instance.outputs != 1 { return "outputs \(instance.outputs) is not 1" }
    if instance.coefficients != .plus { return "coefficients \"\(instance.coefficients)\" is not \"plus\"" }
    if let bound = instance.squaredNormBound { return "norm_squared_bound \(bound) is not null" }
    return nil
  }

  /// What the directory's own certificate says of itself.
  static func checkClaims(
    _ claim: CertificateFile, loss: Rational, solution: CertificateFile.Solution, _ rebuild: SetCoverRebuild,
    _ checks: inout CheckList
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
        fault: claim.certificate == forwardImage(of: claimed.sets, rebuild)
          ? nil : "the network is not the exact image of the file's solution",
        "the network is the exact image of the solution")
    }
    checks.add("claimed optimum", fault: optimumFault(claim, cost: solution.cost), optimumDetail(claim))
  }

  private static func forwardImage(of sets: [Int], _ rebuild: SetCoverRebuild) -> CertificateNetwork {
    let depth: Rational = rebuild.scale + Rational(rebuild.highestFrequency)
    let bias: SparseEntry = SparseEntry(0, .one)
    return CertificateNetwork(
      outputWeights: [[.one]], hiddenWeights: [[bias] + sets.map { SparseEntry($0 &+ 1, -depth) }])
  }

  private static func optimumFault(_ claim: CertificateFile, cost: Rational) -> String? {
    if let bound = claim.bound, bound > cost { return "the bound \(bound) is above the cost \(cost)" }
    guard claim.status == "optimal" else {
      return claim.optimum == nil ? nil : "an optimum is claimed without the status \"optimal\""
    }
    if claim.optimum != cost { return "the claimed optimum is not the cost \(cost)" }
    if let bound = claim.bound, bound != cost { return "the bound \(bound) does not settle the cost \(cost)" }
    return nil
  }

  private static func optimumDetail(_ claim: CertificateFile) -> String {
    guard let optimum = claim.optimum else { return "no optimum is claimed" }
    return "\(optimum) by \(claim.solver ?? "a solver"), whose word it is; the cost agrees"
  }
}
