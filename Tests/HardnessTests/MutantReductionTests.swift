import ExactArithmetic
import Hardness
import Testing

@Suite("A mutant of an instance or a certificate")
struct MutantReductionTests {
  /// A yes instance of each reduction, with a solution.
  static func subjects() throws -> [(TrainingInstance, any Reduction.Type, SourceSolution)] {
    let graph: Hypergraph = try Hypergraph(vertexCount: 4, edges: [[0, 1], [0, 2], [1, 2], [2, 3]])
    let colouring: SourceProblem = .colouring(graph, colours: 3)
    let colours: SourceSolution = .colours([0, 1, 2, 0])
    func made(
      _ reduction: any Reduction.Type, _ problem: SourceProblem, _ solution: SourceSolution,
      _ options: ReductionOptions = ReductionOptions()
    ) throws -> (TrainingInstance, any Reduction.Type, SourceSolution) {
      (try reduction.instance(of: problem, options: options), reduction, solution)
    }
    return [
      try made(
        MonotoneCircuitToReLU.self, .monotoneCircuit(CircuitReductionTests.example(), target: 1), .inputs([1])
      ),
      try made(ColouringToReLUs.self, colouring, colours),
      try made(ColouringToReLUs.self, colouring, colours, ReductionOptions(isAffine: true)),
      try made(SignedColouringToReLUs.self, colouring, colours),
      try made(LabelMatrixToReLUs.self, colouring, colours),
      try made(
        DensestSubgraphToReLU.self, .densestSubgraph(graph, size: 3, edges: 3),
        .vertices([0, 1, 2], edges: 3)),
      try made(GapColouringToReLUs.self, colouring, colours),
    ]
  }

  @Test("of its samples, its numbers or its source is rejected", arguments: 0..<7)
  func instance(index: Int) throws {
    let (instance, reduction, solution): (TrainingInstance, any Reduction.Type, SourceSolution) =
      try Self.subjects()[index]
    let directory: ReductionDirectory = try ReductionDirectory(instance, reduction, solution)
    #expect(try directory.failures().isEmpty)
    func reject(_ name: String, _ change: (inout [String: Any]) -> Void) throws {
      try directory.expectRejected(name, in: "instance.json", change)
    }
    func rejectSample(_ index: Int, _ name: String, _ change: (inout [String: Any]) -> Void) throws {
      try reject("samples[\(index)].\(name)") { object in
        guard var samples = object["samples"] as? [[String: Any]] else { return }
        change(&samples[index])
        object["samples"] = samples
      }
    }
    // Of each tag the first sample, and the last of all.
    var seen: Set<String> = []
    for (index, sample) in instance.samples.enumerated() {
      guard seen.insert(sample.tag).inserted || index == instance.samples.count - 1 else { continue }
      let entries: [[Any]] = sample.x.map { [$0.index, $0.value.description] }
      for position in sample.x.indices {
        try rejectSample(index, "x[\(position)] value") { object in
          var x: [[Any]] = entries
          x[position][1] = (sample.x[position].value + 1).description
          object["x"] = x
        }
      }
      try rejectSample(index, "x short") { $0["x"] = Array(entries.dropLast()) }
      try rejectSample(index, "y") { object in
        object["y"] = sample.y.enumerated().map { ($0.offset == 0 ? $0.element + 1 : $0.element).description }
      }
      try rejectSample(index, "weight") { $0["weight"] = (sample.weight * 2).description }
      try rejectSample(index, "tag") { $0["tag"] = "other" }
      try reject("without samples[\(index)]") { object in
        guard var samples = object["samples"] as? [[String: Any]] else { return }
        samples.remove(at: index)
        object["samples"] = samples
      }
    }
    for name in ["threshold", "slack"] {
      for change in [1, -1, Rational(1) / 1_000_000] as [Rational] {
        let value: Rational = (name == "slack" ? instance.slack : instance.threshold) + change
        try reject("\(name) \(value)") { $0[name] = value.description }
      }
    }
    for name in instance.parameters.keys.sorted() {
      for change in [1, Rational(1) / 1024, -(instance.parameters[name] ?? 0)] as [Rational] {
        let value: Rational = (instance.parameters[name] ?? 0) + change
        guard value != instance.parameters[name] else { continue }
        try reject("params.\(name) = \(value)") { object in
          guard var parameters = object["params"] as? [String: Any] else { return }
          parameters[name] = value.description
          object["params"] = parameters
        }
      }
    }
    for (name, value) in [
      ("dim", instance.dimension + 1), ("units", instance.units + 1), ("outputs", instance.outputs + 1),
      ("coefficients", instance.coefficients == .plus ? "real" : "plus"),
      ("norm_squared_bound", instance.squaredNormBound == nil ? "1" : "2"), ("reduction", "R1-set-cover"),
      ("format", "relu-hardness/2"),
    ] as [(String, Any)] {
      try reject("\(name) \(value)") { $0[name] = value }
    }
    for (name, value) in [
      ("kappa", 2), ("ell", 2), ("colours", 4), ("colours", 2), ("vertices", 5),
      ("edges", [[0, 1], [0, 2], [1, 2]]),
      ("edges", [[0, 1], [0, 2], [1, 2], [1, 3]]), ("inputs", 4), ("gates", [["and", [0, 1, 2]] as [Any]]),
      ("kind", "set-cover"),
    ] as [(String, Any)] {
      try reject("source.\(name) \(value)") { object in
        guard var source = object["source"] as? [String: Any] else { return }
        // A field of another kind of source means nothing here; the threshold takes its place.
        if source[name] == nil { object["threshold"] = "1/7" } else { source[name] = value }
        object["source"] = source
      }
    }
    #expect(try directory.failures().isEmpty)
  }

