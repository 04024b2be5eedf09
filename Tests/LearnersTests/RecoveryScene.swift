import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Teachers

/// A teacher with chosen layers, and samples of it.
struct RecoveryScene {
  var hidden: Matrix
  var output: Matrix
  var inputs: Matrix

  /// Gaussian layers and inputs.
  init(_ d: Int, _ k: Int, _ m: Int, samples: Int, seed: UInt64) {
    let root: RandomStream = RandomStream(seed: seed).child("scene")
    self.hidden = Self.gaussian(k, d, root.child("hidden"))
    self.output = Self.gaussian(m, k, root.child("output"))
    self.inputs = Self.gaussian(samples, d, root.child("inputs"))
  }

  static func gaussian(_ rows: Int, _ columns: Int, _ stream: RandomStream) -> Matrix {
    InputDistribution.gaussian.block(rows: 0..<rows, dimension: columns, from: stream, threads: 1)
  }

  var teacher: Network {
    get throws { try Network(hidden: hidden, output: output) }
  }

  var labels: Matrix {
    get throws { try teacher.evaluate(inputs) }
  }

  /// Replaces a row of the hidden layer.
  mutating func setNeuron(_ index: Int, to row: [Double]) {
    for (column, value) in row.enumerated() { hidden[index, column] = value }
  }

  func learn(_ change: (inout ExactRecoveryLearner.Options) -> Void = { _ in }) throws -> LearnerOutcome {
    try Self.learn(inputs, try labels, change)
  }

  static func learn(
    _ inputs: Matrix, _ labels: Matrix, _ change: (inout ExactRecoveryLearner.Options) -> Void = { _ in }
  ) throws -> LearnerOutcome {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    change(&options)
    return try ExactRecoveryLearner(options).study(Samples(inputs: inputs, labels: labels))
  }

  /// The error of what was recovered; infinite where the learner refused.
  func error(of outcome: LearnerOutcome) throws -> Double {
    guard case .recovered(let recovery) = outcome else { return .infinity }
    return NeuronMatching.relativeError(of: recovery.student, against: try teacher)
  }
}

extension Recovery {
  /// The certificate of the exact recovery learner.
  var uniqueness: UniquenessCertificate? { certificate as? UniquenessCertificate }
}

extension LearnerOutcome {
  var recovery: Recovery? {
    if case .recovered(let recovery) = self { return recovery }
    return nil
  }

  var refusal: Refusal? {
    if case .refused(let refusal) = self { return refusal }
    return nil
  }
}
