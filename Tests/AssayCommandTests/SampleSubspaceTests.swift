import Assay
import Foundation
import TestSupport
import Testing

@Suite("assay sample draws families of few relevant directions")
struct SampleSubspaceTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  private func sample(_ family: String, _ more: [String]) throws -> AssayProcess {
    try AssayProcess.run(
      ["sample", family, "--inputs-dimension", "8", "--samples", "50", "--output", "out"] + more,
      in: directory.path)
  }

  @Test("with help that shows its own parameters and no others, and files that are read again")
  func families() throws {
    for family in SubspaceRegistry.all {
      let help: AssayProcess = try AssayProcess.run(
        ["sample", family.identifier, "--help"], in: directory.path)
      #expect(
        help.status == 0 && help.output.contains("assay sample \(family.identifier) --inputs-dimension"))
      for name in SubspaceRegistry.parameterNames {
        let isOwn: Bool = family.parameters.contains { $0.name == name }
        #expect(help.output.contains("--\(name) <number>") == isOwn, "\(family.identifier) \(name)")
      }
      #expect(try sample(family.identifier, ["--seed", "3"]).status == 0, "\(family.identifier)")
      let problem: SubspaceProblem = try SubspaceProblem(
        contentsOf: directory.path(of: "out/problem.json"))
      #expect(problem.family == family.identifier && problem.count == 50 && problem.seed == 3)
    }
  }

  @Test("with parameters and noise as they are named, and refuses others by name")
  func options() throws {
    let run: AssayProcess = try sample(
      "deep", ["--depth", "4", "--units", "5", "--noise", "gaussian", "--noise-level", "0.2"])
    #expect(run.status == 0 && run.errors.contains("3 relevant directions of 8"), "\(run.errors)")
    let problem: SubspaceProblem = try SubspaceProblem(contentsOf: directory.path(of: "out/problem.json"))
    #expect(problem.teacher.network.layers.map(\.outputs) == [5, 5, 5, 1] && problem.noise?.level == 0.2)
    let foreign: AssayProcess = try sample("wheel", ["--depth", "4"])
    #expect(foreign.status == 64 && foreign.errors.contains("sample deep"))
    let odd: AssayProcess = try sample("wheel", ["--degree", "5"])
    #expect(odd.status != 0 && odd.errors.contains("even"))
    let small: AssayProcess = try sample("one-hidden-mixed", ["--directions", "9"])
    #expect(small.status != 0 && small.errors.contains("from 9"))
  }
}
