import ExactArithmetic
import Foundation
import Learners
import LinearAlgebra
import Networks
import Testing

@Suite struct BitExactScratch {
  @Test func survey() throws {
    for (d, k, m, n, w, q) in [
      (5, 2, 2, 60, 5, 1), (5, 2, 2, 60, 9, 9), (10, 5, 5, 150, 5, 1), (10, 5, 6, 150, 9, 9), (10, 10, 10, 200, 5, 7),
      (20, 10, 10, 300, 5, 1), (20, 20, 20, 400, 5, 1), (20, 20, 20, 400, 9, 9), (20, 10, 12, 3000, 99, 99),
    ] {
      for mode in 0..<3 {
        var right = 0, wrong = 0
        var words: [String: Int] = [:]
        let clock = ContinuousClock()
        var time: Duration = .zero
        for seed in 0..<4 {
          let scene = RationalScene(d, k, m, samples: n, seed: UInt64(seed), weight: w, denominator: q, bits: seed % 2 == 0 ? 8 : 16)
          let labels = scene.labels
          let floats = try scene.floatLabels()
          let start = clock.now
          let outcome: LearnerOutcome =
            switch mode {
            case 0: try BitExactRecovery().study(IntegerSamples(inputs: scene.exactInputs, labels: labels))
            case 1: try BitExactRecovery().study(Samples(inputs: scene.inputs, labels: floats))
            default: try BitExactRecovery({ var o = BitExactRecovery.Options(); o.search.labelPrecision = 0x1p-24; return o }()).study(Samples(inputs: scene.inputs, labels: floats.mapElements { Double(Float($0)) }))
            }
          time += clock.now - start
          if let network = outcome.exact?.network {
            if network == scene.teacher.normalForm { right += 1 } else { wrong += 1 }
          }
          words[outcome.verdict, default: 0] += 1
        }
        print(d, k, m, n, w, q, "mode", mode, "right", right, "wrong", wrong, time / 4, words.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key.prefix(150))" })
      }
    }
  }
}
