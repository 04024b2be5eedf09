import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Testing

/// Small source problems, all of them.
enum SmallGraphs {
  /// One graph of each isomorphism class on so many vertices.
  static func classes(vertices: Int) throws -> [Hypergraph] {
    let pairs: [[Int]] = (0..<vertices).flatMap { low in
      ((low + 1)..<max(low + 1, vertices)).map { [low, $0] }
    }
    var position: [[Int]: Int] = [:]
    for (index, pair) in pairs.enumerated() { position[pair] = index }
    let images: [[Int]] = permutations(vertices).map { order in
      pairs.map { position[[order[$0[0]], order[$0[1]]].sorted()] ?? 0 }
    }
    return try (0..<(1 << pairs.count)).compactMap { mask in
      let isLeast: Bool = images.allSatisfy { image in
        var other: Int = 0
        for (index, target) in image.enumerated() where mask >> index & 1 == 1 { other |= 1 << target }
        return mask <= other
      }
      guard isLeast else { return nil }
      return try Hypergraph(
        vertexCount: vertices, edges: pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] })
    }
  }

  /// A graph of each class with up to so many vertices: 1, 2, 4, 11 and 34 of them.
  static func upTo(_ most: Int) throws -> [Hypergraph] {
    try (1...most).flatMap { try classes(vertices: $0) }
  }

  /// Hypergraphs with edges of two and three vertices, isolated vertices, and none that are 2-colourable of the Fano
  /// plane and of all triples of five.
  static func hypergraphs() throws -> [Hypergraph] {
    let triples: [[Int]] = (0..<5).flatMap { a in
      ((a + 1)..<5).flatMap { b in ((b + 1)..<5).map { [a, b, $0] } }
    }
    let fano: [[Int]] = (0..<7).map { shift in [0, 1, 3].map { ($0 + shift) % 7 } }
    return [
      try Hypergraph(vertexCount: 3, edges: [[0, 1, 2]]),
      try Hypergraph(vertexCount: 6, edges: [[0, 1, 2], [1, 2, 3], [0, 3, 4]]),
      try Hypergraph(vertexCount: 5, edges: [[0, 1], [1, 2, 3], [0, 2, 3, 4], [3, 4]]),
      try Hypergraph(vertexCount: 5, edges: triples),
      try Hypergraph(vertexCount: 7, edges: fano),
      try Hypergraph(vertexCount: 7, edges: Array(fano.dropLast())),
    ]
  }

  static func cycle(_ vertices: Int) throws -> Hypergraph {
    try Hypergraph(vertexCount: vertices, edges: (0..<vertices).map { [$0, ($0 + 1) % vertices] })
  }

  static func complete(_ vertices: Int) throws -> Hypergraph {
    try Hypergraph(
      vertexCount: vertices,
      edges: (0..<vertices).flatMap { low in ((low + 1)..<max(low + 1, vertices)).map { [low, $0] } })
  }

  static func permutations(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(count - 1).flatMap { shorter in
      (0...shorter.count).map { place in
        var longer: [Int] = shorter
        longer.insert(count - 1, at: place)
        return longer
      }
    }
  }

  /// Every map of the vertices to the colours.
  static func colourings(_ vertices: Int, colours: Int) -> [[Int]] {
    (0..<vertices).reduce([[]]) { shorter, _ in shorter.flatMap { list in (0..<colours).map { list + [$0] } }
    }
  }
}

/// Numbers for perturbations, the same on every run.
struct SmallRandom {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func integer(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  /// A rational in [−1, 1] / scale.
  mutating func rational(over scale: Int) -> Rational { Rational(integer(65) - 32) / Rational(32 * scale) }
}

extension CertificateNetwork {
  /// The weights by coordinate.
  func denseUnits(_ dimension: Int) -> [[Rational]] {
    hiddenWeights.map { unit in
      var weights: [Rational] = [Rational](repeating: .zero, count: dimension)
      for entry in unit { weights[entry.index] = entry.value }
      return weights
    }
  }

  /// The loss straight from the definition.
  func loss(on instance: TrainingInstance) -> Rational {
    let units: [[Rational]] = denseUnits(instance.dimension)
    return instance.samples.reduce(Rational.zero) { total, sample in
      let active: [Rational] = units.map { unit in
        sample.x.reduce(Rational.zero) { $0 + unit[$1.index] * $1.value }.positivePart
      }
      return zip(outputWeights, sample.y).reduce(total) { sum, output in
        let value: Rational = zip(output.0, active).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
        return sum + sample.weight * (value - output.1).squared
      }
    }
  }

  /// The same network with every weight moved by up to 1 / scale.
  func perturbed(_ dimension: Int, over scale: Int, _ random: inout SmallRandom) -> CertificateNetwork {
    CertificateNetwork(
      outputWeights: outputWeights.map { $0.map { $0 + random.rational(over: 2 * scale) } },
      hiddenWeights: denseUnits(dimension).map { unit in
        unit.indices.map { SparseEntry($0, unit[$0] + random.rational(over: scale)) }
      })
  }

