import DataFiles
import Foundation
import Guarantees
import Learners
import Networks
import Reports
import TestSupport
import Testing

/// A guarantee whose verdict is given, so that reports of every kind can be drawn.
private struct GivenGuarantee: Guarantee {
  static let identifier: String = "given"
  static let title: String = "a verdict that was given"
  static let source: String = "nobody"

  let verdicts: [Verdict]

  init() { self.verdicts = [] }
  init(_ verdicts: [Verdict]) { self.verdicts = verdicts }

  func claimCount(_ profile: AuditProfile) -> Int { verdicts.count }

  func check(_ context: AuditContext) async throws -> GuaranteeResult {
    GuaranteeResult(
      identifier: Self.identifier, title: Self.title, source: Self.source, subject: "subject",
      claims: verdicts.enumerated().map { index, verdict in
        ClaimResult(
          name: "claim \(index)", statement: "statement \(index)", verdict: verdict, trials: 10,
          failures: index,
          failureProbabilityBound: 0.1,
          failureInterval: ClaimResult.Interval(lower: 0, upper: 0.2, confidence: 0.99),
          outcomes: ["recovered": 10], metric: nil, timing: Timing(seconds: 1))
      }, timing: Timing(seconds: 2))
  }
}

/// A guarantee that cannot run.
private struct BrokenGuarantee: Guarantee {
  struct Fault: Error {}
  static let identifier: String = "broken"
  static let title: String = "cannot run"
  static let source: String = "nobody"
  func claimCount(_ profile: AuditProfile) -> Int { 1 }
  func check(_ context: AuditContext) async throws -> GuaranteeResult { throw Fault() }
}

/// Never answers.
private struct RefusingLearner: Learner {
  static let identifier: String = "refusing"
  static let summary: String = "refuses everything"
  static let source: String = "nobody"
  func study(_ samples: some SampleSource, threads: Int) -> LearnerOutcome {
    .refused(Refusal(.notFound, "did not look"))
  }
}

@Suite("The report of an audit")
struct AuditReportTests {
  private static let example: Counterexample = Counterexample(
    summary: "went wrong", parameters: ["hidden": "1"], choices: "choices/2",
    replay: ["assay sample", "assay learn"],
    shrinkingCalls: 3)
  private static let holds: Verdict = .holds(confidence: 0.99)
  private static let violated: Verdict = .violated(falseAlarmRate: 1e-7, counterexample: example)
  private static let open: Verdict = .inconclusive(reason: "too few trials")

  private func report(_ guarantees: [any Guarantee], workers: Int = 1) async -> AuditReport {
    let audit: Audit = Audit(profile: .quick, seed: 3, workers: workers, guarantees: guarantees)
    return AuditReport(
      audit: audit, results: await audit.run(), command: AuditReport.Command(line: "assay audit -\(workers)"),
      machine: AuditReport.Machine(workers: workers), timing: Timing(seconds: Double(workers)))
  }

