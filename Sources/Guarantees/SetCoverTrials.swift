import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import PropertyTesting
import RandomStreams

/// A set system with coverable elements, and a disturbance of its certificate.
struct SetCoverPlan: Sendable {
  let problem: SetCover
  /// For each coordinate of the network a step that is added to it, in eighths.
  let disturbance: [Int]
}

/// Draws set systems, takes each through the files both ways, and makes failing ones small.
struct SetCoverTrials: Sendable {
  let forward: SetCoverReductionGuarantee.ForwardMap
  let seed: UInt64

  static let largestElements: Int = 8
  static let largestSets: Int = 7
  private static let largestCost: Int = 4
  private static let largestStep: Int = 12

  /// The property under which example stores keep a failing set system.
  static let property: String = "\(SetCoverReductionGuarantee.identifier), random set systems"

  /// The set systems; stored choices are read with it.
  static let generator: Gen<SetCoverPlan> = Gen.build { draw in
    let elements: Int = try draw("elements", .integer(in: 1...largestElements))
    let count: Int = try draw("number of sets", .integer(in: 1...largestSets))
    let sets: [[Int]] = try draw("sets", systems(elements: elements, count: count))
    let costs: [Int] = try draw("costs", numbers(count, in: 1...largestCost))
    let steps: [Int] = try draw("disturbance", numbers(count + 1, in: -largestStep...largestStep))
    return SetCoverPlan(
      problem: try SetCover(elementCount: elements, sets: sets, costs: costs), disturbance: steps)
  }

  private static func systems(elements: Int, count: Int) -> Gen<[[Int]]> {
    Gen.build { draw in
      var sets: [[Int]] = [[Int]](repeating: [], count: count)
      for element in 0..<elements {
        // One set for sure, so that every system is feasible.
        let owner: Int = try draw(.integer(in: 0...count - 1))
        for index in 0..<count where try index == owner || draw(.integer(in: 0...2)) == 1 {
          sets[index].append(element)
        }
      }
      return sets
    }
  }

  private static func numbers(_ count: Int, in range: ClosedRange<Int>) -> Gen<[Int]> {
    Gen.build { draw in try (0..<count).map { _ in try draw(.integer(in: range)) } }
  }

  /// The problem of a trial.
  func problem(trial: Int) throws -> Generated<SetCoverPlan> {
    let stream: RandomStream = RandomStream(seed: seed).child(SetCoverReductionGuarantee.identifier).child(
      trial)
    var position: UInt64 = 0
    return try Self.generator.generate(
      from: ChoiceSource { limit in
        defer { position += 1 }
        return limit == .max ? stream.word(at: position) : stream.integer(below: limit + 1, at: position)
      })
  }

  /// Takes a set system through the files both ways.
  func run(_ plan: SetCoverPlan) throws -> TrialOutcome {
    let directory: URL = FileManager.default.temporaryDirectory.appendingPathComponent(
      "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let optimum: Int = Self.bruteForceOptimum(plan.problem)
    if let fault = try fault(of: plan, optimum: optimum, in: directory.path) {
      return TrialOutcome(passed: false, label: fault)
    }
    return TrialOutcome(passed: true, label: "exact both ways", metric: Double(optimum))
  }

  private func fault(of plan: SetCoverPlan, optimum: Int, in root: String) throws -> String? {
    let directory: String = root + "/optimum"
    let instance: TrainingInstance = try Self.write(plan.problem, target: optimum, to: directory)
    guard instance.size == SetCoverToReLU.size(of: plan.problem) else { return "the size formula is wrong" }
    let report: InstanceSolving.Report = try InstanceSolving.solve(
      directory: directory, version: Tool.version)
    guard report.optimum == optimum else { return "the solver's optimum is wrong" }
    let answer: CertificateFile = try CertificateFile(contentsOf: directory + "/certificate.json")
    guard let solution = answer.solution else { return "the certificate names no cover" }

    let network: CertificateNetwork = try forward(solution.entries, plan.problem, instance.parameters)
    let certificate: CertificateFile = CertificateFile(
      certificate: network, solution: solution, loss: Rational(optimum))
    try AtomicFile.write(try certificate.data(), to: directory + "/certificate.json")
    guard try InstanceVerifier.verify(directory: directory).isAccepted else {
      return "the optimal cover's network is rejected"
    }
    if let fault = try disturbedFault(network, plan, optimum, instance, directory) { return fault }

    let harder: String = root + "/harder"
    _ = try Self.write(plan.problem, target: optimum - 1, to: harder)
    let asStudent: String = directory + "/certificate.json"
    guard try !InstanceVerifier.verify(directory: harder, student: asStudent).isAccepted else {
      return "the optimal network is accepted below the optimum"
    }
    return nil
  }

  /// What a network near the certificate shows that contradicts the theorem.
  private func disturbedFault(
    _ network: CertificateNetwork, _ plan: SetCoverPlan, _ optimum: Int, _ instance: TrainingInstance,
    _ directory: String
  ) throws -> String? {
    var unit: [Rational] = plan.disturbance.map { Rational($0) / 8 }
    for entry in network.hiddenWeights.first ?? [] where unit.indices.contains(entry.index) {
      unit[entry.index] += entry.value
    }
    let path: String = directory + "/disturbed.json"
    let disturbed: CertificateFile = CertificateFile(
      certificate: CertificateNetwork(unit: unit), solution: nil, loss: nil)
    try AtomicFile.write(try disturbed.data(), to: path)
    let report: VerificationReport = try InstanceVerifier.verify(directory: directory, student: path)
    guard report.loss >= Rational(optimum) else { return "a network has a loss below the optimum" }
    guard let cap = instance.parameters["Kbar"] else { return "the instance lacks its constant Kbar" }
    if report.loss < cap {
      guard let cover = report.solution else { return "a network of small loss is no cover" }
      guard let cost = cover.cost, cost <= report.loss else {
        return "a decoded cover costs more than the loss"
      }
    }
    return nil
  }

  private static func write(_ problem: SetCover, target: Int, to directory: String) throws -> TrainingInstance
  {
    let instance: TrainingInstance = try SetCoverToReLU.instance(of: problem, target: target)
    try InstanceDirectory.write(
      InstanceFile(instance: instance, generator: nil), readme: "A trial of an audit.\n", to: directory)
    return instance
  }

  private static func bruteForceOptimum(_ problem: SetCover) -> Int {
    let count: Int = problem.sets.count
    return (0..<(1 << count)).reduce(problem.totalCost) { best, mask in
      let chosen: [Int] = (0..<count).filter { mask >> $0 & 1 == 1 }
      let cost: Int = problem.cost(of: chosen)
      return cost < best && problem.elementsUncovered(by: chosen).isEmpty ? cost : best
    }
  }
}
