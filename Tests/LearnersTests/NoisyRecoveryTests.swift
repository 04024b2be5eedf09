import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

extension NoisyScene {
  func learn(
    _ hiddenUnits: Int?, _ change: (inout NoisyRecoveryLearner.Options) -> Void = { _ in }
  ) throws -> LearnerOutcome {
    try Self.learn(samples, hiddenUnits, change)
  }

  static func learn(
    _ samples: some SampleSource, _ hiddenUnits: Int?,
    _ change: (inout NoisyRecoveryLearner.Options) -> Void = { _ in }, threads: Int = 2
  ) throws -> LearnerOutcome {
    var options: NoisyRecoveryLearner.Options = NoisyRecoveryLearner.Options()
    options.hiddenUnits = hiddenUnits
    change(&options)
    return try NoisyRecoveryLearner(options).study(samples, threads: threads)
  }

  func error(of network: Network) throws -> Double {
    NeuronMatching.relativeError(of: network, against: try scene.teacher)
  }
}

extension Recovery {
  var statistics: StatisticalCertificate? { certificate as? StatisticalCertificate }
}

@Suite("Recovery from noisy labels")
struct NoisyRecoveryTests {
  @Test(
    "stays within its stated bound, which is not idle",
    arguments: [(6, 2, 3), (8, 3, 3), (5, 4, 6), (6, 2, 1)])
  func keepsItsBound(d: Int, k: Int, m: Int) throws {
    var errors: [Double] = []
    for seed: UInt64 in 0..<4 {
      let scene: NoisyScene = try NoisyScene(d, k, m, samples: 3000, seed: seed, noise: 0.1)
      guard let recovery = try scene.learn(k).recovery, let statistics = recovery.statistics else { continue }
      let error: Double = try scene.error(of: recovery.student)
      #expect(error <= statistics.parameterErrorBound)
      #expect(statistics.parameterErrorBound < 50 * error)
      #expect(statistics.degreesOfFreedom == k * (d - 1 + m))
      #expect(abs(statistics.noiseLevel / (0.1 * scene.labelSize) - 1) < 0.1)
      #expect(abs(statistics.relativeNoiseLevel - 0.1) < 0.01)
      #expect(statistics.intercept == nil && statistics.lackOfFit <= 1 && !statistics.hiddenUnitsEstimated)
      errors.append(error)
    }
    #expect(errors.count >= 3)
  }

  @Test("counts the hidden units where the moments show them")
  func countsNeurons() throws {
    let scene: NoisyScene = try NoisyScene(8, 3, 5, samples: 6000, seed: 50, noise: 0.2)
    let recovery: Recovery? = try scene.learn(nil).recovery
    #expect(recovery?.statistics?.hiddenUnits == 3)
    #expect(recovery?.statistics?.hiddenUnitsEstimated == true)
    #expect(try recovery.map { try scene.error(of: $0.student) } ?? 1 < 0.1)
    let full: NoisyScene = try NoisyScene(8, 3, 3, samples: 6000, seed: 50, noise: 0.2)
    // As many as the moments can show: that there are no more is what the residuals tell.
    #expect(try full.learn(nil).recovery?.statistics?.hiddenUnits == 3)
  }

  @Test("by moments alone is rougher than by least squares, and says so")
  func comparesMethods() throws {
    let scene: NoisyScene = try NoisyScene(8, 3, 4, samples: 8000, seed: 51, noise: 0.1)
    let refined: Recovery? = try scene.learn(3).recovery
    let moments: Recovery? = try scene.learn(3) { $0.method = .moments }.recovery
    guard let refined, let moments, let first = refined.statistics, let second = moments.statistics else {
      Issue.record("refused")
      return
    }
    #expect(try scene.error(of: refined.student) < scene.error(of: moments.student))
    #expect(first.parameterErrorBound < second.parameterErrorBound)
    #expect(try scene.error(of: moments.student) < second.parameterErrorBound)
    #expect(second.method == .moments && second.assumptions.contains("centred Gaussian inputs"))
  }

  @Test("takes an offset for noise where it is told to, and keeps it out of the student")
  func fitsAnIntercept() throws {
    var scene: NoisyScene = try NoisyScene(8, 3, 4, samples: 4000, seed: 52, noise: 0.1)
    let offset: Double = scene.labelSize / 2
    scene.labels = scene.labels.mapElements { $0 + offset }
    let plain: Refusal? = try scene.learn(3).refusal
    #expect(plain?.reason == .notFound && plain?.detail.contains("independent") == true)
    let recovery: Recovery? = try scene.learn(3) { $0.noise = .independent }.recovery
    guard let recovery, let statistics = recovery.statistics else {
      Issue.record("refused")
      return
    }
    #expect(try scene.error(of: recovery.student) <= statistics.parameterErrorBound)
    #expect(recovery.student.layers[1].bias == nil)
    for (value, error) in zip(statistics.intercept ?? [], statistics.interceptStandardErrors ?? []) {
      #expect(abs(value - offset) < 6 * error && error > 0)
    }
    #expect(statistics.intercept?.count == 4)
  }