  @Test("of a weight of the certificate, of its solution or its loss is rejected", arguments: 0..<7)
  func certificate(index: Int) throws {
    let (instance, reduction, solution): (TrainingInstance, any Reduction.Type, SourceSolution) =
      try Self.subjects()[index]
    let directory: ReductionDirectory = try ReductionDirectory(instance, reduction, solution)
    let network: CertificateNetwork = try reduction.certificate(for: solution, in: instance)
    func reject(_ name: String, _ change: (inout [String: Any]) -> Void) throws {
      try directory.expectRejected(name, in: "certificate.json", change)
    }
    func rejectWeight(_ unit: Int, _ position: Int, _ value: Rational) throws {
      try reject("W[\(unit)][\(position)] = \(value)") { object in
        guard var certificate = object["certificate"] as? [String: Any] else { return }
        var rows: [[[Any]]] = network.hiddenWeights.map { $0.map { [$0.index, $0.value.description] } }
        rows[unit][position][1] = value.description
        certificate["W"] = rows
        object["certificate"] = certificate
      }
    }
    for (unit, entries) in network.hiddenWeights.enumerated() {
      for (position, entry) in entries.enumerated() {
        for change in [1, Rational(1) / 1_000_000_007] as [Rational] {
          try rejectWeight(unit, position, entry.value + change)
        }
        try rejectWeight(unit, position, -entry.value)
      }
    }
    for output in ["2", "-1", "0", "1000000007/1000000006"] {
      try reject("U = \(output)") { object in
        guard var certificate = object["certificate"] as? [String: Any] else { return }
        var rows: [[String]] = network.outputWeights.map { $0.map(\.description) }
        rows[rows.count - 1][0] = output
        if output == network.outputWeights.last?.first?.description { rows[0][0] = "7" }
        certificate["U"] = rows
        object["certificate"] = certificate
      }
    }
    try reject("loss") { $0["loss"] = (network.loss(on: instance) + Rational(1) / 1_000_000_007).description }
    try reject("no loss") { $0["loss"] = nil }
    try reject("optimum") { $0["optimum"] = "77" }
    for (name, value) in [
      ("inputs", [0]), ("inputs", [0, 1]), ("inputs", [9]), ("colours", [0, 1, 2, 1]),
      ("colours", [0, 1, 2]),
      ("colours", [0, 1, 2, 3]), ("vertices", [0, 1, 3]), ("vertices", [0, 1, 2, 3]), ("vertices", [0, 1]),
    ] as [(String, [Int])] {
      try reject("solution.\(name) = \(value)") { object in
        guard var fields = object["solution"] as? [String: Any] else { return }
        if fields[name] == nil { object["status"] = 3 } else { fields[name] = value }
        object["solution"] = fields
      }
    }
    #expect(try directory.failures().isEmpty)
  }
}
