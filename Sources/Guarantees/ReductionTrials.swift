import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import RandomStreams

/// Draws source problems of a reduction, takes each through the files both ways, and makes failing ones small.
struct ReductionTrials: Sendable {
  let reduction: any Reduction.Type
  let seed: UInt64

  /// The claim's name.
  var claimName: String { "\(reduction.summary.id) keeps the answer" }
  /// The property under which example stores keep a failing problem.
  var property: String {
    "\(ReductionPreservesAnswerGuarantee.identifier), \(reduction.summary.id), small problems"
  }
  /// The problems; stored choices are read with it.
  var generator: Gen<ReductionPlan> { ReductionPlan.generator(for: reduction) }

  /// The problem of a trial.
  func problem(trial: Int) throws -> Generated<ReductionPlan> {
    let stream: RandomStream = RandomStream(seed: seed).child(ReductionPreservesAnswerGuarantee.identifier)
      .child(reduction.summary.id).child(trial)
    var position: UInt64 = 0
    return try generator.generate(
      from: ChoiceSource { limit in
        defer { position += 1 }
        return limit == .max ? stream.word(at: position) : stream.integer(below: limit + 1, at: position)
      })
  }

  /// Takes a problem through the files both ways.
  func run(_ plan: ReductionPlan) throws -> TrialOutcome {
    let directory: URL = FileManager.default.temporaryDirectory.appendingPathComponent(
      "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let instance: TrainingInstance
    do {
      instance = try reduction.instance(of: plan.problem, options: plan.options)
    } catch {
      return TrialOutcome(passed: false, label: "the reduction refuses the problem: \(error)")
    }
    let best: SourceSolution = plan.problem.bestSolution
    let isYes: Bool = plan.problem.isAnswered(by: best)
    let road: Road = Road(
      reduction: reduction, plan: plan, instance: instance, best: best,
      directory: directory.path + "/instance")
    if let fault = try road.commonFault(isYes: isYes) ?? (isYes ? road.yesFault() : road.noFault()) {
      return TrialOutcome(passed: false, label: fault)
    }
    return TrialOutcome(
      passed: true, label: isYes ? "yes" : "no", metric: Double(instance.samples.count))
  }
}

extension ReductionTrials {
  /// One problem on its way through the files.
  struct Road {
    let reduction: any Reduction.Type
    let plan: ReductionPlan
    let instance: TrainingInstance
    /// What comes closest to a solution.
    let best: SourceSolution
    let directory: String

    /// What is wrong with the size, the files or the solver's answer.
    func commonFault(isYes: Bool) throws -> String? {
      guard instance.size == reduction.size(of: plan.problem, options: plan.options) else {
        return "the size formula is wrong"
      }
      try InstanceDirectory.write(
        InstanceFile(instance: instance, generator: nil), readme: "A trial of an audit.\n", to: directory)
      let report: InstanceSolving.Report = try InstanceSolving.solve(
        directory: directory, version: Tool.version)
      guard report.answer == (isYes ? .yes : .no) else {
        return "the solver answers \(report.answer.rawValue)"
      }
      return nil
    }

    /// What a yes instance shows that contradicts the theorem.
    func yesFault() throws -> String? {
      let own: VerificationReport = try InstanceVerifier.verify(directory: directory)
      guard own.isAccepted else { return "the solver's certificate is rejected" }
      for solution in [own.solution, best].compactMap({ $0 }) {
        guard plan.problem.isAnswered(by: solution) else { return "the decoded solution is none" }
        let network: CertificateNetwork = try reduction.certificate(for: solution, in: instance)
        let loss: Rational = network.exactLoss(on: instance)
        guard loss <= instance.threshold else { return "a certificate's loss is above the threshold" }
        let file: CertificateFile = CertificateFile(certificate: network, solution: solution, loss: loss)
        try AtomicFile.write(try file.data(), to: directory + "/certificate.json")
        guard try InstanceVerifier.verify(directory: directory).isAccepted else {
          return "a solution's network is rejected"
        }
        guard plan.problem.isAnswered(by: reduction.solution(from: network, in: instance)) else {
          return "a certificate decodes to what is no solution"
        }
        if let fault = try neighbourFault(network) { return fault }
      }
      return nil
    }

