import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

@Suite("Networks that noisy labels do not tell from others are not certified")
struct NoisyIdentifiabilityTests {
  /// A teacher with chosen layers, and labels with noise relative to their size.
  private static func scene(
    _ hidden: Matrix, _ output: Matrix, samples: Int, seed: UInt64, noise: Double
  ) throws -> NoisyScene {
    var scene: NoisyScene = try NoisyScene(
      hidden.columns, hidden.rows, output.rows, samples: samples, seed: seed)
    scene.scene.hidden = hidden
    scene.scene.output = output
    let exact: Matrix = try scene.scene.labels
    let size: Double = exact.frobeniusNorm / Double(exact.elements.count).squareRoot()
    let error: Matrix = RecoveryScene.gaussian(samples, output.rows, RandomStream(seed: seed).child("noise"))
    scene.labels = exact + error.scaled(by: noise * size)
    return scene
  }

  /// What must not be certified: neurons whose linear parts cancel, parallel ones, one without weight, a linear pair.
  enum Kind: String, CaseIterable {
    case zeroSum, parallel, tiny, linearPair
  }

  @Test("whatever the noise", arguments: Kind.allCases, [0, 0.01, 0.1])
  func isNotIdentifiable(kind: Kind, noise: Double) throws {
    for seed: UInt64 in 0..<2 {
      let stream: RandomStream = RandomStream(seed: seed).child("kind")
      let outputs: Int = kind == .zeroSum || kind == .linearPair ? 1 : 2
      var hidden: Matrix = RecoveryScene.gaussian(3, 4, stream.child("hidden"))
      var output: Matrix = RecoveryScene.gaussian(outputs, 3, stream.child("output"))
      for j in 0..<4 {
        switch kind {
        case .zeroSum: hidden[2, j] = -hidden[0, j] - hidden[1, j]
        case .parallel: hidden[1, j] = 2 * hidden[0, j]
        case .tiny: break
        case .linearPair: hidden[1, j] = -hidden[0, j]
        }
      }
      for a in 0..<outputs {
        switch kind {
        case .zeroSum: output[a, 2] = output[a, 0]; output[a, 1] = output[a, 0]
        case .parallel: break
        case .tiny: output[a, 1] *= noise == 0 ? 4e-15 : 1e-5
        case .linearPair: output[a, 1] = -output[a, 0]
        }
      }
      let scene: NoisyScene = try Self.scene(hidden, output, samples: 1200, seed: seed, noise: noise)
      for model in [NoiseModel.meanZero, .independent] {
        let refusal: Refusal? = try scene.learn(3) { $0.noise = model }.refusal
        #expect(refusal != nil, "\(kind) with noise \(noise), seed \(seed)")
        #expect(noise > 0 || refusal?.reason == .notIdentifiable)
        #expect(noise > 0 || refusal?.candidate != nil)
      }
    }
  }

  @Test("two neurons that few samples tell apart are not certified where another pair fits as well")
  func restsOnFewSamples() throws {
    var refusals: Int = 0
    for seed: UInt64 in 0..<12 {
      let hidden: Matrix = Matrix(rows: 2, columns: 2) { span in
        (span[0], span[1], span[2], span[3]) = (1, 0, 0.9997, 0.0245)
      }
      let output: Matrix = Matrix(rows: 1, columns: 2) { span in (span[0], span[1]) = (0.7, -0.6) }
      let scene: NoisyScene = try Self.scene(hidden, output, samples: 300, seed: seed, noise: 1e-12)
      if let recovery = try scene.learn(2).recovery {
        let error: Double = try scene.error(of: recovery.student)
        #expect(error < 1e-4, "seed \(seed)")
      } else {
        refusals += 1
      }
    }
    #expect(refusals > 0)
  }

