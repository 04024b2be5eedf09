import Assay
import Foundation
import TestSupport
import Testing

@Suite("Filtered PCA on the command line")
struct SubspaceRoadTests {
  private let directory: TemporaryDirectory

  init() throws {
    self.directory = try TemporaryDirectory()
    let drawn: AssayProcess = try AssayProcess.run(
      [
        "sample", "gaussian", "--inputs-dimension", "20", "--hidden", "3", "--outputs", "1", "--samples",
        "4000",
        "--seed", "1", "--output", "problem",
      ], in: directory.path)
    #expect(drawn.status == 0, "\(drawn.errors)")
  }

  private func learn(
    _ learner: String = FilteredPCALearner.identifier, labels: String = "problem/labels.npy", output: String,
    _ more: String...
  ) throws -> AssayProcess {
    try AssayProcess.run(
      ["learn", learner, "--inputs", "problem/inputs.npy", "--labels", labels, "--output", output, "--json"]
        + more, in: directory.path)
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: directory.path(of: name))
  }

  @Test("writes orthonormal columns, the candidate and a picture, and prints what a script reads")
  func found() throws {
    let learned: AssayProcess = try learn(
      output: "subspace.npy", "--candidate", "candidate.npy", "--plot", "eigenvalues.svg", "--threads", "1")
    #expect(learned.status == 0, "\(learned.errors)")
    #expect(learned.json?["status"] as? String == "ok" && learned.json?["dimension"] as? Int == 3)
    #expect(learned.json?["splitBound"] is Double && learned.json?["heldOutError"] is Double)
    #expect((learned.json?["rounds"] as? [Any])?.isEmpty == false)
    let basis: Matrix = try NPYReader(path: directory.path(of: "subspace.npy")).readAll()
    #expect(basis.rows == 20 && basis.columns == 3)
    #expect((basis.gram - Matrix.identity(3)).maximumMagnitude < 1e-12)
    let teacher: Network = try Network(contentsOf: directory.path(of: "problem/teacher.json"))
    let rows: Matrix = teacher.layers[0].weights.transposed
    #expect((rows - basis * basis.transposedTimes(rows)).frobeniusNorm < 0.1 * rows.frobeniusNorm)
    let picture: String = try String(contentsOfFile: directory.path(of: "eigenvalues.svg"), encoding: .utf8)
    #expect(
      picture.hasPrefix("<svg") && picture.contains("<circle") && picture.contains("round 1: 3 by slices"))
    #expect(exists("candidate.npy"))
    let again: AssayProcess = try learn(output: "again.npy", "--no-split-bound", "--threads", "2")
    #expect(again.json?["splitBound"] is NSNull)
    let second: Matrix = try NPYReader(path: directory.path(of: "again.npy")).readAll()
    #expect(second == basis)
  }

  @Test("refuses with a reason, status 2 and no file")
  func refused() throws {
    let noise: Matrix = Matrix(rows: 4000, columns: 1) {
      RandomStream(seed: 5).fillGaussian(&$0, threads: 1)
    }
    try NPYWriter.write(noise, to: directory.path(of: "noise.npy"))
    let nothing: AssayProcess = try learn(labels: "noise.npy", output: "none.npy")
    #expect(nothing.status == 2 && nothing.json?["reason"] as? String == "nothingAboveNoise")
    #expect(nothing.json?["status"] as? String == "none" && !exists("none.npy"))
    let few: AssayProcess = try learn(output: "few.npy", "--max-rank", "1")
    #expect(few.status == 2 && few.json?["status"] as? String == "tooMany" && !exists("few.npy"))
    let network: AssayProcess = try learn(
      DeepReLULearner.identifier, labels: "noise.npy", output: "student.json")
    #expect(
      network.status == 2 && network.json?["reason"] as? String == "insufficient" && !exists("student.json"))
  }

  @Test("goes on to a network that predicts the labels")
  func network() throws {
    let learned: AssayProcess = try learn(
      DeepReLULearner.identifier, output: "student.json", "--steps", "1000")
    #expect(learned.status == 0, "\(learned.errors)")
    let certificate: [String: Any]? = learned.json?["certificate"] as? [String: Any]
    #expect(certificate?["kind"] as? String == "heldOutError")
    #expect((certificate?["heldOutError"] as? Double ?? 1) < 0.05)
    let predicted: AssayProcess = try AssayProcess.run(
      ["predict", "student.json", "--inputs", "problem/inputs.npy", "--output", "predicted.npy"],
      in: directory.path)
    #expect(predicted.status == 0)
  }
}
