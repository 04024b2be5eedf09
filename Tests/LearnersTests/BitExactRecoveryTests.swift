import ExactArithmetic
import Learners
import LinearAlgebra
import Networks
import Testing

@Suite("Bit-exact recovery finds the teacher, with nothing left to tolerance")
struct BitExactRecoveryTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let d, k, m, samples, weight, denominator, bits: Int
    var testDescription: String {
      "d=\(d), k=\(k), m=\(m), n=\(samples), ±\(weight)/\(denominator), inputs/2^\(bits)"
    }
  }

  static let sizes: [Size] = [
    Size(d: 1, k: 1, m: 1, samples: 30, weight: 9, denominator: 9, bits: 4),
    Size(d: 5, k: 2, m: 2, samples: 60, weight: 5, denominator: 1, bits: 8),
    Size(d: 5, k: 2, m: 3, samples: 90, weight: 9, denominator: 9, bits: 16),
    Size(d: 10, k: 5, m: 6, samples: 150, weight: 9, denominator: 9, bits: 8),
    Size(d: 3, k: 5, m: 6, samples: 400, weight: 5, denominator: 3, bits: 8),
    Size(d: 10, k: 10, m: 10, samples: 120, weight: 5, denominator: 7, bits: 16),
  ]

  @Test("from exact labels", arguments: sizes)
  func exactLabels(_ size: Size) throws {
    for seed in 0..<3 {
      let scene: RationalScene = RationalScene(size, seed: UInt64(seed))
      let outcome: LearnerOutcome = try scene.learnExactly()
      #expect(outcome.exact?.network == scene.teacher.normalForm, "seed \(seed): \(outcome.verdict)")
      #expect(outcome.exact?.argument == "exact")
      #expect(outcome.exact?.labels == .exact)
      #expect(outcome.exact?.rounding == nil)
    }
  }

  @Test("from labels that were computed in floats, and says that they are rounded", arguments: sizes)
  func roundedLabels(_ size: Size) throws {
    for seed in 0..<2 {
      let scene: RationalScene = RationalScene(size, seed: UInt64(seed))
      let outcome: LearnerOutcome = try scene.learnFloats()
      #expect(outcome.exact?.network == scene.teacher.normalForm, "seed \(seed): \(outcome.verdict)")
      let isExact: Bool = RationalMatrix(exactly: try scene.floatLabels().nestedRows) == scene.labels
      #expect(outcome.exact?.labels == (isExact ? .exact : .rounded))
      #expect((outcome.exact?.rounding == nil) == isExact)
    }
  }

  @Test("with weights too long for the simplest fractions, from residues")
  func longFractions() throws {
    let scene: RationalScene = RationalScene(
      5, 3, 4, samples: 90, seed: 1, weight: 9999, denominator: 9973, bits: 8)
    #expect(try scene.learnExactly().exact?.network == scene.teacher.normalForm)
  }

  @Test("the same network from permuted and rescaled samples")
  func metamorphic() throws {
    let scene: RationalScene = RationalScene(6, 3, 3, samples: 120, seed: 2, weight: 5, denominator: 5)
    let expected: RationalNetwork? = scene.teacher.normalForm
    let (inputs, labels): (RationalMatrix, RationalMatrix) = (scene.exactInputs, scene.labels)
    let order: [Int] = (0..<120).map { ($0 * 77 + 5) % 120 }
    let permuted: IntegerSamples = try IntegerSamples(
      inputs: inputs.selecting(rows: order), labels: labels.selecting(rows: order))
    #expect(try BitExactRecovery().study(permuted).exact?.network == expected)
    // Each sample multiplied by a number of its own: relu(c t) = c relu(t).
    func scaled(_ matrix: RationalMatrix) -> RationalMatrix {
      RationalMatrix(
        matrix.rows.enumerated().map { row, entries in entries.map { $0 * Rational(row % 7 + 1) / 3 } })
    }
    let rescaled: IntegerSamples = try IntegerSamples(inputs: scaled(inputs), labels: scaled(labels))
    #expect(try BitExactRecovery().study(rescaled).exact?.network == expected)
  }

  @Test("the same on any number of threads")
  func threads() throws {
    let scene: RationalScene = RationalScene(6, 3, 3, samples: 700, seed: 3, weight: 5, denominator: 5)
    let samples: IntegerSamples = try IntegerSamples(inputs: scene.exactInputs, labels: scene.labels)
    let certificates: [ExactCertificate?] = try [1, 2, 5].map {
      try BitExactRecovery().study(samples, threads: $0).exact
    }
    #expect(certificates[0] != nil)
    #expect(certificates.allSatisfy { $0 == certificates[0] })
  }

  @Test("equality tells networks apart that differ by the least amount")
  func equality() throws {
    let scene: RationalScene = RationalScene(3, 2, 2, samples: 60, seed: 4, weight: 5, denominator: 5)
    let found: RationalNetwork? = try scene.learnExactly().exact?.network
    var output: RationalMatrix = scene.teacher.output
    output[0, 0] = output[0, 0] + (try #require(Rational("1/1000000000000")))
    #expect(found == scene.teacher.normalForm)
    #expect(found != RationalNetwork(hidden: scene.teacher.hidden, output: output).normalForm)
    // A flip of sign is no change of scale.
    let flipped: RationalMatrix = -1 * scene.teacher.hidden
    #expect(found != RationalNetwork(hidden: flipped, output: -1 * scene.teacher.output).normalForm)
  }
}

extension RationalScene {
  init(_ size: BitExactRecoveryTests.Size, seed: UInt64) {
    self.init(
      size.d, size.k, size.m, samples: size.samples, seed: seed, weight: size.weight,
      denominator: size.denominator, bits: size.bits)
  }
}
