import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams

/// Inputs, a teacher and its labels for exhaustive search.
struct ExhaustiveScene {
  /// How inputs are drawn.
  enum Inputs: String, Sendable, CaseIterable {
    case gaussian
    /// Integers from −3 to 3.
    case lattice
    /// Uniform on [0, 1]^d.
    case cube
  }

  var scene: RecoveryScene

  init(_ d: Int, _ k: Int, _ m: Int, samples: Int, seed: UInt64, inputs: Inputs = .gaussian) {
    scene = RecoveryScene(d, k, m, samples: samples, seed: seed)
    switch inputs {
    case .gaussian: break
    case .lattice: scene.inputs = scene.inputs.mapElements { max(-3, min(3, ($0 * 1.7).rounded())) }
    case .cube:
      scene.inputs = Self.uniform(samples, d, RandomStream(seed: seed).child("cube"))
    }
  }

  static func uniform(_ rows: Int, _ columns: Int, _ stream: RandomStream) -> Matrix {
    var result: Matrix = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { result[row, column] = stream.uniform(at: UInt64(row * columns + column)) }
    }
    return result
  }

  func learn(_ change: (inout ExhaustiveRecoveryLearner.Options) -> Void = { _ in }) throws -> LearnerOutcome
  {
    try Self.learn(scene.inputs, try scene.labels, change)
  }

  static func learn(
    _ inputs: Matrix, _ labels: Matrix,
    _ change: (inout ExhaustiveRecoveryLearner.Options) -> Void = { _ in }
  ) throws -> LearnerOutcome {
    var options: ExhaustiveRecoveryLearner.Options = ExhaustiveRecoveryLearner.Options()
    change(&options)
    return try ExhaustiveRecoveryLearner(options).study(Samples(inputs: inputs, labels: labels))
  }

  /// Labels of a network of the same shape with another activation or biases.
  func labels(_ activation: (Double) -> Double) throws -> Matrix {
    scene.inputs.timesTransposed(scene.hidden).mapElements(activation).timesTransposed(scene.output)
  }
}

extension Recovery {
  /// The certificate of the exhaustive search.
  var exhaustive: ExhaustiveCertificate? { certificate as? ExhaustiveCertificate }
}
