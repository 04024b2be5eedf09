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

  @Test("and refuses more samples than the disk holds, before it writes any, and takes a negative mean")
  func extremes() throws {
    let large: AssayProcess = try sample("gaussian", [10, 3, 4], ["--samples", "1000000000000"])
    #expect(large.status == 73 && large.errors.contains("take 112000.0 GB") && large.errors.contains("free"))
    #expect(try directory.names().isEmpty)
    let shifted: AssayProcess = try sample(
      "gaussian", [5, 3, 3], ["--inputs", "shifted-gaussian", "--inputs-mean", "-0.5"])
    #expect(shifted.status == 0, "\(shifted.errors)")
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
      ("rational", [5, 3, 3], ["--weight", "2.5"], "choose an integer from 1 to 1000"),
      ("gaussian", [5, 3, 3], ["--condition-number", "1e20"], "from 1 to 1e+16"),
      ("gaussian", [6, 3, 3], ["--inputs", "low-rank", "--inputs-rank", "99"], "more than the 6 inputs"),
      ("gaussian", [6, -1, 3], [], "the number of hidden units is -1; choose a number from 1"),
      ("near-parallel", [6, 3, 3], ["--angle", "-1"], "is -1.0; choose a number from"),
      ("gaussian", [6, 3, 3], ["--seed", "-1"], "'-1'"),
    ]
    for (family, size, more, mention) in cases {
      let run: AssayProcess = try sample(family, size, more)
      #expect(run.status == 64 && run.errors.contains(mention), "\(family) \(more): \(run.errors)")
      #expect(run.errorLines.count + run.errors.split(separator: "\n").count { $0.hasPrefix("Error:") } == 1)
      #expect(try directory.names().isEmpty)
    }
  }
}