    /// Networks ever closer to a certificate: each is rejected outside the slack, and the first inside is accepted.
    private func neighbourFault(_ network: CertificateNetwork) throws -> String? {
      var scale: Rational = Self.firstScale
      for _ in 0..<Self.mostScales {
        let near: CertificateNetwork = disturbed(network, by: scale)
        let report: VerificationReport = try verify(near)
        guard report.loss == near.exactLoss(on: instance) else { return "the verifier's loss is wrong" }
        if report.loss < instance.threshold + instance.slack {
          guard report.isAccepted else { return "a network within the slack is rejected" }
          return plan.problem.isAnswered(by: reduction.solution(from: near, in: instance))
            ? nil : "a network within the slack decodes to what is no solution"
        }
        if report.isAccepted { return "a network outside the slack is accepted" }
        scale = scale * Self.nextScale
      }
      return "no network near a certificate is within the slack"
    }

    private static let firstScale: Rational = Rational(1) / 2
    private static let nextScale: Rational = Rational(1) / 32
    private static let mostScales: Int = 24

    /// What a no instance shows that contradicts the theorem.
    func noFault() throws -> String? {
      let own: String = InstanceDirectory.path(of: InstanceDirectory.certificateName, in: directory)
      if FileManager.default.fileExists(atPath: own),
        try InstanceVerifier.verify(directory: directory).isAccepted
      {
        return "the solver's best network is accepted"
      }
      let network: CertificateNetwork = try reduction.certificate(for: best, in: instance)
      for candidate in [
        network, disturbed(network, by: Self.firstScale), disturbed(network, by: Self.closeScale),
      ] {
        let report: VerificationReport = try verify(candidate)
        guard report.loss == candidate.exactLoss(on: instance) else { return "the verifier's loss is wrong" }
        if let fault = fault(ofNo: report) { return fault }
      }
      let path: String = directory + "/student.json"
      try descended().write(to: path)
      return fault(ofNo: try InstanceVerifier.verify(directory: directory, student: path))
    }

    private static let closeScale: Rational = Rational(1) / 256

    private func fault(ofNo report: VerificationReport) -> String? {
      if report.isAccepted { return "a network of a no instance is accepted" }
      let isOfClass: Bool = report.checks.allSatisfy {
        $0.passed || !["coefficients", "norms"].contains($0.name)
      }
      return isOfClass && report.loss < instance.threshold + instance.slack
        ? "a network of a no instance is within the slack" : nil
    }

    private func verify(_ network: CertificateNetwork) throws -> VerificationReport {
      let path: String = directory + "/near.json"
      let file: CertificateFile = CertificateFile(certificate: network, solution: nil, loss: nil)
      try AtomicFile.write(try file.data(), to: path)
      return try InstanceVerifier.verify(directory: directory, student: path)
    }

    /// A network whose hidden weights are moved by the steps times `scale`; towards 0 where norms are bounded.
    private func disturbed(_ network: CertificateNetwork, by scale: Rational) -> CertificateNetwork {
      var position: Int = 0
      let units: [[SparseEntry]] = network.hiddenWeights.map { unit in
        var row: [Rational] = [Rational](repeating: .zero, count: instance.dimension)
        for entry in unit { row[entry.index] = entry.value }
        for index in row.indices {
          let step: Rational = scale * Rational(plan.disturbance[position % plan.disturbance.count]) / 8
          position += 1
          row[index] =
            instance.squaredNormBound == nil ? row[index] + step : row[index] * (Rational(1) - step.magnitude)
        }
        return row.indices.filter { !row[$0].isZero }.map { SparseEntry($0, row[$0]) }
      }
      return CertificateNetwork(
        outputWeights: network.outputWeights, hiddenWeights: units, biases: network.biases)
    }

    /// What gradient descent makes of the samples in a short run.
    private func descended() throws -> Network {
      var options: GradientDescent.Options = GradientDescent.Options()
      options.outputWeights = instance.coefficients == .plus ? .plus : .real
      (options.restarts, options.steps) = (2, 120)
      let samples: DescentSamples = DescentSamples(instance)
      return try GradientDescent(options).fit(
        inputs: samples.inputs, labels: samples.labels, weights: samples.weights, units: instance.units,
        threads: 1
      ).student
    }
  }
}

/// The samples of a training instance in floating point.
struct DescentSamples: Sendable {
  let inputs: Matrix
  let labels: Matrix
  let weights: [Double]

  init(_ instance: TrainingInstance) {
    var inputs: Matrix = Matrix(rows: instance.samples.count, columns: instance.dimension)
    var labels: Matrix = Matrix(rows: instance.samples.count, columns: instance.outputs)
    for (row, sample) in instance.samples.enumerated() {
      for entry in sample.x { inputs[row, entry.index] = entry.value.doubleValue }
      for (column, label) in sample.y.enumerated() { labels[row, column] = label.doubleValue }
    }
    self.inputs = inputs
    self.labels = labels
    self.weights = instance.samples.map(\.weight.doubleValue)
  }
}
