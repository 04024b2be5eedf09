import ArgumentParser
import Assay

struct AuditVerb: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(commandName: "audit")
  func run() async throws {}
}
struct ListVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(commandName: "list")
}
