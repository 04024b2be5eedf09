import DataFiles
import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

@Suite("Exhaustive search finds the teacher, whatever the inputs")
struct ExhaustiveRecoveryTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let d, k, m, samples: Int
    var testDescription: String { "d=\(d), k=\(k), m=\(m), n=\(samples)" }
  }

  static let sizes: [Size] = [
    Size(d: 3, k: 1, m: 1, samples: 20), Size(d: 5, k: 2, m: 2, samples: 40),
    Size(d: 10, k: 3, m: 3, samples: 100), Size(d: 10, k: 3, m: 5, samples: 2000),
    Size(d: 2, k: 3, m: 4, samples: 80),
  ]

  @Test(
    "and proves that it is the only one, to nearly the last digit", arguments: sizes,
    [ExhaustiveScene.Inputs.gaussian, .lattice])
  func size(_ size: Size, _ inputs: ExhaustiveScene.Inputs) throws {
    for seed in 0..<4 {
      let scene: ExhaustiveScene = ExhaustiveScene(
        size.d, size.k, size.m, samples: size.samples, seed: UInt64(seed), inputs: inputs)
      let outcome: LearnerOutcome = try scene.learn { $0.hiddenUnits = size.k }
      #expect(try scene.scene.error(of: outcome) <= 1e-11, "seed \(seed): \(outcome)")
      let certificate: ExhaustiveCertificate = try #require(outcome.recovery?.exhaustive)
      #expect(certificate.uniqueness == .allFaces)
      #expect(certificate.argument == "exhaustive")
      #expect(certificate.hiddenUnits == size.k)
      #expect(certificate.faces >= certificate.rays)
      #expect(try scene.scene.error(of: outcome) <= certificate.parameterErrorBound)
    }
  }

  @Test("of more hidden units too, from the rays and then all faces")
  func manyUnits() throws {
    for (seed, inputs) in [ExhaustiveScene.Inputs.gaussian, .lattice].enumerated() {
      let scene: ExhaustiveScene = ExhaustiveScene(
        8, 5, 6, samples: 150, seed: UInt64(seed), inputs: inputs)
      let outcome: LearnerOutcome = try scene.learn()
      #expect(try scene.scene.error(of: outcome) <= 1e-11, "\(outcome)")
    }
  }

  @Test("and never hands out another network, however few the samples")
  func soundness() throws {
    var verdicts: [String: Int] = [:]
    for seed in 0..<120 {
      let inputs: ExhaustiveScene.Inputs = ExhaustiveScene.Inputs.allCases[seed % 3]
      let k: Int = 1 + seed % 4
      let d: Int = 1 + seed % 5
      let scene: ExhaustiveScene = ExhaustiveScene(
        d, k, k, samples: 2 + seed / 4, seed: 500 + UInt64(seed), inputs: inputs)
      let outcome: LearnerOutcome
      do {
        outcome = try scene.learn { $0.hiddenUnits = k }
      } catch let error as DataError {
        Issue.record("seed \(seed): \(error)")
        continue
      }
      if outcome.recovery != nil {
        verdicts["recovered", default: 0] += 1
        #expect(try scene.scene.error(of: outcome) <= 1e-8, "seed \(seed)")
      } else if let refusal = outcome.refusal {
        verdicts[refusal.reason.rawValue, default: 0] += 1
        #expect(refusal.reason != .notRealisable, "seed \(seed): \(refusal.detail)")
        if refusal.reason == .notIdentifiable, scene.scene.inputs.rows > 2 {
          #expect((refusal.residual ?? 0) <= 1e-9, "seed \(seed)")
        }
      }
    }
    // Otherwise the test would be empty.
    #expect(verdicts["recovered", default: 0] > 10)
    #expect(verdicts["notIdentifiable", default: 0] > 10)
  }

  @Test("from single-precision labels, with the accuracy that they allow")
  func singlePrecision() throws {
    let scene: ExhaustiveScene = ExhaustiveScene(6, 2, 3, samples: 200, seed: 3, inputs: .lattice)
    let rounded: Matrix = try scene.scene.labels.mapElements { Double(Float($0)) }
    let outcome: LearnerOutcome = try ExhaustiveScene.learn(scene.scene.inputs, rounded) {
      $0.labelPrecision = 0x1p-24
    }
    #expect(try scene.scene.error(of: outcome) <= 1e-5)
  }

  @Test("among duplicates, multiples and zero rows, at any scale", arguments: [1, 1e-9, 1e120])
  func copies(_ scale: Double) throws {
    var scene: ExhaustiveScene = ExhaustiveScene(4, 2, 3, samples: 60, seed: 5, inputs: .lattice)
    let inputs: Matrix = scene.scene.inputs
    scene.scene.inputs = inputs.appendingRows(of: inputs).appendingRows(of: inputs.scaled(by: 7))
      .appendingRows(of: Matrix(rows: 3, columns: 4)).scaled(by: scale)
    #expect(try scene.scene.error(of: scene.learn()) <= 1e-11)
  }

  @Test("the same to the last bit on any number of threads")
  func threads() throws {
    let scene: ExhaustiveScene = ExhaustiveScene(6, 3, 3, samples: 90, seed: 6, inputs: .lattice)
    let samples: Samples = Samples(inputs: scene.scene.inputs, labels: try scene.scene.labels)
    let students: [Network?] = try [1, 3].map {
      try ExhaustiveRecoveryLearner().study(samples, threads: $0).recovery?.student
    }
    #expect(students[0] != nil)
    #expect(students[0] == students[1])
  }
}
