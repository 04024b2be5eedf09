import DataFiles
import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

@Suite("Exhaustive search proves that nothing fits, or says what else is wrong")
struct ExhaustiveRefusalTests {
  enum Labels: String, Sendable, CaseIterable {
    case absolute, leaky, squared, biased

    func callAsFunction(_ t: Double) -> Double {
      switch self {
      case .absolute: t.magnitude
      case .leaky: t > 0 ? t : 0.1 * t
      case .squared: t * t
      case .biased: max(0, t - 0.5)
      }
    }
  }

  @Test("labels of another kind, as a proof", arguments: Labels.allCases, [1, 2, 3])
  func otherLabels(_ labels: Labels, _ k: Int) throws {
    for seed in 0..<5 {
      for inputs in [ExhaustiveScene.Inputs.gaussian, .lattice] {
        let scene: ExhaustiveScene = ExhaustiveScene(
          5, k, k, samples: 60, seed: UInt64(seed), inputs: inputs)
        let outcome: LearnerOutcome = try ExhaustiveScene.learn(
          scene.scene.inputs, scene.labels { labels($0) })
        #expect(outcome.refusal?.reason == .notRealisable, "seed \(seed), \(inputs): \(outcome)")
      }
    }
  }

  @Test(
    "by an exact proof, of labels that are exact fractions and of the fractions that rounded ones are",
    arguments: [1, 2, 3])
  func exactProofs(_ k: Int) throws {
    for kind in [Labels.absolute, .leaky] {
      var scene: ExhaustiveScene = ExhaustiveScene(3, k, k, samples: 30, seed: 9, inputs: .lattice)
      scene.scene.hidden = scene.scene.hidden.mapElements { ($0 * 3).rounded() + 0.5 }
      scene.scene.output = scene.scene.output.mapElements { ($0 * 3).rounded() + 0.5 }
      let labels: Matrix = try scene.labels { kind == .absolute ? $0.magnitude : $0 > 0 ? $0 : 0.25 * $0 }
      let refusal: Refusal = try #require(try ExhaustiveScene.learn(scene.scene.inputs, labels).refusal)
      #expect(refusal.reason == .notRealisable)
      #expect(refusal.detail.contains("exact proof"), "\(kind): \(refusal.detail)")
      let teacher: LearnerOutcome = try ExhaustiveScene.learn(scene.scene.inputs, scene.scene.labels)
      #expect(teacher.refusal?.reason != .notRealisable)
    }
    let rounded: ExhaustiveScene = ExhaustiveScene(3, 2, 3, samples: 30, seed: 9, inputs: .lattice)
    let labels: Matrix = try rounded.labels { $0.magnitude }
    let refusal: Refusal = try #require(try ExhaustiveScene.learn(rounded.scene.inputs, labels).refusal)
    #expect(refusal.reason == .notRealisable)
    #expect(refusal.detail.contains("exact proof"), "\(refusal.detail)")
  }

  @Test("one label that is wrong, as a proof")
  func wrongLabel() throws {
    let scene: ExhaustiveScene = ExhaustiveScene(5, 1, 1, samples: 60, seed: 1, inputs: .lattice)
    var labels: Matrix = try scene.scene.labels
    let row: Int = try #require((0..<60).first { labels[$0, 0] != 0 })
    labels[row, 0] *= 1.001
    #expect(try ExhaustiveScene.learn(scene.scene.inputs, labels).refusal?.reason == .notRealisable)
  }

  @Test("the verdict of all 2^n activity patterns", arguments: ExhaustiveScene.Inputs.allCases)
  func bruteForce(_ inputs: ExhaustiveScene.Inputs) throws {
    var seen: [String: Int] = [:]
    for seed in 0..<27 {
      let k: Int = 1 + seed % 3
      let d: Int = 1 + (seed / 3) % 3
      let scene: ExhaustiveScene = ExhaustiveScene(
        d, k, k, samples: 7, seed: 70 + UInt64(seed), inputs: inputs)
      let slope: Double = seed.isMultiple(of: 4) ? 0.25 : 0
      let labels: Matrix = try scene.labels { max(0, $0) - slope * max(0, -$0) }
      guard try SingularValues(labels).values.allSatisfy({ $0 > 1e-6 }), labels.maximumMagnitude > 0 else {
        continue
      }
      let expected: BruteForceCone.Verdict = try BruteForceCone(inputs: scene.scene.inputs, labels: labels)
        .verdict()
      let outcome: LearnerOutcome = try ExhaustiveScene.learn(scene.scene.inputs, labels)
      let verdict: String = outcome.refusal?.reason.rawValue ?? "recovered"
      #expect(verdict == expected.rawValue, "seed \(seed), d=\(d), k=\(k): \(outcome)")
      seen[verdict, default: 0] += 1
    }
    #expect(seen.count > 1)
  }

