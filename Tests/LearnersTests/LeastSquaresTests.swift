import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

/// A teacher with samples, and labels with noise.
struct NoisyScene {
  var scene: RecoveryScene
  var labels: Matrix
  /// The root mean square of the labels without noise.
  let labelSize: Double

  init(_ d: Int, _ k: Int, _ m: Int, samples: Int, seed: UInt64, noise: Double = 0) throws {
    self.scene = RecoveryScene(d, k, m, samples: samples, seed: seed)
    let exact: Matrix = try scene.labels
    self.labelSize = exact.frobeniusNorm / Double(max(1, exact.elements.count)).squareRoot()
    let error: Matrix = RecoveryScene.gaussian(samples, m, RandomStream(seed: seed).child("noise"))
    self.labels = noise > 0 ? exact + error.scaled(by: noise * labelSize) : exact
  }

  var samples: Samples { Samples(inputs: scene.inputs, labels: labels) }

  /// The relative error of a network's neurons against the teacher.
  func error(of network: NetworkPoint) throws -> Double {
    NeuronMatching.relativeError(
      of: try Network(hidden: network.hidden, output: network.output), against: try scene.teacher)
  }

  /// The teacher's directions, each entry moved by about `distance`.
  func startNearby(_ distance: Double) -> LeastSquaresStart {
    let (k, d): (Int, Int) = (scene.hidden.rows, scene.hidden.columns)
    let moves: Matrix = RecoveryScene.gaussian(k, d, RandomStream(seed: 77)).scaled(by: distance)
    return LeastSquaresStart(hidden: scene.hidden + moves)
  }
}

@Suite("Least squares over both layers")
struct LeastSquaresTests {
  @Test(
    "from a nearby start the teacher of noiseless labels is found to rounding",
    arguments: [(6, 3, 4), (5, 2, 1), (3, 4, 6)])
  func findsTheTeacher(d: Int, k: Int, m: Int) throws {
    let scene: NoisyScene = try NoisyScene(d, k, m, samples: 600, seed: 3)
    let fit: LeastSquaresFit = try LeastSquares().fit(
      try FitSamples(scene.samples), from: scene.startNearby(0.1))
    #expect(try scene.error(of: fit.network) < 1e-11)
    #expect(fit.relativeSquaredLoss < 1e-24)
    #expect(fit.stop == .converged)
    #expect(fit.steps > 0)
  }

  @Test("the scales of inputs and labels do not matter", arguments: [1e-120, 1e-9, 1e9, 1e120])
  func isFreeOfScale(scale: Double) throws {
    let scene: NoisyScene = try NoisyScene(5, 2, 3, samples: 400, seed: 4, noise: 0.1)
    let start: LeastSquaresStart = scene.startNearby(0.05)
    let plain: LeastSquaresFit = try LeastSquares().fit(try FitSamples(scene.samples), from: start)
    let scaled: Samples = Samples(
      inputs: scene.scene.inputs.scaled(by: scale), labels: scene.labels.scaled(by: 1 / scale))
    let fit: LeastSquaresFit = try LeastSquares().fit(try FitSamples(scaled), from: start)
    #expect((fit.network.hidden - plain.network.hidden).maximumMagnitude < 1e-6)
    let output: Matrix = fit.network.output.scaled(by: scale).scaled(by: scale)
    #expect((output - plain.network.output).maximumMagnitude < 1e-5)
  }

  @Test("the fit is a minimum: no parameter can be moved to lower the loss")
  func isStationary() throws {
    let scene: NoisyScene = try NoisyScene(4, 2, 3, samples: 300, seed: 5, noise: 0.3)
    var options: LeastSquares.Options = LeastSquares.Options()
    options.fitsIntercept = true
    let samples: FitSamples = try FitSamples(scene.samples)
    let fit: LeastSquaresFit = try LeastSquares(options).fit(samples, from: scene.startNearby(0.1))
    options.largestSteps = 0
    func loss(_ point: NetworkPoint) throws -> Double {
      let start: LeastSquaresStart = LeastSquaresStart(
        hidden: point.hidden, output: point.output, intercept: point.intercept)
      return try LeastSquares(options).fit(samples, from: start).relativeSquaredLoss
    }
    #expect(abs(try loss(fit.network) - fit.relativeSquaredLoss) < 1e-14)
    for step in [1e-4, -1e-4] {
      for index in 0..<8 {
        var moved: NetworkPoint = fit.network
        moved.hidden[index / 4, index % 4] += step
        #expect(try loss(moved) > fit.relativeSquaredLoss)
      }
      for index in 0..<6 {
        var moved: NetworkPoint = fit.network
        moved.output[index / 2, index % 2] += step
        #expect(try loss(moved) > fit.relativeSquaredLoss)
      }
      var moved: NetworkPoint = fit.network
      moved.intercept[1] += step
      #expect(try loss(moved) > fit.relativeSquaredLoss)
    }
  }

