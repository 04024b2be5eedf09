import DataFiles
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

@Suite("Recovery from few outputs refuses, with the reason")
struct FewOutputsRefusalTests {
  private func scene(_ d: Int, _ k: Int, _ m: Int = 1, samples: Int, seed: UInt64) -> RecoveryScene {
    var scene: RecoveryScene = RecoveryScene(d, k, m, samples: samples, seed: seed)
    scene.evenOutputs()
    return scene
  }

  private func reason(_ outcome: LearnerOutcome) -> Refusal.Reason? { outcome.refusal?.reason }

  @Test("where rows add up to zero, so that all may be turned round")
  func zeroSum() throws {
    var scene: RecoveryScene = scene(8, 3, samples: 600, seed: 1)
    scene.setNeuron(2, to: zip(scene.hidden.row(0), scene.hidden.row(1)).map { -$0 - $1 })
    scene.output = try Matrix([[1, 1, 1]])
    let refusal: Refusal? = try scene.learnFew(hidden: 3).refusal
    #expect(refusal?.reason == .notIdentifiable)
    #expect(refusal?.candidate != nil)
    #expect(refusal?.detail.contains("add up to zero") == true)
  }

  @Test("where two neurons cancel to a linear function")
  func linearPair() throws {
    var scene: RecoveryScene = scene(6, 2, samples: 300, seed: 2)
    scene.setNeuron(1, to: scene.hidden.row(0).scaled(by: -1))
    scene.output = try Matrix([[1, -1]])
    #expect(try reason(scene.learnFew(hidden: 2)) == .notIdentifiable)
    #expect(try reason(scene.learnFew(hidden: nil)) == .notIdentifiable)
  }

  @Test("where two of three neurons cancel to a linear function")
  func linearPairAndAnother() throws {
    var scene: RecoveryScene = scene(6, 3, samples: 400, seed: 3)
    scene.setNeuron(1, to: scene.hidden.row(0).scaled(by: -1))
    scene.output = try Matrix([[1, -1, 1.5]])
    #expect(try reason(scene.learnFew(hidden: 3)) == .notIdentifiable)
  }

  @Test("where two pairs of neurons oppose each other, as in a leaky network")
  func leaky() throws {
    let scene: RecoveryScene = scene(6, 2, samples: 500, seed: 4)
    let leaky: Matrix = scene.inputs.timesTransposed(scene.hidden).mapElements { $0 > 0 ? $0 : 0.2 * $0 }
    let labels: Matrix = leaky.timesTransposed(scene.output)
    #expect(try reason(RecoveryScene.learnFew(scene.inputs, labels, hidden: 2)) == .notFound)
    #expect(try reason(RecoveryScene.learnFew(scene.inputs, labels, hidden: 4)) != nil)
  }

  @Test("where an output weight is zero or rows are parallel, and without a number finds the smaller network")
  func fewerNeuronsDo() throws {
    var idle: RecoveryScene = scene(6, 3, samples: 400, seed: 5)
    idle.output[0, 1] = 0
    var parallel: RecoveryScene = scene(6, 3, samples: 400, seed: 5)
    parallel.output = parallel.output.mapElements(\.magnitude)
    parallel.setNeuron(1, to: parallel.hidden.row(0).scaled(by: 2))
    for scene in [idle, parallel] {
      let refusal: Refusal? = try scene.learnFew(hidden: 3).refusal
      #expect(refusal?.reason == .notIdentifiable)
      #expect(refusal?.residual ?? 1 <= 1e-9)
      #expect(try scene.learnFew(hidden: nil).recovery?.certificate.hiddenUnits == 2)
    }
  }

  @Test("where labels are noisy, biased, constant or wrong in one row")
  func notOfTheClass() throws {
    let scene: RecoveryScene = scene(6, 2, samples: 300, seed: 6)
    let labels: Matrix = try scene.labels
    let noise: Matrix = RecoveryScene.gaussian(300, 1, RandomStream(seed: 6).child("noise"))
    var oneWrong: Matrix = labels
    oneWrong[150, 0] += 1e-3
    let constant: Matrix = Matrix(rows: 300, columns: 1, repeating: 1)
    for bad in [labels + noise.scaled(by: 1e-2), labels + constant, constant, oneWrong] {
      #expect(try reason(RecoveryScene.learnFew(scene.inputs, bad, hidden: 2)) == .notFound)
    }
    let slightly: Matrix = labels + noise.scaled(by: 1e-7)
    #expect(try RecoveryScene.learnFew(scene.inputs, slightly, hidden: 2).recovery == nil)
  }

