import DataFiles
import ExactArithmetic

/// Checks a network against an instance directory in exact arithmetic.
///
/// It trusts nothing but its own code: the samples are built anew from the source problem and compared with the file
/// and with the arrays, the constants and the threshold are derived anew, the loss is evaluated in rationals, and the
/// source solution that the network encodes is checked against the source problem. With the generator it shares the
/// file reader only. Every check is made, also after one has failed.
///
/// A network passes where its loss is below threshold + slack: no network of a no instance has such a loss, and what
/// it decodes to is checked besides. So a student computed in floating point is accepted, and one outside is
/// rejected with the sample that costs it most.
public enum InstanceVerifier {
  /// Verifies a student, or without one the directory's own certificate.
  ///
  /// Of its own certificate every claim is checked as well: the loss, the solution, the optimum, and that the network
  /// is the exact image of the solution.
  ///
  /// - Throws: `DataError` where a file is missing or malformed, or the student's shape is not the instance's.
  /// - Complexity: one pass over the arrays, and O(nonzeros) rational operations.
  public static func verify(directory: String, student: String? = nil) throws -> VerificationReport {
    let file: InstanceFile = try InstanceDirectory.instance(in: directory)
    let instance: TrainingInstance = file.instance
    let path: String = InstanceDirectory.path(of: InstanceDirectory.instanceName, in: directory)
    let undo: TransformationUndo = TransformationUndo(instance, file.transformations, checksSamples: true)
    let rebuild: any InstanceRebuild = try rebuild(of: undo.base, path: path)
    var claim: CertificateFile?
    let network: ExactNetwork
    if let student {
      network = try StudentFile.read(student, fitting: instance)
    } else {
      let (certificate, path) = try ownCertificate(in: directory)
      claim = certificate
      network = try ExactNetwork(certificate.certificate, fitting: instance, path: path)
    }

    var checks: CheckList = CheckList()
    if !file.transformations.isEmpty {
      let kinds: String = file.transformations.map(\.kind.rawValue).joined(separator: ", ")
      checks.add(
        "transformations", fault: undo.fault, "\(kinds): each keeps the answer, and is taken back below")
    }
    checkInstance(file, of: undo.base, rebuild, &checks)
    let differences: [String] = try ArrayComparison(directory: directory, instance: instance).differences()
    checks.add("arrays", fault: differences.first, "inputs, labels and weights are those of the instance")

    checkClass(network, instance, &checks)
    let losses: SampleLosses = network.losses(on: instance.samples)
    checks.add(
      "loss", fault: lossFault(losses, instance),
      losses.total <= instance.threshold
        ? "\(approximate(losses.total)) is at most the threshold \(instance.threshold)"
        : "\(approximate(losses.total)) is above the threshold \(instance.threshold) by less than the slack "
          + "\(instance.slack), which no network of a no instance is")
    let solution: SourceSolution = rebuild.decode(undo.pulledBack(network.certificate))
    let solutionFault: String? = rebuild.solutionFault(of: solution, in: instance.source)
    let detail: String = rebuild.solutionDetail(of: solution) ?? yes(instance.source)
    checks.add("solution", fault: solutionFault, "\(solution.summary): \(detail)")
    let isSolution: Bool = solutionFault == nil || SolutionCheck.isSolution(solution, of: instance.source)
    var assignment: [Int]?
    if let origin = file.origin {
      // What answers a gap version may solve less than the source problem, and then it gives no assignment.
      let isSolved: Bool = SolutionCheck.fault(of: solution, in: instance.source) == nil
      assignment = checkOrigin(origin, instance.source, isSolved ? solution : nil, &checks)
    }
    if let claim {
      checkClaims(claim, loss: losses.total, solution: solution, assignment: assignment, instance, &checks) {
        rebuild.image(of: $0).map(undo.image)
      }
    }
    return VerificationReport(
      loss: losses.total, threshold: instance.threshold, slack: instance.slack, checks: checks.all,
      solution: isSolution ? solution : nil, assignment: assignment)
  }

  private static func rebuild(of instance: TrainingInstance, path: String) throws -> any InstanceRebuild {
    guard let reduction = ReductionRegistry.reduction(ofFormat: instance.reduction) else {
      throw InstanceFile.fault(
        path, "reduction", "'\(instance.reduction)' is unknown", "use a version that knows it")
    }
    do {
      return try reduction.rebuild.init(instance)
    } catch let fault as SourceFault {
      throw InstanceFile.fault(path, fault.place, fault.problem, fault.mend)
    }
  }

  /// What the answer yes means, for a check that passes.
  private static func yes(_ problem: SourceProblem) -> String {
    switch problem {
    case .setCover(_, let target): "every element is covered at a cost of at most \(target)"
    case .monotoneCircuit(_, let target): "the circuit is true, with at most \(target)"
    case .colouring(_, let colours): "no edge is of one colour of \(colours)"
    case .densestSubgraph(_, let size, let edges): "at most \(size) vertices with at least \(edges) edges"
    }
  }
}
