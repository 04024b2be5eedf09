import DataFiles
import ExactArithmetic
import Foundation
import Learners
import LinearAlgebra
import Networks
import Testing

@Suite("Bit-exact recovery refuses what it cannot vouch for")
struct BitExactRefusalTests {
  @Test("never names a wrong network at scarce samples", arguments: [2, 3, 4])
  func scarce(_ factor: Int) throws {
    for seed in 0..<12 {
      let (d, k): (Int, Int) = (3 + seed % 4, 2 + seed % 3)
      let scene: RationalScene = RationalScene(
        d, k, k, samples: factor * (d + k), seed: UInt64(100 + seed), weight: 3, denominator: 2)
      let outcome: LearnerOutcome = try scene.learnExactly()
      if let network = outcome.exact?.network { #expect(network == scene.teacher.normalForm) }
      if let refusal = outcome.refusal {
        #expect(refusal.reason == .insufficient || refusal.reason == .notFound)
      }
    }
  }

  @Test(
    "never names a wrong network on coarse grids, where samples in general position are none",
    arguments: [0, 1])
  func coarseGrids(_ bits: Int) throws {
    for seed in 0..<60 {
      let (d, k): (Int, Int) = (2 + seed % 3, 2 + seed % 3)
      let scene: RationalScene = RationalScene(
        d, k, k, samples: (2 + seed % 5) * (d + k) + 20, seed: UInt64(seed), weight: 3, bits: bits)
      if let network = try scene.learnExactly({ $0.search.inputsHaveDensity = true }).exact?.network {
        #expect(network == scene.teacher.normalForm, "seed \(seed)")
      }
    }
  }

  @Test("a coarse grid is no density, whatever the caller vouches for")
  func grid() throws {
    for seed in 0..<6 {
      let scene: RationalScene = RationalScene(8, 5, 5, samples: 130, seed: UInt64(seed))
      let certificate: ExactCertificate? = try scene.learnExactly { $0.search.inputsHaveDensity = true }.exact
      #expect(certificate?.uniqueness == .heldOut)
    }
  }

  @Test("one wrong label, off by the least amount")
  func wrongLabel() throws {
    let scene: RationalScene = RationalScene(4, 2, 3, samples: 90, seed: 5, weight: 5, denominator: 5)
    for row in [0, 44, 89] {
      var labels: RationalMatrix = scene.labels
      labels[row, 1] = labels[row, 1] + (try #require(Rational("1/1000000000000000000")))
      let outcome: LearnerOutcome = try BitExactRecovery().study(
        IntegerSamples(inputs: scene.exactInputs, labels: labels))
      #expect(outcome.refusal?.reason == .notFound, "\(outcome.verdict)")
    }
  }

  @Test("a wrong label among rounded ones")
  func wrongRoundedLabel() throws {
    let scene: RationalScene = RationalScene(4, 2, 3, samples: 90, seed: 6, weight: 5, denominator: 7)
    var labels: Matrix = try scene.floatLabels()
    labels[7, 1] += 1e-12
    let outcome: LearnerOutcome = try BitExactRecovery().study(Samples(inputs: scene.inputs, labels: labels))
    #expect(outcome.recovery == nil, "\(outcome.verdict)")
  }

  @Test("weights that are no fractions")
  func irrational() throws {
    let scene: RecoveryScene = RecoveryScene(5, 3, 3, samples: 200, seed: 7)
    let outcome: LearnerOutcome = try BitExactRecovery().study(
      Samples(inputs: scene.inputs, labels: scene.labels))
    #expect(outcome.refusal?.reason == .notFound, "\(outcome.verdict)")
    #expect(outcome.refusal?.candidate != nil)
  }

  @Test("does not take a decimal for the simpler fraction beside it")
  func beside() throws {
    var scene: RationalScene = RationalScene(3, 2, 2, samples: 120, seed: 8, weight: 5)
    let decimal: Rational = try #require(Rational(exactText: "0.333333333"))
    scene.teacher = RationalNetwork(
      hidden: [[1, decimal, 0], [2, 1, -1]], output: [[1, 0], [1, decimal]])
    for outcome in [try scene.learnFloats(), try scene.learnExactly()] {
      if let network = outcome.exact?.network { #expect(network == scene.teacher.normalForm) }
    }
    #expect(try scene.learnExactly().exact?.network == scene.teacher.normalForm)
  }

  @Test("labels rounded to Float32 leave weights open, and it says so")
  func singlePrecision() throws {
    let scene: RationalScene = RationalScene(6, 3, 3, samples: 120, seed: 9, weight: 97, denominator: 89)
    let labels: Matrix = try scene.floatLabels().mapElements { Double(Float($0)) }
    var options: BitExactRecovery.Options = BitExactRecovery.Options()
    options.search.labelPrecision = 0x1p-24
    let outcome: LearnerOutcome = try BitExactRecovery(options).study(
      Samples(inputs: scene.inputs, labels: labels))
    #expect(outcome.refusal != nil, "\(outcome.verdict)")
  }

  @Test("samples that contradict every network, as a proof")
  func contradictions() throws {
    let scene: RationalScene = RationalScene(3, 2, 2, samples: 60, seed: 10)
    var inputs: [[Rational]] = scene.exactInputs.rows
    var labels: [[Rational]] = scene.labels.rows
    inputs.append([0, 0, 0])
    labels.append([1, 0])
    #expect(try study(inputs, labels).refusal?.reason == .notRealisable)
    inputs[60] = inputs[0].map { 3 * $0 }
    labels[60] = labels[0].map { 3 * $0 }
    #expect(try study(inputs, labels).exact?.network == scene.teacher.normalForm)
    labels[60][0] = labels[60][0] + 1
    #expect(try study(inputs, labels).refusal?.reason == .notRealisable)
  }

  @Test("inputs that do not span, and more hidden units than the labels show")
  func notIdentifiable() throws {
    let scene: RationalScene = RationalScene(3, 2, 2, samples: 60, seed: 11)
    let flat: [[Rational]] = scene.exactInputs.rows.map { [$0[0], $0[1], $0[0] + $0[1]] }
    let labels: [[Rational]] = flat.map { scene.teacher.outputs(at: $0) }
    #expect(try study(flat, labels).refusal?.reason == .notIdentifiable)
    #expect(
      try scene.learnExactly { $0.search.hiddenUnits = 3 }.refusal?.reason == .notIdentifiable)
    #expect(try scene.learnExactly { $0.search.hiddenUnits = 1 }.refusal?.reason == .notRealisable)
  }

  @Test("labels that are all zero are an error of the data")
  func zero() throws {
    let scene: RationalScene = RationalScene(3, 2, 2, samples: 60, seed: 12)
    #expect(throws: DataError.self) {
      try study(scene.exactInputs.rows, scene.labels.rows.map { $0.map { _ in 0 } })
    }
    #expect(throws: DataError.self) { try study([], []) }
  }

  private func study(_ inputs: [[Rational]], _ labels: [[Rational]]) throws -> LearnerOutcome {
    try BitExactRecovery().study(
      IntegerSamples(inputs: RationalMatrix(inputs), labels: RationalMatrix(labels)))
  }
}
