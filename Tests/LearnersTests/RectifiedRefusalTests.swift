import Learners
import LinearAlgebra
import Networks
import Testing

@Suite("Recovery of other rectified activations refuses")
struct RectifiedRefusalTests {
  @Test("an activation that is stated wrongly", arguments: Activation.rectified)
  func wrongActivation(truth: Activation) throws {
    let scene: RectifiedScene = RectifiedScene(truth, 5, 2, 2, samples: 250, seed: 1)
    for stated in Activation.rectified where stated != truth {
      let outcome: LearnerOutcome = try scene.learn(as: stated)
      #expect(outcome.refusal?.reason == .notFound, "\(stated) for \(truth)")
    }
  }

  @Test("leaky teachers, whatever is stated", arguments: [nil, .relu, .reluTanh, .step] as [Activation?])
  func leakyTeacher(stated: Activation?) throws {
    let scene: RectifiedScene = RectifiedScene(.leakyRelu, 5, 3, 3, samples: 300, seed: 2)
    let refusal: Refusal? = try scene.learn(as: stated).refusal
    #expect(refusal?.reason == .notFound)
  }

  @Test(
    "to look for an activation that is not rectified, and says why",
    arguments: [Activation.leakyRelu, .identity])
  func notRectified(activation: Activation) throws {
    let scene: RectifiedScene = RectifiedScene(activation, 5, 2, 2, samples: 200, seed: 3)
    let refusal: Refusal? = try scene.learn(as: activation).refusal
    #expect(refusal?.detail.contains("\(activation.rawValue) is not rectified") == true)
    #expect(RectifiedRecoveryLearner.objection(to: activation) == refusal?.detail)
    for rectified in Activation.rectified {
      #expect(RectifiedRecoveryLearner.objection(to: rectified) == nil)
    }
  }

  @Test("scarce samples, without ever being wrong", arguments: Activation.rectified)
  func scarce(activation: Activation) throws {
    var refusals: Int = 0
    for seed in 0..<12 as Range<UInt64> {
      let count: Int = 10 + 3 * Int(seed)
      let scene: RectifiedScene = RectifiedScene(activation, 5, 2, 2, samples: count, seed: 20 + seed)
      for stated in [activation, nil] {
        let outcome: LearnerOutcome = try scene.learn(as: stated)
        if let recovery = outcome.recovery {
          let error: Double = try scene.error(of: outcome)
          let angle: Double? = recovery.rectified?.angleBound
          #expect(error <= (angle ?? 1e-10) + 1e-10, "\(activation), \(count) samples")
        } else {
          refusals += 1
        }
      }
    }
    #expect(refusals > 0)
  }

  @Test("more neurons than it can tell, and fewer than the labels need")
  func hiddenUnits() throws {
    let scene: RectifiedScene = RectifiedScene(.reluSquared, 5, 2, 3, samples: 300, seed: 4)
    #expect(try scene.learn(as: .reluSquared) { $0.hiddenUnits = 2 }.recovery != nil)
    #expect(try scene.learn(as: .reluSquared) { $0.hiddenUnits = 1 }.refusal?.reason == .notRealisable)
    let more: Refusal? = try scene.learn(as: .reluSquared) { $0.hiddenUnits = 3 }.refusal
    #expect(more?.reason == .notIdentifiable && more?.candidate != nil)
  }

  @Test("inputs on which two activations are the same function")
  func alike() throws {
    // Products of 0 and 1 only: 1 is its own square and root.
    let scene: RectifiedScene = RectifiedScene(.relu, 4, 2, 2, samples: 400, seed: 5)
    var binary: RectifiedScene = scene
    binary.inputs = scene.inputs.mapElements { $0 > 0.3 ? 1 : 0 }
    binary.hidden = try Matrix([[1, 0, 0, 0], [0, 1, 0, 0]])
    let outcome: LearnerOutcome = try binary.learn(as: nil)
    #expect(outcome.recovery == nil)
    #expect(outcome.refusal?.reason == .notIdentifiable || outcome.refusal?.reason == .insufficient)
  }