  @Test("leaves out rows of garbage and is exact on the others", arguments: [0, 10, 3])
  func leavesGarbageOut(period: Int) throws {
    var scene: NoisyScene = try NoisyScene(6, 2, 3, samples: 1000, seed: 53)
    let garbage: Matrix = RecoveryScene.gaussian(1000, 3, RandomStream(seed: 1)).scaled(
      by: 5 * scene.labelSize)
    var wrong: [Int] = []
    if period > 0 {
      for row in stride(from: 0, to: 1000, by: period) {
        for a in 0..<3 { scene.labels[row, a] += garbage[row, a] }
        wrong.append(row)
      }
    }
    let recovery: Recovery? = try scene.learn(2) { $0.noise = .sparse }.recovery
    let certificate: CleanRowsCertificate? = recovery?.certificate as? CleanRowsCertificate
    #expect(certificate?.wrongRows == wrong && certificate?.wrongRowCount == wrong.count)
    #expect(try recovery.map { try scene.error(of: $0.student) } ?? 1 < 1e-12)
  }

  @Test(
    "leaves out wrong rows of any size, and names these alone", arguments: [1e10, 1e8, 1e4, 1e-3, 1e-6, 1e-9])
  func leavesWrongRowsOut(size: Double) throws {
    var scene: NoisyScene = try NoisyScene(8, 3, 3, samples: 2000, seed: 57)
    let error: Matrix = RecoveryScene.gaussian(2000, 3, RandomStream(seed: 2)).scaled(
      by: size * scene.labelSize)
    let wrong: [Int] = Array(stride(from: 3, to: 2000, by: 10))
    for row in wrong {
      for a in 0..<3 { scene.labels[row, a] += error[row, a] }
    }
    let outcome: LearnerOutcome = try scene.learn(3) { $0.noise = .sparse }
    let certificate: CleanRowsCertificate? = outcome.recovery?.certificate as? CleanRowsCertificate
    #expect(certificate?.wrongRows == wrong, "\(outcome.refusal?.detail ?? "")")
    #expect(try outcome.recovery.map { try scene.error(of: $0.student) } ?? 1 < 1e-11)
  }

  @Test("gives the same answer on any number of threads")
  func isDeterministic() throws {
    let scene: NoisyScene = try NoisyScene(6, 2, 1, samples: 9000, seed: 54, noise: 0.1)
    let one: Recovery? = try NoisyScene.learn(scene.samples, 2, threads: 1).recovery
    let two: Recovery? = try NoisyScene.learn(scene.samples, 2, threads: 2).recovery
    #expect(one != nil && one?.student == two?.student)
    #expect(one?.statistics == two?.statistics)
  }

  @Test("is near rounding without noise, and with labels rounded to 24 bits")
  func takesExactLabels() throws {
    var scene: NoisyScene = try NoisyScene(6, 3, 4, samples: 2000, seed: 55)
    let exact: Recovery? = try scene.learn(3).recovery
    #expect(try exact.map { try scene.error(of: $0.student) } ?? 1 < 1e-12)
    scene.labels = scene.labels.mapElements { Double(Float($0)) }
    let rounded: Recovery? = try scene.learn(3).recovery
    let error: Double = try rounded.map { try scene.error(of: $0.student) } ?? 1
    #expect(error < 1e-6 && error <= rounded?.statistics?.parameterErrorBound ?? 0)
  }

  @Test("writes a certificate with its kind and its assumptions")
  func encodesItsCertificate() throws {
    let scene: NoisyScene = try NoisyScene(4, 1, 2, samples: 1000, seed: 56, noise: 0.1)
    let certificate: StatisticalCertificate? = try scene.learn(1).recovery?.statistics
    let json: String = String(decoding: try JSONEncoder().encode(certificate), as: UTF8.self)
    for part in ["\"kind\":\"statistical\"", "\"noise\":\"mean-zero\"", "parameterErrorBound", "assumptions"]
    {
      #expect(json.contains(part))
    }
    #expect(certificate?.facts.contains { $0.name == "parameters" && $0.text.contains("confidence") } == true)
  }
}
