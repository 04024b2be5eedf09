import Assay
import Foundation
import TestSupport
import Testing

@Suite("assay replay")
struct ReplayTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  private func assay(_ arguments: String...) throws -> AssayProcess {
    try AssayProcess.run(arguments, in: directory.path)
  }

  /// A teacher whose rows are nearly parallel, so that the samples of the claim cannot tell them apart.
  private static let hard: StoredExample = StoredExample(
    property: "exact-recovery, recovered at d=5, k=2, m=2, integer teachers",
    choices: ChoiceSequence(
      "choices/2 1/7 1/1 0/6 0/0 0/65535 15/8-10 15/9-9 0/8-10 0/9-9 15/9-9 11/8-10 0/9-9 0/8-10")
      ?? ChoiceSequence(),
    values: ["weights into neuron 1 = [9, 8]"], failure: "refused")

  @Test("says that a regression holds, and shows its teacher")
  func holds() throws {
    let run: AssayProcess = try assay("replay", fixture("regressions/skipped-sign.json"))
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("holds  exact-recovery, recovered at d=5, k=2, m=2: recovered\n"))
    #expect(run.output.contains("\n  V = [[-1]]\n  U = [[1]]\n"))
    #expect(run.errors.isEmpty)
  }

  @Test("makes the teacher and its samples, on which the learner runs")
  func output() throws {
    let run: AssayProcess = try assay(
      "replay", fixture("regressions/dropped-neuron.json"), "--output", "counterexample")
    #expect(run.status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.path(of: "counterexample")).sorted()
        == ["inputs.npy", "labels.npy", "problem.json", "teacher.json"])
    let teacher: Network = try Network(contentsOf: directory.path(of: "counterexample/teacher.json"))
    #expect(teacher.layers[0].weights == Matrix.diagonal([1, 1]))
    let learned: AssayProcess = try assay(
      "learn", "exact-recovery", "--inputs", "counterexample/inputs.npy", "--labels",
      "counterexample/labels.npy", "--inputs-have-density", "--output", "student.json", "--json")
    #expect(learned.json?["outcome"] != nil, "\(learned.errors)")
  }

  @Test("ends with status 1 where an example still fails, in text and as JSON")
  func violated() throws {
    try directory.write(try ExampleFile.text(of: Self.hard), to: "hard.json")
    let run: AssayProcess = try assay("replay", "hard.json")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("violated  exact-recovery, recovered at d=5, k=2, m=2: refused: "))
    #expect(run.output.contains("\n  V = [[9, 8], [8, 7]]\n  U = [[1, 0], [0, 1]]\n"))
    let json: AssayProcess = try assay("replay", "hard.json", fixture("regressions"), "--json")
    #expect(json.status == 1)
    let examples: [[String: Any]] = try #require(json.json?["examples"] as? [[String: Any]])
    #expect(examples.map { $0["outcome"] as? String } == ["violated", "holds", "holds"])
    #expect(examples[0]["hiddenWeights"] as? [[Int]] == [[9, 8], [8, 7]])
    #expect(examples[0]["isExact"] as? Bool == true)
  }

  @Test("takes the counterexamples of an audit's report, and each example once")
  func audited() throws {
    let counterexample: [String: Any] = [
      "property": Self.hard.property, "choices": Self.hard.choices.description, "summary": "refused",
    ]
    let claims: [[String: Any]] = [
      ["verdict": ["outcome": "violated", "counterexample": counterexample]],
      ["verdict": ["outcome": "holds", "confidence": 0.99]],
    ]
    let report: [String: Any] = ["format": "assay-audit", "results": [["claims": claims]]]
    try directory.makeDirectory("reports")
    try directory.write(try JSONSerialization.data(withJSONObject: report), to: "reports/audit.json")
    try directory.write(try ExampleFile.text(of: Self.hard), to: "reports/hard.json")
    try directory.write("{\"format\": \"another\"}", to: "reports/other.json")
    #expect(try assay("replay", "reports/audit.json").status == 1)
    let whole: AssayProcess = try assay("replay", "reports", "--json")
    #expect((whole.json?["examples"] as? [Any])?.count == 1)
  }

  @Test("refuses damaged, missing and unknown examples with one line and a status")
  func bad() throws {
    let text: String = try ExampleFile.text(of: Self.hard)
    try directory.write(String(text.dropLast(40)), to: "cut.json")
    try directory.write(text.replacing("assay-example/1", with: "assay-example/9"), to: "newer.json")
    try directory.write(text.replacing("exact-recovery", with: "no-such"), to: "unknown.json")
    try directory.write(text.replacing("15/8-10", with: "2/8-10"), to: "changed.json")
    // The second row is made twice the first, which no teacher of the family has.
    try directory.write(
      text.replacing(
        "15/8-10 15/9-9 0/8-10 0/9-9 15/9-9 11/8-10", with: "0/8-10 0/9-9 0/8-10 0/9-9 3/9-9 2/8-10"),
      to: "parallel.json")
    try directory.makeDirectory("empty")
    for (name, status) in [
      ("cut.json", 65), ("newer.json", 65), ("unknown.json", 65), ("parallel.json", 65), ("missing.json", 66),
      ("empty", 66),
    ] as [(String, Int32)] {
      let run: AssayProcess = try assay("replay", name)
      #expect(run.status == status, "\(name): \(run.errors)")
      #expect(run.errorLines.count == 1 && run.errors.contains(name), "\(name): \(run.errors)")
    }
    #expect(try assay("replay", "changed.json").status <= 1)
    #expect(try assay("replay").status == 64)
  }

  @Test("is not needed for what passes: the next audit forgets it")
  func pruned() throws {
    let store: ExampleStore = ExampleStore(directory: directory.path(of: "report/examples"))
    let old: StoredExample = try ExampleFile(reading: fixture("regressions/skipped-sign.json")).example
    try store.record(old)
    try store.record(Self.hard)
    let run: AssayProcess = try assay(
      "audit", "--guarantee", "exact-recovery", "--output", "report", "--json")
    #expect(run.status == 0, "\(run.errors)")
    // One problem that the learner refuses is within what the claim allows; it is kept and refutes nothing.
    #expect(try store.examples(of: old.property) == [Self.hard])
  }
}
