import DataFiles
import Foundation
import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import TestSupport
import Testing

@Suite("Files of subspace problems")
struct SubspaceProblemFilesTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  @Test("hold the answer, and draw the same problem again")
  func roundTrip() throws {
    for family in SubspaceRegistry.all {
      let problem: SubspaceProblem = try SubspaceProblem(
        family, inputsDimension: 9, samples: 40, seed: 6, noise: try LabelNoise(.gaussian, level: 0.1))
      let path: String = directory.path(of: family.identifier)
      #expect(try problem.write(to: path, tool: "t", command: "c") == SubspaceProblem.fileNames)
      let again: SubspaceProblem = try SubspaceProblem(contentsOf: path + "/problem.json")
      #expect(again.samples(0..<40) == problem.samples(0..<40) && again.noise == problem.noise)
      let files: SampleFiles = try SampleFiles(
        inputsPath: path + "/inputs.npy", labelsPath: path + "/labels.npy")
      #expect(try files.samples(0..<40) == problem.samples(0..<40))
      let subspace: NPYReader = try NPYReader(path: path + "/subspace.npy")
      #expect(try subspace.readRows(0..<9) == problem.teacher.directions)
      let significant: NPYReader = try NPYReader(path: path + "/significant-subspace.npy")
      #expect(significant.columns == problem.teacher.significantDirections().columns)
      #expect(try Network(contentsOf: path + "/teacher.json") == problem.teacher.network)
    }
  }

  @Test("that are no problem's are refused by field")
  func refused() throws {
    let problem: SubspaceProblem = try SubspaceProblem(
      WheelTeachers.self, inputsDimension: 9, samples: 40, seed: 6)
    let path: String = directory.path(of: "p")
    try problem.write(to: path, tool: "t", command: "c")
    let file: String = path + "/problem.json"
    let text: String = try String(contentsOfFile: file, encoding: .utf8)
    for (right, wrong, place) in [
      ("\"wheel\"", "\"weel\"", "family"), ("\"degree\" : 8", "\"degree\" : 7", "degree"),
      ("assay-subspace-problem", "assay-problem", "format"),
      ("\"version\" : 1", "\"version\" : 9", "version"),
      ("\"samples\" : 40", "\"samples\" : 0", "number of samples"), ("\"gaussian\"", "\"normal\"", "inputs"),
      ("\"inputsDimension\" : 9", "\"inputsDimension\" : 1", "number of inputs"),
    ] {
      #expect(text.contains(right), "\(right)")
      try text.replacingOccurrences(of: right, with: wrong).write(
        toFile: file, atomically: true, encoding: .utf8)
      let error: DataError? = #expect(throws: DataError.self) { try SubspaceProblem(contentsOf: file) }
      #expect(error?.description.contains(place) == true, "\(error?.description ?? "")")
    }
  }
}