  @Test("one neuron is not taken for two", arguments: [0, 0.1])
  func doesNotSplit(noise: Double) throws {
    for seed: UInt64 in 0..<2 {
      let scene: NoisyScene = try NoisyScene(3, 1, 3, samples: 600, seed: seed, noise: noise)
      for model in [NoiseModel.meanZero, .independent] {
        #expect(try scene.learn(2) { $0.noise = model }.refusal?.reason == .notIdentifiable)
        #expect(try scene.learn(1) { $0.noise = model }.recovery != nil)
      }
    }
    // Two equal rows of one input.
    let inputs: Matrix = RecoveryScene.gaussian(300, 1, RandomStream(seed: 8))
    let labels: Matrix = inputs.mapElements { 3 * max(0, $0) }
    let refusal: Refusal? = try NoisyScene.learn(Samples(inputs: inputs, labels: labels), 2).refusal
    #expect(refusal?.reason == .notIdentifiable)
  }

  @Test("a neuron that is missing is noticed, whether or not their number is given")
  func noticesAMissingNeuron() throws {
    for seed: UInt64 in 0..<6 {
      let exact: NoisyScene = try NoisyScene(5, 2, 3, samples: 300, seed: seed)
      #expect(try exact.learn(1) { $0.noise = .independent }.refusal?.reason == .notFound)
      let noisy: NoisyScene = try NoisyScene(8, 3, 6, samples: 500, seed: seed, noise: 0.1)
      #expect(try noisy.learn(2).refusal != nil)
      if let recovery = try noisy.learn(nil).recovery {
        #expect(recovery.student.layers[0].weights.rows == 3)
      }
    }
  }

  @Test("and what can be told apart still is: the sum of the linear parts is not zero")
  func keepsItsPower() throws {
    let stream: RandomStream = RandomStream(seed: 4).child("kind")
    var hidden: Matrix = RecoveryScene.gaussian(3, 4, stream.child("hidden"))
    for j in 0..<4 { hidden[2, j] = hidden[0, j] + hidden[1, j] }
    let output: Matrix = Matrix(rows: 1, columns: 3, repeating: 1)
    let scene: NoisyScene = try Self.scene(hidden, output, samples: 3000, seed: 4, noise: 0.02)
    let recovery: Recovery? = try scene.learn(3).recovery
    #expect(
      try recovery.map { try scene.error(of: $0.student) <= $0.statistics?.parameterErrorBound ?? 0 } == true)
  }
}

@Suite("Noise that differs between labels does not cost the answer")
struct UnequalNoiseTests {
  @Test(
    "of labels with independent noise",
    arguments: [[0.2, 0, 0], [0.2, 0.002, 0.002], [0.2, 0.2, 0.02]], [NoiseModel.meanZero, .independent])
  func unequalLevels(levels: [Double], model: NoiseModel) throws {
    for seed: UInt64 in 0..<3 {
      var scene: NoisyScene = try NoisyScene(8, 3, 3, samples: 2000, seed: seed + 60)
      let noise: Matrix = RecoveryScene.gaussian(2000, 3, RandomStream(seed: seed).child("noise"))
      let factors: Matrix = Matrix.diagonal(levels.map { $0 * scene.labelSize })
      scene.labels = scene.labels + noise * factors
      let outcome: LearnerOutcome = try scene.learn(3) { $0.noise = model }
      guard let recovery = outcome.recovery, let statistics = recovery.statistics else {
        Issue.record("\(outcome.refusal?.detail ?? "no certificate")")
        continue
      }
      let level: Double = (levels.reduce(0) { $0 + $1 * $1 } / 3).squareRoot() * scene.labelSize
      #expect(abs(statistics.noiseLevel / level - 1) < 0.1)
      #expect(try scene.error(of: recovery.student) <= statistics.parameterErrorBound)
    }
  }

  @Test("of labels whose noise is one and the same")
  func sameNoise() throws {
    var scene: NoisyScene = try NoisyScene(8, 3, 3, samples: 2000, seed: 70)
    let noise: Matrix = RecoveryScene.gaussian(2000, 1, RandomStream(seed: 1))
    scene.labels = scene.labels + noise * Matrix(rows: 1, columns: 3, repeating: 0.2 * scene.labelSize)
    let recovery: Recovery? = try scene.learn(3).recovery
    let bound: Double = recovery?.statistics?.parameterErrorBound ?? 0
    #expect(try recovery.map { try scene.error(of: $0.student) } ?? 1 <= bound)
  }
}
