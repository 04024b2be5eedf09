import Assay
import Foundation
import TestSupport
import Testing

@Suite("The road of hardness on the command line")
struct HardnessRoadTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  @discardableResult
  private func assay(_ arguments: String...) throws -> AssayProcess {
    try AssayProcess.run(arguments, in: directory.path)
  }

  @Test(
    "finds the known optimum and verifies its network",
    arguments: [
      ("steiner-triples/stn9.txt", 5), ("steiner-triples/stn15.txt", 9), ("set-cover/scpe1.txt", 5),
      ("set-cover/scp41.txt", 429),
    ])
  func knownOptimum(_ file: String, _ optimum: Int) throws {
    #expect(
      try assay(
        "generate", "set-cover", "--input", fixture(file), "--target", "\(optimum)", "--output", "instance"
      ).status == 0)
    let solved: AssayProcess = try assay("solve", "instance", "--json")
    #expect(solved.status == 0)
    #expect(solved.json?["status"] as? String == "optimal")
    #expect(solved.json?["optimum"] as? Int == optimum)
    #expect(solved.json?["bound"] as? Int == optimum)
    let verified: AssayProcess = try assay("verify", "instance", "--json")
    #expect(verified.status == 0)
    #expect(verified.json?["outcome"] as? String == "accepted")
    #expect(verified.json?["loss"] as? String == "\(optimum)")

    try assay(
      "generate", "set-cover", "--input", fixture(file), "--target", "\(optimum - 1)", "--output", "harder")
    #expect(try assay("verify", "harder", "--student", "instance/certificate.json").status == 1)
  }

  @Test("prints what it wrote as JSON, wherever the flag stands")
  func json() throws {
    let family: [String] = ["--family", "gnp 5 .5", "--seed", "1"]
    for arguments in [
      ["generate", "colouring"] + family + ["--output", "one", "--json"],
      ["generate", "--json", "colouring"] + family + ["--output", "two"],
    ] {
      let made: AssayProcess = try AssayProcess.run(arguments, in: directory.path)
      #expect(made.status == 0 && made.json?["reduction"] as? String == "R2-colouring")
    }
    let suite: AssayProcess = try assay(
      "generate", "suite", "--reduction", "set-cover", "--count", "2", "--output", "suite", "--json")
    #expect(suite.json?["format"] as? String == "assay-suite/1")
    #expect(try assay("generate", "--list", "--json").json?["reductions"] != nil)
  }

  @Test("accepts any cover where no target is given")
  func totalCost() throws {
    try assay("generate", "set-cover", "--input", fixture("steiner-triples/stn9.txt"), "--output", "instance")
    let text: String = try directory.text(of: "instance/instance.json")
    #expect(text.contains("\"threshold\": \"9\""))
    #expect(text.contains("\"reduction\": \"R1-set-cover\""))
    let names: [String] = try FileManager.default.contentsOfDirectory(atPath: directory.path(of: "instance"))
    #expect(
      names.sorted() == [
        "README.md", "inputs.npy", "instance.json", "labels.npy", "source.lp", "source.mps", "training.lp",
        "training.mps", "weights.npy",
      ])
  }

  @Test("rejects a certificate without a student, then accepts the student of a user's own")
  func student() throws {
    try assay(
      "generate", "set-cover", "--input", fixture("steiner-triples/stn9.txt"), "--target", "5", "--output",
      "instance")
    #expect(try assay("verify", "instance").status == 66)
    try assay("solve", "instance")
    let certificate: CertificateFile = try CertificateFile(
      contentsOf: directory.path(of: "instance/certificate.json"))
    var row: [Double] = [Double](repeating: 0, count: 10)
    for entry in certificate.certificate.hiddenWeights[0] { row[entry.index] = entry.value.doubleValue }
    let network: Network = try Network(hidden: try Matrix([row]), output: try Matrix([[1]]))
    try network.write(to: directory.path(of: "student.json"))
    #expect(try assay("verify", "instance", "--student", "student.json").status == 0)
    // Within the slack a network still proves the cover; a bias of 0.7 costs 25 · 0.09 > 1.
    row[0] = row[0].nextUp
    try Network(hidden: try Matrix([row]), output: try Matrix([[1]])).write(
      to: directory.path(of: "student.json"))
    #expect(try assay("verify", "instance", "--student", "student.json").status == 0)
    row[0] = 0.7
    try Network(hidden: try Matrix([row]), output: try Matrix([[1]])).write(
      to: directory.path(of: "student.json"))
    #expect(try assay("verify", "instance", "--student", "student.json").status == 1)
    try Network(hidden: try Matrix([[1, 2]]), output: try Matrix([[1]])).write(
      to: directory.path(of: "student.json"))
    #expect(try assay("verify", "instance", "--student", "student.json").status == 65)
  }

  @Test("notices a changed label, in the exact file as in the array")
  func changedLabel() throws {
    try assay(
      "generate", "set-cover", "--input", fixture("steiner-triples/stn9.txt"), "--target", "5", "--output",
      "instance")
    try assay("solve", "instance")
    #expect(try assay("verify", "instance").status == 0)
    let labels: Matrix = try NPYReader(path: directory.path(of: "instance/labels.npy")).readAll()
    var changed: Matrix = labels
    changed[21, 0] = changed[21, 0].nextUp
    try NPYWriter.write(changed, to: directory.path(of: "instance/labels.npy"))
    #expect(try assay("verify", "instance").status == 1)
    try NPYWriter.write(labels, to: directory.path(of: "instance/labels.npy"))
    #expect(try assay("verify", "instance").status == 0)

    let text: String = try directory.text(of: "instance/instance.json")
    try directory.write(
      text.replacing("\"y\":[\"1\"]", with: "\"y\":[\"2\"]", maxReplacements: 1), to: "changed")
    #expect(try directory.text(of: "changed") != text)
    try directory.write(directory.text(of: "changed"), to: "instance/instance.json")
    #expect(try assay("verify", "instance").status == 1)
  }
}
