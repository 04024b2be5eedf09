public import Guarantees

/// The report as plain text, for a terminal or a log.
public enum TerminalReport {
  /// One line on a guarantee that is done.
  public static func line(_ result: GuaranteeResult) -> String {
    let trials: Int = result.claims.reduce(0) { $0 + $1.trials }
    var line: String =
      "\(result.verdict.name.padded(to: 12))  \(result.identifier)  "
      + "\(ReportNumber.counted(result.claims.count, "claim")), \(ReportNumber.counted(trials, "trial")), \(ReportNumber.short(result.timing.seconds)) s"
    if case .inconclusive(let reason) = result.verdict { line += "  (\(reason))" }
    return line
  }

  /// The table of all claims, with the counterexamples below.
  public static func table(_ report: AuditReport) -> String {
    let header: [String] = ["verdict", "guarantee", "claim", "trials", "failures", "confidence", "worst"]
    let rows: [[String]] = report.results.flatMap { result in
      result.claims.map { claim in
        [
          claim.verdict.name, result.identifier, claim.name, "\(claim.trials)", "\(claim.failures)",
          confidence(claim.verdict), claim.metric.map { ReportNumber.short($0.worst) } ?? "",
        ]
      }
    }
    let widths: [Int] = header.indices.map { column in
      ([header] + rows).reduce(0) { max($0, $1[column].count) }
    }
    let lines: [String] = ([header] + rows).map { row in
      zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmedAtEnd
    }
    let below: [String] = estimates(report) + curves(report) + examples(report)
    let summary: AuditReport.Summary = report.summary
    let verdict: String =
      "\(summary.holds) hold, \(summary.violated) violated, \(summary.inconclusive) inconclusive "
      + "(seed \(report.seed), profile \(report.profile))"
    let budget: AuditReport.ErrorBudget = report.errorBudget
    let spent: String =
      "false-alarm probability spent: at most \(ReportNumber.atMost(budget.falseAlarmProbabilitySpent)) of "
      + ReportNumber.short(budget.falseAlarmRatePerRun)
    return (lines + below + ["", spent, verdict]).joined(separator: "\n")
  }

  private static func estimates(_ report: AuditReport) -> [String] {
    let lines: [String] = report.results.flatMap(\.claims).compactMap { claim in
      claim.estimate.map { "\(claim.name): \($0.quantity) \($0.text), claimed \($0.claimed)" }
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  /// Each curve as a line: the place, and the share that is certified and right.
  private static func curves(_ report: AuditReport) -> [String] {
    let lines: [String] = report.results.flatMap { result in
      result.curves.map { curve in
        let points: String = curve.points.map { point in
          "\(ReportNumber.short(point.x)): \(ReportNumber.short(point.share))"
        }.joined(separator: ", ")
        return "\(result.identifier), \(curve.name): share certified and right by \(curve.xLabel): \(points)"
      }
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  private static func examples(_ report: AuditReport) -> [String] {
    report.results.flatMap(\.claims).flatMap { claim -> [String] in
      guard case .violated(_, let example) = claim.verdict else { return [] }
      return ["", "counterexample to '\(claim.name)': \(example.summary)"] + example.replay.map { "  \($0)" }
    }
  }

  private static func confidence(_ verdict: Verdict) -> String {
    switch verdict {
    case .holds(let confidence): ReportNumber.confidence(confidence)
    case .violated(let rate, _): rate == 0 ? "certain" : "1 - \(ReportNumber.short(rate))"
    case .inconclusive: ""
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate var trimmedAtEnd: String {
    var text: Substring = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