  @Test("an intercept absorbs a constant offset exactly; without one the neurons are wrong")
  func absorbsAnOffset() throws {
    var scene: NoisyScene = try NoisyScene(5, 3, 3, samples: 600, seed: 6)
    scene.labels = scene.labels + Matrix(rows: 600, columns: 3, repeating: scene.labelSize / 2)
    var options: LeastSquares.Options = LeastSquares.Options()
    let plain: LeastSquaresFit = try LeastSquares(options).fit(
      try FitSamples(scene.samples), from: scene.startNearby(0.05))
    options.fitsIntercept = true
    let fit: LeastSquaresFit = try LeastSquares(options).fit(
      try FitSamples(scene.samples), from: scene.startNearby(0.05))
    #expect(try scene.error(of: fit.network) < 1e-10)
    #expect(fit.network.intercept.allSatisfy { abs($0 - scene.labelSize / 2) < 1e-10 })
    #expect(try scene.error(of: plain.network) > 0.05)
  }

  @Test(
    "a row of weight 0 does not count, and weights act on the constant unit too", arguments: [false, true])
  func weighsRows(intercept: Bool) throws {
    var scene: NoisyScene = try NoisyScene(5, 2, 3, samples: 500, seed: 7)
    var weights: [Double] = (0..<500).map { 0.5 + Double($0 % 3) }
    for row in stride(from: 0, to: 500, by: 10) {
      weights[row] = 0
      scene.labels[row, 1] = 1e3
    }
    if intercept { scene.labels = scene.labels.mapElements { $0 + 2 } }
    var options: LeastSquares.Options = LeastSquares.Options()
    options.fitsIntercept = intercept
    let fit: LeastSquaresFit = try LeastSquares(options).fit(
      try FitSamples(scene.samples, rowWeights: weights), from: scene.startNearby(0.05))
    #expect(try scene.error(of: fit.network) < 1e-10)
    #expect(fit.network.intercept.allSatisfy { abs($0 - (intercept ? 2 : 0)) < 1e-9 })
    let unweighted: LeastSquaresFit = try LeastSquares(options).fit(
      try FitSamples(scene.samples), from: scene.startNearby(0.05))
    #expect(try scene.error(of: unweighted.network) > 0.1)
  }

  @Test("the fit is the same on any number of threads, and whether the samples are held or read again")
  func isDeterministic() throws {
    let scene: NoisyScene = try NoisyScene(6, 3, 3, samples: 20_000, seed: 8, noise: 0.2)
    let start: LeastSquaresStart = scene.startNearby(0.1)
    let held: FitSamples = try FitSamples(scene.samples)
    let one: NetworkPoint = try LeastSquares(threads: 1).fit(held, from: start).network
    let two: NetworkPoint = try LeastSquares(threads: 2).fit(held, from: start).network
    let streamed: FitSamples = try FitSamples(scene.samples, heldCells: 0)
    let again: NetworkPoint = try LeastSquares(threads: 2).fit(streamed, from: start).network
    #expect(one == two)
    #expect(one == again)
  }

  @Test("of random starts the best finds a teacher with one output")
  func startsAtRandom() throws {
    let scene: NoisyScene = try NoisyScene(8, 2, 1, samples: 1500, seed: 9)
    let starts: [LeastSquaresStart] = MultiStart.randomStarts(
      10, hiddenUnits: 2, inputsDimension: 8, from: RandomStream(seed: 1))
    let fits: [LeastSquaresFit] = try MultiStart.fits(try FitSamples(scene.samples), from: starts)
    #expect(fits.count == 10)
    let best: LeastSquaresFit? = fits.min { $0.relativeSquaredLoss < $1.relativeSquaredLoss }
    #expect(try best.map { try scene.error(of: $0.network) } ?? .infinity < 1e-10)
    #expect(Set(starts).count == 10)
  }

  @Test("nothing crashes on samples that determine nothing", arguments: [0, 1, 2])
  func survivesThinSamples(count: Int) throws {
    let samples: Samples = Samples(
      inputs: Matrix(rows: count, columns: 3), labels: Matrix(rows: count, columns: 2, repeating: 1))
    let start: LeastSquaresStart = LeastSquaresStart(hidden: Matrix(rows: 2, columns: 3, repeating: 1))
    for intercept in [false, true] {
      var options: LeastSquares.Options = LeastSquares.Options()
      options.fitsIntercept = intercept
      let fit: LeastSquaresFit = try LeastSquares(options).fit(try FitSamples(samples), from: start)
      #expect(fit.network.output.isFinite && fit.network.hidden.isFinite)
    }
  }
}
