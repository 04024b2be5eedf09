import ArgumentParser
import Assay

struct ListVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "list",
    abstract: "Shows teacher families, inputs, noise, learners, guarantees and reductions.",
    discussion: """
      What 'assay sample', 'assay learn', 'assay audit' and 'assay generate' know by
      name, with parameters and sources:
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
