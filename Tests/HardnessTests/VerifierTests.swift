import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import LinearAlgebra
import Testing

@Suite("Verification")
struct VerifierTests {
  /// A generated and solved directory: five elements, four sets, costs 3, 2, 2, 4, optimum 5.
  final class Directory {
    let scratch: Scratch
    var path: String { scratch.path + "/instance" }

    init(target: SourceTargets.Target = .optimum) throws {
      scratch = try Scratch()
      let text: String = "5 4\n3 2 2 4\n1 1\n2 1 2\n2 2 3\n2 3 4\n2 1 4\n"
      let input: String = try scratch.file("problem.txt", text)
      let outcome: InstanceGeneration.Outcome = try InstanceGeneration(
        SetCoverToReLU.self, of: .file(input, format: nil), targets: SourceTargets(kappa: target),
        output: scratch.path + "/instance", version: "1.2.3"
      ).run()
      guard case .written = outcome else {
        Issue.record("\(outcome)")
        return
      }
      _ = try InstanceSolving.solve(directory: path, version: "1.2.3")
    }

    func edit(_ name: String, _ change: (inout [String: Any]) -> Void) throws {
      let place: URL = URL(fileURLWithPath: path + "/" + name)
      var object: [String: Any] = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: place)) as? [String: Any])
      change(&object)
      try JSONSerialization.data(withJSONObject: object).write(to: place)
    }

    func verify() throws -> VerificationReport { try InstanceVerifier.verify(directory: path) }

    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }

    func restore(_ name: String, _ bytes: Data) throws {
      try bytes.write(to: URL(fileURLWithPath: path + "/" + name))
    }
  }

  /// The names of the checks that failed; a refusal to read the file is named by its place.
  static func failures(_ directory: Directory) -> [String] {
    do {
      return try directory.verify().checks.filter { !$0.passed }.map(\.name)
    } catch let error as DataError {
      return ["unreadable \(error.place ?? "")"]
    } catch {
      return []
    }
  }

  @Test("accepts what was generated and solved, with the cover as evidence")
  func accepted() throws {
    let report: VerificationReport = try Directory().verify()
    #expect(report.isAccepted && report.loss == 5 && report.threshold == 5, "\(report)")
    guard case .accepted(let solution) = report.outcome else { return }
    #expect(solution.cost == 5)
    #expect(Set(report.checks.map(\.name)).count == report.checks.count)
  }

  @Test("rejects every number of the instance once it is changed")
  func instanceMutants() throws {
    let directory: Directory = try Directory()
    let original: Data = try directory.bytes("instance.json")
    let instance: TrainingInstance = try InstanceFile(contentsOf: directory.path + "/instance.json").instance
    func expectRejected(_ name: String, _ change: (inout [String: Any]) -> Void) throws {
      try directory.edit("instance.json", change)
      #expect(!Self.failures(directory).isEmpty, "\(name)")
      try directory.restore("instance.json", original)
    }
    func edit(_ index: Int, _ change: @escaping (inout [String: Any]) -> Void) -> (inout [String: Any]) ->
      Void
    {
      { object in
        guard var samples = object["samples"] as? [[String: Any]] else { return }
        change(&samples[index])
        object["samples"] = samples
      }
    }
    for (index, sample) in instance.samples.enumerated() {
      for (position, entry) in sample.x.enumerated() {
        for (newIndex, newValue) in [
          (entry.index, entry.value + 1), (entry.index, entry.value - 1), (entry.index, -entry.value),
          ((entry.index + 1) % instance.dimension, entry.value),
        ] {
          try expectRejected(
            "samples[\(index)].x[\(position)]",
            edit(index) { object in
              guard var x = object["x"] as? [[Any]] else { return }
              x[position] = [newIndex, newValue.description]
              object["x"] = x
            })
        }
      }
      try expectRejected("samples[\(index)].y", edit(index) { $0["y"] = [(sample.y[0] + 1).description] })
      try expectRejected(
        "samples[\(index)].weight", edit(index) { $0["weight"] = (sample.weight + 1).description })
      try expectRejected("samples[\(index)].tag", edit(index) { $0["tag"] = "other" })
      try expectRejected("without samples[\(index)]") { object in
        guard var samples = object["samples"] as? [[String: Any]] else { return }
        samples.remove(at: index)
        object["samples"] = samples
      }
    }
    for field in ["threshold", "slack"] {
      for value in ["4", "6", "2", "0", "11/2"] {
        try expectRejected("\(field) \(value)") { $0[field] = value }
      }
    }
    for name in ["Kbar", "t"] {
      for difference in [-1, 1] {
        let value: String = ((instance.parameters[name] ?? 0) + .init(difference)).description
        try expectRejected("\(name) \(value)") { object in
          guard var parameters = object["params"] as? [String: Any] else { return }
          parameters[name] = value
          object["params"] = parameters
        }
      }
    }
    for (name, value) in [
      ("dim", 6), ("dim", 4), ("units", 2), ("outputs", 2), ("coefficients", "real"),
      ("norm_squared_bound", "1"),
      ("reduction", "R2-colouring"), ("format", "relu-hardness/2"),
    ] as [(String, Any)] {
      try expectRejected("\(name) \(value)") { $0[name] = value }
    }
    for (name, value) in [
      ("kappa", 4), ("kappa", 6), ("elements", 6), ("elements", 4),
      ("sets", [[0, 1, 4], [1, 2], [2, 3], [3]]),
      ("costs", [3, 2, 2, 5]), ("kind", "colouring"),
    ] as [(String, Any)] {
      try expectRejected("source.\(name) \(value)") { object in
        guard var source = object["source"] as? [String: Any] else { return }
        source[name] = value
        object["source"] = source
      }
    }
    #expect(try directory.verify().isAccepted)
  }

  @Test("takes samples in any order of the JSON that the arrays follow, and integers for strings")
  func tolerance() throws {
    let directory: Directory = try Directory()
    try directory.edit("instance.json") { object in
      object["threshold"] = 5
      object["comment"] = ["anything": true]
    }
    #expect(try directory.verify().isAccepted)
  }

  @Test("rejects an array of which one entry is off by one unit in the last place", arguments: [0, 1, 2])
  func arrayMutants(which: Int) throws {
    let name: String = [
      InstanceDirectory.inputsName, InstanceDirectory.labelsName, InstanceDirectory.weightsName,
    ][which]
    let directory: Directory = try Directory()
    let path: String = directory.path + "/" + name
    let matrix: Matrix = try NPYReader(path: path).readAll()
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        var changed: Matrix = matrix
        changed[row, column] = changed[row, column].nextUp
        try NPYWriter.write(changed, to: path)
        #expect(Self.failures(directory) == ["arrays"], "\(name) \(row) \(column)")
      }
    }
    let short: Matrix = matrix.selectingRows(0..<matrix.rows - 1)
    try NPYWriter.write(short, to: path)
    #expect(Self.failures(directory) == ["arrays"])
    try NPYWriter.write(matrix, to: path)
    #expect(try directory.verify().isAccepted)
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: DataError.self) { try directory.verify() }
  }

  @Test("rejects its own certificate once any number in it is changed")
  func certificateMutants() throws {
    let directory: Directory = try Directory()
    let original: Data = try directory.bytes("certificate.json")
    let file: CertificateFile = try CertificateFile(contentsOf: directory.path + "/certificate.json")
    func expectRejected(_ name: String, _ change: (inout [String: Any]) -> Void) throws {
      try directory.edit("certificate.json", change)
      #expect(!Self.failures(directory).isEmpty, "\(name)")
      try directory.restore("certificate.json", original)
    }
    let weights: [SparseEntry] = file.certificate.hiddenWeights[0]
    #expect(weights.count == (file.solution?.entries.count ?? 0) + 1)
    for position in weights.indices {
      let value: Double = weights[position].value.doubleValue
      let mutants: [String] =
        [value.nextUp, value.nextDown].compactMap { .init(exactly: $0) }
        .map { (rational: Rational) in rational.description } + [
          (weights[position].value + 1).description, (weights[position].value - 1).description,
        ]
      for mutant in mutants {
        try expectRejected("W[0][\(position)] = \(mutant)") { object in
          var entries: [[Any]] = weights.map { [$0.index, $0.value.description] }
          entries[position][1] = mutant
          object["certificate"] = ["U": [["1"]], "W": [entries]]
        }
      }
    }
    for output in ["2", "-1", "4503599627370497/4503599627370496", "0"] {
      try expectRejected("U = \(output)") { object in
        object["certificate"] = [
          "U": [[output]], "W": [weights.map { [$0.index, $0.value.description] as [Any] }],
        ]
      }
    }
    let sets: [Int] = file.solution?.entries ?? []
    for position in sets.indices {
      for difference in [-1, 1] {
        try expectRejected("solution.sets[\(position)]") { object in
          var changed: [Int] = sets
          changed[position] += difference
          object["solution"] = ["sets": changed, "cost": "5"]
        }
      }
    }
    try expectRejected("solution.sets short") {
      $0["solution"] = ["sets": Array(sets.dropLast()), "cost": "5"]
    }
    try expectRejected("solution.cost") { $0["solution"] = ["sets": sets, "cost": "4"] }
    for name in ["loss", "optimum", "bound"] {
      for value in ["4", "6", "10000000000000001/2000000000000000"] {
        try expectRejected("\(name) \(value)") { $0[name] = value }
      }
    }
    try directory.edit("certificate.json") { $0["loss"] = nil }
    #expect(Self.failures(directory) == ["claimed loss"])
    try directory.restore("certificate.json", original)
    try directory.edit("certificate.json") { $0["loss"] = NSNull() }
    #expect(Self.failures(directory) == ["claimed loss"])
    try directory.restore("certificate.json", original)
    try expectRejected("status") { $0["status"] = "feasible" }
    try expectRejected("format") { $0["format"] = "relu-hardness/9" }
    #expect(try directory.verify().isAccepted)
  }

  @Test("asks for a certificate where there is none")
  func noCertificate() throws {
    let directory: Directory = try Directory()
    try FileManager.default.removeItem(atPath: directory.path + "/certificate.json")
    let error: DataError? = #expect(throws: DataError.self) { try directory.verify() }
    #expect(error?.code == .noInput)
    #expect(error?.mend.contains("assay solve") == true)
    let missing: DataError? = #expect(throws: DataError.self) {
      try InstanceVerifier.verify(directory: "/nowhere/at/all")
    }
    #expect(missing?.code == .noInput)
  }
}
