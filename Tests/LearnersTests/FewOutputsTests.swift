import DataFiles
import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

extension RecoveryScene {
  /// What recovery from few outputs says of the scene.
  func learnFew(
    hidden: Int?, _ change: (inout FewOutputsLearner.Options) -> Void = { _ in }
  ) throws -> LearnerOutcome {
    try Self.learnFew(inputs, try labels, hidden: hidden, change)
  }

  static func learnFew(
    _ inputs: Matrix, _ labels: Matrix, hidden: Int?,
    _ change: (inout FewOutputsLearner.Options) -> Void = { _ in }
  ) throws -> LearnerOutcome {
    var options: FewOutputsLearner.Options = FewOutputsLearner.Options()
    options.hiddenUnits = hidden
    change(&options)
    return try FewOutputsLearner(options).study(Samples(inputs: inputs, labels: labels))
  }

  /// Output weights between 1 and 2 in size, so that no neuron is small by chance.
  mutating func evenOutputs() {
    output = output.mapElements { ($0 < 0 ? -1 : 1) * (1 + $0.magnitude / (1 + $0.magnitude)) }
  }
}

@Suite("Recovery from few outputs finds the teacher")
struct FewOutputsTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let d, k, m, samples: Int
    var testDescription: String { "d=\(d), k=\(k), m=\(m), n=\(samples)" }
  }

  static let sizes: [Size] = [
    Size(d: 2, k: 1, m: 1, samples: 40), Size(d: 10, k: 2, m: 1, samples: 300),
    Size(d: 10, k: 3, m: 1, samples: 300), Size(d: 10, k: 3, m: 2, samples: 300),
    Size(d: 10, k: 3, m: 3, samples: 300), Size(d: 20, k: 4, m: 1, samples: 5000),
    Size(d: 3, k: 5, m: 1, samples: 2000),
  ]

  private func scene(_ size: Size, seed: UInt64) -> RecoveryScene {
    var scene: RecoveryScene = RecoveryScene(size.d, size.k, size.m, samples: size.samples, seed: seed)
    scene.evenOutputs()
    return scene
  }

  @Test("to nearly the last digit, at every size", arguments: sizes)
  func size(_ size: Size) throws {
    for seed in 0..<3 as Range<UInt64> {
      let scene: RecoveryScene = scene(size, seed: seed)
      let outcome: LearnerOutcome = try scene.learnFew(hidden: size.k)
      let error: Double = try scene.error(of: outcome)
      #expect(error <= 1e-11, "seed \(seed): \(outcome)")
      let certificate: HeldOutCertificate? = outcome.recovery?.certificate as? HeldOutCertificate
      #expect(certificate?.kind == "heldOut")
      #expect(certificate?.hiddenUnits == size.k)
      #expect(certificate?.hiddenUnitsWereGiven == true)
      #expect(certificate?.heldOutSamples ?? 0 >= 20)
      #expect(certificate?.patternVariety ?? 0 > 1)
      #expect(certificate?.disagreementMassBound ?? 2 <= 1)
      #expect(error <= certificate?.parameterErrorBound ?? 0)
    }
  }

  @Test("without being told how many neurons there are", arguments: 1...3)
  func unknownHidden(_ hidden: Int) throws {
    let scene: RecoveryScene = scene(Size(d: 8, k: hidden, m: 1, samples: 300), seed: 5)
    let outcome: LearnerOutcome = try scene.learnFew(hidden: nil)
    #expect(try scene.error(of: outcome) <= 1e-11)
    let certificate: HeldOutCertificate? = outcome.recovery?.certificate as? HeldOutCertificate
    #expect(certificate?.hiddenUnitsWereGiven == false)
  }

  @Test("the same to the last bit on any number of threads, and for the same seed")
  func threads() throws {
    let scene: RecoveryScene = scene(Size(d: 8, k: 4, m: 1, samples: 400), seed: 2)
    let samples: Samples = Samples(inputs: scene.inputs, labels: try scene.labels)
    var options: FewOutputsLearner.Options = FewOutputsLearner.Options()
    options.hiddenUnits = 4
    options.seed = 3
    let found: [Recovery?] = try [1, 2, 5].map {
      try FewOutputsLearner(options).study(samples, threads: $0).recovery
    }
    #expect(found[0] != nil)
    #expect(Set(found.map { $0?.student }).count == 1)
    #expect(Set(found.map { $0?.effort }).count == 1)
  }

  @Test("where hidden rows depend on one another, v₃ = v₁ + v₂")
  func dependentRows() throws {
    var scene: RecoveryScene = scene(Size(d: 10, k: 3, m: 1, samples: 800), seed: 3)
    scene.output = try Matrix([[1, 1, 1]])
    scene.setNeuron(2, to: zip(scene.hidden.row(0), scene.hidden.row(1)).map { $0 + $1 })
    #expect(try scene.error(of: scene.learnFew(hidden: 3)) <= 1e-11)
  }

  @Test("where rows add up to zero and the outputs are as many as the rows")
  func zeroSumWithThreeOutputs() throws {
    var scene: RecoveryScene = scene(Size(d: 10, k: 3, m: 3, samples: 800), seed: 4)
    scene.setNeuron(2, to: zip(scene.hidden.row(0), scene.hidden.row(1)).map { -$0 - $1 })
    #expect(try scene.error(of: scene.learnFew(hidden: 3)) <= 1e-11)
  }

  @Test("where output weights of two neurons are proportional, which exact recovery does not")
  func parallelOutputs() throws {
    var scene: RecoveryScene = scene(Size(d: 8, k: 3, m: 4, samples: 600), seed: 6)
    for row in 0..<4 { scene.output[row, 1] = 2 * scene.output[row, 0] }
    #expect(try scene.learn().refusal?.reason == .notFound)
    #expect(try scene.error(of: scene.learnFew(hidden: 3)) <= 1e-11)
  }

  @Test("where one neuron opposes another")
  func antipodal() throws {
    var scene: RecoveryScene = scene(Size(d: 8, k: 3, m: 1, samples: 600), seed: 7)
    scene.setNeuron(1, to: scene.hidden.row(0).scaled(by: -2))
    #expect(try scene.error(of: scene.learnFew(hidden: 3)) <= 1e-11)
  }

  @Test("of |v·x| and of one leaky unit, which are two neurons each", arguments: [1.0, -0.1, 0.3])
  func absoluteValue(_ slope: Double) throws {
    var scene: RecoveryScene = RecoveryScene(6, 2, 1, samples: 400, seed: 8)
    scene.setNeuron(1, to: scene.hidden.row(0).scaled(by: -1))
    scene.output = try Matrix([[1, slope]])
    #expect(try scene.error(of: scene.learnFew(hidden: 2)) <= 1e-11)
  }

  @Test("at any scale of inputs and labels", arguments: [1e-150, 1e-9, 1e6, 1e130])
  func scales(_ factor: Double) throws {
    let scene: RecoveryScene = scene(Size(d: 6, k: 2, m: 1, samples: 300), seed: 9)
    let outcome: LearnerOutcome = try RecoveryScene.learnFew(
      scene.inputs, try scene.labels.scaled(by: factor), hidden: 2)
    var scaled: RecoveryScene = scene
    scaled.output = scene.output.scaled(by: factor)
    #expect(try scaled.error(of: outcome) <= 1e-11)
    scaled = scene
    scaled.inputs = scene.inputs.scaled(by: factor)
    #expect(try scaled.error(of: scaled.learnFew(hidden: 2)) <= 1e-11)
  }

  @Test("from inputs that are neither white nor Gaussian")
  func otherInputs() throws {
    let map: Matrix = RecoveryScene.gaussian(8, 8, RandomStream(seed: 10).child("map"))
    var moved: RecoveryScene = scene(Size(d: 8, k: 3, m: 1, samples: 800), seed: 10)
    moved.inputs = moved.inputs * map
    #expect(try moved.error(of: moved.learnFew(hidden: 3)) <= 1e-10)
    var cube: RecoveryScene = scene(Size(d: 8, k: 3, m: 1, samples: 800), seed: 11)
    cube.inputs = InputDistribution.cube().block(
      rows: 0..<800, dimension: 8, from: RandomStream(seed: 11), threads: 1)
    #expect(try cube.error(of: cube.learnFew(hidden: 3)) <= 1e-11)
  }

  @Test("among copies, multiples and zero rows")
  func copies() throws {
    var scene: RecoveryScene = scene(Size(d: 6, k: 2, m: 1, samples: 200), seed: 12)
    let few: Matrix = scene.inputs
    scene.inputs = few.appendingRows(of: few.scaled(by: 3)).appendingRows(of: Matrix(rows: 4, columns: 6))
    #expect(try scene.error(of: scene.learnFew(hidden: 2)) <= 1e-11)
  }

  @Test("from labels in single precision, and states the lower accuracy")
  func singlePrecision() throws {
    let scene: RecoveryScene = scene(Size(d: 6, k: 2, m: 1, samples: 400), seed: 13)
    let rounded: Matrix = try scene.labels.mapElements { Double(Float($0)) }
    let outcome: LearnerOutcome = try RecoveryScene.learnFew(scene.inputs, rounded, hidden: 2) {
      $0.labelPrecision = 0x1p-24
    }
    let bound: Double = (outcome.recovery?.certificate as? HeldOutCertificate)?.parameterErrorBound ?? 0
    #expect(bound > 1e-7)
    #expect(try scene.error(of: outcome) <= min(bound, 1e-5))
  }

  @Test("of many samples, of which it studies a part")
  func manySamples() throws {
    let scene: RecoveryScene = scene(Size(d: 4, k: 2, m: 1, samples: 45_000), seed: 14)
    let outcome: LearnerOutcome = try scene.learnFew(hidden: 2)
    #expect(try scene.error(of: outcome) <= 1e-11)
    #expect(outcome.recovery?.effort?.samplesStudied == 22_500)
  }
}
