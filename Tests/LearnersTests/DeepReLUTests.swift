import DataFiles
import Foundation
import Learners
import LinearAlgebra
import Networks
import Testing

@Suite("Deep ReLU networks")
struct DeepReLUTests {
  static func learn(
    _ samples: some SampleSource, threads: Int = 2,
    _ change: (inout DeepReLULearner.Options) -> Void = { _ in }
  ) throws -> LearnerOutcome {
    var options: DeepReLULearner.Options = DeepReLULearner.Options()
    options.steps = 1000
    change(&options)
    return try DeepReLULearner(options).study(samples, threads: threads)
  }

  @Test("the student predicts fresh labels, and its certificate says how well")
  func predicts() throws {
    let scene: SubspaceScene = try SubspaceScene(
      20, 3, samples: 4000, seed: 1, of: SubspaceScene.positive(seed: 1))
    let outcome: LearnerOutcome = try Self.learn(try scene.samples)
    guard case .recovered(let recovery) = outcome,
      let certificate = recovery.certificate as? HeldOutErrorCertificate
    else {
      Issue.record("no student")
      return
    }
    // The same teacher and frame, with inputs that come after those of the training.
    let more: SubspaceScene = try SubspaceScene(
      20, 3, samples: 9000, seed: 1, of: SubspaceScene.positive(seed: 1))
    let fresh: [Double] = recovery.student.evaluate(more.inputs.rowRange(4000..<9000)).elements
    let truth: ArraySlice<Double> = more.labels[4000...]
    let mean: Double = truth.reduce(0, +) / 5000
    let error: Double = zip(truth, fresh).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let spread: Double = truth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let relative: Double = (error / spread).squareRoot()
    #expect(relative < 0.05)
    #expect(abs(relative / certificate.heldOutError - 1) < 0.5)
    #expect(certificate.dimension == 3 && certificate.hiddenUnits == 128)
    #expect(certificate.facts.count == 3 && recovery.residual < 0.2)
    let json: String = String(decoding: try CanonicalJSON.encode(certificate), as: UTF8.self)
    #expect(json.contains("\"kind\"") && json.contains("heldOutError"))
  }

  @Test("any number of threads gives the same student")
  func threads() throws {
    let scene: SubspaceScene = try SubspaceScene(5, 1, samples: 1000, seed: 2) { abs($0[0]) }
    let students: [Network?] = try [1, 3].map { threads in
      guard
        case .recovered(let recovery) = try Self.learn(
          try scene.samples, threads: threads, { $0.steps = 200 })
      else { return nil }
      return recovery.student
    }
    #expect(students[0] != nil && students[0] == students[1])
  }

  @Test("labels without directions, and labels of noise, give no student")
  func refuses() throws {
    let noise: SubspaceScene = try FilteredPCANoiseTests.null(.gauss, 10, 2000, seed: 4)
    guard case .refused(let refusal) = try Self.learn(try noise.samples) else {
      Issue.record("a student of noise")
      return
    }
    #expect(refusal.reason == .insufficient && refusal.candidate == nil)
    let half: SubspaceScene = try SubspaceScene(10, 1, samples: 2000, seed: 5) { abs($0[0]) }
    let spoilt: Samples = try SubspaceScene.samples(
      half.inputs, zip(half.labels, noise.labels).map { $0 + $1 })
    guard case .refused(let noisy) = try Self.learn(spoilt, { $0.steps = 200 }) else {
      Issue.record("a student of labels that are half noise")
      return
    }
    #expect(noisy.reason == .insufficient && noisy.candidate != nil)
    let sum: SubspaceScene = try SubspaceScene(12, 12, samples: 6000, seed: 0) { z in
      z.reduce(0) { $0 + abs($1) }
    }
    guard case .refused(let tooMany) = try Self.learn(try sum.samples) else {
      Issue.record("a student on too many directions")
      return
    }
    #expect(tooMany.reason == .notFound)
  }
}
