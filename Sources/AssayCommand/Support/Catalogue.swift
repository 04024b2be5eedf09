import Assay

/// Everything in the registries.
struct Catalogue: Encodable {
  struct Entry: Encodable {
    let identifier: String
    let summary: String
    let source: String?
    var parameters: [Parameter]?
  }

  struct Parameter: Encodable {
    let name: String
    let summary: String
    let defaultValue: Double
    let least: Double
    let largest: Double

    init(_ name: String, _ summary: String, _ defaultValue: Double, _ range: ClosedRange<Double>) {
      self.name = name
      self.summary = summary
      self.defaultValue = defaultValue
      self.least = range.lowerBound
      self.largest = range.upperBound
    }
  }

  let families: [Entry] = TeacherRegistry.all.map { family in
    Entry(
      identifier: family.identifier, summary: "\(family.summary); \(family.promises)", source: nil,
      parameters: family.parameters.map { Parameter($0.name, $0.help, $0.defaultValue, $0.range) })
  }
  let subspaceFamilies: [Entry] = SubspaceRegistry.all.map { family in
    Entry(
      identifier: family.identifier, summary: "\(family.summary); \(family.promises)", source: nil,
      parameters: family.parameters.map { Parameter($0.name, $0.help, $0.defaultValue, $0.range) })
  }
  let inputs: [Entry] = InputDistribution.kinds.map { kind in
    let parameter: Parameter? = kind.parameter.map {
      Parameter("inputs-\($0.name)", $0.help, $0.defaultValue, $0.range)
    }
    return Entry(
      identifier: kind.name, summary: kind.summary, source: nil, parameters: [parameter].compactMap(\.self))
  }
  let noise: [Entry] = LabelNoise.Law.allCases.map { law in
    let unit: String =
      switch law {
      case .biased: "the bias of a hidden unit, in units of the length of its row"
      case .leaky: "the share of negative numbers that is let through"
      default: "how much, in units of the root mean square of the labels"
      }
    let level: Parameter = Parameter("noise-level", unit, law.defaultLevel, LabelNoise.levels)
    let share: Parameter? = law.defaultShare.map {
      Parameter("noise-share", "the share of rows", $0, LabelNoise.shares)
    }
    return Entry(
      identifier: law.rawValue, summary: law.summary, source: nil,
      parameters: [level] + [share].compactMap(\.self))
  }
  let learners: [Entry] = LearnerRegistry.all.map {
    Entry(identifier: $0.identifier, summary: $0.summary, source: $0.source)
  }
  let guarantees: [Entry] = GuaranteeRegistry.all.map {
    Entry(identifier: $0.identifier, summary: $0.title, source: $0.source)
  }
  let reductions: [Entry] = ReductionRegistry.summaries.map {
    Entry(identifier: $0.id, summary: "\($0.title): \($0.statement)", source: $0.source.description)
  }

  var text: String {
    [
      ("teacher families: assay sample NAME --help", families),
      ("families of few relevant directions: assay sample NAME --help", subspaceFamilies),
      ("distributions of inputs: assay sample FAMILY --inputs NAME", inputs),
      ("what is wrong with labels: assay sample FAMILY --noise NAME", noise),
      ("learners: assay learn NAME --help", learners),
      ("guarantees: assay audit --guarantee NAME", guarantees),
      ("reductions: assay generate NAME --help", reductions),
    ]
    .map { title, entries in
      let lines: [String] = entries.map { entry in
        let source: String = entry.source.map { "\n      \($0)" } ?? ""
        let parameters: String = (entry.parameters ?? []).map {
          "\n      --\($0.name)  \($0.summary) (default \(SampleHelp.number($0.defaultValue)))"
        }.joined()
        return "  \(entry.identifier)\n      \(entry.summary)\(parameters)\(source)"
      }
      return ([title] + lines).joined(separator: "\n")
    }
    .joined(separator: "\n\n")
  }
}
