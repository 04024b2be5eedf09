import BigInt
import DataFiles
import ExactArithmetic

/// Checks a network against an instance directory in exact arithmetic.
///
/// It trusts nothing but its own code: the samples are built anew from the source problem and compared with the file
/// and with the arrays, the constants and the threshold are derived anew, the loss is evaluated in rationals, and the
/// source solution that the network encodes is checked against the source problem. With the generator it shares the
/// file reader only. Every check is made, also after one has failed.
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
    let (problem, target): (SetCover, Int) = instance.source.setCover
    guard let cap = instance.parameters["Kbar"], let scale = instance.parameters["t"]
    else {
      throw InstanceFile.fault(
        path, "params", "Kbar or t is missing", "generate the instance again")
    }
    let rebuild: SetCoverRebuild = SetCoverRebuild(problem, target: target, cap: cap, scale: scale)
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
    checkInstance(file, rebuild, &checks)
    let differences: [String] = try ArrayComparison(directory: directory, instance: instance).differences()
    checks.add("arrays", fault: differences.first, "inputs, labels and weights are those of the instance")

    let isSigned: Bool = network.outputWeights.contains { $0.contains { $0.signum < 0 } }
    checks.add(
      "coefficients",
      fault: isSigned ? "a negative output weight is outside the class \"plus\"" : nil,
      "no output weight is negative")
    let loss: Rational = network.loss(on: instance.samples)
    checks.add(
      "loss", fault: loss <= instance.threshold ? nil : lossFault(loss, threshold: instance.threshold),
      "\(approximate(loss)) is at most the threshold \(instance.threshold)")
    let decoded = rebuild.decode(network)
    let cost: Rational = Rational(decoded.cost)
    var fault: String?
    if let element = decoded.uncovered {
      fault = "the sets that the network chooses leave element \(element) uncovered"
    } else if decoded.cost > BigInt(target) {
      fault = "the network's cover costs \(decoded.cost), more than \(target)"
    }
    checks.add(
      "cover", fault: fault,
      "\(decoded.sets.count) sets cover every element at cost \(cost), at most \(target)")
    let solution: CertificateFile.Solution = CertificateFile.Solution(sets: decoded.sets, cost: cost)
    if let claim { checkClaims(claim, loss: loss, solution: solution, rebuild, &checks) }
    return VerificationReport(
      loss: loss, threshold: instance.threshold, checks: checks.all,
      solution: decoded.uncovered == nil ? solution : nil)
  }
}