  @Test("where labels are zero or linear")
  func noKink() throws {
    let scene: RecoveryScene = scene(6, 2, samples: 200, seed: 7)
    for labels in [Matrix(rows: 200, columns: 2), scene.inputs.selectingColumns(0..<2)] {
      #expect(try reason(RecoveryScene.learnFew(scene.inputs, labels, hidden: 2)) == .notIdentifiable)
    }
  }

  @Test("where the samples are too few, or copies of too few")
  func tooFew() throws {
    for (samples, hidden) in [(1, 1), (3, 5), (20, 1), (40, 4)] {
      let scene: RecoveryScene = scene(6, hidden, samples: samples, seed: 8)
      #expect(try reason(scene.learnFew(hidden: hidden)) == .insufficient, "n = \(samples)")
    }
    // In one dimension all samples are multiples of two.
    #expect(try reason(scene(1, 1, samples: 40, seed: 8).learnFew(hidden: 1)) == .insufficient)
    var copies: RecoveryScene = scene(6, 2, samples: 18, seed: 9)
    for factor in [1.0, 2, 3, 4] {
      copies.inputs = copies.inputs.appendingRows(of: copies.inputs.scaled(by: factor))
    }
    #expect(try reason(copies.learnFew(hidden: 2)) == .insufficient)
  }

  @Test("where there are more hidden units than the search can find")
  func tooManyHidden() throws {
    let scene: RecoveryScene = scene(6, 2, samples: 200, seed: 10)
    let refusal: Refusal? = try scene.learnFew(hidden: 13).refusal
    #expect(refusal?.reason == .notFound)
    #expect(refusal?.detail.contains("12") == true)
  }

  @Test("samples that contradict each other")
  func contradictions() throws {
    let scene: RecoveryScene = scene(6, 2, samples: 200, seed: 11)
    let zero: Matrix = scene.inputs.appendingRows(of: Matrix(rows: 1, columns: 6))
    let one: Matrix = try scene.labels.appendingRows(of: Matrix([[1]]))
    #expect(try reason(RecoveryScene.learnFew(zero, one, hidden: 2)) == .notRealisable)
    let twice: Matrix = scene.inputs.appendingRows(of: scene.inputs)
    let other: Matrix = try scene.labels.appendingRows(of: scene.labels.scaled(by: 2))
    #expect(try reason(RecoveryScene.learnFew(twice, other, hidden: 2)) == .notRealisable)
  }

  @Test("dependent inputs, and entries that are no numbers")
  func badInputs() throws {
    var scene: RecoveryScene = scene(6, 2, samples: 200, seed: 12)
    let labels: Matrix = try scene.labels
    for row in 0..<200 { scene.inputs[row, 3] = scene.inputs[row, 1] }
    #expect(try reason(scene.learnFew(hidden: 2)) == .notIdentifiable)
    for bad in [Double.nan, .infinity] {
      for row in [0, 7, 100, 199] {
        var inputs: Matrix = scene.inputs
        inputs[row, 0] = bad
        #expect(throws: DataError.self) { try RecoveryScene.learnFew(inputs, labels, hidden: 2) }
        var wrong: Matrix = labels
        wrong[row, 0] = bad
        #expect(throws: DataError.self) { try RecoveryScene.learnFew(scene.inputs, wrong, hidden: 2) }
      }
    }
  }

  @Test("rather than certify a wrong network, where a learner without its checks does")
  func soundness() throws {
    var wrong: Int = 0
    var certified: Int = 0
    for seed in 0..<300 as Range<UInt64> {
      // From 1.05 to 2.5 samples for each of the six unknowns, and twenty to check.
      let scene: RecoveryScene = scene(3, 2, samples: 27 + Int(seed % 9), seed: 2000 + seed)
      var options: FewOutputsLearner.Options = FewOutputsLearner.Options()
      options.hiddenUnits = 2
      options.starts = 10
      let samples: Samples = Samples(inputs: scene.inputs, labels: try scene.labels)
      let outcome: LearnerOutcome = try FewOutputsLearner(options).study(samples)
      if outcome.recovery != nil {
        certified += 1
        #expect(try scene.error(of: outcome) <= 1e-10, "seed \(seed)")
      }
      let mutant: FewOutputsLearner = FewOutputsLearner(options, certifiesEveryFit: true)
      let unchecked: LearnerOutcome = try mutant.study(samples)
      if unchecked.recovery != nil, try scene.error(of: unchecked) > 1e-10 { wrong += 1 }
    }
    // Otherwise the test would be empty.
    #expect(certified > 30)
    #expect(wrong > 0)
  }
}