  @Test("contradictory samples, one wrong label, one sample, no inputs that span")
  func faults() throws {
    let scene: RectifiedScene = RectifiedScene(.reluTanh, 4, 2, 3, samples: 200, seed: 6)
    var options: RectifiedRecoveryLearner.Options = RectifiedRecoveryLearner.Options()
    options.activation = .reluTanh
    let learner: RectifiedRecoveryLearner = RectifiedRecoveryLearner(options)
    let samples: Samples = try scene.samples
    var wrong: Matrix = samples.labels
    wrong[17, 1] += 0.01
    let one: LearnerOutcome = try learner.study(Samples(inputs: samples.inputs, labels: wrong))
    #expect(one.recovery == nil)
    var zero: Matrix = samples.inputs
    for column in 0..<4 { zero[17, column] = 0 }
    let contradiction: LearnerOutcome = try learner.study(Samples(inputs: zero, labels: wrong))
    #expect(contradiction.refusal?.reason == .notRealisable)
    let single: LearnerOutcome = try learner.study(samples.samples(3..<4))
    #expect(single.recovery == nil)
    let flat: Matrix = samples.inputs * Matrix.diagonal([1, 1, 1, 0])
    let dependent: LearnerOutcome = try learner.study(
      Samples(inputs: flat, labels: try scene.teacher.evaluate(flat)))
    #expect(dependent.refusal?.reason == .notIdentifiable)
    let silent: LearnerOutcome = try learner.study(
      Samples(inputs: samples.inputs, labels: Matrix(rows: 200, columns: 3)))
    #expect(silent.refusal?.reason == .notIdentifiable)
  }
}

@Suite("A broken step of recovery with other activations")
struct RectifiedFaultTests {
  @Test("is seen: the wrong root recovers nothing, not even one neuron")
  func unsuccessful() throws {
    let scene: RectifiedScene = RectifiedScene(.reluSquared, 3, 1, 1, samples: 160, seed: 1)
    #expect(try scene.error(of: scene.learn(as: .reluSquared)) <= 1e-11)
    #expect(try scene.learn(as: .reluSquared, fault: .wrongRoot).recovery == nil)
  }

  @Test("is seen: without its certificate it hands out networks of an activation that fits by chance")
  func uncertified() throws {
    var wrong: Int = 0
    for seed in 0..<40 as Range<UInt64> {
      // As many active samples as dimensions, so that any root gives weights that fit.
      let scene: RectifiedScene = RectifiedScene(.reluSqrt, 4, 1, 1, samples: 9, seed: seed)
      #expect(try scene.learn(as: .reluSquared).recovery == nil)
      if try scene.learn(as: .reluSquared, fault: .certificateSkipped).recovery != nil { wrong += 1 }
    }
    #expect(wrong > 0)
  }

  @Test("is seen: an angle that is stated too small is exceeded")
  func boldAngle() throws {
    let scene: RectifiedScene = RectifiedScene(.step, 4, 2, 2, samples: 300, seed: 2)
    let outcome: LearnerOutcome = try scene.learn(as: .step, fault: .boldAngle)
    let bound: Double = outcome.recovery?.rectified?.angleBound ?? .infinity
    #expect(try scene.error(of: outcome) > 2 * bound)
  }

  @Test("a step neuron on the corners of a cube, whose programs made the solver cycle")
  func corners() throws {
    let corners: [[Double]] = (0..<8).map { corner in (0..<3).map { Double(corner >> $0 & 1) } }
    let inputs: [[Double]] = (0..<40).map { corners[$0 * 5 % 8] }
    let labels: [[Double]] = inputs.map { [$0[1] + $0[2] > 0 ? 0.652 : 0] }
    var options: RectifiedRecoveryLearner.Options = RectifiedRecoveryLearner.Options()
    options.activation = .step
    let outcome: LearnerOutcome = try RectifiedRecoveryLearner(options)
      .study(Samples(inputs: Matrix(inputs), labels: Matrix(labels)))
    #expect(outcome.refusal?.reason == .insufficient, "\(outcome)")
    #expect(outcome.refusal?.detail.contains("radians") == true)
  }
}
