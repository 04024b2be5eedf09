import DataFiles
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

@Suite("Filtered PCA and its samples")
struct FilteredPCAInvarianceTests {
  static func scene(_ seed: UInt64 = 4, samples: Int = 3000) throws -> SubspaceScene {
    try SubspaceScene(20, 2, samples: samples, seed: seed, of: SubspaceScene.wheel(4))
  }

  static func distance(_ first: Matrix, _ second: Matrix) throws -> Double {
    max(try SubspaceScene.sine(first, from: second), try SubspaceScene.sine(second, from: first))
  }

  @Test("a multiple of the labels, a shift of them and the order of the rows change nothing")
  func invariances() throws {
    let scene: SubspaceScene = try Self.scene()
    let basis: Matrix = try scene.find().basis
    let scaled: Samples = try SubspaceScene.samples(scene.inputs, scene.labels.map { -4 * $0 + 7 })
    #expect(try Self.distance(basis, SubspaceScene.find(scaled).basis) < 2e-3)
    let order: [Int] = RandomStream(seed: 1).permutation(scene.labels.count)
    let moved: Samples = try SubspaceScene.samples(
      scene.inputs.selectingRows(order), order.map { scene.labels[$0] })
    #expect(try Self.distance(basis, SubspaceScene.find(moved).basis) < 2e-3)
  }

  @Test("copies of rows confirm nothing")
  func copies() throws {
    let null: SubspaceScene = try FilteredPCANoiseTests.null(.gauss, 20, 2000, seed: 3)
    let doubled: Samples = try SubspaceScene.samples(
      null.inputs.appendingRows(of: null.inputs), null.labels + null.labels)
    #expect(try SubspaceScene.find(doubled).dimension == 0)
  }

  @Test("rotated inputs give the rotated subspace, monotone labels the same one")
  func rotation() throws {
    let scene: SubspaceScene = try Self.scene()
    let basis: Matrix = try scene.find().basis
    let turn: Matrix = try OrthogonalFactors(RecoveryScene.gaussian(20, 20, RandomStream(seed: 9)))
      .orthonormal()
    let turned: Samples = try SubspaceScene.samples(scene.inputs * turn, scene.labels)
    #expect(try Self.distance(turn.transposedTimes(basis), SubspaceScene.find(turned).basis) < 0.02)
    let cubed: Samples = try SubspaceScene.samples(scene.inputs, scene.labels.map { $0 * $0 * $0 })
    let monotone: SubspaceOutcome = try SubspaceScene.find(cubed)
    #expect(monotone.dimension == 2)
    #expect(try scene.miss(monotone.basis) < 0.1)
  }

  @Test("any number of threads gives the same bits, in memory and streamed")
  func threads() throws {
    let scene: SubspaceScene = try Self.scene(samples: 9000)
    for rows in [2000, 50_000] {
      let one: SubspaceOutcome = try scene.find(threads: 1) { $0.residentRows = rows }
      let three: SubspaceOutcome = try scene.find(threads: 3) { $0.residentRows = rows }
      #expect(one.basis == three.basis && one.rounds == three.rounds && one.validation == three.validation)
      #expect(try scene.miss(one.basis) < 0.01)
    }
  }

  @Test("streamed samples give what samples in memory give, but for the regressor's share")
  func streaming() throws {
    let scene: SubspaceScene = try Self.scene(7, samples: 12_000)
    let resident: SubspaceOutcome = try scene.find { $0.residentRows = 50_000 }
    let streamed: SubspaceOutcome = try scene.find { $0.residentRows = 4000 }
    // The first round's moments are those of the same rows; only the cuts come from another choice of them.
    let (first, second): (FilterRound, FilterRound) = (resident.rounds[0], streamed.rounds[0])
    #expect(first.found == second.found && first.noiseEdge == second.noiseEdge)
    #expect(abs(first.eigenvalues[0] / second.eigenvalues[0] - 1) < 0.1)
    #expect(try Self.distance(resident.basis, streamed.basis) < 0.01)
  }

