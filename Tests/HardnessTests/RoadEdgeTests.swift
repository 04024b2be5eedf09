import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Optimization
import Testing

/// Problems at the edge of what is usual, all the way from the request to the answer.
@Suite("From unusual source problems to an answer")
struct RoadEdgeTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @discardableResult
  private func generate(
    _ reduction: any Reduction.Type, _ source: InstanceGeneration.Source,
    _ targets: SourceTargets = SourceTargets(), outputs: InstanceOutputs = InstanceOutputs(),
    into name: String
  ) throws -> String {
    let output: String = scratch.path + "/" + name
    _ = try InstanceGeneration(
      reduction, of: source, targets: targets, outputs: outputs, output: output, version: "1"
    ).run()
    return output
  }

  /// Two inputs, and a chain of ORs each of which has the two ids before it: the true inputs can be one.
  private static func chain(_ length: Int) throws -> MonotoneCircuit {
    try MonotoneCircuit(inputCount: 2, gates: (0..<length).map { MonotoneCircuit.Gate(.or, [$0, $0 + 1]) })
  }

  @Test(
    "a long chain of ORs needs one input, whatever errors a solver tolerates", arguments: [5, 30, 100, 400])
  func longChain(length: Int) throws {
    let circuit: MonotoneCircuit = try Self.chain(length)
    let answer: SourceAnswer = try circuit.leastInputs()
    #expect(answer.status == .optimal && answer.objective == 1)
    let named: NamedProgram = try SourceProblem.monotoneCircuit(circuit, target: 1).namedProgram(
      entryLimit: 10_000)
    let result: SolveResult = try GLPKSolver().solve(named.program)
    #expect(result.objective.map { ($0 - 1).magnitude < 1e-6 } == true)
  }

  @Test("a circuit always has an answer, at least all inputs with some taken away")
  func thinned() throws {
    let hurried: SolveOptions = SolveOptions(timeLimitSeconds: 0)
    for seed: UInt64 in 1...3 {
      let request: FamilyRequest = FamilyRequest(name: "random-circuit", size: 40, seed: seed)
      guard case .circuit(let circuit) = try request.draw().content else { continue }
      let answer: SourceAnswer = try circuit.leastInputs(options: hurried)
      guard case .inputs(let inputs)? = answer.solution else {
        Issue.record("no solution: \(answer)")
        continue
      }
      #expect(circuit.isSatisfied(byTrueInputs: inputs) && answer.objective == inputs.count)
      #expect(try circuit.leastInputs().objective.map { $0 <= inputs.count } == true)
    }
  }

  @Test("an AND of ORs is solved as the cover that it is, also without the costs of a file")
  func coveringCircuit() throws {
    let source: InstanceGeneration.Source = .file(Fixture.path("steiner-triples/stn15.txt"), format: nil)
    let output: String = try generate(
      MonotoneCircuitToReLU.self, source, SourceTargets(kappa: .value(9)), into: "stn15")
    let report: InstanceSolving.Report = try InstanceSolving.solve(directory: output, version: "1")
    #expect(report.answer == .yes && report.optimum == 9)
    #expect(try InstanceVerifier.verify(directory: output).isAccepted)
    let priced: InstanceGeneration.Source = .file(Fixture.path("set-cover/scpe1.txt"), format: nil)
    let free: String = try generate(
      MonotoneCircuitToReLU.self, priced, SourceTargets(kappa: .value(5), isUnicost: true), into: "scpe1")
    #expect(try InstanceSolving.solve(directory: free, version: "1").answer == .yes)
  }

  @Test("a README has no sentence without its words")
  func readmes() throws {
    let source: InstanceGeneration.Source = .file(Fixture.path("steiner-triples/stn9.txt"), format: nil)
    let graph: InstanceGeneration.Source = .family(FamilyRequest(name: "gnm", size: 8, seed: 1))
    let colours: SourceTargets = SourceTargets(colours: .value(3))
    let plain: String = try generate(SetCoverToReLU.self, source, into: "cover")
    let drawn: String = try generate(ColouringToReLUs.self, graph, colours, into: "graph")
    for directory in [plain, drawn] {
      let text: String = try InputFile.readText(directory + "/README.md")
      for empty in ["known: .", "at most ,", "changed: .", "is known", "were then changed", "squared norm"] {
        #expect(!text.contains(empty), "\(empty)")
      }
    }
    let turned: String = try generate(
      GapColouringToReLUs.self, graph, colours, outputs: InstanceOutputs(transformations: [.rotate], seed: 1),
      into: "turned")
    let text: String = try InputFile.readText(turned + "/README.md")
    #expect(text.contains("changed: `rotate`.") && text.contains("squared norm to be at most 1"))
  }

  @Test("a certificate of an earlier instance does not stay when another is written over it")
  func staleCertificate() throws {
    let source: InstanceGeneration.Source = .file(Fixture.path("steiner-triples/stn9.txt"), format: nil)
    let output: String = try generate(SetCoverToReLU.self, source, into: "again")
    _ = try InstanceSolving.solve(directory: output, version: "1")
    let path: String = output + "/certificate.json"
    #expect(FileManager.default.fileExists(atPath: path))
    try generate(ColouringToReLUs.self, source, SourceTargets(colours: .value(3)), into: "again")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("a number of colours that no memory holds is refused where it is given and where it is read")
  func tooManyColours() throws {
    let source: InstanceGeneration.Source = .file(Fixture.path("colouring/myciel3.col"), format: nil)
    for colours in [Hypergraph.mostColours + 1, 1_000_000_000, Int.max] {
      #expect(throws: DataError.self) {
        try generate(ColouringToReLUs.self, source, SourceTargets(colours: .value(colours)), into: "many")
      }
    }
    let output: String = try generate(
      ColouringToReLUs.self, source, SourceTargets(colours: .value(4)), into: "four")
    let path: String = output + "/instance.json"
    let text: String = try InputFile.readText(path)
    let changed: String = text.replacing("\"colours\": 4", with: "\"colours\": 1000000000")
      .replacing("\"colours\":4", with: "\"colours\":1000000000")
    #expect(changed != text)
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
    let error: DataError? = #expect(throws: DataError.self) { try InstanceVerifier.verify(directory: output) }
    #expect(error?.description.contains("colours") == true)
  }

  @Test("as many colours as vertices need no search")
  func manyColours() throws {
    let graph: Hypergraph = try Hypergraph(vertexCount: 60, edges: (0..<59).map { [$0, $0 + 1] })
    let answer: SourceAnswer = try graph.colouring(with: 60_000)
    #expect(answer.solution == .colours(Array(0..<60)))
  }

  @Test(
    "a formula that contradicts itself at sight is refused in its own words for a clique, and encoded elsewhere"
  )
  func contradiction() throws {
    let path: String = try scratch.file("no.cnf", "p cnf 1 2\n1 0\n-1 0\n")
    let error: DataError? = #expect(throws: DataError.self) {
      try generate(DensestSubgraphToReLU.self, .file(path, format: nil), into: "clique")
    }
    #expect(error?.description.contains("unsatisfiable") == true)
    let output: String = try generate(SetCoverToReLU.self, .file(path, format: nil), into: "cover")
    #expect(try InstanceSolving.solve(directory: output, version: "1").answer == .no)
  }

  @Test("samples that are added to added ones forty times over are still exact")
  func longAdditions() throws {
    let source: InstanceGeneration.Source = .file(Fixture.path("steiner-triples/stn9.txt"), format: nil)
    let kinds: [Transformation.Kind] = [Transformation.Kind](repeating: .addConsistent, count: 40)
    let output: String = try generate(
      SetCoverToReLU.self, source, SourceTargets(kappa: .value(5)),
      outputs: InstanceOutputs(transformations: kinds, seed: 3), into: "long")
    #expect(try InstanceSolving.solve(directory: output, version: "1").answer == .yes)
    #expect(try InstanceVerifier.verify(directory: output).isAccepted)
  }
}
