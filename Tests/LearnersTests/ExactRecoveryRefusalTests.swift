import DataFiles
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import Testing

@Suite("Exact recovery refuses, with the reason")
struct ExactRecoveryRefusalTests {
  private func reason(_ outcome: LearnerOutcome) -> Refusal.Reason? { outcome.refusal?.reason }

  @Test("where parallel neurons leave the larger network open")
  func parallel() throws {
    var scene: RecoveryScene = RecoveryScene(8, 4, 5, samples: 800, seed: 1)
    scene.setNeuron(1, to: scene.hidden.row(0).scaled(by: 2))
    let refusal: Refusal = try #require(try scene.learn { $0.hiddenUnits = 4 }.refusal)
    #expect(refusal.reason == .notIdentifiable)
    #expect(refusal.candidate?.layers[0].outputs == 3)
    #expect(try #require(refusal.residual) <= 1e-12)
  }

  @Test("where the labels have a higher rank than the network asked for")
  func rankTooHigh() throws {
    let scene: RecoveryScene = RecoveryScene(8, 4, 5, samples: 800, seed: 2)
    #expect(try reason(scene.learn { $0.hiddenUnits = 3 }) == .notRealisable)
  }

  @Test("where one label row in many is wrong", arguments: [800, 4000])
  func wrongRow(_ samples: Int) throws {
    let scene: RecoveryScene = RecoveryScene(8, 3, 5, samples: samples, seed: 3)
    var labels: Matrix = try scene.labels
    labels[samples / 2 + 1, 2] += 1e-3
    #expect(try reason(RecoveryScene.learn(scene.inputs, labels) { $0.hiddenUnits = 3 }) == .notRealisable)
    #expect(try reason(RecoveryScene.learn(scene.inputs, labels)) == .notFound)
  }

  @Test("where the labels are noisy")
  func noise() throws {
    let scene: RecoveryScene = RecoveryScene(6, 2, 3, samples: 400, seed: 4)
    let noise: Matrix = RecoveryScene.gaussian(400, 3, RandomStream(seed: 4).child("noise"))
    let labels: Matrix = try scene.labels + noise.scaled(by: 1e-6)
    #expect(try reason(RecoveryScene.learn(scene.inputs, labels)) == .notFound)
    #expect(try reason(RecoveryScene.learn(scene.inputs, labels) { $0.hiddenUnits = 2 }) == .notRealisable)
  }

  @Test("where the activation is another", arguments: [0.1, -0.3])
  func leaky(_ slope: Double) throws {
    let scene: RecoveryScene = RecoveryScene(6, 3, 4, samples: 500, seed: 5)
    let units: Matrix = scene.inputs.timesTransposed(scene.hidden).mapElements { $0 > 0 ? $0 : slope * $0 }
    #expect(try reason(RecoveryScene.learn(scene.inputs, units.timesTransposed(scene.output))) == .notFound)
  }

  @Test("where the hidden units have biases")
  func biases() throws {
    let scene: RecoveryScene = RecoveryScene(6, 3, 4, samples: 500, seed: 6)
    let network: Network = try Network(layers: [
      try Layer(weights: scene.hidden, bias: [0.5, -0.5, 1], activation: .relu),
      try Layer(weights: scene.output, activation: .identity),
    ])
    let outcome: LearnerOutcome = try RecoveryScene.learn(scene.inputs, network.evaluate(scene.inputs))
    #expect(reason(outcome) == .notFound)
  }

  @Test("where output weights lack full column rank")
  func dependentOutputs() throws {
    var scene: RecoveryScene = RecoveryScene(8, 4, 5, samples: 800, seed: 7)
    for row in 0..<5 { scene.output[row, 1] = 2 * scene.output[row, 0] }
    #expect(try reason(scene.learn()) == .notFound)
  }

  @Test("where the samples are too few for any certificate")
  func tooFew() throws {
    #expect(try reason(RecoveryScene(10, 4, 5, samples: 14, seed: 8).learn()) == .insufficient)
  }

