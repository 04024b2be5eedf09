/// A failing case for people.
struct FailureText {
  let name: String
  let place: SourcePlace
  let example: Counterexample

  /// How much of a value is shown; the whole is in ``Counterexample/values``.
  private static let longestValue: Int = 2000

  /// How the case fails, its values and notes, and how to replay it.
  var lines: [String] {
    var lines: [String] = [example.failure.description]
    lines += example.values.map { value in
      let free: IrrelevantPart? = example.irrelevantParts.first { $0.choices == value.choices }
      return "  \(value.name) = \(Self.shortened(value.description))"
        + (free.map { "  (any other value fails as well: \($0.valuesTried) tried)" } ?? "")
    }
    lines += example.irrelevantParts.filter { part in !example.values.contains { $0.choices == part.choices }
    }
    .map { "  \($0.name): any other value fails as well (\($0.valuesTried) tried)" }
    lines += example.notes.map { "  note: \($0)" }
    lines.append("found as \(example.origin)\(example.shrinkText)")
    lines.append("replay:    \(replayLine)")
    lines.append("in a test: examples: [\"\(example.choices)\"]")
    return lines
  }

  /// One line for a shell that runs the failing case alone.
  var replayLine: String {
    let replay: Replay = Replay(property: name, choices: example.choices)
    let filter: String = place.functionName.isEmpty ? "" : " --filter \(Self.quoted(place.functionName))"
    return "\(EnvironmentVariable.replay.rawValue)=\(Self.quoted(replay.line)) swift test\(filter)"
  }

  /// A word for a shell, whatever is in it.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private static func shortened(_ text: String) -> String {
    guard let end = text.index(text.startIndex, offsetBy: longestValue, limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    return text[..<end] + "… (cut; the report has the whole)"
  }
}

extension Counterexample.Origin: CustomStringConvertible {
  /// Where the case comes from, for people.
  public var description: String {
    switch self {
    case .drawn(let number): "case \(number)"
    case .example(let place): "example \(place)"
    case .stored: "an example of a store"
    case .replayed: "a replay"
    case .target(let label): "a case of the search for a large \(label)"
    }
  }
}

extension Counterexample {
  fileprivate var shrinkText: String {
    switch shrinkEnding {
    case nil: ""
    case .minimal?: ", shrunk in \(shrinkCalls) calls"
    case .outOfCalls?:
      ", shrunk until its \(shrinkCalls) calls were used up; raise `shrinkCalls` for a simpler one"
    case .outOfTime?:
      ", shrunk in \(shrinkCalls) calls until its time was up; raise `shrinkSeconds` for a simpler one"
    }
  }
}

/// What a run counted, for people.
enum DistributionText {
  /// How many values of a table are shown.
  private static let mostRows: Int = 20

  static func lines(_ labels: [PropertyReport.LabelCount], _ tables: [PropertyReport.Table]) -> [String] {
    var lines: [String] = labels.prefix(mostRows).map { "  \(ShortNumber.percent($0.share)) \($0.label)" }
    if labels.count > mostRows {
      lines.append("  … and \(ShortNumber.text(labels.count - mostRows)) more labels")
    }
    for table in tables {
      lines.append("  \(table.name):")
      lines += table.values.prefix(mostRows).map { "    \(ShortNumber.percent($0.share)) \($0.label)" }
      if table.values.count > mostRows {
        lines.append("    … and \(ShortNumber.text(table.values.count - mostRows)) more")
      }
    }
    return lines
  }
}
