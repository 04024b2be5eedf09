import Foundation
import Learners
import LinearAlgebra
import Testing

@Suite("Exact recovery from inputs that are far from centred")
struct ExactRecoverySkewedTests {
  @Test("by the rays of the cone of hidden units", arguments: [0, 0.5, 1])
  func shifted(_ mean: Double) throws {
    for seed in 0..<3 {
      var scene: RecoveryScene = RecoveryScene(10, 5, 5, samples: 1500, seed: 30 + UInt64(seed))
      scene.inputs = scene.inputs.mapElements { $0 + mean }
      #expect(try scene.error(of: scene.learn { $0.route = .rays }) <= 1e-10, "seed \(seed)")
    }
  }

  @Test("without being asked for the route")
  func automatic() throws {
    for seed in 0..<3 {
      var scene: RecoveryScene = RecoveryScene(10, 3, 3, samples: 1500, seed: 40 + UInt64(seed))
      scene.inputs = scene.inputs.mapElements { $0 + 0.7 }
      #expect(try scene.error(of: scene.learn()) <= 1e-10, "seed \(seed)")
    }
  }
}
