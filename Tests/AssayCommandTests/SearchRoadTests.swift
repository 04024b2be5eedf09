import Foundation
import TestSupport
import Testing

@Suite("The searches for hard teachers on the command line")
struct SearchRoadTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  private func assay(_ arguments: String...) throws -> AssayProcess {
    try AssayProcess.run(arguments, in: directory.path)
  }

  @Test("take their own seed, print JSON, and write their findings")
  func eigengap() throws {
    let first: AssayProcess = try assay(
      "search", "eigengap", "--starts", "1", "--steps", "20", "--seed", "2", "--json", "--output", "gap.json")
    #expect(first.status == 0)
    #expect(first.json?["seed"] as? Int == 2)
    #expect(try directory.text(of: "gap.json") == first.output)
    let other: AssayProcess = try assay(
      "search", "eigengap", "--starts", "1", "--steps", "20", "--seed", "3", "--json")
    #expect(other.json?["seed"] as? Int == 3 && other.output != first.output)
    #expect(try assay("search", "eigengap", "--steps", "20", "--output", "none/gap.json").status != 0)
  }

  @Test("of teachers for exact recovery is meant where none is named")
  func teacher() throws {
    let size: [String] = [
      "--inputs-dimension", "2", "--hidden", "2", "--outputs", "2", "--teachers", "4", "--streams", "1",
      "--seed", "3", "--json",
    ]
    let named: AssayProcess = try AssayProcess.run(["search", "teacher"] + size, in: directory.path)
    let unnamed: AssayProcess = try AssayProcess.run(["search"] + size, in: directory.path)
    #expect(named.status == 0 && unnamed.status == 0)
    #expect(named.json?["seed"] as? Int == 3 && unnamed.json?["seed"] as? Int == 3)
  }
}
