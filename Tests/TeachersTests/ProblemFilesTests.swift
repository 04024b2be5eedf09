import DataFiles
import Foundation
import Networks
import Teachers
import TestSupport
import Testing

@Suite("A problem's files")
struct ProblemFilesTests {
  private func problem(seed: UInt64 = 5) throws -> Problem {
    try Problem(
      family: GaussianTeachers.self,
      size: TeacherSize(inputsDimension: 6, hidden: 3, outputs: 4, conditionNumber: 2), samples: 700,
      seed: seed)
  }

  private static let names: [String] = ["inputs.npy", "labels.npy", "problem.json", "teacher.json"]

  @Test("are four, the same bytes every time, other bytes for another seed")
  func fourFiles() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    for (name, seed) in [("a", 5), ("b", 5), ("c", 6)] as [(String, UInt64)] {
      try problem(seed: seed).write(to: directory.path(of: name), tool: "assay 0", command: "assay sample")
    }
    #expect(try directory.names() == ["a", "b", "c"])
    for name in Self.names {
      #expect(try directory.bytes(of: "a/\(name)") == directory.bytes(of: "b/\(name)"), "\(name)")
      #expect(try directory.bytes(of: "a/\(name)") != directory.bytes(of: "c/\(name)"), "\(name)")
    }
  }

  @Test("hold the inputs, and the teacher's outputs on them as labels")
  func labels() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let problem: Problem = try problem()
    var progress: [Int] = []
    try problem.write(to: directory.path(of: "a"), tool: "assay 0", command: "assay sample") {
      progress.append($0)
    }
    #expect(progress.last == 700)
    let teacher: Network = try Network(contentsOf: directory.path(of: "a/teacher.json"))
    #expect(teacher == problem.teacher)
    let files: SampleFiles = try SampleFiles(
      inputsPath: directory.path(of: "a/inputs.npy"), labelsPath: directory.path(of: "a/labels.npy"))
    #expect(files.count == 700 && files.inputsDimension == 6 && files.outputsDimension == 4)
    let samples: Samples = try files.samples(0..<700)
    #expect(samples == problem.samples(0..<700))
    #expect(teacher.evaluate(samples.inputs) == samples.labels)
  }

  @Test("say all that is needed to make them again")
  func document() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try problem().write(
      to: directory.path(of: "a"), tool: "assay 9.9", command: "assay sample gaussian --seed 5")
    let text: String = try directory.text(of: "a/problem.json")
    for line in [
      "\"format\" : \"assay-problem\"", "\"version\" : 1", "\"family\" : \"gaussian\"",
      "\"inputsDimension\" : 6",
      "\"hidden\" : 3", "\"outputs\" : 4", "\"conditionNumber\" : 2", "\"samples\" : 700", "\"seed\" : 5",
      "\"distribution\" : \"gaussian\"", "\"randomStreams\" : \"", "\"tool\" : \"assay 9.9\"",
      "\"command\" : \"assay sample gaussian --seed 5\"",
    ] { #expect(text.contains(line), "\(line)") }
  }

  @Test("are not written over a file, and nothing partial stays")
  func refused() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try directory.write("mine", to: "a")
    let error: DataError? = try dataError {
      try problem().write(to: directory.path(of: "a"), tool: "assay 0", command: "assay sample")
    }
    #expect(error?.code == .cannotWrite)
    #expect(try directory.names() == ["a"])
    #expect(try directory.text(of: "a") == "mine")
  }
}
