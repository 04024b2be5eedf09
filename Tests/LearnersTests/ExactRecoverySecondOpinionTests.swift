import Foundation
import Learners
import LinearAlgebra
import Testing

@Suite("Exact recovery says that several networks fit")
struct ExactRecoverySecondOpinionTests {
  @Test("where inputs and hidden weights are positive, so that all is linear", arguments: [2, 3, 4])
  func alwaysActive(_ k: Int) throws {
    for samples in [60, 1500] {
      var scene: RecoveryScene = RecoveryScene(6, k, k, samples: samples, seed: UInt64(k))
      scene.inputs = scene.inputs.mapElements(\.magnitude)
      scene.hidden = scene.hidden.mapElements(\.magnitude)
      let refusal: Refusal = try #require(try scene.learn().refusal)
      #expect(refusal.reason == .notIdentifiable, "n=\(samples): \(refusal.detail)")
      #expect(try #require(refusal.residual) <= 1e-9)
    }
  }

  @Test("where two neurons are active on the same samples", arguments: [2, 3, 4])
  func equalPatterns(_ k: Int) throws {
    var scene: RecoveryScene = RecoveryScene(6, k, k, samples: 200, seed: 10 + UInt64(k))
    // Directions so close that no sample lies between their hyperplanes, and apart in the labels all the same.
    scene.setNeuron(1, to: zip(scene.hidden.row(0), scene.hidden.row(1)).map { $0 + 1e-3 * $1 })
    let patterns: [[Bool]] = (0..<2).map { scene.inputs.times(scene.hidden.row($0)).map { $0 > 0 } }
    try #require(patterns[0] == patterns[1])
    let refusal: Refusal = try #require(try scene.learn().refusal)
    #expect(refusal.reason == .notIdentifiable, "\(refusal.detail)")
  }

  @Test("and not where labels are no network's at all")
  func neither() throws {
    let scene: RecoveryScene = RecoveryScene(6, 2, 2, samples: 200, seed: 20)
    let labels: Matrix = scene.inputs.timesTransposed(scene.hidden).mapElements(\.magnitude)
    #expect(try RecoveryScene.learn(scene.inputs, labels).refusal?.reason == .notFound)
  }
}
