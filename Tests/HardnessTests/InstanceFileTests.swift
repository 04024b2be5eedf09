import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Optimization
import Testing

@Suite("Instance files")
struct InstanceFileTests {
  static func triangle() throws -> InstanceFile {
    let problem: SetCover = try SetCover(elementCount: 3, sets: [[0, 1], [1, 2], [0, 2]])
    return InstanceFile(
      instance: try SetCoverToReLU.instance(of: problem, target: 2),
      generator: Provenance(version: "1.2.3", command: "assay generate set-cover --input x --output DIR"))
  }

  @Test("hold the exchange format to the letter")
  func letter() throws {
    let text: String = String(decoding: try Self.triangle().data(), as: UTF8.self)
    let expected: String = """
      {
        "format": "relu-hardness/1",
        "reduction": "R1-set-cover",
        "dim": 4,
        "units": 1,
        "outputs": 1,
        "coefficients": "plus",
        "norm_squared_bound": null,
        "threshold": "2",
        "slack": "1",
        "source": {"elements":3,"kappa":2,"kind":"set-cover","sets":[[0,1],[1,2],[0,2]]},
        "params": {"Kbar":"4","t":"3"},
        "generator": {"command":"assay generate set-cover --input x --output DIR","tool":"assay","version":"1.2.3"},
        "samples": [
          {"tag":"bias","weight":"1","x":[[0,"3"]],"y":["3"]},
          {"tag":"element","weight":"1","x":[[0,"5"],[1,"1"],[3,"1"]],"y":["0"]},
          {"tag":"element","weight":"1","x":[[0,"5"],[1,"1"],[2,"1"]],"y":["0"]},
          {"tag":"element","weight":"1","x":[[0,"5"],[2,"1"],[3,"1"]],"y":["0"]},
          {"tag":"set","weight":"1","x":[[0,"1"],[1,"1"]],"y":["1"]},
          {"tag":"set","weight":"1","x":[[0,"1"],[2,"1"]],"y":["1"]},
          {"tag":"set","weight":"1","x":[[0,"1"],[3,"1"]],"y":["1"]}
        ]
      }

      """
    #expect(text == expected)
  }

  @Test("read back as they were written, with costs where they are not all 1")
  func roundTrip() throws {
    let scratch: Scratch = try Scratch()
    for costs in [[1, 1], [2, 3]] {
      let problem: SetCover = try SetCover(elementCount: 2, sets: [[0, 1], [1]], costs: costs)
      let file: InstanceFile = InstanceFile(
        instance: try SetCoverToReLU.instance(of: problem, target: 3), generator: nil,
        removal: InstanceFile.Removal(elements: 4, sets: 3, zeroCostSets: [1]))
      let text: String = String(decoding: try file.data(), as: UTF8.self)
      #expect(text.contains("costs") == (costs != [1, 1]))
      let path: String = try scratch.file("instance.json", text)
      #expect(try InstanceFile(contentsOf: path) == file)
    }
  }

