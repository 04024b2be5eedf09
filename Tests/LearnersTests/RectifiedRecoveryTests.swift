import Foundation
import Learners
import LinearAlgebra
import Networks
import Testing

@Suite("Recovery of other rectified activations")
struct RectifiedRecoveryTests {
  static let determined: [Activation] = Activation.rectified.filter { $0 != .step }

  @Test("recovers every parameter to rounding", arguments: determined, [(5, 3, 3), (8, 4, 6)])
  func recovers(activation: Activation, size: (Int, Int, Int)) throws {
    for seed in 0..<2 as Range<UInt64> {
      let scene: RectifiedScene = RectifiedScene(
        activation, size.0, size.1, size.2, samples: 40 * (size.0 + size.1), seed: seed)
      let outcome: LearnerOutcome = try scene.learn(as: activation)
      let error: Double = try scene.error(of: outcome)
      let bound: Double = outcome.recovery?.rectified?.parameterErrorBound ?? 1e-12
      #expect(error <= min(bound, 1e-11), "\(outcome.refusal?.detail ?? "")")
      #expect(outcome.recovery?.student.layers[0].activation == activation)
      if activation != .relu { #expect(outcome.recovery?.rectified?.activation == activation) }
    }
  }

  @Test("finds out which activation it is", arguments: Activation.rectified)
  func findsOut(activation: Activation) throws {
    let scene: RectifiedScene = RectifiedScene(activation, 5, 2, 2, samples: 300, seed: 3)
    let outcome: LearnerOutcome = try scene.learn(as: nil)
    #expect(outcome.recovery?.student.layers[0].activation == activation, "\(outcome.refusal?.detail ?? "")")
    if activation != .step { #expect(try scene.error(of: outcome) <= 1e-11) }
    // ReLU gets the certificate of exact recovery, which proves more.
    #expect((outcome.recovery?.uniqueness != nil) == (activation == .relu))
  }

  @Test(
    "proves the patterns of step neurons, knows U exactly and directions to the angle stated",
    arguments: 0..<4)
  func step(seed: Int) throws {
    let scene: RectifiedScene = RectifiedScene(.step, 6, 3, 4, samples: 600, seed: UInt64(seed))
    let outcome: LearnerOutcome = try scene.learn(as: .step)
    let recovery: Recovery? = outcome.recovery
    #expect(recovery?.rectified?.kind == .halfSpaces, "\(outcome.refusal?.detail ?? "")")
    guard let recovery, let bound = recovery.rectified?.angleBound else { return }
    #expect(bound > 0 && bound < 0.5)
    let student: Network = recovery.student
    for neuron in 0..<3 {
      let matches: [Int] = (0..<3).filter { other in
        scene.output.column(neuron).distance(to: student.layers[1].weights.column(other)) <= 1e-12
      }
      #expect(matches.count == 1)
      guard let match = matches.first else { continue }
      let row: [Double] = scene.hidden.row(neuron)
      let direction: [Double] = row.scaled(by: 1 / row.euclideanNorm)
      let chord: Double = direction.distance(to: student.layers[0].weights.row(match))
      #expect(2 * asin(chord / 2) <= bound)
      // Known to about d/n, and not to rounding: nothing shows more.
      #expect(chord > 1e-6 && chord < 0.2)
    }
  }

  @Test("is the same on any number of threads, and on inputs and labels of any scale")
  func invariance() throws {
    for activation in [Activation.reluTanh, .reluCubed, .step] {
      let scene: RectifiedScene = RectifiedScene(activation, 5, 3, 3, samples: 300, seed: 5)
      let one: Network? = try scene.learn(as: activation, threads: 1).recovery?.student
      #expect(one != nil)
      #expect(try scene.learn(as: activation, threads: 3).recovery?.student == one)
      var scaled: RectifiedScene = scene
      scaled.inputs = scene.inputs.scaled(by: 1e6)
      scaled.hidden = scene.hidden.scaled(by: 1e-6)
      scaled.output = scene.output.scaled(by: 1e-9)
      let outcome: LearnerOutcome = try scaled.learn(as: activation)
      let error: Double = try scaled.error(of: outcome)
      #expect(error <= (activation == .step ? 0.3 : 1e-11), "\(activation)")
    }
  }

  @Test("tells neurons of one direction and two lengths apart from one another only where the length counts")
  func lengths() throws {
    var scene: RectifiedScene = RectifiedScene(.reluTanh, 5, 2, 2, samples: 400, seed: 6)
    scene.hidden = scene.hidden.scaled(by: 3)
    #expect(try scene.error(of: scene.learn(as: .reluTanh)) <= 1e-11)
    scene.hidden = scene.hidden.scaled(by: 0.01)
    let weak: LearnerOutcome = try scene.learn(as: .reluTanh)
    if let bound = weak.recovery?.rectified?.parameterErrorBound {
      // Weak units are nearly linear, so that their length is hard to see; the certificate says so.
      #expect(try scene.error(of: weak) <= bound)
      #expect(bound > 1e-12)
    }
  }

  @Test("of labels in single precision is as exact as they are", arguments: determined)
  func singlePrecision(activation: Activation) throws {
    let scene: RectifiedScene = RectifiedScene(activation, 5, 2, 3, samples: 400, seed: 7)
    let rounded: Samples = Samples(
      inputs: scene.inputs, labels: try scene.samples.labels.mapElements { Double(Float($0)) })
    var options: RectifiedRecoveryLearner.Options = RectifiedRecoveryLearner.Options()
    options.activation = activation
    options.labelPrecision = 0x1p-24
    let outcome: LearnerOutcome = try RectifiedRecoveryLearner(options).study(rounded)
    #expect(try scene.error(of: outcome) <= 1e-5, "\(outcome.refusal?.detail ?? "")")
  }
}
