import Foundation
import Guarantees
import Mustache

/// The report as Markdown, for a pull request or a step summary: the verdict first, then a table, details folded.
///
/// It holds nothing that differs between two runs with one seed.
public enum MarkdownReport {
  /// Where a summary is cut; GitHub shows nothing of one beyond 1 MiB.
  static let largestBytes: Int = 900_000

  /// Draws the report.
  ///
  /// - Throws: what the template engine throws, which is a fault.
  public static func render(_ report: AuditReport) throws -> String {
    let template: MustacheTemplate = try MustacheTemplate(string: source)
    let text: String = template.render(MarkdownContext(report))
    guard text.utf8.count > largestBytes else { return text }
    let notice: String =
      "\n\nCut here: the report is longer than \(largestBytes) bytes. The whole is in audit.json.\n"
    return String(decoding: Array(text.utf8.prefix(largestBytes - notice.utf8.count)), as: UTF8.self) + notice
  }

  private static let source: String = """
    # {{{verdict}}}

    Profile `{{{profile}}}`, seed {{{seed}}}, {{{tool}}}. If every claim holds, a run calls one of them violated with \
    probability at most {{{falseAlarmRate}}}; the claims tested have spent at most {{{spent}}} of that.

    | verdict | guarantee | subject | claims | trials |
    |---|---|---|---:|---:|
    {{#results}}
    | **{{{verdict}}}** | `{{{identifier}}}`: {{{title}}} | `{{{subject}}}` | {{{claimCount}}} | {{{trials}}} |
    {{/results}}

    {{#results}}
    <details{{{open}}}><summary><code>{{{identifier}}}</code> {{{verdict}}}{{{remark}}}</summary>

    Source: {{{source}}}.

    | verdict | claim | trials | failures | excluded share | share left open | worst |
    |---|---|---:|---:|---:|---:|---:|
    {{#claims}}
    | {{{verdict}}} | {{{name}}}: {{{statement}}} | {{{trials}}} | {{{failures}}} | {{{bound}}} | {{{interval}}} | {{{worst}}} |
    {{/claims}}
    {{#counterexamples}}

    Counterexample to *{{{claim}}}*: {{{summary}}}

    ```
    {{{replay}}}
    ```
    {{/counterexamples}}

    </details>

    {{/results}}

    """
}

/// What the template may ask for.
private struct MarkdownContext {
  struct Result {
    let verdict: String
    let identifier: String
    let title: String
    let subject: String
    let source: String
    let claimCount: Int
    let trials: Int
    let open: String
    let remark: String
    let claims: [Claim]
    let counterexamples: [Example]
  }

  struct Claim {
    let verdict: String
    let name: String
    let statement: String
    let trials: Int
    let failures: Int
    let bound: String
    let interval: String
    let worst: String
  }

  struct Example {
    let claim: String
    let summary: String
    let replay: String
  }

  let verdict: String
  let profile: String
  let seed: String
  let tool: String
  let falseAlarmRate: String
  let spent: String
  let results: [Result]

  init(_ report: AuditReport) {
    let summary: AuditReport.Summary = report.summary
    self.verdict =
      "\(summary.holds) hold, \(summary.violated) violated, \(summary.inconclusive) inconclusive"
    self.profile = report.profile
    self.seed = "\(report.seed)"
    self.tool = report.tool
    self.falseAlarmRate = "\(report.errorBudget.falseAlarmRatePerRun)"
    self.spent = ReportNumber.atMost(report.errorBudget.falseAlarmProbabilitySpent)
    self.results = report.results.map { result in
      var remark: String = ""
      if case .inconclusive(let reason) = result.verdict { remark = ": \(reason)" }
      if case .holds(let confidence) = result.verdict {
        remark = " at confidence \(ReportNumber.confidence(confidence))"
      }
      return Result(
        verdict: result.verdict.name, identifier: result.identifier, title: result.title,
        subject: result.subject, source: result.source, claimCount: result.claims.count,
        trials: result.claims.reduce(0) { $0 + $1.trials },
        open: result.verdict.name == "holds" ? "" : " open", remark: remark,
        claims: result.claims.map(Self.claim), counterexamples: result.claims.compactMap(Self.example))
    }
  }

  private static func claim(_ result: ClaimResult) -> Claim {
    let interval: ClaimResult.Interval = result.failureInterval
    return Claim(
      verdict: result.verdict.name, name: result.name, statement: result.statement, trials: result.trials,
      failures: result.failures, bound: "\(ReportNumber.short(result.failureProbabilityBound))",
      interval: "\(ReportNumber.short(interval.lower)) to \(ReportNumber.short(interval.upper))",
      worst: result.metric.map { ReportNumber.short($0.worst) } ?? "")
  }

  private static func example(_ result: ClaimResult) -> Example? {
    guard case .violated(_, let counterexample) = result.verdict else { return nil }
    return Example(
      claim: result.name, summary: counterexample.summary,
      replay: counterexample.replay.joined(separator: "\n"))
  }
}

/// Numbers as reports show them.
enum ReportNumber {
  /// A number of things: `1 claim`, `2 claims`.
  static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
  /// A confidence close to 1, by as many nines as it has.
  static func confidence(_ value: Double) -> String { String(format: "%.7g", value) }
  /// Two significant digits.
  static func short(_ value: Double) -> String { String(format: "%.2g", value) }

  /// Two significant digits of a bound that must not be stated too low.
  static func atMost(_ value: Double) -> String {
    let nearest: String = short(value)
    guard let rounded: Double = Double(nearest), rounded < value else { return nearest }
    // One unit of the second digit more.
    let unit: Double = pow(10, floor(log10(value)) - 1)
    return short(rounded + unit)
  }
}
