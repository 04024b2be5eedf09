import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import LinearAlgebra
import Testing

@Suite("The files of an instance")
struct OutputFilesTests {
  @Test("include, on request, a table with the same numbers as the arrays")
  func table() throws {
    let scratch: Scratch = try Scratch()
    for problem in TransformationCase.all(isYes: true) {
      let directory: String = try problem.generate(
        InstanceOutputs(transformations: [.rotate], writesCSV: true), in: scratch)
      let text: String = try String(contentsOfFile: directory + "/samples.csv", encoding: .utf8)
      let lines: [[Substring]] = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let inputs: NPYReader = try NPYReader(path: directory + "/inputs.npy")
      let labels: NPYReader = try NPYReader(path: directory + "/labels.npy")
      let weights: NPYReader = try NPYReader(path: directory + "/weights.npy")
      let x: Matrix = try inputs.readRows(0..<inputs.rows)
      let y: Matrix = try labels.readRows(0..<labels.rows)
      let m: Matrix = try weights.readRows(0..<weights.rows)
      let names: [String] =
        ["tag", "weight"] + (0..<x.columns).map { "x\($0)" } + (0..<y.columns).map { "y\($0)" }
      #expect(lines.first?.map(String.init) == names)
      #expect(lines.count == 1 + x.rows)
      for row in 0..<min(x.rows, lines.count - 1) {
        let numbers: [Double?] = lines[row + 1].dropFirst().map { Double($0) }
        let expected: [Double] =
          [m[row, 0]] + (0..<x.columns).map { x[row, $0] } + (0..<y.columns).map { y[row, $0] }
        #expect(numbers == expected, "\(problem.testDescription), row \(row)")
      }
    }
  }

  /// A path of some vertices, written as if its dense array were large.
  static func sparse(in scratch: Scratch) throws -> String {
    let vertices: Int = 40
    let graph: Hypergraph = try Hypergraph(vertexCount: vertices, edges: (1..<vertices).map { [$0 - 1, $0] })
    let instance: TrainingInstance = try ColouringToReLUs.instance(
      of: .colouring(graph, colours: 2), options: ReductionOptions())
    let file: InstanceFile = InstanceFile(instance: instance, generator: nil)
    let directory: String = scratch.path + "/large"
    try InstanceDirectory.write(
      file, DirectoryContents(of: file, InstanceOutputs(), usualInputsBytes: 1000), readme: "", to: directory)
    return directory
  }

  @Test("hold large inputs in compressed rows, which the verifier compares to the last entry")
  func sparse() throws {
    let scratch: Scratch = try Scratch()
    let directory: String = try Self.sparse(in: scratch)
    #expect(!FileManager.default.fileExists(atPath: directory + "/inputs.npy"))
    _ = try InstanceSolving.solve(directory: directory, version: "1.2.3")
    #expect(try InstanceVerifier.verify(directory: directory).isAccepted)
    for name in ["inputs.data.npy", "inputs.indices.npy", "inputs.indptr.npy"] {
      let path: URL = URL(fileURLWithPath: directory + "/" + name)
      let original: Data = try Data(contentsOf: path)
      for offset in [130, original.count - 8] {
        var bytes: Data = original
        bytes[offset] ^= 1
        try bytes.write(to: path)
        let failed: [String] = try InstanceVerifier.verify(directory: directory).checks.filter { !$0.passed }
          .map(\.name)
        #expect(failed == ["arrays"], "\(name) at \(offset)")
      }
      for broken in [original.prefix(original.count - 8), original + [0], original.prefix(40), Data()] {
        try broken.write(to: path)
        #expect(throws: DataError.self, "\(name)") { try InstanceVerifier.verify(directory: directory) }
      }
      try FileManager.default.removeItem(at: path)
      #expect(throws: DataError.self, "\(name)") { try InstanceVerifier.verify(directory: directory) }
      try original.write(to: path)
    }
  }

  @Test("that are too large as a table, or dense beyond all bounds, are refused with the mend")
  func tooLarge() throws {
    let vertices: Int = 50_000
    let graph: Hypergraph = try Hypergraph(vertexCount: vertices, edges: [[0, 1]])
    let instance: TrainingInstance = try ColouringToReLUs.instance(
      of: .colouring(graph, colours: 2), options: ReductionOptions())
    let file: InstanceFile = InstanceFile(instance: instance, generator: nil)
    for (outputs, mend) in [
      (InstanceOutputs(writesCSV: true), "--csv"), (InstanceOutputs(forcesDense: true), "--dense"),
    ] {
      let error: DataError? = #expect(throws: DataError.self) { try DirectoryContents(of: file, outputs) }
      #expect(error?.description.contains(mend) == true)
    }
  }

  @Test("of an earlier instance do not stay behind")
  func stale() throws {
    let scratch: Scratch = try Scratch()
    let directory: String = try Self.sparse(in: scratch)
    let problem: TransformationCase = TransformationCase(
      reduction: SetCoverToReLU.self, options: ReductionOptions(), isYes: true)
    _ = try problem.generate(InstanceOutputs(writesCSV: true), in: scratch, name: "large")
    #expect(!FileManager.default.fileExists(atPath: directory + "/inputs.indptr.npy"))
    #expect(FileManager.default.fileExists(atPath: directory + "/samples.csv"))
    _ = try problem.generate(InstanceOutputs(), in: scratch, name: "large")
    #expect(!FileManager.default.fileExists(atPath: directory + "/samples.csv"))
  }
}
