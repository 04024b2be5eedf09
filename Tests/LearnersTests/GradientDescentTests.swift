import DataFiles
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import TestSupport
import Testing

@Suite("Gradient descent from many starts")
struct GradientDescentTests {
  /// The training set of colouring a graph: a sample e_v of label 1 for each vertex, e_u + e_v of label 0 for each edge.
  private static func colouring(_ vertices: Int, _ edges: [(Int, Int)]) throws -> (x: Matrix, y: Matrix) {
    var x: Matrix = Matrix(rows: vertices + edges.count, columns: vertices)
    var y: Matrix = Matrix(rows: vertices + edges.count, columns: 1)
    for vertex in 0..<vertices { (x[vertex, vertex], y[vertex, 0]) = (1, 1) }
    for (index, edge) in edges.enumerated() {
      x[vertices + index, edge.0] = 1
      x[vertices + index, edge.1] = 1
    }
    return (x, y)
  }

  private static func options(
    _ variant: GradientDescent.Variant, _ outputWeights: GradientDescent.OutputWeights, restarts: Int,
    steps: Int = 1000
  ) -> GradientDescent.Options {
    var options: GradientDescent.Options = GradientDescent.Options()
    (options.variant, options.outputWeights) = (variant, outputWeights)
    (options.restarts, options.steps) = (restarts, steps)
    return options
  }

  /// Σ mᵢ |f(xᵢ) − yᵢ|², by the network's own evaluation.
  private static func loss(_ network: Network, _ x: Matrix, _ y: Matrix) -> Double {
    (network.evaluate(x) - y).elements.reduce(0) { $0 + $1 * $1 }
  }

  @Test("annealed, a path gets its two colours, and the loss reported is the student's own")
  func easyColouring() throws {
    let (x, y): (Matrix, Matrix) = try Self.colouring(5, [(0, 1), (1, 2), (2, 3), (3, 4)])
    let report: DescentReport = try GradientDescent(Self.options(.anneal, .plus, restarts: 16))
      .fit(inputs: x, labels: y, units: 2)
    #expect(report.loss < 1e-3)
    #expect(report.hits(below: 1e-3) >= 1)
    #expect(abs(Self.loss(report.student, x, y) - report.loss) < 1e-12)
    #expect(report.student.layers[1].weights.elements == [1, 1])
    #expect(report.restarts[report.bestRestart].deadSamples == 0)
  }

  @Test("no network fits a triangle with two units, and no restart says so")
  func hardColouring() throws {
    let (x, y): (Matrix, Matrix) = try Self.colouring(3, [(0, 1), (1, 2), (0, 2)])
    let report: DescentReport = try GradientDescent(Self.options(.anneal, .plus, restarts: 24))
      .fit(inputs: x, labels: y, units: 2)
    // The slack of the reduction: every loss is at least 4 / (2² + 2).
    #expect(report.loss >= 2.0 / 3)
  }

