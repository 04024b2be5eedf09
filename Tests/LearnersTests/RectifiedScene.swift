import Learners
import LinearAlgebra
import Networks

/// A teacher of any activation with Gaussian layers and inputs.
struct RectifiedScene {
  var hidden: Matrix
  var output: Matrix
  var inputs: Matrix
  var activation: Activation

  init(_ activation: Activation, _ d: Int, _ k: Int, _ m: Int, samples: Int, seed: UInt64) {
    let scene: RecoveryScene = RecoveryScene(d, k, m, samples: samples, seed: seed)
    // Rows of about length 1, so that tanh does not saturate and eᵗ does not explode.
    self.hidden = scene.hidden.scaled(by: 1 / Double(d).squareRoot())
    self.output = scene.output
    self.inputs = scene.inputs
    self.activation = activation
  }

  var teacher: Network {
    get throws { try Network(hidden: hidden, output: output, activation: activation) }
  }

  var samples: Samples {
    get throws { Samples(inputs: inputs, labels: try teacher.evaluate(inputs)) }
  }

  func learn(
    as stated: Activation?, threads: Int = 2, fault: RectifiedFault? = nil,
    _ change: (inout RectifiedRecoveryLearner.Options) -> Void = { _ in }
  ) throws -> LearnerOutcome {
    var options: RectifiedRecoveryLearner.Options = RectifiedRecoveryLearner.Options()
    options.activation = stated
    change(&options)
    return try RectifiedRecoveryLearner(options, fault: fault).study(samples, threads: threads)
  }

  /// The error of what was recovered; infinite where the learner refused.
  func error(of outcome: LearnerOutcome) throws -> Double {
    guard case .recovered(let recovery) = outcome else { return .infinity }
    return NeuronMatching.relativeError(of: recovery.student, against: try teacher)
  }
}

extension Recovery {
  /// The certificate of the learner of rectified activations.
  var rectified: RectifiedCertificate? { certificate as? RectifiedCertificate }
}
