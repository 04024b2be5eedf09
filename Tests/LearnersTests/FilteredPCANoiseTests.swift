import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

@Suite("Filtered PCA on noise")
struct FilteredPCANoiseTests {
  enum Law: String, CaseIterable, Sendable {
    case gauss, cauchy, cube, signs, mostlyZeros

    func label(_ stream: RandomStream, _ row: Int) -> Double {
      let g: Double = stream.gaussian(at: UInt64(row))
      return switch self {
      case .gauss: g
      case .cauchy: tan(Double.pi * (stream.uniform(at: UInt64(row)) - 0.5))
      case .cube: g * g * g
      case .signs: g < 0 ? -1 : 1
      case .mostlyZeros: max(0, g - 1)
      }
    }
  }

  static func null(_ law: Law, _ d: Int, _ n: Int, seed: UInt64) throws -> SubspaceScene {
    let stream: RandomStream = RandomStream(seed: seed, path: ["null labels"])
    var row: Int = -1
    return try SubspaceScene(d, 0, samples: n, seed: seed) { _ in
      row += 1
      return law.label(stream, row)
    }
  }

  @Test("nothing is found where labels do not depend on inputs", arguments: Law.allCases)
  func findsNothing(law: Law) throws {
    var rounds: Int = 0
    for seed: UInt64 in 0..<8 {
      let outcome: SubspaceOutcome = try Self.null(law, 20, 2000, seed: seed).find()
      #expect(outcome.dimension == 0 && outcome.status == .none && outcome.reason == .nothingAboveNoise)
      rounds += outcome.rounds[0].found > 0 ? 1 : 0
    }
    #expect(rounds <= 1)
  }

  @Test("a direction that is counted too many is a false alarm every time")
  func countsOneTooMany() throws {
    let scene: SubspaceScene = try Self.null(.mostlyZeros, 20, 2000, seed: 1)
    let candidate: SubspaceOutcome = try scene.find(fault: .noValidate)
    #expect(candidate.dimension == candidate.candidate.columns)
  }

  @Test("weighted second moments reach their edge at both ends, and not the one of Gaussian weights")
  func weightedEdges() throws {
    var ratios: [Double] = []
    var naive: [Double] = []
    for seed: UInt64 in 0..<3 {
      let scene: SubspaceScene = try Self.null(.cauchy, 50, 5000, seed: seed)
      func linear(_ outcome: SubspaceOutcome) -> Double {
        outcome.rounds[0].filters.first { $0.filter == "linear" }?.ratio ?? .infinity
      }
      ratios.append(linear(try scene.find { $0.rounds = 1 }))
      naive.append(linear(try scene.find(fault: .wrongEdge) { $0.rounds = 1 }))
    }
    #expect(ratios.allSatisfy { abs($0 - 1) < 0.12 })
    #expect(naive.middle > ratios.middle + 0.02)
  }

  @Test("ties stay in one slice, and few slices are held against a law of their own")
  func tiedLabels() throws {
    let scene: SubspaceScene = try SubspaceScene(20, 1, samples: 4000, seed: 2) { max(0, $0[0]) }
    let outcome: SubspaceOutcome = try scene.find()
    #expect(outcome.rounds[0].slices < 10 && outcome.rounds[0].calibration != nil)
    #expect(try scene.miss(outcome.basis) < 0.05)
    let straddling: SubspaceOutcome = try scene.find(fault: .spuriousTies)
    #expect(straddling.rounds[0].slices == 10)
  }

  @Test("the angle of a single filter follows its law")
  func angleLaw() throws {
    var squares: Double = 0
    var predicted: Double = 0
    let runs: Int = 10
    for seed: UInt64 in 0..<UInt64(runs) {
      let scene: SubspaceScene = try SubspaceScene(
        50, 2, samples: 10_000, seed: seed, of: SubspaceScene.wheel(8))
      let outcome: SubspaceOutcome = try scene.find {
        $0.method = .singleFilter
        $0.rank = 1
      }
      let sine: Double = try scene.spurious(outcome.basis)
      squares += sine * sine
      // (d − k) E[c² ‖Vᵀx‖² / k] / (n λ²), with λ from the plane itself.
      let size: [Double] = scene.labels.map(\.magnitude).sorted()
      let threshold: Double = size[8000]
      let points: Matrix = scene.inputs * scene.directions
      var (spread, moment): (Double, Double) = (0, 0)
      for row in 0..<10_000 {
        let weight: Double = (scene.labels[row].magnitude > threshold ? 1 : 0) - 0.2
        let length: Double = points[row, 0] * points[row, 0] + points[row, 1] * points[row, 1]
        spread += weight * weight * length / 2 / 10_000
        moment += weight * (length - 2) / 2 / 10_000
      }
      predicted += 48 * spread / (9000 * moment * moment)
    }
    #expect(abs(squares / predicted - 1) < 0.25)
  }
}
