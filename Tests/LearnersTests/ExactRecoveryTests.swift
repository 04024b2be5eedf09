import DataFiles
import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import TestSupport
import Testing

@Suite("Exact recovery finds the teacher")
struct ExactRecoveryTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let d, k, m, samples: Int
    var testDescription: String { "d=\(d), k=\(k), m=\(m), n=\(samples)" }
  }

  static let sizes: [Size] = [
    Size(d: 1, k: 1, m: 1, samples: 40), Size(d: 5, k: 2, m: 2, samples: 80),
    Size(d: 10, k: 3, m: 3, samples: 130), Size(d: 10, k: 10, m: 10, samples: 150),
    Size(d: 20, k: 5, m: 6, samples: 20000), Size(d: 20, k: 10, m: 10, samples: 300),
    Size(d: 50, k: 10, m: 12, samples: 400), Size(d: 4, k: 7, m: 9, samples: 2000),
  ]

  @Test("to nearly the last digit, at every size", arguments: sizes)
  func size(_ size: Size) throws {
    for seed in 0..<3 {
      let scene: RecoveryScene = RecoveryScene(
        size.d, size.k, size.m, samples: size.samples, seed: UInt64(seed))
      let outcome: LearnerOutcome = try scene.learn()
      #expect(try scene.error(of: outcome) <= 1e-12, "seed \(seed): \(outcome)")
      let recovery: Recovery = try #require(outcome.recovery)
      #expect(recovery.residual <= 1e-13)
      #expect(recovery.certificate.hiddenUnits == size.k)
      #expect(try #require(recovery.uniqueness).parameterErrorBound >= 1e-12)
    }
  }

  @Test("by each of its routes", arguments: SearchRoute.allCases)
  func route(_ route: SearchRoute) throws {
    let scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 4000, seed: 3)
    #expect(try scene.error(of: scene.learn { $0.route = route }) <= 1e-12)
  }

  @Test("from any starting points, which a seed fixes")
  func seeds() throws {
    let scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 400, seed: 4)
    for seed in [0, 1, 2, UInt64.max] {
      let first: Network? = try scene.learn { $0.seed = seed }.recovery?.student
      #expect(try first == scene.learn { $0.seed = seed }.recovery?.student)
      #expect(try scene.error(of: scene.learn { $0.seed = seed }) <= 1e-12)
    }
  }

  @Test("the same to the last bit on any number of threads")
  func threads() throws {
    let scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 9000, seed: 5)
    let samples: Samples = Samples(inputs: scene.inputs, labels: try scene.labels)
    let students: [Network?] = try [1, 2, 5].map {
      try ExactRecoveryLearner().study(samples, threads: $0).recovery?.student
    }
    #expect(students[0] != nil)
    #expect(Set(students).count == 1)
  }

  @Test("with output weights of any condition", arguments: [1e2, 1e6, 1e8])
  func illConditionedOutput(_ conditionNumber: Double) throws {
    var scene: RecoveryScene = RecoveryScene(10, 5, 6, samples: 600, seed: 6)
    let factors: SingularValues = try SingularValues(scene.output)
    let values: [Double] = [1, 0.7, 0.5, 10 / conditionNumber, 1 / conditionNumber]
    scene.output = factors.left * Matrix.diagonal(values) * factors.rightTransposed
    #expect(try scene.error(of: scene.learn()) <= 1e-12)
  }

  @Test("with ill-conditioned output weights among many neurons, whose Jacobian is too large to hold")
  func largeIllConditionedOutput() throws {
    let size: Int = 24
    var scene: RecoveryScene = RecoveryScene(size, size, size, samples: 1000, seed: 7)
    let factors: SingularValues = try SingularValues(scene.output)
    let values: [Double] = (0..<size).map { pow(1e-5, Double($0) / Double(size - 1)) }
    scene.output = factors.left * Matrix.diagonal(values) * factors.rightTransposed
    let outcome: LearnerOutcome = try scene.learn()
    #expect(try scene.error(of: outcome) <= 1e-13, "\(outcome)")
  }

  @Test("where two neurons are nearly parallel, given enough samples to tell them apart")
  func nearlyParallel() throws {
    var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 3000, seed: 7)
    scene.setNeuron(1, to: zip(scene.hidden.row(0), scene.hidden.row(1)).map { $0 + 0.05 * $1 })
    #expect(try scene.error(of: scene.learn()) <= 1e-11)
  }

  @Test("where one neuron opposes another")
  func antipodal() throws {
    var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 1000, seed: 8)
    scene.setNeuron(1, to: scene.hidden.row(0).scaled(by: -2))
    #expect(try scene.error(of: scene.learn()) <= 1e-12)
  }

  @Test("a small neuron with an error in proportion, which the certificate states", arguments: [1e-3, 1e-6])
  func smallNeuron(_ scale: Double) throws {
    var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 1000, seed: 9)
    scene.setNeuron(2, to: scene.hidden.row(2).scaled(by: scale))
    let outcome: LearnerOutcome = try scene.learn()
    let bound: Double = try #require(outcome.recovery?.uniqueness).parameterErrorBound
    #expect(bound >= 1e-13 / scale)
    #expect(try scene.error(of: outcome) <= bound)
  }

  @Test("under every change of coordinates that the class allows")
  func metamorphic() throws {
    let scene: RecoveryScene = RecoveryScene(6, 3, 4, samples: 500, seed: 10)
    let map: Matrix = RecoveryScene.gaussian(6, 6, RandomStream(seed: 10).child("map"))
    var moved: RecoveryScene = scene
    moved.inputs = scene.inputs * map
    moved.hidden = try OrthogonalFactors(map).solve(scene.hidden.transposed).transposed
    #expect(try moved.error(of: moved.learn()) <= 1e-11)

    for factor in [1e-9, 1e6, 1e150] {
      var scaled: RecoveryScene = scene
      scaled.inputs = scene.inputs.scaled(by: factor)
      #expect(try scaled.error(of: scaled.learn()) <= 1e-11, "inputs × \(factor)")
    }
    var reversed: RecoveryScene = scene
    reversed.inputs = scene.inputs.selectingRows((0..<500).reversed())
    #expect(try reversed.error(of: reversed.learn()) <= 1e-11)
  }

  @Test("among repeated and zero rows")
  func repeatedRows() throws {
    var scene: RecoveryScene = RecoveryScene(8, 3, 4, samples: 400, seed: 11)
    scene.inputs = scene.inputs.appendingRows(of: scene.inputs).appendingRows(of: Matrix(rows: 3, columns: 8))
    #expect(try scene.error(of: scene.learn()) <= 1e-12)
  }

  @Test("among copies, in whatever order the samples come")
  func copiesInAnyOrder() throws {
    let few: RecoveryScene = RecoveryScene(8, 3, 4, samples: 120, seed: 21)
    for copies in [2, 7] {
      var scene: RecoveryScene = few
      let oneAfterAnother: [Int] = (0..<copies).flatMap { _ in Array(0..<120) }
      for order in [oneAfterAnother, oneAfterAnother.sorted(), oneAfterAnother.reversed()] {
        scene.inputs = few.inputs.selectingRows(order)
        #expect(try scene.error(of: scene.learn()) <= 1e-12, "\(copies) copies")
      }
    }
  }

  @Test("from ill-conditioned inputs, and states what that costs", arguments: [1e-4, 1e-6, 1e-8])
  func illConditionedInputs(_ smallest: Double) throws {
    var scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 2000, seed: 22)
    scene.inputs = scene.inputs * Matrix.diagonal((0..<10).map { pow(smallest, Double($0) / 9) })
    let outcome: LearnerOutcome = try scene.learn()
    let bound: Double = try #require(outcome.recovery?.uniqueness).parameterErrorBound
    #expect(bound >= 1e-16 / smallest)
    #expect(try scene.error(of: outcome) <= bound)
  }

  @Test("from labels in single precision, and states the lower accuracy")
  func singlePrecision() throws {
    let scene: RecoveryScene = RecoveryScene(10, 4, 5, samples: 2000, seed: 12)
    let rounded: Matrix = try scene.labels.mapElements { Double(Float($0)) }
    let outcome: LearnerOutcome = try RecoveryScene.learn(scene.inputs, rounded) {
      $0.labelPrecision = 0x1p-24
    }
    #expect(try scene.error(of: outcome) <= 1e-6)
    #expect(try #require(outcome.recovery?.uniqueness).parameterErrorBound > 1e-6)
  }

  @Test("from files as from memory")
  func files() throws {
    let scene: RecoveryScene = RecoveryScene(6, 3, 4, samples: 500, seed: 13)
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try NPYWriter.write(scene.inputs, to: directory.path(of: "x.npy"))
    try NPYWriter.write(try scene.labels, to: directory.path(of: "y.npy"))
    let files: SampleFiles = try SampleFiles(
      inputsPath: directory.path(of: "x.npy"), labelsPath: directory.path(of: "y.npy"))
    let outcome: LearnerOutcome = try ExactRecoveryLearner().study(files)
    #expect(try outcome.recovery?.student == scene.learn().recovery?.student)
    #expect(try scene.error(of: outcome) <= 1e-12)
  }
}
