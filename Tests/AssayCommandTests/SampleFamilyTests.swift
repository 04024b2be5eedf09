import Assay
import Foundation
import TestSupport
import Testing

@Suite("assay sample draws every family")
struct SampleFamilyTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  private func sample(_ family: String, _ size: [Int], _ more: [String] = []) throws -> AssayProcess {
    try AssayProcess.run(
      [
        "sample", family, "--inputs-dimension", "\(size[0])", "--hidden", "\(size[1])", "--outputs",
        "\(size[2])",
        "--samples", "50", "--output", "out",
      ] + more, in: directory.path)
  }

  @Test("with help that shows its own parameters and no others, and files that are read again")
  func families() throws {
    for family in TeacherRegistry.all {
      let help: AssayProcess = try AssayProcess.run(
        ["sample", family.identifier, "--help"], in: directory.path)
      #expect(
        help.status == 0 && help.output.contains("  assay sample \(family.identifier) --inputs-dimension"))
      #expect(
        help.output.contains("--condition-number <number>")
          == (family.takesConditionNumber || family.identifier == IllConditionedTeachers.identifier))
      for name in TeacherRegistry.parameterNames where name != "condition-number" {
        let isOwn: Bool = family.parameters.contains { $0.name == name }
        #expect(help.output.contains("--\(name) <number>") == isOwn, "\(family.identifier) \(name)")
      }
      let size: [Int] = [family.example.size.inputs, family.example.size.hidden, family.example.size.outputs]
      #expect(try sample(family.identifier, size).status == 0)
      let problem: Problem = try Problem(contentsOf: directory.path(of: "out/problem.json"))
      #expect(problem.family == family.identifier && problem.count == 50 && problem.inputs == family.inputs)
    }
  }

  @Test("with parameters, inputs and noise as they are named")
  func options() throws {
    let run: AssayProcess = try sample(
      "ill-conditioned", [6, 3, 4],
      [
        "--condition-number", "1e6", "--inputs", "lattice", "--inputs-bound", "4", "--noise", "sparse",
        "--noise-level", "2", "--noise-share", "0.2",
      ])
    #expect(run.status == 0, "\(run.errors)")
    let problem: Problem = try Problem(contentsOf: directory.path(of: "out/problem.json"))
    #expect(problem.parameters[IllConditionedTeachers.conditionNumber] == 1e6)
    #expect(problem.inputs == .lattice(bound: 4))
    #expect(problem.noise == (try LabelNoise(.sparse, level: 2, share: 0.2)))
    #expect(problem.size.conditionNumber == nil)
  }

  @Test("and refuses what makes no sense with a line that says the mend")
  func refused() throws {
    let cases: [(String, [Int], [String], String)] = [
      ("antipodal", [5, 3, 3], ["--angle", "0.1"], "'antipodal'"), ("zero-sum", [5, 4, 1], [], "choose 3"),
      ("near-parallel", [5, 3, 3], ["--angle", "7"], "choose a number from"),
      ("gaussian", [5, 3, 3], ["--inputs", "latice"], "did you mean lattice"),
      ("gaussian", [5, 3, 3], ["--inputs-rank", "2"], "means nothing to --inputs gaussian"),
      ("gaussian", [5, 3, 3], ["--inputs", "lattice", "--inputs-bound", "1.5"], "an integer from 1"),
      ("gaussian", [5, 3, 3], ["--noise", "gausian"], "did you mean gaussian"),
      ("gaussian", [5, 3, 3], ["--noise-level", "1"], "need --noise"),
      ("gaussian", [5, 3, 3], ["--noise", "gaussian", "--noise-level", "nan"], "noise level"),
      ("gaussian", [5, 3, 3], ["--activation", "rleu"], "did you mean relu"),
      ("rational", [5, 3, 3], ["--condition-number", "10"], "means nothing to the family 'rational'"),
      ("antipodl", [5, 3, 3], [], "did you mean 'antipodal'"),
    ]
    for (family, size, more, mention) in cases {
      let run: AssayProcess = try sample(family, size, more)
      #expect(run.status == 64 && run.errors.contains(mention), "\(family) \(more): \(run.errors)")
      #expect(run.errorLines.count + run.errors.split(separator: "\n").count { $0.hasPrefix("Error:") } == 1)
      #expect(try directory.names().isEmpty)
    }
  }
}
