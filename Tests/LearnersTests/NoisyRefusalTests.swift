import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

@Suite("Noisy labels that do not determine a network are refused")
struct NoisyRefusalTests {
  @Test("too few samples", arguments: [2, 5, 20, 60])
  func tooFew(count: Int) throws {
    let scene: NoisyScene = try NoisyScene(8, 3, 4, samples: count, seed: 1, noise: 0.1)
    for noise in [NoiseModel.meanZero, .independent] {
      let refusal: Refusal? = try scene.learn(3) { $0.noise = noise }.refusal
      #expect(refusal?.reason == .insufficient)
      #expect(refusal?.detail.contains("give at least") == true)
    }
    #expect(try scene.learn(nil).refusal?.reason == .insufficient)
    #expect(try scene.learn(3) { $0.method = .moments }.refusal?.reason == .insufficient)
  }

  @Test("no samples, and labels that are zero")
  func nothing() throws {
    let none: Samples = Samples(inputs: Matrix(rows: 0, columns: 3), labels: Matrix(rows: 0, columns: 2))
    let zero: Samples = Samples(
      inputs: RecoveryScene.gaussian(500, 3, RandomStream(seed: 1)), labels: Matrix(rows: 500, columns: 2))
    for noise in NoiseModel.allCases {
      #expect(try NoisyScene.learn(none, 1) { $0.noise = noise }.refusal?.reason == .insufficient)
      #expect(try NoisyScene.learn(zero, 1) { $0.noise = noise }.refusal?.reason == .insufficient)
    }
  }

  @Test("another number of hidden units", arguments: [1, 2, 4])
  func otherNumber(hiddenUnits: Int) throws {
    let scene: NoisyScene = try NoisyScene(6, 3, 4, samples: 2000, seed: 50, noise: 0.2)
    let refusal: Refusal? = try scene.learn(hiddenUnits).refusal
    #expect(refusal?.reason == (hiddenUnits < 3 ? .notFound : .notIdentifiable))
  }

  @Test("pure noise, and two parallel neurons")
  func noTeacher() throws {
    var scene: NoisyScene = try NoisyScene(5, 2, 3, samples: 1500, seed: 3, noise: 0.1)
    scene.scene.setNeuron(1, to: scene.scene.hidden.row(0))
    let noise: Matrix = RecoveryScene.gaussian(1500, 3, RandomStream(seed: 9))
    scene.labels = try scene.scene.labels + noise.scaled(by: 0.1)
    #expect(try scene.learn(2).refusal != nil)
    scene.labels = noise
    #expect(try scene.learn(2).refusal != nil)
    #expect(try scene.learn(nil).refusal?.detail.contains("no neuron above the noise") == true)
  }

  @Test("residuals above the stated noise level")
  func tooNoisy() throws {
    let scene: NoisyScene = try NoisyScene(6, 2, 3, samples: 2000, seed: 4, noise: 0.2)
    let level: Double = 0.2 * scene.labelSize
    #expect(try scene.learn(2) { $0.noiseLevel = level }.recovery != nil)
    #expect(try scene.learn(2) { $0.noiseLevel = level / 2 }.refusal?.reason == .notFound)
  }

  @Test("another kind of network", arguments: ["bias", "leak", "square", "absolute value"])
  func otherNetwork(kind: String) throws {
    var scene: NoisyScene = try NoisyScene(6, 2, 3, samples: 3000, seed: 5)
    let margins: Matrix = scene.scene.inputs.timesTransposed(scene.scene.hidden)
    let units: Matrix = margins.mapElements { t in
      switch kind {
      case "bias": max(0, t + 0.5)
      case "leak": max(0, t) - 0.1 * max(0, -t)
      case "square": max(0, t) * max(0, t)
      default: abs(t)
      }
    }
    let noise: Matrix = RecoveryScene.gaussian(3000, 3, RandomStream(seed: 9))
    scene.labels = units.timesTransposed(scene.scene.output) + noise.scaled(by: 0.1 * scene.labelSize)
    for noise in [NoiseModel.meanZero, .independent] {
      #expect(try scene.learn(2) { $0.noise = noise }.refusal?.reason == .notFound)
    }
  }

  @Test("noise on every row where most rows should be exact")
  func denseForSparse() throws {
    let scene: NoisyScene = try NoisyScene(5, 2, 3, samples: 800, seed: 6, noise: 0.1)
    let refusal: Refusal? = try scene.learn(2) { $0.noise = .sparse }.refusal
    #expect(refusal?.reason == .notFound && refusal?.detail.contains("more than half") == true)
    #expect(try scene.learn(nil) { $0.noise = .sparse }.refusal?.reason == .insufficient)
  }

  @Test("moments with a wrong Hermite constant, or without signs", arguments: [-1, 1.2533, 0])
  func faultyMoments(factor: Double) throws {
    var faults: MomentFaults = .none
    if factor == 0 { faults.recoversSigns = false } else { faults.secondConstantFactor = factor }
    var options: NoisyRecoveryLearner.Options = NoisyRecoveryLearner.Options()
    options.hiddenUnits = 2
    options.method = .moments
    var failures: Int = 0
    for count in [1000, 16_000] {
      for seed: UInt64 in 0..<3 {
        let scene: NoisyScene = try NoisyScene(5, 2, 3, samples: count, seed: seed + 20, noise: 0.1)
        let sound: LearnerOutcome = try NoisyRecoveryLearner(options).study(scene.samples)
        let faulty: LearnerOutcome = try NoisyRecoveryLearner(options, faults: faults).study(scene.samples)
        // The error of the sound moments falls with n, the other one does not; and no faulty one is vouched for.
        let network: Network? = faulty.recovery?.student ?? faulty.refusal?.candidate
        let error: Double = try network.map { try scene.error(of: $0) } ?? .infinity
        if let recovery = faulty.recovery, let bound = recovery.statistics?.parameterErrorBound {
          #expect(error <= bound)
        }
        if error > 0.15 { failures += 1 }
        if count == 16_000 {
          #expect(try sound.recovery.map { try scene.error(of: $0.student) } ?? 1 < 0.15)
        }
      }
    }
    #expect(failures >= 4)
  }

  @Test("inputs that are zero, labels too small to square, and one sample")
  func unusable() throws {
    let scene: NoisyScene = try NoisyScene(4, 2, 3, samples: 200, seed: 7)
    let zero: Samples = Samples(inputs: Matrix(rows: 200, columns: 4), labels: scene.labels)
    let tiny: Samples = Samples(
      inputs: scene.scene.inputs, labels: scene.labels.scaled(by: 1e-160).scaled(by: 1e-160))
    let one: Samples = scene.samples.samples(0..<1)
    for noise in NoiseModel.allCases {
      #expect(try NoisyScene.learn(zero, 2) { $0.noise = noise }.refusal?.reason == .notIdentifiable)
      let refusal: Refusal? = try NoisyScene.learn(tiny, 2) { $0.noise = noise }.refusal
      #expect(refusal?.reason == .insufficient && refusal?.detail.contains("multiply") == true)
      #expect(try NoisyScene.learn(one, 2) { $0.noise = noise }.refusal?.reason == .insufficient)
    }
  }

  @Test("entries that cannot be squared, with their row")
  func huge() throws {
    var scene: NoisyScene = try NoisyScene(4, 2, 3, samples: 200, seed: 7)
    scene.labels[17, 1] = -1e150
    for noise in NoiseModel.allCases {
      var message: String = ""
      do { _ = try scene.learn(2) { $0.noise = noise } } catch { message = String(describing: error) }
      #expect(message.contains("row 17, column 1"), "\(message)")
    }
  }
}