  @Test("plain, failed restarts leave vertices dead and lose a whole number")
  func deadVertices() throws {
    let (x, y): (Matrix, Matrix) = try Self.colouring(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 5)])
    let report: DescentReport = try GradientDescent(Self.options(.plain, .plus, restarts: 48))
      .fit(inputs: x, labels: y, units: 2)
    #expect(report.deadShare > 0.05)
    #expect(report.wholeNumberShare > 0.3)
    for restart in report.restarts { #expect(restart.loss > Double(restart.deadSamples) - 1e-9) }
  }

  @Test("a unit on contradictory samples takes their weighted mean")
  func weightedMean() throws {
    let report: DescentReport = try GradientDescent(Self.options(.plain, .plus, restarts: 16, steps: 2000))
      .fit(
        inputs: try Matrix([[1], [1], [1]]), labels: try Matrix([[1], [2], [9]]), weights: [3, 1, 0], units: 1
      )
    #expect(abs(report.loss - 0.75) < 1e-6)
    #expect(abs(report.student.layers[0].weights[0, 0] - 1.25) < 1e-4)
    #expect(report.labelledSamples == 2)
  }

  @Test("trained output weights fit labels of any sign and several outputs")
  func trainedOutputs() throws {
    let x: Matrix = RecoveryScene.gaussian(40, 2, .init(seed: 3))
    let teacher: Network = try Network(
      hidden: try Matrix([[1, 0.5], [-0.5, 1]]), output: try Matrix([[1, -1], [-0.5, 2]]))
    let y: Matrix = teacher.evaluate(x)
    let report: DescentReport = try GradientDescent(Self.options(.anneal, .real, restarts: 12, steps: 2000))
      .fit(inputs: x, labels: y, units: 2)
    #expect(report.loss < 1e-4)
    let plus: DescentReport = try GradientDescent(Self.options(.anneal, .plus, restarts: 4))
      .fit(inputs: x, labels: y, units: 2)
    #expect(plus.loss > 1)
  }

  @Test("lists of entries and BLAS descend alike")
  func sparseAsDense() throws {
    let x: Matrix = RecoveryScene.gaussian(20, 2, .init(seed: 5))
    let y: Matrix = try Matrix(rows: 20, columns: 1, elements: x.mapElements(abs).times([1, 0.5]))
    let padded: Matrix = Matrix(rows: 20, columns: 12) { span in
      for row in 0..<20 { for column in 0..<2 { span[row * 12 + column] = x[row, column] } }
    }
    // The first coordinates start at the same weights, and the others meet zeros only.
    let options: GradientDescent.Options = Self.options(.anneal, .real, restarts: 3, steps: 200)
    let dense: DescentReport = try GradientDescent(options).fit(inputs: x, labels: y, units: 3)
    let sparse: DescentReport = try GradientDescent(options).fit(inputs: padded, labels: y, units: 3)
    for (one, other) in zip(dense.losses, sparse.losses) { #expect(abs(one - other) < 1e-6 * (1 + one)) }
  }

  @Test("the same seed gives the same restarts on any number of threads, and more restarts add to them")
  func sameSeed() throws {
    let (x, y): (Matrix, Matrix) = try Self.colouring(6, [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)])
    let few: GradientDescent = GradientDescent(Self.options(.anneal, .plus, restarts: 5, steps: 300))
    let more: GradientDescent = GradientDescent(Self.options(.anneal, .plus, restarts: 9, steps: 300))
    let one: DescentReport = try few.fit(inputs: x, labels: y, units: 3, threads: 1)
    #expect(try few.fit(inputs: x, labels: y, units: 3, threads: 4) == one)
    #expect(try more.fit(inputs: x, labels: y, units: 3).restarts.prefix(5) == one.restarts.prefix(5))
    var other: GradientDescent.Options = few.options
    other.seed = 1
    #expect(try GradientDescent(other).fit(inputs: x, labels: y, units: 3).losses != one.losses)
  }

  @Test("what cannot be used is refused with a clear error")
  func badInput() throws {
    let descent: GradientDescent = GradientDescent(Self.options(.plain, .real, restarts: 2, steps: 5))
    let x: Matrix = try Matrix([[1, 2], [3, 4]])
    let y: Matrix = try Matrix([[1], [2]])
    let cases: [(Matrix, Matrix, [Double]?, String)] = [
      (x, try Matrix([[1]]), nil, "label row"), (x, y, [1], "weight"), (x, y, [1, -1], "negative"),
      (x, y, [1, .nan], "weights"), (try Matrix([[1, .infinity], [1, 1]]), y, nil, "NaN or infinite"),
      (Matrix(rows: 0, columns: 2), Matrix(rows: 0, columns: 1), nil, "no sample"),
      (x, y.scaled(by: 1e200), nil, "overflowed"),
    ]
    for (inputs, labels, weights, word) in cases {
      let error: DataError? = try dataError {
        try descent.fit(inputs: inputs, labels: labels, weights: weights, units: 2)
      }
      #expect(error?.description.contains(word) == true, "\(word): \(String(describing: error))")
    }
  }

  @Test("as a learner it never recovers: a fit is a candidate, anything else is not found")
  func neverCertifies() throws {
    let x: Matrix = RecoveryScene.gaussian(30, 2, .init(seed: 8))
    let y: Matrix = try Network(hidden: try Matrix([[1, -1]]), output: try Matrix([[2]])).evaluate(x)
    let options: GradientDescent.Options = Self.options(.anneal, .real, restarts: 6, steps: 2000)
    let fitted: LearnerOutcome = try GradientDescentLearner(hiddenUnits: 1, options)
      .study(Samples(inputs: x, labels: y), threads: 2)
    guard case .refused(let refusal) = fitted else {
      Issue.record("a fit was certified")
      return
    }
    #expect(refusal.reason == .insufficient)
    #expect(refusal.candidate?.inputsDimension == 2)
    var plus: GradientDescent.Options = options
    plus.outputWeights = .plus
    let failed: LearnerOutcome = try GradientDescentLearner(hiddenUnits: 1, plus)
      .study(Samples(inputs: x, labels: y.scaled(by: -1)), threads: 2)
    guard case .refused(let other) = failed else {
      Issue.record("a failure was certified")
      return
    }
    #expect(other.reason == .notFound)
    #expect(other.candidate == nil)
  }
}
