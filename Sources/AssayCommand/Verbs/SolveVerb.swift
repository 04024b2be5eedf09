import ArgumentParser
import Assay
import Foundation

/// `assay solve`.
struct SolveVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "solve",
    abstract: "Finds the least loss of an instance through its source problem, and writes the certificate.",
    discussion: """
      The source problem is solved: a set cover by a local search and then as an
      integer program, circuits and dense subgraphs as integer programs,
      colourings and formulas by a SAT solver. The best solution, checked in
      integers, is mapped to a network that is written to certificate.json in
      the directory.

      Solve, then check in exact arithmetic:
        assay solve stn15
        assay verify stn15

      Take the best cover found in ten seconds:
        assay solve scp41 --time-limit 10 --json

      A search that the time limit ends says 'feasible' with the best solution
      and the bound, never 'optimal'.

      The answer is yes, no (proved by the solver) or open.

      Exit status: 0 optimal, feasible or proved infeasible; 2 unknown; 65 bad
      data; 66 no instance.
      """)

  @Argument(help: ArgumentHelp("The directory that assay generate wrote.", valueName: "dir"))
  var directory: String

  @Option(
    help: ArgumentHelp(
      "The solver: \(SolverRegistry.all.map { $0.id }.joined(separator: ", ")).", valueName: "name"))
  var solver: String = GLPKSolver().id

  @Option(help: ArgumentHelp("The seconds after which the search stops.", valueName: "seconds"))
  var timeLimit: Double = SolveOptions.defaultTimeLimitSeconds

  @Flag(help: "Print the result as JSON.")
  var json: Bool = false

  func validate() throws {
    guard SolverRegistry.solver(named: solver) != nil else {
      let known: String = SolverRegistry.all.map { $0.id }.joined(separator: ", ")
      throw ValidationError("there is no solver '\(solver)'; choose one of: \(known)")
    }
    guard timeLimit > 0 else {
      throw ValidationError("--time-limit is \(timeLimit); give a number of seconds above 0")
    }
  }

  func run() throws {
    let progress: ProgressLine = ProgressLine()
    let report: InstanceSolving.Report = try InstanceSolving.solve(
      directory: directory, solver: SolverRegistry.solver(named: solver) ?? GLPKSolver(),
      options: SolveOptions(timeLimitSeconds: timeLimit), version: Tool.version,
      progress: progress.report)
    progress.clear()
    if json {
      try Console.print(data: try report.jsonData())
    } else {
      try Console.print("status     \(report.status.rawValue) (\(report.solver))")
      try Console.print("answer     \(report.answer.rawValue)")
      if let objective = report.objective { try Console.print("objective  \(objective)") }
      if let loss = report.loss { try Console.print("loss       \(loss)") }
      if let bound = report.bound { try Console.print("bound      \(bound)") }
      let met: String = report.thresholdMet.map { $0 ? "can be met" : "cannot be met" } ?? "open"
      try Console.print("threshold  \(report.threshold), \(met)")
      if let certificate = report.certificate { try Console.print("written    \(certificate)") }
    }
    if report.status == .unknown { throw ExitCode(2) }
  }
}
