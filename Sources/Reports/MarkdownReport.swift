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
    {{#hasEstimates}}

    | measured | claimed | estimate | interval | confidence |
    |---|---|---:|---:|---:|
    {{#estimates}}
    | {{{claim}}}: {{{quantity}}} | {{{claimed}}} | {{{value}}} | {{{interval}}} | {{{confidence}}} |
    {{/estimates}}
    {{/hasEstimates}}
    {{#curves}}

    Curve `{{{file}}}`: share certified and right, intervals at confidence {{{confidence}}}.

    | {{{xLabel}}} | n | trials | share | interval | right | certified | refused |
    |---:|---:|---:|---:|---:|---:|---:|---|
    {{#points}}
    | {{{x}}} | {{{samples}}} | {{{trials}}} | {{{share}}} | {{{interval}}} | {{{right}}} | {{{certified}}} | {{{refused}}} |
    {{/points}}
    {{/curves}}
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
    let hasEstimates: Bool
    let estimates: [Estimate]
    let curves: [CurveTable]
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

  struct Estimate {
    let claim: String
    let quantity: String
    let claimed: String
    let value: String
    let interval: String
    let confidence: String
  }

  struct CurveTable {
    struct Point {
      let x: String
      let samples: Int
      let trials: Int
      let share: String
      let interval: String
      let right: Int
      let certified: Int
      let refused: String
    }
    let file: String
    let xLabel: String
    let confidence: String
    let points: [Point]
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
        claims: result.claims.map(Self.claim),
        hasEstimates: result.claims.contains { $0.estimate != nil },
        estimates: result.claims.compactMap(Self.estimate),
        curves: result.curves.map { Self.table($0, of: result.identifier) },
        counterexamples: result.claims.compactMap(Self.example))
    }
  }

  private static func estimate(_ result: ClaimResult) -> Estimate? {
    result.estimate.map { estimate in
      Estimate(
        claim: result.name, quantity: estimate.quantity, claimed: estimate.claimed,
        value: ReportNumber.signed(estimate.value),
        interval: [estimate.lower, estimate.upper].map { $0.map(ReportNumber.signed) ?? "unbounded" }
          .joined(separator: " to "),
        confidence: ReportNumber.confidence(estimate.confidence))
    }
  }

  private static func table(_ curve: Curve, of guarantee: String) -> CurveTable {
    CurveTable(
      file: "curves/\(guarantee)-\(curve.name).csv", xLabel: curve.xLabel,
      confidence: curve.points.first.map { ReportNumber.confidence($0.confidence) } ?? "",
      points: curve.points.map { point in
        CurveTable.Point(
          x: ReportNumber.signed(point.x), samples: point.samples, trials: point.trials,
          share: ReportNumber.signed(point.share),
          interval: "\(ReportNumber.signed(point.lower)) to \(ReportNumber.signed(point.upper))",
          right: point.right, certified: point.certified,
          refused: point.refused.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            .joined(separator: ", "))
      })
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
  /// Three significant digits.
  static func signed(_ value: Double) -> String { String(format: "%.3g", value) }
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