  private func object(_ report: AuditReport) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: report.json()) as? [String: Any])
  }

  @Test("ends with status 0, 1 or 2 as all hold, one is violated, or one is open")
  func exitStatus() async {
    #expect(await report([GivenGuarantee([Self.holds, Self.holds])]).exitStatus == 0)
    #expect(await report([GivenGuarantee([Self.holds, Self.open])]).exitStatus == 2)
    #expect(await report([GivenGuarantee([Self.open, Self.violated])]).exitStatus == 1)
    #expect(await report([]).exitStatus == 2)
  }

  @Test("names its schema, tool, seed, budget and results")
  func fields() async throws {
    let object: [String: Any] = try object(await report([GivenGuarantee([Self.holds, Self.violated])]))
    #expect(object["format"] as? String == "assay-audit")
    #expect(object["schemaVersion"] as? Int == AuditReport.currentSchemaVersion)
    #expect((object["tool"] as? String)?.hasPrefix("assay ") == true)
    #expect(object["seed"] as? Int == 3)
    #expect(object["profile"] as? String == "quick")
    let budget: [String: Double] = try #require(object["errorBudget"] as? [String: Double])
    #expect(budget["falseAlarmRatePerRun"] == 1e-6)
    #expect(budget["falseAlarmRatePerClaim"] == 5e-7)
    #expect(budget["falseAlarmProbabilitySpent"] == 0)
    for name in ["command", "machine", "timing"] { #expect(object[name] is [String: Any], "\(name)") }
    let results: [[String: Any]] = try #require(object["results"] as? [[String: Any]])
    let claims: [[String: Any]] = try #require(results[0]["claims"] as? [[String: Any]])
    let verdict: [String: Any] = try #require(claims[1]["verdict"] as? [String: Any])
    #expect(verdict["outcome"] as? String == "violated")
    let counterexample: [String: Any] = try #require(verdict["counterexample"] as? [String: Any])
    #expect(counterexample["replay"] as? [String] == ["assay sample", "assay learn"])
  }

  @Test("is the same for the same results apart from command, machine and timing")
  func stable() async throws {
    func stripped(_ value: Any) -> Any {
      if let object = value as? [String: Any] {
        return object.filter { !["command", "machine", "timing"].contains($0.key) }.mapValues(stripped)
      }
      if let array = value as? [Any] { return array.map(stripped) }
      return value
    }
    let first: AuditReport = await report([GivenGuarantee([Self.holds, Self.open])], workers: 1)
    let second: AuditReport = await report([GivenGuarantee([Self.holds, Self.open])], workers: 2)
    #expect(try first.json() != second.json())
    let bytes: [Data] = try [first, second].map {
      try JSONSerialization.data(withJSONObject: stripped(try object($0)), options: .sortedKeys)
    }
    #expect(bytes[0] == bytes[1])
    #expect(try MarkdownReport.render(first) == MarkdownReport.render(second))
  }

  @Test("in Markdown begins with the verdict, opens what failed and shows how to replay it")
  func markdown() async throws {
    let text: String = try MarkdownReport.render(
      await report([GivenGuarantee([Self.holds]), GivenGuarantee([Self.violated])]))
    #expect(text.hasPrefix("# 1 hold, 1 violated, 0 inconclusive\n"))
    #expect(text.components(separatedBy: "<details>").count == 2)
    #expect(text.components(separatedBy: "<details open>").count == 2)
    #expect(text.contains("```\nassay sample\nassay learn\n```"))
    #expect(!text.contains("{{"))
  }

  @Test("in Markdown says so where it is cut")
  func cut() async throws {
    let many: [any Guarantee] = (0..<600).map { _ in
      GivenGuarantee([Verdict](repeating: Self.holds, count: 60))
    }
    let text: String = try MarkdownReport.render(await report(many))
    #expect(text.utf8.count <= 900_000)
    #expect(text.contains("Cut here"))
  }

  @Test("on a terminal has a row for each claim")
  func terminal() async {
    let report: AuditReport = await report([GivenGuarantee([Self.holds, Self.violated])])
    let table: String = TerminalReport.table(report)
    #expect(table.contains("claim 0"))
    #expect(table.contains("claim 1"))
    #expect(table.contains("counterexample to 'claim 1': went wrong"))
    #expect(table.hasSuffix("0 hold, 1 violated, 0 inconclusive (seed 3, profile quick)"))
  }

  @Test("says how much of the false-alarm probability was spent, everywhere")
  func spent() async throws {
    let audit: Audit = Audit(
      profile: .quick, seed: 3, workers: 2,
      guarantees: [ExactRecoveryGuarantee(learner: RefusingLearner()), SetCoverReductionGuarantee()])
    let report: AuditReport = AuditReport(
      audit: audit, results: await audit.run(), command: AuditReport.Command(line: "assay audit"),
      machine: AuditReport.Machine(workers: 2), timing: Timing(seconds: 1))
    // Five of the eight claims are statistical; one failure refutes the others.
    let expected: Double = 5 * 1e-6 / 8
    #expect((report.errorBudget.falseAlarmProbabilitySpent / expected - 1).magnitude <= 1e-12)
    #expect(
      TerminalReport.table(report).contains("\nfalse-alarm probability spent: at most 6.3e-07 of 1e-06\n"))
    #expect(try MarkdownReport.render(report).contains("spent at most 6.3e-07 of that."))
  }

  @Test("keeps the other guarantees where one cannot run")
  func broken() async throws {
    let report: AuditReport = await report([BrokenGuarantee(), GivenGuarantee([Self.holds])])
    #expect(report.summary.holds == 1)
    #expect(report.summary.inconclusive == 1)
    #expect(report.exitStatus == 2)
    #expect(TerminalReport.line(report.results[0]).contains("could not run"))
  }

  @Test("is written whole, beside what is in the directory already")
  func files() async throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try directory.write("kept", to: "other.txt")
    try await report([GivenGuarantee([Self.holds])]).write(to: directory.path)
    #expect(try directory.names() == ["audit.json", "audit.md", "other.txt"])
  }
}
