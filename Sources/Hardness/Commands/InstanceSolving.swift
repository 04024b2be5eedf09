import DataFiles
public import ExactArithmetic
public import Foundation
public import Optimization

/// Everything that `assay solve` does: solve the source problem, map the answer to a network, write the certificate.
public enum InstanceSolving {
  /// How the search ended, and what was written.
  public struct Report: Sendable, Equatable, Encodable {
    /// How the search ended; `infeasible` is a proof that the source problem has no solution.
    public let status: SolveResult.Status
    /// The answer to the instance's question.
    public let answer: SourceVerdict
    /// The source problem's optimum, where it is settled; `nil` for a colouring.
    public let optimum: Int?
    /// What the best solution found is worth: of a set cover and a circuit the loss of the certificate.
    public let objective: Int?
    /// What no solution can beat.
    public let bound: Int?
    /// The exact loss of the certificate; `nil` where none was written.
    public let loss: Rational?
    /// The solver's name and version.
    public let solver: String
    /// The instance's threshold.
    public let threshold: Rational
    /// Whether the threshold can be met; `nil` where that is open.
    public let thresholdMet: Bool?
    /// The certificate's path; `nil` where none was written.
    public let certificate: String?

    private enum CodingKeys: String, CodingKey {
      case status, answer, optimum, objective, bound, loss, solver, threshold, thresholdMet, certificate
    }

    /// Encodes every field, with null where there is nothing.
    public func encode(to encoder: any Encoder) throws {
      var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(status, forKey: .status)
      try container.encode(answer, forKey: .answer)
      try container.encode(optimum, forKey: .optimum)
      try container.encode(objective, forKey: .objective)
      try container.encode(bound, forKey: .bound)
      try container.encode(loss, forKey: .loss)
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
  /// Without a solution (infeasible, unknown) nothing is written and an older certificate stays. An instance that comes
  /// from a formula is solved as the formula, and the assignment is mapped along.
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
    let file: InstanceFile = try InstanceDirectory.instance(in: directory)
    let instance: TrainingInstance = file.instance
    let found: (answer: SourceAnswer, assignment: [Bool]?)
    if let origin = file.origin {
      found = try origin.answer(options: options)
    } else {
      found = (
        try instance.source.answer(
          solver: solver, options: options, localSearch: localSearch, progress: progress), nil
      )
    }
    let answer: SourceAnswer = found.answer
    let isSettled: Bool = answer.status == .optimal
    let optimum: Int? = isSettled ? answer.objective : nil
    var written: String?
    var loss: Rational?
    if let solution = answer.solution {
      let path: String = InstanceDirectory.path(of: InstanceDirectory.certificateName, in: directory)
      let network: CertificateNetwork = try network(of: solution, file, directory: directory)
      let exact: Rational = try ExactNetwork(network, fitting: instance, path: path).losses(
        on: instance.samples
      )
      .total
      let certificate: CertificateFile = CertificateFile(
        certificate: network, solution: solution, loss: exact, status: answer.status.rawValue,
        optimum: optimum.map { Rational($0) }, bound: answer.bound.map { Rational($0) },
        solver: answer.solver,
        generator: Provenance(version: version, command: command(solver, options)),
        assignment: found.assignment.map { FormulaOrigin.literals(of: $0) })
      try AtomicFile.write(certificate.data(), to: path)
      written = path
      loss = exact
    }
    let verdict: SourceVerdict = instance.source.verdict(of: answer)
    return Report(
      status: answer.status, answer: verdict, optimum: optimum, objective: answer.objective,
      bound: answer.bound,
      loss: loss, solver: answer.solver, threshold: instance.threshold,
      thresholdMet: verdict == .open ? nil : verdict == .yes, certificate: written)
  }

  private static func network(
    of solution: SourceSolution, _ file: InstanceFile, directory: String
  ) throws -> CertificateNetwork {
    let instance: TrainingInstance = TransformationUndo(file.instance, file.transformations).base
    let path: String = InstanceDirectory.path(of: InstanceDirectory.instanceName, in: directory)
    guard let reduction = ReductionRegistry.reduction(ofFormat: instance.reduction) else {
      throw InstanceFile.fault(
        path, "reduction", "'\(instance.reduction)' is unknown", "use a version that knows it")
    }
    do {
      return try file.transformations.reduce(reduction.certificate(for: solution, in: instance)) {
        network, change in
        change.applied(to: network)
      }
    } catch let fault as SetCoverFault {
      throw fault.inFile(path)
    } catch let fault as SourceFault {
      throw fault.inFile(path)
    }
  }

  private static func command(_ solver: any ProgramSolver, _ options: SolveOptions) -> String {
    let text: String = "assay solve DIR --solver \(solver.id)"
    guard options != SolveOptions() else { return text }
    return text + " --time-limit \(options.timeLimitSeconds)"
  }
}
