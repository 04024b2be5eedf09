import Learners
import LinearAlgebra
import Testing

@Suite("Filtered PCA")
struct FilteredPCATests {
  @Test("finds the plane of a wheel, to the error measured", arguments: [(4, 0.006), (8, 0.012)])
  func findsWheels(k: Int, error: Double) throws {
    var errors: [Double] = []
    for seed: UInt64 in 0..<3 {
      let scene: SubspaceScene = try SubspaceScene(
        20, 2, samples: 4000, seed: seed, of: SubspaceScene.wheel(k))
      let outcome: SubspaceOutcome = try scene.find()
      #expect(outcome.status == .ok && outcome.reason == nil && outcome.dimension == 2)
      #expect((outcome.basis.gram - Matrix.identity(2)).maximumMagnitude < 1e-12)
      errors.append(try scene.miss(outcome.basis))
    }
    #expect(errors.middle < error && errors.allSatisfy { $0 < 0.05 })
  }

  @Test("finds the directions of positive units, to the error measured", arguments: [(20, 3000), (50, 5000)])
  func findsPositiveUnits(d: Int, n: Int) throws {
    var errors: [Double] = []
    for seed: UInt64 in 0..<2 {
      let scene: SubspaceScene = try SubspaceScene(
        d, 3, samples: n, seed: seed, of: SubspaceScene.positive(seed: seed))
      let outcome: SubspaceOutcome = try scene.find()
      errors.append(try scene.miss(outcome.candidate))
      #expect(try scene.spurious(outcome.basis) < 0.2)
      #expect((outcome.accuracy?.heldOutError ?? 1) < 0.1)
    }
    #expect(errors.middle < 0.04)
  }

  @Test("finds a direction that shows only after another is taken out")
  func findsHiddenDirection() throws {
    let scene: SubspaceScene = try SubspaceScene(30, 2, samples: 3000, seed: 1, of: SubspaceScene.hidden)
    let outcome: SubspaceOutcome = try scene.find()
    #expect(outcome.dimension == 2)
    #expect(try scene.miss(outcome.basis) < 0.06)
    #expect(outcome.rounds.count >= 2 && outcome.rounds[0].found == 1)
    let blind: SubspaceOutcome = try scene.find(fault: .noRegressor)
    #expect(blind.dimension == 1)
    #expect(try scene.miss(blind.basis) > 0.9)
  }

  @Test("without filters the plane of a wheel is invisible")
  func needsFilters() throws {
    let scene: SubspaceScene = try SubspaceScene(20, 2, samples: 4000, seed: 0, of: SubspaceScene.wheel(8))
    let outcome: SubspaceOutcome = try scene.find(fault: .noFilter)
    #expect(outcome.dimension == 0 && outcome.status == .none && outcome.reason == .nothingAboveNoise)
  }

  @Test("without the projection a round finds again what is known")
  func projects() throws {
    let scene: SubspaceScene = try SubspaceScene(20, 2, samples: 4000, seed: 0, of: SubspaceScene.wheel(8))
    #expect(try scene.find().rounds.last?.found == 0)
    #expect(try scene.find(fault: .noProjection).rounds.last?.found != 0)
  }

  @Test("a trained network vouches for a subspace where the regressor is coarse")
  func measuresWithNetwork() throws {
    // A wheel of many teeth: random features leave more than a fifth of it, a network little.
    let scene: SubspaceScene = try SubspaceScene(10, 2, samples: 2000, seed: 1, of: SubspaceScene.wheel(8))
    let plain: SubspaceOutcome = try scene.find { $0.features = 60 }
    let measured: SubspaceOutcome = try scene.find {
      $0.features = 60
      $0.networkSteps = 1000
    }
    #expect(measured.basis == plain.basis)
    let (trained, regressed): (Double?, Double?) = (
      measured.accuracy?.heldOutError, plain.accuracy?.heldOutError
    )
    #expect(trained ?? 1 <= regressed ?? 0)
  }

  @Test("held-out samples refuse a direction that is noise")
  func refusesNoise() throws {
    var unconfirmed: Int = 0
    for seed: UInt64 in 0..<3 {
      let scene: SubspaceScene = try SubspaceScene(50, 2, samples: 1500, seed: seed, of: SubspaceScene.hidden)
      let outcome: SubspaceOutcome = try scene.find()
      #expect(try scene.spurious(outcome.basis) < 0.2)
      #expect(outcome.validation.allSatisfy { $0.samples >= 100 })
      let trusting: SubspaceOutcome = try scene.find(fault: .noValidate)
      unconfirmed += try scene.spurious(trusting.basis) > 0.9 ? 1 : 0
      #expect(trusting.validation.isEmpty)
    }
    #expect(unconfirmed >= 1)
  }

  @Test("a direction too few or too many is seen in the error")
  func dimensionMutants() throws {
    let scene: SubspaceScene = try SubspaceScene(20, 2, samples: 4000, seed: 3, of: SubspaceScene.wheel(4))
    let short: SubspaceOutcome = try scene.find(fault: .stopsEarly)
    #expect(short.dimension == 1)
    #expect(try scene.miss(short.basis) > 0.99)
    let long: SubspaceOutcome = try scene.find(fault: .countsOneTooMany)
    #expect(long.dimension == 3)
    #expect(try scene.spurious(long.basis) > 0.99)
  }

  @Test("the paper's own loop finds less, and is less exact")
  func singleFilter() throws {
    let scene: SubspaceScene = try SubspaceScene(20, 2, samples: 8000, seed: 2, of: SubspaceScene.wheel(4))
    let single: SubspaceOutcome = try scene.find {
      $0.method = .singleFilter
      $0.rank = 2
    }
    let all: SubspaceOutcome = try scene.find()
    #expect(single.dimension == 2 && single.validation.isEmpty)
    #expect(single.rounds.allSatisfy { $0.found <= 1 && $0.filters.count <= 1 })
    let (coarse, fine): (Double, Double) = (try scene.miss(single.basis), try scene.miss(all.basis))
    #expect(coarse < 0.5 && fine < coarse / 5)
  }

  @Test("takes the strongest directions where their number is given, and says where there are fewer")
  func fixedRank() throws {
    let scene: SubspaceScene = try SubspaceScene(20, 2, samples: 4000, seed: 5, of: SubspaceScene.wheel(4))
    let one: SubspaceOutcome = try scene.find { $0.rank = 1 }
    #expect(one.dimension == 1)
    #expect(try scene.spurious(one.basis) < 0.05)
    let three: SubspaceOutcome = try scene.find { $0.rank = 3 }
    #expect(three.dimension == 2 && three.status == .partial && three.detail.contains("asked for"))
  }

  @Test("bounds the error from two halves")
  func splitBound() throws {
    let scene: SubspaceScene = try SubspaceScene(20, 2, samples: 6000, seed: 6, of: SubspaceScene.wheel(4))
    let outcome: SubspaceOutcome = try scene.find { $0.boundsError = true }
    let bound: Double = outcome.accuracy?.splitBound ?? .infinity
    #expect(bound < 0.05)
    #expect(try scene.miss(outcome.basis) < bound)
    let few: SubspaceScene = try SubspaceScene(20, 2, samples: 300, seed: 6, of: SubspaceScene.wheel(4))
    let unknown: SubspaceOutcome = try few.find { $0.boundsError = true }
    #expect(unknown.accuracy?.splitBound == nil)
  }
}
