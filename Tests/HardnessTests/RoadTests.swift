import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Optimization
import Testing

/// Source problems from files and families, all the way: generated, solved, verified.
@Suite("From a source problem to a verified answer")
struct RoadTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  func road(
    _ reduction: any Reduction.Type, _ source: InstanceGeneration.Source, _ targets: SourceTargets,
    options: ReductionOptions = ReductionOptions()
  ) throws -> (InstanceSolving.Report, VerificationReport?) {
    let output: String = scratch.path + "/" + UUID().uuidString
    let outcome: InstanceGeneration.Outcome = try InstanceGeneration(
      reduction, of: source, targets: targets, options: options, output: output, version: "1"
    ).run()
    guard case .written = outcome else { throw SourceFault(place: "", problem: "\(outcome)", mend: "") }
    let report: InstanceSolving.Report = try InstanceSolving.solve(directory: output, version: "1")
    return (report, report.certificate == nil ? nil : try InstanceVerifier.verify(directory: output))
  }

  static let colourings: [(String, Int, SourceVerdict)] = [
    ("colouring/myciel3.col", 3, .no), ("colouring/myciel3.col", 4, .yes), ("colouring/myciel4.col", 4, .no),
    ("colouring/myciel4.col", 5, .yes), ("colouring/queen5_5.col", 4, .no),
    ("colouring/queen5_5.col", 5, .yes),
    ("colouring/jean.col", 9, .no), ("colouring/jean.col", 10, .yes), ("colouring/huck.col", 10, .no),
    ("colouring/huck.col", 11, .yes), ("steiner-triples/stn9.txt", 2, .no),
    ("steiner-triples/stn15.txt", 2, .no),
    ("steiner-triples/stn45.txt", 2, .no), ("cnf/uf20-01.cnf", 2, .yes), ("cnf/uf20-01.cnf", 3, .yes),
    ("cnf/aim-50-1_6-no.cnf", 2, .no), ("cnf/aim-50-1_6-no.cnf", 3, .no),
  ]

  @Test(
    "real graphs, triple systems and formulas have the colours that are known", arguments: colourings.indices)
  func colouring(index: Int) throws {
    let (name, colours, answer) = Self.colourings[index]
    let (report, verification) = try road(
      ColouringToReLUs.self, .file(Fixture.path(name), format: nil), SourceTargets(colours: .value(colours)))
    #expect(report.answer == answer && (report.loss == 0) == (answer == .yes), "\(report)")
    #expect((verification?.isAccepted ?? false) == (answer == .yes), "\(String(describing: verification))")
    #expect((verification?.assignment != nil) == (answer == .yes && name.hasPrefix("cnf")))
  }

  @Test("the chromatic number is found where it is asked for")
  func chromaticNumber() throws {
    for (name, colours) in [("myciel3", 4), ("queen5_5", 5), ("jean", 10)] {
      let output: String = scratch.path + "/" + name
      _ = try InstanceGeneration(
        ColouringToReLUs.self, of: .file(Fixture.path("colouring/\(name).col"), format: nil),
        targets: SourceTargets(colours: .optimum), output: output, version: "1"
      ).run()
      #expect(try InstanceFile(contentsOf: output + "/instance.json").instance.units == colours)
    }
  }

  @Test("formulas become covers of as many sets as there are variables exactly where they are satisfiable")
  func formulaCovers() throws {
    for (name, answer) in [("uf20-01", SourceVerdict.yes), ("aim-50-1_6-no", .no)] {
      let (report, verification) = try road(
        SetCoverToReLU.self, .file(Fixture.path("cnf/\(name).cnf"), format: nil), SourceTargets())
      #expect(report.answer == answer && (verification?.isAccepted ?? false) == (answer == .yes))
    }
  }

  @Test("the affine forms have the same answers, and take students with biases")
  func affine() throws {
    let affine: ReductionOptions = ReductionOptions(isAffine: true)
    let (cover, verified) = try road(
      SetCoverToReLU.self, .file(Fixture.path("steiner-triples/stn9.txt"), format: nil),
      SourceTargets(kappa: .optimum), options: affine)
    #expect(cover.optimum == 5 && cover.loss == 5 && verified?.isAccepted == true)
    let output: String = scratch.path + "/affine"
    _ = try InstanceGeneration(
      ColouringToReLUs.self, of: .family(FamilyRequest(name: "complete 2", size: nil, seed: 1)),
      targets: SourceTargets(colours: .value(2)), options: affine, output: output, version: "1"
    ).run()
    // x ↦ relu(2 x₀ − 1 / 2 + …): one unit a vertex, by its bias.
    let student: String = try scratch.file(
      "student.json",
      #"{"certificate":{"U":[["1","1"]],"W":[[[0,"2"]],[[1,"2"]]],"b":["-1","-1"]}}"#)
    let report: VerificationReport = try InstanceVerifier.verify(directory: output, student: student)
    #expect(report.isAccepted && report.loss == 0 && report.solution == .colours([0, 1]), "\(report)")
    let plain: String = scratch.path + "/plain"
    _ = try InstanceGeneration(
      ColouringToReLUs.self, of: .family(FamilyRequest(name: "complete 2", size: nil, seed: 1)),
      targets: SourceTargets(colours: .value(2)), output: plain, version: "1"
    ).run()
    #expect(throws: (any Error).self) { try InstanceVerifier.verify(directory: plain, student: student) }
  }

  @Test("what a family knows agrees with the solver, for every family that a reduction takes")
  func families() throws {
    let sizes: [String: Int] = ["mycielski": 4, "clique-core": 4, "queen": 5, "steiner": 9, "fano": 7]
    var settled: Int = 0
    for family in SourceFamilyRegistry.all {
      guard family.kind == .graph || family.kind == .hypergraph else { continue }
      let size: Int = sizes[family.name] ?? max(family.sizes.lowerBound, min(12, family.sizes.upperBound))
      let request: FamilyRequest = FamilyRequest(name: family.name, size: size, seed: 3)
      let output: String = scratch.path + "/" + family.name
      let outcome: InstanceGeneration.Outcome = try InstanceGeneration(
        ColouringToReLUs.self, of: .family(request), output: output, version: "1"
      ).run()
      guard case .written(let summary) = outcome else { continue }
      let report: InstanceSolving.Report = try InstanceSolving.solve(directory: output, version: "1")
      #expect(report.answer != .open)
      if let known = summary.known, known.answer != .open {
        settled += 1
        #expect(known.answer == report.answer, "\(family.name): \(known)")
      }
    }
    #expect(settled >= 8)
  }

  @Test("a suite is balanced, its certificates are accepted, and the same command makes the same bytes")
  func suite() throws {
    for reduction in [SetCoverToReLU.self, ColouringToReLUs.self] as [any Reduction.Type] {
      let name: String = scratch.path + "/" + reduction.summary.id
      let manifest: SuiteGeneration.Manifest = try SuiteGeneration(
        reduction, count: 8, seed: 5, output: name, version: "1"
      ).run()
      #expect(manifest.yes == 4 && manifest.no == 4 && manifest.instances.count == 8)
      for entry in manifest.instances {
        #expect(!entry.known.isEmpty && (entry.certificate != nil) == (entry.answer == .yes))
        guard entry.answer == .yes else { continue }
        #expect(try InstanceVerifier.verify(directory: name + "/" + entry.directory).isAccepted)
      }
      let again: SuiteGeneration.Manifest = try SuiteGeneration(
        reduction, count: 8, seed: 5, output: name + "-again", version: "1"
      ).run()
      #expect(again == manifest)
    }
  }

  @Test("a no of a gap suite costs more than the slack, whatever the colouring")
  func gapSuite() throws {
    let name: String = scratch.path + "/gaps"
    let manifest: SuiteGeneration.Manifest = try SuiteGeneration(
      GapColouringToReLUs.self, count: 4, seed: 5, output: name, version: "1"
    ).run()
    var refused: Int = 0
    for entry in manifest.instances where entry.answer == .no {
      let path: String = name + "/" + entry.directory + "/instance.json"
      let instance: TrainingInstance = try InstanceFile(contentsOf: path).instance
      #expect(entry.command.contains("--gap 1/"))
      guard case .colouring(let graph, let colours) = instance.source else { continue }
      for shift in 0..<colours {
        let painted: SourceSolution = .colours((0..<graph.vertexCount).map { ($0 + shift) % colours })
        let network: CertificateNetwork = try GapColouringToReLUs.certificate(for: painted, in: instance)
        #expect(loss(of: network, on: instance) >= instance.threshold + instance.slack)
        refused += 1
      }
    }
    #expect(refused >= 4)
  }

  @Test("a suite's instances are transformed on request, and its manifest says so")
  func transformedSuite() throws {
    let name: String = scratch.path + "/rotated"
    let outputs: InstanceOutputs = InstanceOutputs(transformations: [.permute, .rotate], seed: 5)
    let manifest: SuiteGeneration.Manifest = try SuiteGeneration(
      SetCoverToReLU.self, count: 2, seed: 5, outputs: outputs, output: name, version: "1"
    ).run()
    #expect(manifest.generator.command.contains("--transform permute --transform rotate"))
    #expect(manifest.instances.allSatisfy { $0.command.contains("--transform permute --transform rotate") })
    for entry in manifest.instances where entry.answer == .yes {
      #expect(try InstanceVerifier.verify(directory: name + "/" + entry.directory).isAccepted)
    }
  }

  static let refused: [(any Reduction.Type, SourceTargets, ReductionOptions)] = [
    (SetCoverToReLU.self, SourceTargets(colours: .value(3)), ReductionOptions()),
    (ColouringToReLUs.self, SourceTargets(kappa: .value(3)), ReductionOptions()),
    (ColouringToReLUs.self, SourceTargets(edges: .value(3)), ReductionOptions()),
    (ColouringToReLUs.self, SourceTargets(), ReductionOptions(gap: 1)),
    (SetCoverToReLU.self, SourceTargets(), ReductionOptions(labelVector: [1])),
  ]

  @Test("options without meaning are refused by name", arguments: refused.indices)
  func refusals(index: Int) throws {
    let (reduction, targets, options) = Self.refused[index]
    #expect(throws: RequestError.self) {
      try road(
        reduction, .file(Fixture.path("colouring/myciel3.col"), format: nil), targets, options: options)
    }
  }

  @Test("an instance that says it comes from another formula is rejected")
  func origin() throws {
    let output: String = scratch.path + "/origin"
    _ = try InstanceGeneration(
      ColouringToReLUs.self, of: .file(Fixture.path("cnf/uf20-01.cnf"), format: nil), output: output,
      version: "1"
    ).run()
    _ = try InstanceSolving.solve(directory: output, version: "1")
    #expect(try InstanceVerifier.verify(directory: output).isAccepted)
    let place: URL = URL(fileURLWithPath: output + "/instance.json")
    var object: [String: Any] = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: place)) as? [String: Any])
    var origin: [String: Any] = try #require(object["origin"] as? [String: Any])
    var clauses: [[Int]] = try #require(origin["clauses"] as? [[Int]])
    clauses[4][1] = -clauses[4][1]
    origin["clauses"] = clauses
    object["origin"] = origin
    try JSONSerialization.data(withJSONObject: object).write(to: place)
    let failed: [String] = try InstanceVerifier.verify(directory: output).checks.filter { !$0.passed }.map(
      \.name)
    #expect(failed == ["origin", "claimed assignment"])
  }
}