  /// ‖a_j w_j‖² of each unit.
  var squaredNorms: [Rational] {
    hiddenWeights.enumerated().map { unit, entries in
      outputWeights[0][unit].squared * entries.reduce(Rational.zero) { $0 + $1.value.squared }
    }
  }
}

/// What every reduction promises of every instance.
enum ReductionCheck {
  /// Size formula, rebuild, constants: the generator and the verifier agree, and the unit ball is kept.
  static func expectAgreement(
    _ reduction: any Reduction.Type, _ problem: SourceProblem, options: ReductionOptions = ReductionOptions()
  ) throws -> TrainingInstance {
    let instance: TrainingInstance = try reduction.instance(of: problem, options: options)
    #expect(instance.size == reduction.size(of: problem, options: options), "\(problem)")
    let rebuild: any InstanceRebuild = try reduction.rebuild.init(instance)
    #expect(multiset(rebuild.samples) == multiset(Array(instance.samples)), "\(problem)")
    #expect(rebuild.sourceFault == nil && rebuild.parameterFault == nil, "\(problem)")
    #expect(rebuild.generatorFault == nil, "\(problem) \(rebuild.generatorFault ?? "")")
    let shape: InstanceShape = rebuild.shape
    #expect(
      shape
        == InstanceShape(
          dimension: instance.dimension, units: instance.units, outputs: instance.outputs,
          coefficients: instance.coefficients, squaredNormBound: instance.squaredNormBound,
          threshold: instance.threshold, slack: instance.slack), "\(problem)")
    #expect(instance.slack.signum > 0 && instance.samples.allSatisfy { $0.weight.signum > 0 }, "\(problem)")
    let misfit: ExactSample? = instance.samples.first { !isFit($0, inBall: instance.squaredNormBound != nil) }
    #expect(misfit == nil, "\(problem)")
    return instance
  }

  /// Ascending entries without zeros, and the ball where it is asked for.
  private static func isFit(_ sample: ExactSample, inBall: Bool) -> Bool {
    guard zip(sample.x, sample.x.dropFirst()).allSatisfy({ $0.index < $1.index }) else { return false }
    guard sample.x.allSatisfy({ !$0.value.isZero }) else { return false }
    guard inBall else { return true }
    return sample.x.reduce(Rational.zero) { $0 + $1.value.squared } <= 1
      && sample.y.allSatisfy { $0.magnitude <= 1 }
  }

  private static func multiset(_ samples: [ExactSample]) -> [ExactSample: Int] {
    samples.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// The network of a solution and its loss: it decodes to the solution, in the generator and in the verifier.
  static func expectRoundTrip(
    _ solution: SourceSolution, _ reduction: any Reduction.Type, _ instance: TrainingInstance
  ) throws -> Rational {
    let network: CertificateNetwork = try reduction.certificate(for: solution, in: instance)
    let rebuild: any InstanceRebuild = try reduction.rebuild.init(instance)
    #expect(rebuild.image(of: solution) == network, "\(instance.source) \(solution)")
    #expect(reduction.solution(from: network, in: instance) == solution, "\(instance.source) \(solution)")
    #expect(rebuild.decode(network) == solution, "\(instance.source) \(solution)")
    if let bound = instance.squaredNormBound { #expect(network.squaredNorms.allSatisfy { $0 <= bound }) }
    return network.loss(on: instance)
  }

  /// The decoded solution of any network; both decoders must agree.
  static func decoded(
    _ network: CertificateNetwork, _ reduction: any Reduction.Type, _ instance: TrainingInstance
  ) throws -> SourceSolution {
    let solution: SourceSolution = reduction.solution(from: network, in: instance)
    #expect(try reduction.rebuild.init(instance).decode(network) == solution, "\(instance.source)")
    return solution
  }
}

/// A directory with an instance and a certificate, which can be edited.
final class ReductionDirectory {
  let scratch: Scratch
  let instance: TrainingInstance
  var path: String { scratch.path + "/instance" }

  init(_ instance: TrainingInstance, _ reduction: any Reduction.Type, _ solution: SourceSolution) throws {
    self.instance = instance
    scratch = try Scratch()
    let file: InstanceFile = InstanceFile(
      instance: instance, generator: Provenance(version: "1.2.3", command: "assay generate"))
    try InstanceDirectory.write(file, readme: "text", to: scratch.path + "/instance")
    let network: CertificateNetwork = try reduction.certificate(for: solution, in: instance)
    try write(CertificateFile(certificate: network, solution: solution, loss: network.loss(on: instance)))
  }

  func write(_ certificate: CertificateFile) throws {
    try certificate.data().write(to: URL(fileURLWithPath: path + "/certificate.json"))
  }

  /// The names of the checks that a network fails as a student; a refusal to read is named by its place.
  func failures(of student: CertificateNetwork? = nil) throws -> [String] {
    var file: String?
    if let student {
      let network: String = String(decoding: try JSONEncoder().encode(student), as: UTF8.self)
      file = try scratch.file("student.json", #"{"certificate":\#(network)}"#)
    }
    do {
      let report: VerificationReport = try InstanceVerifier.verify(directory: path, student: file)
      #expect(report.isAccepted == report.checks.allSatisfy(\.passed))
      return report.checks.filter { !$0.passed }.map(\.name)
    } catch let error as DataError {
      return ["unreadable \(error.place ?? "")"]
    }
  }

  /// Changes a file, asks for a rejection, and puts the file back.
  func expectRejected(_ name: String, in file: String, _ change: (inout [String: Any]) -> Void) throws {
    let place: URL = URL(fileURLWithPath: path + "/" + file)
    let original: Data = try Data(contentsOf: place)
    guard var object = try JSONSerialization.jsonObject(with: original) as? [String: Any] else {
      Issue.record("\(file) is no object")
      return
    }
    change(&object)
    try JSONSerialization.data(withJSONObject: object).write(to: place)
    #expect(try !failures().isEmpty, "\(instance.reduction): \(name)")
    try original.write(to: place)
  }
}
