import BigInt
import DataFiles
public import ExactArithmetic
public import Foundation
public import Optimization

/// Everything that `assay solve` does: solve the source problem, map the answer to a network, write the certificate.
public enum InstanceSolving {
  /// How the search ended, and what was written.
  public struct Report: Sendable, Equatable, Encodable {
    /// How the search ended.
    public let status: SolveResult.Status
    /// The optimum, where it is settled.
    public let optimum: Int?
    /// The cost of the best solution found, which is the loss of the certificate.
    public let objective: Int?
    /// What no solution can cost less than.
    public let bound: Int?
    /// The solver's name and version.
    public let solver: String
    /// The instance's threshold.
    public let threshold: Rational
    /// Whether the threshold can be met; `nil` where that is open.
    public let thresholdMet: Bool?
    /// The certificate's path; `nil` where none was written.
    public let certificate: String?

    private enum CodingKeys: String, CodingKey {
      case status, optimum, objective, bound, solver, threshold, thresholdMet, certificate
    }

    /// Encodes every field, with null where there is nothing.
    public func encode(to encoder: any Encoder) throws {
      var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(status, forKey: .status)
      try container.encode(optimum, forKey: .optimum)
      try container.encode(objective, forKey: .objective)
      try container.encode(bound, forKey: .bound)
      try container.encode(solver, forKey: .solver)
      try container.encode(threshold, forKey: .threshold)
      try container.encode(thresholdMet, forKey: .thresholdMet)
      try container.encode(certificate, forKey: .certificate)
    }

    /// The report as JSON.
    public func jsonData() throws -> Data { try CanonicalJSON.encode(self) }
  }

  /// Solves the source problem of the instance in `directory` and writes `certificate.json` there.
  ///
  /// Without a solution (infeasible, unknown) nothing is written and an older certificate stays.
  ///
  /// - Parameters:
  ///   - localSearch: what looks for a good cover beforehand; `nil` for the solver alone.
  ///   - version: the version of the program, for the record.
  /// - Throws: `DataError` where the instance cannot be read or the certificate cannot be written;
  ///   `OptimizationError` where the solver broke down.
  public static func solve(
    directory: String, solver: any ProgramSolver = GLPKSolver(), options: SolveOptions = SolveOptions(),
    localSearch: SetCoverLocalSearch? = SetCoverLocalSearch(), version: String,
    progress: ((SolveProgress) -> Void)? = nil
  ) throws -> Report {
    let instance: TrainingInstance = try InstanceDirectory.instance(in: directory).instance
    let (problem, target): (SetCover, Int) = instance.source.setCover
    let answer: SetCoverAnswer = try problem.optimum(
      solver: solver, options: options, localSearch: localSearch, progress: progress)
    let optimum: Int? = answer.status == .optimal ? answer.cost : nil
    var written: String?
    if let cover = answer.cover, let cost = answer.cost {
      let path: String = InstanceDirectory.path(of: InstanceDirectory.certificateName, in: directory)
      let network: CertificateNetwork
      do {
        network = try SetCoverToReLU.certificate(for: cover, of: problem, parameters: instance.parameters)
      } catch let fault as SetCoverFault {
        throw fault.inFile(InstanceDirectory.path(of: InstanceDirectory.instanceName, in: directory))
      }
      let certificate: CertificateFile = CertificateFile(
        certificate: network, solution: CertificateFile.Solution(sets: cover, cost: Rational(cost)),
        loss: Rational(cost), status: answer.status.rawValue, optimum: optimum.map { Rational($0) },
        bound: answer.bound.map { Rational($0) }, solver: answer.solverText,
        generator: Provenance(version: version, command: command(solver, options)))
      try AtomicFile.write(certificate.data(), to: path)
      written = path
    }
    return Report(
      status: answer.status, optimum: optimum, objective: answer.cost, bound: answer.bound,
      solver: answer.solverText, threshold: instance.threshold,
      thresholdMet: thresholdMet(answer, target: target), certificate: written)
  }

  private static func command(_ solver: any ProgramSolver, _ options: SolveOptions) -> String {
    let text: String = "assay solve DIR --solver \(solver.id)"
    guard options != SolveOptions() else { return text }
    return text + " --time-limit \(options.timeLimitSeconds)"
  }

  private static func thresholdMet(_ answer: SetCoverAnswer, target: Int) -> Bool? {
    if answer.status == .infeasible { return false }
    if let cost = answer.cost, cost <= target { return true }
    if let bound = answer.bound, bound > target { return false }
    return answer.status == .optimal ? false : nil
  }
}