  @Test("inputs that are not standard Gaussian are refused, and made standard on request")
  func checksInputs() throws {
    let scene: SubspaceScene = try Self.scene()
    // Student's law with five degrees of freedom, at variance 1.
    let squares: Matrix = RecoveryScene.gaussian(3000, 100, RandomStream(seed: 3))
    var tails: Matrix = scene.inputs
    for row in 0..<3000 {
      for column in 0..<20 {
        let chi: Double = (0..<5).reduce(0) {
          $0 + squares[row, 5 * column + $1] * squares[row, 5 * column + $1]
        }
        tails[row, column] *= (3 / chi).squareRoot()
      }
    }
    let heavy: Samples = try SubspaceScene.samples(tails, scene.labels)
    let refused: SubspaceOutcome = try SubspaceScene.find(heavy)
    #expect(refused.reason == .inputsNotStandardGaussian && refused.status == .none)
    #expect((refused.inputs?.radial ?? 0) > 6)
    let map: Matrix = Matrix.diagonal((0..<20).map { 0.5 + 0.1 * Double($0) })
    let stretched: Samples = try SubspaceScene.samples(scene.inputs * map, scene.labels)
    #expect(try SubspaceScene.find(stretched).reason == .inputsNotStandardGaussian)
    let whitened: SubspaceOutcome = try SubspaceScene.find(stretched) { $0.whitensInputs = true }
    // F(x) depends on Vᵀ A⁻¹ of the stretched inputs A x.
    let inverse: Matrix = Matrix.diagonal((0..<20).map { 1 / (0.5 + 0.1 * Double($0)) })
    let truth: Matrix = try OrthogonalFactors(inverse * scene.directions).orthonormal()
    #expect(whitened.dimension == 2)
    #expect(try Self.distance(truth, whitened.basis) < 0.05)
    let signs: Samples = try SubspaceScene.samples(
      scene.inputs.mapElements { $0 < 0 ? -1 : 1 }, scene.labels)
    #expect(try SubspaceScene.find(signs).reason == .inputsNotStandardGaussian)
  }

  @Test("odd samples are answered or refused, never a crash")
  func oddSamples() throws {
    let few: SubspaceScene = try SubspaceScene(5, 1, samples: 10, seed: 0) { $0[0] }
    #expect(try few.find().reason == .tooFewSamples)
    let constant: SubspaceScene = try SubspaceScene(5, 1, samples: 500, seed: 0) { _ in 3 }
    #expect(try constant.find().reason == .constantLabels)
    let line: SubspaceScene = try SubspaceScene(1, 1, samples: 1000, seed: 0) { abs($0[0]) }
    #expect(try line.find().dimension == 1)
    let plane: SubspaceScene = try SubspaceScene(2, 2, samples: 2000, seed: 0, of: SubspaceScene.wheel(4))
    #expect(try plane.find().dimension == 2)
    let all: SubspaceScene = try SubspaceScene(12, 12, samples: 6000, seed: 0) { z in
      z.reduce(0) { $0 + abs($1) }
    }
    let tooMany: SubspaceOutcome = try all.find()
    #expect(tooMany.status == .tooMany && tooMany.reason == .tooManyDirections && tooMany.dimension == 0)
    let wide: SubspaceScene = try SubspaceScene(300, 1, samples: 250, seed: 0) { abs($0[0]) }
    #expect(try wide.find().status != .ok || wide.miss(try wide.find().basis) < 0.5)
    let rare: SubspaceScene = try SubspaceScene(10, 1, samples: 2000, seed: 0) { $0[0] > 3 ? 1e100 : 0 }
    #expect(try rare.find().dimension <= 1)
  }

  @Test("labels of several columns need a choice, and unusable entries are named")
  func dataErrors() throws {
    let scene: SubspaceScene = try Self.scene()
    let both: Matrix = try Matrix(
      rows: 3000, columns: 2, elements: scene.labels.flatMap { [0, $0] })
    let samples: Samples = Samples(inputs: scene.inputs, labels: both)
    #expect(throws: DataError.self) { try SubspaceScene.find(samples) }
    #expect(throws: DataError.self) { try SubspaceScene.find(samples) { $0.labelColumn = 2 } }
    #expect(try SubspaceScene.find(samples) { $0.labelColumn = 1 }.dimension == 2)
    #expect(try SubspaceScene.find(samples) { $0.labelColumn = 0 }.reason == .constantLabels)
    var broken: Matrix = scene.inputs
    broken[17, 3] = .nan
    #expect(throws: DataError.self) {
      try SubspaceScene.find(try SubspaceScene.samples(broken, scene.labels))
    }
  }
}