  @Test("neurons with one activity pattern, inputs that do not span, labels that are linear or zero")
  func notIdentifiable() throws {
    let positive: Matrix = ExhaustiveScene(4, 2, 2, samples: 40, seed: 2, inputs: .cube).scene.inputs
    let hidden: Matrix = try Matrix([[1, 2, 3, 4], [4, 1, 1, 2]])
    let always: Matrix = positive.timesTransposed(hidden)
    #expect(try ExhaustiveScene.learn(positive, always).refusal?.reason == .notIdentifiable)

    var flat: ExhaustiveScene = ExhaustiveScene(4, 2, 2, samples: 40, seed: 3)
    for row in 0..<40 { flat.scene.inputs[row, 3] = flat.scene.inputs[row, 1] }
    #expect(try flat.learn().refusal?.reason == .notIdentifiable)

    let zero: Matrix = Matrix(rows: 40, columns: 2)
    #expect(try ExhaustiveScene.learn(positive, zero).refusal?.reason == .notIdentifiable)

    var parallel: ExhaustiveScene = ExhaustiveScene(4, 3, 3, samples: 60, seed: 4)
    parallel.scene.setNeuron(1, to: parallel.scene.hidden.row(0).scaled(by: 2))
    let refusal: Refusal = try #require(try parallel.learn { $0.hiddenUnits = 3 }.refusal)
    #expect(refusal.reason == .notIdentifiable)
    #expect(try #require(refusal.residual) <= 1e-12)
  }

  @Test("a rank that is too high, and contradictions, as proofs")
  func rank() throws {
    let scene: ExhaustiveScene = ExhaustiveScene(4, 3, 3, samples: 60, seed: 5)
    #expect(try scene.learn { $0.hiddenUnits = 2 }.refusal?.reason == .notRealisable)
    let inputs: Matrix = scene.scene.inputs.appendingRows(of: Matrix(rows: 1, columns: 4))
    let labels: Matrix = try scene.scene.labels.appendingRows(of: Matrix(rows: 1, columns: 3, repeating: 1))
    #expect(try ExhaustiveScene.learn(inputs, labels).refusal?.reason == .notRealisable)
  }

  @Test("what it cannot decide, without a claim: more units than the rank, rank above three, limits")
  func noClaim() throws {
    let single: ExhaustiveScene = ExhaustiveScene(4, 2, 1, samples: 60, seed: 6)
    #expect(try single.learn { $0.hiddenUnits = 2 }.refusal?.reason == .notFound)
    // |t| is the sum of two units; of one it is not.
    let absolute: Matrix = try ExhaustiveScene(4, 1, 1, samples: 60, seed: 6).labels { $0.magnitude }
    #expect(
      try ExhaustiveScene.learn(single.scene.inputs, absolute) { $0.hiddenUnits = 2 }.refusal?.reason
        == .notFound)
    let four: ExhaustiveScene = ExhaustiveScene(4, 4, 4, samples: 60, seed: 7)
    let wrong: Matrix = try four.labels { $0.magnitude }
    #expect(try ExhaustiveScene.learn(four.scene.inputs, wrong).refusal?.reason == .notFound)
    let three: ExhaustiveScene = ExhaustiveScene(4, 3, 3, samples: 60, seed: 8)
    let refusal: Refusal = try #require(try three.learn { $0.rayLimit = 1 }.refusal)
    #expect(refusal.reason == .notFound)
    #expect(refusal.detail.contains("raise"))
  }

  @Test("nothing, one and tiny samples without a crash")
  func tiny() throws {
    let none: LearnerOutcome = try ExhaustiveScene.learn(
      Matrix(rows: 0, columns: 2), Matrix(rows: 0, columns: 1))
    #expect(none.refusal?.reason == .insufficient)
    let one: LearnerOutcome = try ExhaustiveScene.learn(Matrix([[2]]), Matrix([[6]]))
    #expect(one.recovery != nil)
    let wide: LearnerOutcome = try ExhaustiveScene.learn(Matrix([[2, 1]]), Matrix([[6]]))
    #expect(wide.refusal?.reason == .notIdentifiable)
    #expect(throws: DataError.self) { try ExhaustiveScene.learn(Matrix([[.nan]]), Matrix([[6]])) }
    let huge: LearnerOutcome = try ExhaustiveScene.learn(Matrix([[1e-300], [1]]), Matrix([[1e300], [1]]))
    #expect(huge.refusal != nil)
  }
}
