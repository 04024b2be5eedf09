public import ArgumentParser
public import Assay

struct AuditVerb: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "audit",
    abstract: "Checks which guarantees hold, with what confidence, and writes a report.",
    discussion: """
      The quick profile, with a report in reports/:
        assay audit

      Other problems, larger sizes, smaller probabilities:
        assay audit --profile thorough --seed 7 --output nightly

      One guarantee, with the document on standard output:
        assay audit --guarantee exact-recovery --json

      Writes audit.json and audit.md. Two runs with one seed write the same,
      apart from the objects 'command', 'machine' and 'timing', on any number of
      cores, as long as no counterexample of an earlier audit is kept there:
      those are tried first. Interrupted once, it ends after the trials under way and writes what
      it has.

      A counterexample is made small and kept under examples/ in the report's
      directory. Later audits into that directory try it first, and forget it
      once it passes; 'assay replay' tries it alone.

      Exit status: 0 all hold; 1 one is violated (the report has a small
      counterexample); 2 one is inconclusive.
      """
  )

  @Option(name: .long, help: "How thorough: quick, ci or thorough.")
  var profile: AuditProfile = .quick
  @Option(
    name: .long, help: "A guarantee to check, by its name in 'assay list'; may be repeated. All by default.")
  var guarantee: [String] = []
  @Option(name: .long, parsing: .unconditional, help: "The seed of all problems; any number from 0 up.")
  var seed: UInt64 = 1
  @Option(name: [.short, .long], help: "The directory to write the report into.")
  var output: String = "reports"
  @Option(
    name: .long, parsing: .unconditional,
    help: "How many trials run at a time; all cores by default. The results do not depend on it."
  )
  var threads: Int = Parallel.coreCount
  @Flag(name: .long, help: "Print the document as JSON instead of the table.")
  var json: Bool = false

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads must be at least 1") }
    for name in guarantee where GuaranteeRegistry.guarantee(name) == nil {
      let known: [String] = GuaranteeRegistry.all.map { $0.identifier }
      throw ValidationError(
        "there is no guarantee '\(name)'; did you mean '\(Nearest.name(to: name, in: known))'? "
          + "'assay list' shows all")
    }
  }

  func run() async throws {
    Interruption.willKeepWork()
    let kinds: [any Guarantee.Type] =
      guarantee.isEmpty
      ? GuaranteeRegistry.all : GuaranteeRegistry.all.filter { guarantee.contains($0.identifier) }
    // A night's work must not end where its report cannot be written.
    try AuditReport.prepare(directory: output)
    let audit: Audit = Audit(
      profile: profile, seed: seed, workers: threads, guarantees: kinds.map { $0.init() },
      examples: ExampleStore(directory: "\(output)/examples"))
    let start: ContinuousClock.Instant = ContinuousClock.now
    Console.talk(
      "auditing \(kinds.map { $0.identifier }.joined(separator: ", ")), profile \(profile.rawValue), seed \(seed)"
    )
    let results: [GuaranteeResult] = await audit.run(
      isInterrupted: { Interruption.isRequested },
      progress: { Console.progress(ProgressBar.line($0)) },
      warn: { Console.talk("assay: warning: \($0)") },
      finished: { result in
        Console.endProgress()
        Console.talk(TerminalReport.line(result))
      })
    let report: AuditReport = AuditReport(
      audit: audit, results: results, command: AuditReport.Command(line: CommandLineRecord.text),
      machine: AuditReport.Machine(workers: threads), timing: Timing(since: start))
    // What cannot be written is shown at least.
    let written: Result<Void, any Error> = Result { try report.write(to: output) }
    if json {
      try Console.print(json: report)
    } else {
      try Console.print(TerminalReport.table(report))
    }
    try written.get()
    Console.talk("report: \(output)/audit.json, \(output)/audit.md")
    let status: Int32 = Interruption.isRequested ? Interruption.exitStatus : report.exitStatus
    if status != 0 { throw ExitCode(status) }
  }
}

extension AuditProfile: ExpressibleByArgument {}
