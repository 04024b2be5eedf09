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
  let curves: [Curve]

  init() { self.init([]) }
  init(_ verdicts: [Verdict], curves: [Curve] = []) {
    self.verdicts = verdicts
    self.curves = curves
  }

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
      }, curves: curves, timing: Timing(seconds: 2))
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
    // Five of the claims are statistical; one failure refutes the others.
    let expected: Double = 5 * 1e-6 / Double(report.results.flatMap(\.claims).count)
    let text: String = "at most \(String(format: "%.1e", expected)) of"
    #expect((report.errorBudget.falseAlarmProbabilitySpent / expected - 1).magnitude <= 1e-12)
    #expect(
      TerminalReport.table(report).contains("\nfalse-alarm probability spent: \(text) 1e-06\n"))
    #expect(try MarkdownReport.render(report).contains("spent \(text) that."))
  }

  private func curve() throws -> Curve {
    Curve(
      name: "d5-k2", xLabel: "n/(d + k)",
      points: [
        try Curve.Point(
          x: 1, samples: 7, trials: 20, successes: 0, right: 3, certified: 0,
          refused: ["insufficient": 16, "notFound": 4], confidence: 0.95),
        try Curve.Point(
          x: 8, samples: 56, trials: 20, successes: 20, right: 20, certified: 20, refused: [:],
          confidence: 0.95),
      ])
  }

  @Test("has curves as data, as tables and as files for a plot")
  func curves() async throws {
    let report: AuditReport = await report([GivenGuarantee([Self.holds], curves: [try curve()])])
    let results: [[String: Any]] = try #require(try object(report)["results"] as? [[String: Any]])
    let curves: [[String: Any]] = try #require(results[0]["curves"] as? [[String: Any]])
    #expect(curves[0]["name"] as? String == "d5-k2")
    let points: [[String: Any]] = try #require(curves[0]["points"] as? [[String: Any]])
    #expect(points[0]["successes"] as? Int == 0 && points[1]["upper"] as? Double == 1)
    #expect(points[0]["refused"] as? [String: Int] == ["insufficient": 16, "notFound": 4])

    let markdown: String = try MarkdownReport.render(report)
    #expect(markdown.contains("Curve `curves/given-d5-k2.csv`"))
    #expect(markdown.contains("| 1 | 7 | 20 | 0 | 0 to 0.168 | 3 | 0 | insufficient: 16, notFound: 4 |"))
    #expect(
      TerminalReport.table(report).contains(
        "given, d5-k2: share certified and right by n/(d + k): 1: 0, 8: 1"))

    let directory: TemporaryDirectory = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: directory.path(of: "curves"), withIntermediateDirectories: true)
    try directory.write("an older curve", to: "curves/other.csv")
    try report.write(to: directory.path)
    try report.write(to: directory.path)
    let csv: String = try String(
      contentsOfFile: directory.path(of: "curves/given-d5-k2.csv"), encoding: .utf8)
    let lines: [Substring] = csv.split(separator: "\n")
    #expect(
      lines[0]
        == "x,samples,trials,successes,share,lower,upper,confidence,right,certified,refused: insufficient,refused: notFound"
    )
    #expect(
      lines.count == 3 && lines[1].hasPrefix("1.0,7,20,0,0.0,0.0,0.16")
        && lines[1].hasSuffix(",0.95,3,0,16,4"))
    #expect(try directory.names() == ["audit.json", "audit.md", "curves"])
  }

  @Test("says of a curve whether a probability that never falls explains it")
  func monotone() throws {
    let curve: Curve = try curve()
    #expect(curve.mayBeMonotone)
    #expect(!Curve(name: "a", xLabel: "b", points: curve.points.reversed()).mayBeMonotone)
    #expect(throws: (any Error).self) {
      try Curve.Point(
        x: 1, samples: 1, trials: 1, successes: 2, right: 0, certified: 0, refused: [:], confidence: 0.95)
    }
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
