import DataFiles
import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import Testing

@Suite("Exact recovery on teachers that were chosen against it")
struct AdversarialVerdictTests {
  /// What came out, in one word.
  private func verdict(_ outcome: LearnerOutcome) -> String {
    outcome.refusal?.reason.rawValue ?? "recovered"
  }

  private static let seeds: Range<UInt64> = 0..<2

  @Test(
    "two rows at a small angle, given samples in proportion to its inverse",
    arguments: [
      (0.1, 2000), (0.01, 5000),
    ])
  func smallAngle(_ angle: Double, _ samples: Int) throws {
    for seed in Self.seeds {
      var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: samples, seed: 100 + seed)
      scene.setAngle(angle)
      let outcome: LearnerOutcome = try scene.learn { $0.inputsHaveDensity = true }
      #expect(try scene.error(of: outcome) <= 1.2e-12, "angle \(angle): \(outcome)")
    }
  }

  @Test("two rows at an angle of 1e-4 and too few samples: not certified")
  func tooSmallAngle() throws {
    for seed in Self.seeds {
      var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 2000, seed: 100 + seed)
      scene.setAngle(1e-4)
      let outcome: LearnerOutcome = try scene.learn { $0.inputsHaveDensity = true }
      #expect(["notFound", "insufficient", "notIdentifiable"].contains(verdict(outcome)))
    }
  }

  @Test("one row nearly opposite to another")
  func nearlyAntipodal() throws {
    for seed in Self.seeds {
      var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 2000, seed: 110 + seed)
      scene.setAngle(1e-2)
      scene.setNeuron(1, to: scene.hidden.row(1).scaled(by: -1))
      #expect(try scene.error(of: scene.learn()) <= 1e-11)
    }
  }

  @Test("a neuron that no label column sees, or that is never active, when the number of units is given")
  func deadNeurons() throws {
    for seed in Self.seeds {
      var scene: RecoveryScene = RecoveryScene(8, 4, 5, samples: 800, seed: 120 + seed)
      for row in 0..<5 { scene.output[row, 2] = 0 }
      let refusal: Refusal = try #require(try scene.learn { $0.hiddenUnits = 4 }.refusal)
      #expect(refusal.reason == .notIdentifiable)
      #expect(refusal.candidate?.layers[0].outputs == 3)
    }
    // The first coordinate is positive everywhere and the second row asks for the contrary.
    var scene: RecoveryScene = RecoveryScene(8, 4, 5, samples: 800, seed: 130)
    for row in 0..<800 { scene.inputs[row, 0] = 100 + scene.inputs[row, 0].magnitude }
    scene.setNeuron(1, to: [-10] + [Double](repeating: 0.01, count: 7))
    for row in [0, 2, 3] { scene.hidden[row, 0] *= 0.001 }
    #expect(verdict(try scene.learn { $0.hiddenUnits = 4 }) == "notIdentifiable")
  }

  @Test("a neuron of a size of 1e-14, when the number of units is given")
  func vanishingNeuron() throws {
    for seed in Self.seeds {
      var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 1000, seed: 140 + seed)
      scene.setNeuron(2, to: scene.hidden.row(2).scaled(by: 1e-14))
      let refusal: Refusal = try #require(try scene.learn { $0.hiddenUnits = 4 }.refusal)
      #expect(refusal.reason == .notIdentifiable)
      #expect(refusal.candidate?.layers[0].outputs == 3)
    }
  }

  @Test("norms over a range of 1e8, and the same neuron written in another way")
  func norms() throws {
    for seed in Self.seeds {
      var scene: RecoveryScene = RecoveryScene(10, 5, 6, samples: 1000, seed: 150 + seed)
      for row in 0..<5 {
        scene.setNeuron(row, to: scene.hidden.row(row).scaled(by: pow(10, -2 * Double(row))))
      }
      #expect(try scene.error(of: scene.learn()) <= 1000 * 2.2e-16 / 1e-8 * 10)
      var gauged: RecoveryScene = RecoveryScene(10, 5, 6, samples: 1000, seed: 150 + seed)
      for row in 0..<5 {
        let factor: Double = pow(10, 2 * Double(row))
        gauged.setNeuron(row, to: gauged.hidden.row(row).scaled(by: factor))
        for output in 0..<6 { gauged.output[output, row] /= factor }
      }
      #expect(try gauged.error(of: gauged.learn()) <= 1e-13)
    }
  }

  @Test("rows that share a direction")
  func commonDirection() throws {
    for seed in Self.seeds {
      var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 2000, seed: 160 + seed)
      let common: [Double] = RecoveryScene.unit(scene.hidden.row(3))
      for row in 0..<4 {
        let other: [Double] = RecoveryScene.unit(
          RecoveryScene.gaussian(1, 10, RandomStream(seed: seed).child("other").child(row)).row(0))
        scene.setNeuron(row, to: zip(common, other).map { $0 + 0.1 * $1 })
      }
      #expect(try scene.error(of: scene.learn { $0.inputsHaveDensity = true }) <= 1e-13)
    }
  }

  @Test(
    "as many units as inputs, more of them than inputs, and many more outputs",
    arguments: [
      (6, 6, 6, 600), (4, 7, 9, 2000), (10, 4, 60, 1000),
    ])
  func shapes(_ d: Int, _ k: Int, _ m: Int, _ samples: Int) throws {
    for seed in Self.seeds {
      let scene: RecoveryScene = RecoveryScene(d, k, m, samples: samples, seed: 170 + seed)
      #expect(try scene.error(of: scene.learn()) <= 1e-12)
      #expect(try scene.error(of: scene.learn { $0.inputsHaveDensity = true }) <= 1e-12)
    }
  }

  @Test("fourteen samples in ten dimensions")
  func fewSamples() throws {
    for seed in Self.seeds {
      let scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 14, seed: 180 + seed)
      #expect(verdict(try scene.learn()) == "insufficient")
      #expect(verdict(try scene.learn { $0.inputsHaveDensity = true }) == "insufficient")
    }
  }

  @Test(
    "one wrong label row or noise of 1e-6, when the number of units is given and is below that of outputs")
  func wrongLabels() throws {
    for (samples, seed) in [(60, 190), (400, 191), (5000, 192)] {
      let scene: RecoveryScene = RecoveryScene(8, 3, 5, samples: samples, seed: UInt64(seed))
      var labels: Matrix = try scene.labels
      labels[samples / 2, 2] += 1
      #expect(
        verdict(try RecoveryScene.learn(scene.inputs, labels) { $0.hiddenUnits = 3 }) == "notRealisable")
      let noise: Matrix = RecoveryScene.gaussian(samples, 5, RandomStream(seed: 4).child("noise"))
      let noisy: Matrix = try scene.labels + noise.scaled(by: 1e-6)
      #expect(verdict(try RecoveryScene.learn(scene.inputs, noisy) { $0.hiddenUnits = 3 }) == "notRealisable")
    }
  }

  @Test("labels that are all zero: every network that is off on the samples fits")
  func zeroLabels() throws {
    for samples in [5, 500, 5000] {
      let scene: RecoveryScene = RecoveryScene(8, 3, 4, samples: samples, seed: 12)
      let outcome: LearnerOutcome = try RecoveryScene.learn(
        scene.inputs, Matrix(rows: samples, columns: 4)
      ) { $0.hiddenUnits = 3 }
      let refusal: Refusal = try #require(outcome.refusal)
      #expect(refusal.reason == .notIdentifiable)
      #expect(refusal.detail.contains("labels are zero"))
    }
  }

  @Test("inputs that do not span their dimensions", arguments: [20, 500, 5000])
  func dependentInputs(_ samples: Int) throws {
    var scene: RecoveryScene = RecoveryScene(8, 3, 4, samples: samples, seed: 10)
    for row in 0..<samples { scene.inputs[row, 5] = scene.inputs[row, 2] - scene.inputs[row, 1] }
    #expect(verdict(try scene.learn()) == "notIdentifiable")
    #expect(verdict(try scene.learn { $0.inputsHaveDensity = true }) == "notIdentifiable")
  }

  @Test("output weights that are parallel")
  func parallelOutputs() throws {
    var scene: RecoveryScene = RecoveryScene(8, 4, 5, samples: 800, seed: 7)
    for row in 0..<5 { scene.output[row, 1] = 2 * scene.output[row, 0] }
    #expect(verdict(try scene.learn()) == "notFound")
  }

  @Test("rows that are repeated, with equal labels and with others, and a zero row with a label")
  func repeatedRows() throws {
    let scene: RecoveryScene = RecoveryScene(8, 3, 4, samples: 400, seed: 11)
    let twice: Matrix = scene.inputs.appendingRows(of: scene.inputs)
    let labels: Matrix = try scene.labels
    #expect(verdict(try RecoveryScene.learn(twice, labels.appendingRows(of: labels))) == "recovered")
    var other: Matrix = labels
    other[17, 1] += 1
    #expect(verdict(try RecoveryScene.learn(twice, labels.appendingRows(of: other))) == "notRealisable")
    let withZero: Matrix = scene.inputs.appendingRows(of: Matrix(rows: 1, columns: 8))
    let one: Matrix = Matrix(rows: 1, columns: 4, repeating: 1)
    #expect(verdict(try RecoveryScene.learn(withZero, labels.appendingRows(of: one))) == "notRealisable")
    #expect(
      verdict(try RecoveryScene.learn(withZero, labels.appendingRows(of: Matrix(rows: 1, columns: 4))))
        == "recovered")
  }
}

extension RecoveryScene {
  /// Turns the second row towards the first, until the angle between them is the given one.
  fileprivate mutating func setAngle(_ angle: Double) {
    let first: [Double] = Self.unit(hidden.row(0))
    let along: Double = zip(first, hidden.row(1)).reduce(0) { $0 + $1.0 * $1.1 }
    let across: [Double] = Self.unit(zip(first, hidden.row(1)).map { $1 - along * $0 })
    setNeuron(1, to: zip(first, across).map { cos(angle) * $0 + sin(angle) * $1 })
  }

  fileprivate static func unit(_ vector: [Double]) -> [Double] {
    let norm: Double = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / norm }
  }
}
