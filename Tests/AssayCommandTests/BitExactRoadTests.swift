import Assay
import Foundation
import TestSupport
import Testing

@Suite("Bit-exact recovery on the command line")
struct BitExactRoadTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  @discardableResult
  private func assay(_ arguments: String...) throws -> AssayProcess {
    try AssayProcess.run(arguments, in: directory.path)
  }

  private func sample(_ denominator: Int, hidden: Int = 3, samples: Int = 200) throws {
    let drawn: AssayProcess = try assay(
      "sample", "rational", "--inputs-dimension", "6", "--hidden", "\(hidden)", "--outputs", "4", "--samples",
      "\(samples)", "--seed", "3", "--denominator", "\(denominator)", "--output", "problem")
    #expect(drawn.status == 0, "\(drawn.errors)")
  }

  private func learn(_ labels: String = "problem/labels.npy") throws -> AssayProcess {
    try assay(
      "learn", "exact-recovery", "--exact", "--inputs", "problem/inputs.npy", "--labels", labels, "--output",
      "student.json", "--json")
  }

  @Test("draws a teacher with fractions, recovers it bit for bit, verifies it, and predicts")
  func whole() throws {
    try sample(7)
    let learned: AssayProcess = try learn()
    #expect(learned.status == 0, "\(learned.output)")
    let certificate: [String: Any]? = learned.json?["certificate"] as? [String: Any]
    #expect(certificate?["kind"] as? String == "simplestFractions")
    #expect(certificate?["labels"] as? String == "rounded")
    let teacher: Network = try Network(contentsOf: directory.path(of: "problem/teacher.json"))
    let problem: Problem = try Problem(teacher: teacher, family: "rational", samples: 1, seed: 0)
    let student: RationalNetwork = try RationalNetwork(contentsOf: directory.path(of: "student.json"))
    #expect(student == problem.rationalTeacher()?.normalForm)

    for arguments in [
      ["verify", "student.json"], ["verify", "problem", "--student", "student.json"],
      ["verify", "student.json", "--inputs", "problem/inputs.npy", "--labels", "problem/labels.npy"],
    ] {
      #expect(try AssayProcess.run(arguments, in: directory.path).status == 0, "\(arguments)")
    }
    #expect(
      try assay("predict", "student.json", "--inputs", "problem/inputs.npy", "--output", "y.npy").status == 0)
    let predicted: Matrix = try NPYReader(path: directory.path(of: "y.npy")).readAll()
    let labels: Matrix = try NPYReader(path: directory.path(of: "problem/labels.npy")).readAll()
    #expect((predicted - labels).maximumMagnitude <= 1e-12 * labels.maximumMagnitude)
  }

  @Test("calls labels exact that are, from floats or from fractions")
  func exactLabels() throws {
    try sample(1)
    #expect((try learn().json?["certificate"] as? [String: Any])?["kind"] as? String == "exact")
    let labels: Matrix = try NPYReader(path: directory.path(of: "problem/labels.npy")).readAll()
    let fractions: RationalMatrix = try #require(RationalMatrix(exactly: labels.nestedRows))
    try directory.write(CanonicalJSON.encode(fractions), to: "Y.json")
    let first: String = try directory.text(of: "student.json")
    #expect(try learn("Y.json").status == 0)
    // The same numbers have the same fingerprint, however they are stored.
    #expect(
      try directory.text(of: "student.json").replacing("Y.json", with: "problem/labels.npy") == first)
    #expect(try assay("verify", "student.json").status == 0)
    #expect(try assay("verify", "student.json", "--labels", "problem/labels.npy").status == 0)
  }

  @Test("learns fractions from exact labels that the sampler writes where floats round them")
  func exactFractions() throws {
    try sample(7)
    #expect(try learn("problem/labels.json").status == 0)
    let text: String = try directory.text(of: "student.json")
    #expect(text.contains("\"kind\":\"exact\"") && text.contains("\"labels\":\"exact\""))
    let teacher: Problem = try Problem(contentsOf: directory.path(of: "problem/problem.json"))
    let student: RationalNetwork = try RationalNetwork(contentsOf: directory.path(of: "student.json"))
    #expect(student == teacher.rationalTeacher()?.normalForm)
    #expect(try assay("verify", "student.json").status == 0)
    #expect(try assay("verify", "problem", "--student", "student.json").status == 0)
    // The rounded labels are not those that it was learned from.
    #expect(
      try assay("verify", "student.json", "--labels", "problem/labels.npy").status == 1)
  }

  @Test("a changed weight, label or claim is rejected, and the failing check is named")
  func rejected() throws {
    try sample(7)
    #expect(try learn().status == 0)
    let text: String = try directory.text(of: "student.json")
    try directory.write(text.replacing("\"hiddenUnits\":3", with: "\"hiddenUnits\":4"), to: "changed.json")
    let changed: AssayProcess = try assay("verify", "changed.json", "--json")
    #expect(changed.status == 1)
    #expect(changed.json?["outcome"] as? String == "rejected")
    let checks: [[String: Any]] = changed.json?["checks"] as? [[String: Any]] ?? []
    #expect(
      checks.filter { $0["passed"] as? Bool == false }.map { $0["name"] as? String } == ["hidden units"])
    var labels: Matrix = try NPYReader(path: directory.path(of: "problem/labels.npy")).readAll()
    labels[7, 0] += 1e-9
    try NPYWriter.write(labels, to: directory.path(of: "problem/labels.npy"))
    let wrong: AssayProcess = try assay("verify", "student.json")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("FAILED labels") && wrong.output.contains("rejected"))
  }

  @Test("files that are missing or malformed have statuses of their own")
  func statuses() throws {
    try sample(7)
    #expect(try assay("verify", "student.json").status == 66)
    #expect(try assay("verify", "problem").status == 66)
    try directory.write("{\"format\": \"assay-network\"", to: "student.json")
    #expect(try assay("verify", "student.json").status == 65)
    try directory.write("[[\"1/2\", 0.5]]", to: "Y.json")
    let refused: AssayProcess = try learn("Y.json")
    #expect(refused.status == 65)
    #expect(refused.errorLines.count == 1 && refused.errors.contains("[0][1]"), "\(refused.errors)")
    #expect(try learn("nothing.json").status == 66)
    try sample(7, samples: 9)
    let scarce: AssayProcess = try learn()
    #expect(scarce.status == 2)
    #expect(scarce.json?["reason"] as? String == "insufficient")
  }

  @Test("says what it is for")
  func help() throws {
    let learn: AssayProcess = try assay("learn", "exact-recovery", "--help")
    for word in ["--exact", "simplestFractions", "coarse grid", "assay verify student.json"] {
      #expect(learn.output.contains(word), "\(word)")
    }
    #expect(try assay("verify", "--help").output.contains("assay verify problem --student student.json"))
  }
}