  static let faults: [(String, String, String)] = [
    (#""dim": 4"#, #""dim": 3"#, "samples["),
    (#""dim": 4"#, #""dim": 0"#, "dim"),
    (#""dim": 4"#, #""dim": "4""#, "dim"),
    (#""threshold": "2""#, #""threshold": "two""#, "threshold"),
    (#""threshold": "2""#, #""threshold": 2.5"#, "threshold"),
    (#""threshold": "2""#, #""threshold": "2/0""#, "threshold"),
    (#""slack": "1","#, "", "slack"),
    (#""norm_squared_bound": null,"#, "", "norm_squared_bound"),
    (#""norm_squared_bound": null"#, #""norm_squared_bound": "one""#, "norm_squared_bound"),
    (#""coefficients": "plus""#, #""coefficients": "minus""#, "coefficients"),
    (#""kappa":2"#, #""kappa":-2"#, "source.kappa"),
    (#""kappa":2"#, #""kappa":99999999999999999999"#, ""),
    (#""kind":"set-cover""#, #""kind":"colouring""#, "source.kind"),
    (#"[[0,1],[1,2],[0,2]]"#, #"[[0,1],[1,3],[0,2]]"#, "source.sets[1]"),
    (#""elements":3"#, #""elements":9000000000000"#, "source.elements"),
    (
      #"{"tag":"bias","weight":"1","x":[[0,"3"]]"#, #"{"tag":"bias","weight":"1","x":[[-1,"3"]]"#,
      "samples[0].x[0]"
    ),
    (#"{"tag":"bias","weight":"1""#, #"{"tag":"bias","weight":"0""#, "samples[0].weight"),
    (#""y":["3"]"#, #""y":["3","3"]"#, "samples[0].y"),
    (#"[1,"1"],[3,"1"]"#, #"[3,"1"],[3,"1"]"#, "samples[1].x"),
    (#"[0,"3"]"#, #"[0,"3",1]"#, "samples[0].x[0]"),
    (#""relu-hardness/1""#, #""relu-hardness/2""#, "format"),
    (#""R1-set-cover""#, #""R9-other""#, "reduction"),
  ]

  @Test("with a fault are refused with the field", arguments: faults.indices)
  func refused(index: Int) throws {
    let (old, new, place) = Self.faults[index]
    let text: String = String(decoding: try Self.triangle().data(), as: UTF8.self)
    let scratch: Scratch = try Scratch()
    #expect(text.contains(old))
    let path: String = try scratch.file("instance.json", text.replacingOccurrences(of: old, with: new))
    let error: DataError? = #expect(throws: DataError.self) { try InstanceFile(contentsOf: path) }
    #expect(place.isEmpty || error?.place?.hasPrefix(place) == true, "\(String(describing: error))")
  }

  @Test("cut short are refused")
  func cut() throws {
    let text: String = String(decoding: try Self.triangle().data(), as: UTF8.self)
    let scratch: Scratch = try Scratch()
    for length in stride(from: 0, to: text.utf8.count - 3, by: 37) {
      let path: String = try scratch.file("instance.json", String(text.prefix(length)))
      #expect(throws: DataError.self) { try InstanceFile(contentsOf: path) }
    }
  }
}

@Suite("Generating and solving")
struct CommandTests {
  func generate(
    _ input: String, into output: String, target: SourceTargets.Target? = nil,
    unicost: Bool = false,
    seconds: Double = 60
  ) throws -> InstanceGeneration.Outcome {
    try InstanceGeneration(
      SetCoverToReLU.self, of: .file(input, format: nil),
      targets: SourceTargets(kappa: target, isUnicost: unicost), output: output, version: "1.2.3"
    ).run(options: SolveOptions(timeLimitSeconds: seconds))
  }

  static let instances: [(String, Int)] = [
    ("steiner-triples/stn9.txt", 5), ("steiner-triples/stn15.txt", 9), ("set-cover/scpe1.txt", 5),
    ("set-cover/scp41.txt", 429),
  ]

  @Test("a real file goes all the way: generated, solved, verified", arguments: instances.indices)
  func thread(index: Int) throws {
    let (name, optimum) = Self.instances[index]
    let scratch: Scratch = try Scratch()
    let output: String = scratch.path + "/out"
    _ = try generate(Fixture.path(name), into: output, target: .value(optimum))
    let report: InstanceSolving.Report = try InstanceSolving.solve(
      directory: output, localSearch: SetCoverLocalSearch(patience: 5), version: "1.2.3")
    #expect(report.status == .optimal && report.optimum == optimum && report.thresholdMet == true)
    let verification: VerificationReport = try InstanceVerifier.verify(directory: output)
    #expect(verification.isAccepted && verification.loss == Rational(optimum))
  }

  @Test("the same command makes the same bytes, wherever it writes")
  func deterministic() throws {
    let scratch: Scratch = try Scratch()
    let input: String = Fixture.path("steiner-triples/stn9.txt")
    for name in ["a", "b"] { _ = try generate(input, into: scratch.path + "/" + name, target: .optimum) }
    let names: [String] = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/a").sorted()
    #expect(
      names == [
        "README.md", "inputs.npy", "instance.json", "labels.npy", "source.lp", "source.mps", "training.lp",
        "training.mps", "weights.npy",
      ])
    for name in names {
      let a: Data = try InputFile.read(scratch.path + "/a/" + name)
      #expect(a == (try InputFile.read(scratch.path + "/b/" + name)), "\(name)")
      #expect(!String(decoding: a, as: UTF8.self).contains(scratch.path))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["a", "b"])
  }

  @Test("the README says what is asked, how to check and how to make it again")
  func readme() throws {
    let scratch: Scratch = try Scratch()
    let input: String = try scratch.file("p & q.txt", "3 3\n0 4 5\n1 1\n2 1 2\n2 2 3\n")
    _ = try generate(input, into: scratch.path + "/out", target: .optimum)
    let text: String = try InputFile.readText(scratch.path + "/out/README.md")
    for part in [
      "2 sets, 1 elements", "**4**", "assay verify DIR --student", "--kappa optimum --output DIR", "'",
      "sets that cost nothing: 1", "with the 2 elements", "10.4230/LIPIcs.ITCS.2021.22",
      "p & q.txt",
      "assay 1.2.3",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("{{") && !text.contains("CONTENT_TYPE"))
  }

  @Test("a file in which every set is free leaves only the bias sample")
  func everythingFree() throws {
    let scratch: Scratch = try Scratch()
    let input: String = try scratch.file("free.txt", "2 2\n0 0\n1 1\n2 1 2\n")
    let output: String = scratch.path + "/out"
    guard case .written(let summary) = try generate(input, into: output) else { return }
    #expect(summary.size.samples == 1 && summary.zeroCostSets == [0, 1])
    #expect(try InstanceSolving.solve(directory: output, version: "1").optimum == 0)
    #expect(try InstanceVerifier.verify(directory: output).isAccepted)
  }

  @Test("a target below the optimum cannot be met, and verification says so")
  func missedTarget() throws {
    let scratch: Scratch = try Scratch()
    let output: String = scratch.path + "/out"
    _ = try generate(Fixture.path("steiner-triples/stn9.txt"), into: output, target: .value(4))
    let report: InstanceSolving.Report = try InstanceSolving.solve(directory: output, version: "1")
    #expect(report.status == .optimal && report.optimum == 5 && report.thresholdMet == false)
    let verification: VerificationReport = try InstanceVerifier.verify(directory: output)
    #expect(!verification.isAccepted && verification.loss == 5)
  }

  @Test("an optimum that is not settled in time leaves nothing behind")
  func unsettled() throws {
    let scratch: Scratch = try Scratch()
    let output: String = scratch.path + "/out"
    let outcome: InstanceGeneration.Outcome = try generate(
      Fixture.path("steiner-triples/stn45.txt"), into: output, target: .optimum, seconds: 0.3)
    guard case .targetUnknown(let answer) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(answer.status != .optimal)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    _ = try generate(Fixture.path("steiner-triples/stn45.txt"), into: output)
    let report: InstanceSolving.Report = try InstanceSolving.solve(
      directory: output, options: SolveOptions(timeLimitSeconds: 1e-9), localSearch: nil, version: "1")
    #expect(report.status == .unknown && report.certificate == nil && report.optimum == nil)
    #expect(!FileManager.default.fileExists(atPath: output + "/certificate.json"))
  }

  @Test("a time limit that is over at once still leaves a cover that is verified")
  func noTime() throws {
    let scratch: Scratch = try Scratch()
    let output: String = scratch.path + "/out"
    _ = try generate(Fixture.path("steiner-triples/stn45.txt"), into: output)
    let report: InstanceSolving.Report = try InstanceSolving.solve(
      directory: output, options: SolveOptions(timeLimitSeconds: 1e-9), version: "1")
    #expect(report.status == .feasible && report.certificate != nil && report.optimum == nil)
    #expect(report.solver.hasSuffix(" and local search"))
    #expect((30...45).contains(try #require(report.objective)))
    #expect(try InstanceVerifier.verify(directory: output).isAccepted)
  }

  @Test("a bad file or a cost that no Double holds leaves nothing behind")
  func nothingPartial() throws {
    let tooDear: String = "1 2\n9007199254740993 1\n2 1 2\n"
    for text in ["2 3\n1 1", tooDear] {
      let scratch: Scratch = try Scratch()
      let input: String = try scratch.file("problem.txt", text)
      let error: DataError? = #expect(throws: DataError.self) {
        try generate(input, into: scratch.path + "/out/deep")
      }
      #expect(error?.file == input)
      #expect(error?.description.contains("9007199254740993") == (text == tooDear))
      let left: [String] = try FileManager.default.subpathsOfDirectory(atPath: scratch.path)
        .filter { $0 != "problem.txt" && $0 != "out" }
      #expect(left.isEmpty, "\(left)")
    }
  }
}
