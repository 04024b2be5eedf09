import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Testing

@Suite("A transformed instance")
struct TransformationTests {
  static func files(in directory: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
      files[name] = FileManager.default.contents(atPath: directory + "/" + name)
    }
    return files
  }

  @Test(
    "of a yes has a certificate of the same loss, that the verifier accepts, and a student of floats too",
    arguments: TransformationCase.all(isYes: true))
  func yes(problem: TransformationCase) throws {
    let scratch: Scratch = try Scratch()
    let plain: String = try problem.generate(InstanceOutputs(), in: scratch, name: "plain")
    let loss: Rational? = try InstanceSolving.solve(directory: plain, version: "1.2.3").loss
    let plainRecord: Data? = try Self.files(in: plain)["instance.json"]
    for (index, chain) in problem.chains.enumerated() {
      let outputs: InstanceOutputs = InstanceOutputs(transformations: chain, seed: UInt64(index))
      let directory: String = try problem.generate(outputs, in: scratch, name: "chain\(index)")
      let again: String = try problem.generate(outputs, in: scratch, name: "again\(index)")
      let made: [String: Data] = try Self.files(in: directory)
      #expect(try made == Self.files(in: again), "\(chain)")
      #expect(made["instance.json"] != plainRecord)
      let solved: InstanceSolving.Report = try InstanceSolving.solve(directory: directory, version: "1.2.3")
      #expect(solved.loss == loss && solved.answer == .yes, "\(chain)")
      let report: VerificationReport = try InstanceVerifier.verify(directory: directory)
      #expect(report.isAccepted, "\(chain): \(report.checks.filter { !$0.passed })")
      #expect(report.checks.contains { $0.name == "transformations" && $0.passed })
      let file: InstanceFile = try InstanceDirectory.instance(in: directory)
      #expect(file.transformations.map(\.kind) == chain)
      let certificate: CertificateFile = try CertificateFile(contentsOf: directory + "/certificate.json")
      let student: String = try scratch.file(
        "student.json", certificate.certificate.studentText(dimension: file.instance.dimension))
      let judged: VerificationReport = try InstanceVerifier.verify(directory: directory, student: student)
      #expect(judged.isAccepted, "\(chain): \(judged.checks.filter { !$0.passed })")
      #expect(judged.solution == report.solution)
      let idle: String = try scratch.file(
        "idle.json",
        CertificateNetwork(
          outputWeights: certificate.certificate.outputWeights.map { $0.map { _ in 1 } },
          hiddenWeights: certificate.certificate.hiddenWeights.map { _ in [] }
        ).studentText(dimension: file.instance.dimension))
      #expect(try !InstanceVerifier.verify(directory: directory, student: idle).isAccepted, "\(chain)")
    }
  }

  @Test(
    "of a no has no network that is accepted: not the images of solutions that fall short",
    arguments: TransformationCase.all(isYes: false))
  func no(problem: TransformationCase) throws {
    let scratch: Scratch = try Scratch()
    for (index, chain) in problem.chains.enumerated() {
      let directory: String = try problem.generate(
        InstanceOutputs(transformations: chain, seed: UInt64(index)), in: scratch)
      let solved: InstanceSolving.Report = try InstanceSolving.solve(directory: directory, version: "1.2.3")
      #expect(solved.answer == .no, "\(chain)")
      let file: InstanceFile = try InstanceDirectory.instance(in: directory)
      let short: SourceSolution
      switch file.instance.source {
      case .setCover: short = .sets([1, 3], cost: 6)
      case .monotoneCircuit: short = .inputs([1])
      case .colouring: short = .colours([0, 1, 0, 1, 0])
      case .densestSubgraph: short = .vertices([0, 1, 2], edges: 3)
      }
      let base: TrainingInstance = try problem.reduction.instance(
        of: file.instance.source, options: problem.options)
      let network: CertificateNetwork = try file.transformations.reduce(
        problem.reduction.certificate(for: short, in: base)
      ) { network, change in change.applied(to: network) }
      let text: String = String(decoding: try JSONEncoder().encode(network), as: UTF8.self)
      let student: String = try scratch.file("short.json", #"{"certificate":\#(text)}"#)
      let report: VerificationReport = try InstanceVerifier.verify(directory: directory, student: student)
      #expect(
        report.checks.filter { !$0.passed }.map(\.name) == ["loss", "solution"], "\(chain): \(report.checks)")
      #expect(report.loss >= file.instance.threshold + file.instance.slack)
    }
  }

  @Test(
    "is rejected once any number of its transformations or samples is changed",
    arguments: TransformationCase.all(isYes: true))
  func mutants(problem: TransformationCase) throws {
    let scratch: Scratch = try Scratch()
    let chain: [Transformation.Kind] =
      problem.options.isAffine
      ? [.addConsistent, .pad, .rotate, .permute] : [.addConsistent, .pad, .rotate, .scale, .permute]
    let directory: String = try problem.generate(
      InstanceOutputs(transformations: chain, seed: 5), in: scratch)
    _ = try InstanceSolving.solve(directory: directory, version: "1.2.3")
    #expect(try InstanceVerifier.verify(directory: directory).isAccepted)
    let place: URL = URL(fileURLWithPath: directory + "/instance.json")
    guard let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: place)) as? [String: Any] else {
      Issue.record("the instance is no object")
      return
    }
    var count: Int = 0
    for field in ["transformations", "samples"] {
      guard let value = whole[field] else { continue }
      // The samples are many: a few of the mutants of each place stand for all.
      let mutants: [(String, Any)] = Self.mutants(of: value, place: field)
      for (name, mutant) in field == "samples"
        ? mutants.enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) : mutants
      {
        var changed: [String: Any] = whole
        changed[field] = mutant
        try JSONSerialization.data(withJSONObject: changed).write(to: place)
        let isAccepted: Bool = (try? InstanceVerifier.verify(directory: directory).isAccepted) ?? false
        #expect(!isAccepted, "\(name)")
        count += 1
      }
    }
    #expect(count > 40)
  }

  /// The value with one number changed, for every number in it.
  static func mutants(of value: Any, place: String) -> [(String, Any)] {
    if let list = value as? [Any] {
      return list.enumerated().flatMap { index, element in
        mutants(of: element, place: "\(place)[\(index)]").map { name, mutant in
          var changed: [Any] = list
          changed[index] = mutant
          return (name, changed)
        }
      }
    }
    if let object = value as? [String: Any] {
      return object.keys.sorted().flatMap { key in
        mutants(of: object[key] ?? 0, place: "\(place).\(key)").map { name, mutant in
          var changed: [String: Any] = object
          changed[key] = mutant
          return (name, changed)
        }
      }
    }
    if let text = value as? String, let number = Rational(text) {
      return [(place, (number + 1).description), (place, (-number - 2).description)]
    }
    if let number = value as? Int { return [(place, number + 1), (place, number == 0 ? -1 : number - 1)] }
    return []
  }

  @Test("in the affine form cannot be scaled")
  func affine() throws {
    let scratch: Scratch = try Scratch()
    for problem in TransformationCase.all(isYes: true) where problem.options.isAffine {
      let error: RequestError? = #expect(throws: RequestError.self) {
        try problem.generate(InstanceOutputs(transformations: [.permute, .scale]), in: scratch)
      }
      #expect(error?.description.contains("--transform scale") == true)
    }
  }
}
