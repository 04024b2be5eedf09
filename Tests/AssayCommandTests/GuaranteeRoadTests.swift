import Assay
import Foundation
import TestSupport
import Testing

@Suite("The road of guarantees on the command line")
struct GuaranteeRoadTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  private func assay(_ arguments: String...) throws -> AssayProcess {
    try AssayProcess.run(arguments, in: directory.path)
  }

  @discardableResult
  private func sample(_ output: String = "problem", seed: Int = 1) throws -> AssayProcess {
    try assay(
      "sample", "gaussian", "--inputs-dimension", "20", "--hidden", "5", "--outputs", "6", "--samples",
      "2000",
      "--seed", "\(seed)", "--output", output)
  }

  @Test("draws a teacher, recovers it, and predicts with the student")
  func whole() throws {
    #expect(try sample().status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.path(of: "problem")).sorted()
        == ["inputs.npy", "labels.npy", "problem.json", "teacher.json"])
    let learned: AssayProcess = try assay(
      "learn", "exact-recovery", "--inputs", "problem/inputs.npy", "--labels", "problem/labels.npy",
      "--output",
      "student.json", "--json")
    #expect(learned.status == 0)
    let record: [String: Any] = try #require(learned.json)
    #expect(record["outcome"] as? String == "recovered")
    #expect(record["reason"] is NSNull)
    #expect(record["certificate"] is [String: Any])
    #expect(try #require(record["residual"] as? Double) <= 1e-12)

    let teacher: Network = try Network(contentsOf: directory.path(of: "problem/teacher.json"))
    let student: Network = try Network(contentsOf: directory.path(of: "student.json"))
    #expect(NeuronMatching.relativeError(of: student, against: teacher) <= 1e-12)

    #expect(
      try assay("predict", "student.json", "--inputs", "problem/inputs.npy", "--output", "y.npy").status == 0)
    let predicted: Matrix = try NPYReader(path: directory.path(of: "y.npy")).readAll()
    let labels: Matrix = try NPYReader(path: directory.path(of: "problem/labels.npy")).readAll()
    #expect((predicted - labels).maximumMagnitude <= 1e-12 * labels.maximumMagnitude)
  }

  @Test("draws the same bytes again, and others from another seed")
  func reproducible() throws {
    try sample("first")
    try sample("second")
    try sample("third", seed: 2)
    for name in ["inputs.npy", "labels.npy", "teacher.json"] {
      let first: Data = try directory.bytes(of: "first/\(name)")
      #expect(try first == directory.bytes(of: "second/\(name)"), "\(name)")
      #expect(try first != directory.bytes(of: "third/\(name)"), "\(name)")
    }
  }

  @Test("refuses with status 2 and a reason, and writes no student")
  func refusal() throws {
    try sample()
    let learned: AssayProcess = try assay(
      "learn", "exact-recovery", "--inputs", "problem/inputs.npy", "--labels", "problem/labels.npy",
      "--output",
      "student.json", "--hidden", "4", "--json")
    #expect(learned.status == 2)
    #expect(learned.json?["outcome"] as? String == "refused")
    #expect(learned.json?["reason"] as? String == "notRealisable")
    #expect(!directory.contains("student.json"))
  }

  @Test("refuses a label that was changed")
  func changedLabel() throws {
    try sample()
    var labels: Matrix = try NPYReader(path: directory.path(of: "problem/labels.npy")).readAll()
    labels[1234, 3] += 1e-6
    try NPYWriter.write(labels, to: directory.path(of: "problem/labels.npy"))
    let learned: AssayProcess = try assay(
      "learn", "exact-recovery", "--inputs", "problem/inputs.npy", "--labels", "problem/labels.npy",
      "--output",
      "student.json", "--json", "--hidden", "5")
    #expect(learned.status == 2)
    #expect(!directory.contains("student.json"))
  }

  @Test("audits with the same document on any number of threads")
  func audit() throws {
    var documents: Set<Data> = []
    var markdowns: Set<String> = []
    for threads in ["1", "2"] {
      let output: String = "report\(threads)"
      let run: AssayProcess = try assay(
        "audit", "--guarantee", "set-cover-reduction", "--seed", "9", "--threads", threads, "--output",
        output,
        "--json")
      #expect(run.status == 0)
      var object: [String: Any] = try #require(run.json)
      #expect((object["summary"] as? [String: Int])?["holds"] == 1)
      for name in ["command", "machine", "timing"] { object[name] = nil }
      var results: [[String: Any]] = try #require(object["results"] as? [[String: Any]])
      results[0]["timing"] = nil
      let claims: [[String: Any]] = try #require(results[0]["claims"] as? [[String: Any]])
      results[0]["claims"] = claims.map { claim in claim.filter { $0.key != "timing" } }
      object["results"] = results
      documents.insert(try JSONSerialization.data(withJSONObject: object, options: .sortedKeys))
      markdowns.insert(try directory.text(of: "\(output)/audit.md"))
    }
    #expect(documents.count == 1)
    #expect(markdowns.count == 1)
  }

  @Test("lists what the registries hold, in text and as JSON")
  func list() throws {
    let object: [String: Any] = try #require(try assay("list", "--json").json)
    func names(_ key: String) -> [String] {
      (object[key] as? [[String: Any]])?.compactMap { $0["identifier"] as? String } ?? []
    }
    #expect(names("families") == TeacherRegistry.all.map { $0.identifier })
    #expect(names("subspaceFamilies") == SubspaceRegistry.all.map { $0.identifier })
    #expect(names("learners") == LearnerRegistry.all.map { $0.identifier })
    #expect(names("guarantees") == GuaranteeRegistry.all.map { $0.identifier })
    #expect(names("reductions") == ReductionRegistry.summaries.map(\.id))
    #expect(names("inputs") == InputDistribution.kinds.map(\.name))
    #expect(names("noise") == LabelNoise.Law.allCases.map(\.rawValue))
    let text: String = try assay("list").output
    for key in ["inputs", "noise", "families", "subspaceFamilies", "learners", "guarantees", "reductions"] {
      #expect(names(key).allSatisfy { text.contains($0) })
    }
  }

  @Test("names the nearest guarantee where one is mistyped")
  func mistyped() throws {
    let run: AssayProcess = try assay("audit", "--guarantee", "exact-recovry")
    #expect(run.status == 64)
    #expect(run.errors.contains("did you mean 'exact-recovery'?"))
    for (words, nearest) in [
      (["smple"], "sample"), (["sample", "antipodl"], "antipodal"),
      (["learn", "exact-recovry"], "exact-recovery"),
      (["generate", "setcover"], "set-cover"),
    ] {
      let other: AssayProcess = try AssayProcess.run(words, in: directory.path)
      #expect(other.status == 64 && other.errors.contains("did you mean '\(nearest)'?"), "\(other.errors)")
    }
  }

  @Test(
    "has help with an example for every verb",
    arguments: [
      [], ["audit"], ["list"], ["sample"], ["sample", "gaussian"], ["learn"], ["learn", "exact-recovery"],
      ["predict"], ["generate"], ["generate", "set-cover"], ["solve"], ["verify"], ["replay"],
    ])
  func help(_ verb: [String]) throws {
    let run: AssayProcess = try AssayProcess.run(verb + ["--help"], in: directory.path)
    #expect(run.status == 0)
    #expect(run.output.contains("  assay \(verb.joined(separator: " "))"))
    #expect(run.output.contains("USAGE:"))
  }
}
