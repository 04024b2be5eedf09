import ArgumentParser
import Assay

struct ListVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "list",
    abstract: "Shows teacher families, learners, guarantees and reductions, with their sources.",
    discussion: """
        assay list
        assay list --json
      """
  )

  @Flag(name: .long, help: "Print the lists as JSON.")
  var json: Bool = false

  func run() throws {
    let catalogue: Catalogue = Catalogue()
    if json { try Console.print(json: catalogue) } else { try Console.print(catalogue.text) }
  }
}

/// Everything in the registries.
private struct Catalogue: Encodable {
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

    init(_ parameter: TeacherParameter) {
      self.name = parameter.name
      self.summary = parameter.help
      self.defaultValue = parameter.defaultValue
      self.least = parameter.range.lowerBound
      self.largest = parameter.range.upperBound
    }
  }

  let families: [Entry] = TeacherRegistry.all.map { family in
    Entry(
      identifier: family.identifier, summary: "\(family.summary); \(family.promises)", source: nil,
      parameters: family.parameters.map(Parameter.init))
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
      ("teacher families", families), ("learners", learners), ("guarantees", guarantees),
      ("reductions", reductions),
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