  @Test("where a network fits but the samples do not single it out, and hands it over as a candidate")
  func notSingledOut() throws {
    var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 5000, seed: 9)
    scene.setNeuron(1, to: zip(scene.hidden.row(0), scene.hidden.row(1)).map { $0 + 1e-3 * $1 })
    let refusal: Refusal = try #require(try scene.learn().refusal)
    #expect(refusal.reason == .insufficient)
    #expect(refusal.candidate != nil)
  }

  @Test("where a neuron shows in the labels and is too small for their rank")
  func tooSmallNeuron() throws {
    var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 2000, seed: 14)
    scene.setNeuron(1, to: scene.hidden.row(1).scaled(by: 3e-13))
    let refusal: Refusal = try #require(try scene.learn().refusal)
    #expect(refusal.reason == .insufficient)
    #expect(refusal.candidate?.layers[0].outputs == 3)
    #expect(try #require(refusal.residual) > 1e-13)
  }

  @Test("where inputs do not span their dimensions")
  func dependentInputs() throws {
    var scene: RecoveryScene = RecoveryScene(8, 3, 4, samples: 500, seed: 10)
    for row in 0..<500 { scene.inputs[row, 5] = scene.inputs[row, 2] }
    #expect(try reason(scene.learn()) == .notIdentifiable)
  }

  @Test("where equal inputs carry different labels, or a zero input a label")
  func contradictions() throws {
    let scene: RecoveryScene = RecoveryScene(8, 3, 4, samples: 500, seed: 11)
    let inputs: Matrix = scene.inputs.appendingRows(of: scene.inputs.rowRange(0..<1))
    var labels: Matrix = try scene.labels.appendingRows(of: scene.labels.rowRange(0..<1))
    labels[500, 0] += 1
    #expect(try reason(RecoveryScene.learn(inputs, labels)) == .notRealisable)

    let withZero: Matrix = scene.inputs.appendingRows(of: Matrix(rows: 1, columns: 8))
    let labelled: Matrix = try scene.labels.appendingRows(of: Matrix(rows: 1, columns: 4, repeating: 1))
    #expect(try reason(RecoveryScene.learn(withZero, labelled)) == .notRealisable)
  }

  @Test("to count samples that say the same as one, or multiples of it, as evidence")
  func copies() throws {
    // Samples that would suffice were they known to come from a density; copies of them prove nothing more.
    let few: RecoveryScene = try #require(
      try (0..<50).map { RecoveryScene(6, 3, 4, samples: 30, seed: $0) }.first { scene in
        try scene.learn { $0.inputsHaveDensity = true }.recovery?.uniqueness?.kind == .generalPosition
      })
    var many: RecoveryScene = few
    for copy in 1...40 {
      let factor: Double = copy.isMultiple(of: 2) ? 1 : Double(copy)
      many.inputs = many.inputs.appendingRows(of: few.inputs.scaled(by: factor))
    }
    #expect(try reason(many.learn()) == .insufficient)
  }

  @Test("rather than certify a wrong network, at sample sizes that leave doubt")
  func soundness() throws {
    var certified: Int = 0
    var heldBack: Int = 0
    for seed in 0..<150 {
      let samples: Int = 12 + seed % 14
      let scene: RecoveryScene = RecoveryScene(6, 2, 3, samples: samples, seed: 1000 + UInt64(seed))
      let outcome: LearnerOutcome = try scene.learn { $0.inputsHaveDensity = true }
      if outcome.recovery != nil {
        certified += 1
        #expect(try scene.error(of: outcome) <= 1e-10, "seed \(seed), n = \(samples)")
      } else if outcome.refusal?.candidate != nil {
        heldBack += 1
      }
    }
    // Otherwise the test would be empty: some must be certified, and some that fit must not be.
    #expect(certified > 20)
    #expect(heldBack > 20)
  }
}
