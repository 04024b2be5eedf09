import Foundation
import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import Testing

/// What every family of subspace teachers promises of every teacher that it draws.
@Suite("Subspace families")
struct SubspaceFamilyTests {
  /// Inputs that are enough for every family's directions.
  private static let dimension: Int = 12

  private static func teacher(
    _ family: any SubspaceFamily.Type, _ values: [String: Double] = [:], seed: UInt64 = 1
  ) throws -> SubspaceTeacher {
    try SubspaceTeacher(
      family, TeacherParameters(values, for: family), inputsDimension: dimension,
      from: RandomStream(seed: seed))
  }

  private static func gaussian(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    InputDistribution.gaussian.block(
      rows: 0..<rows, dimension: columns, from: RandomStream(seed: seed).child("test points"))
  }

  @Test("are registered once, found by name, and no other family has their name")
  func registry() {
    let names: [String] =
      (TeacherRegistry.all.map { $0.identifier }) + SubspaceRegistry.all.map { $0.identifier }
    #expect(Set(names).count == names.count)
    for family in SubspaceRegistry.all {
      #expect(SubspaceRegistry.family(family.identifier)?.identifier == family.identifier)
      #expect(!family.summary.isEmpty && !family.promises.isEmpty && !family.hardFor.isEmpty)
      #expect(Set(family.parameters.map(\.name)).count == family.parameters.count)
    }
    #expect(SubspaceRegistry.family("gaussian") == nil)
  }

  @Test("look at the directions that they say and at no others, with labels of variance 1")
  func directions() throws {
    let inputs: Matrix = Self.gaussian(20_000, Self.dimension, seed: 3)
    for family in SubspaceRegistry.all {
      let teacher: SubspaceTeacher = try Self.teacher(family)
      let frame: Matrix = teacher.directions
      #expect(frame.rows == Self.dimension)
      #expect((frame.gram - .identity(frame.columns)).maximumMagnitude <= 1e-13, "\(family.identifier)")
      // Gradients lie in the span of V, and their outer products have its columns for eigenvectors.
      let gradients: Matrix = teacher.network.gradients(at: inputs)
      let inside: Matrix = gradients * frame
      let outside: Matrix = gradients - inside.timesTransposed(frame)
      #expect(outside.maximumMagnitude <= 1e-10 * gradients.maximumMagnitude, "\(family.identifier)")
      let labels: [Double] = teacher.network.evaluate(inputs).elements
      let mean: Double = labels.reduce(0, +) / Double(labels.count)
      let variance: Double = labels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(labels.count)
      let fourth: Double = labels.reduce(0) { $0 + pow($1 - mean, 4) } / Double(labels.count)
      // Five standard errors of the variance, and two hundredths where the scale is a mean over samples too.
      let tolerance: Double = 5 * (fourth / Double(labels.count)).squareRoot() + (teacher.isExact ? 0 : 0.02)
      #expect((variance - 1).magnitude <= tolerance, "\(family.identifier): \(variance)")
      let shares: Matrix = inside.gram.scaled(by: 1 / Double(inputs.rows))
      for column in 0..<frame.columns {
        let expected: Double = teacher.significance[column]
        #expect(
          (shares[column, column] - expected).magnitude <= 0.12 * teacher.significance[0] + 0.02,
          "\(family.identifier): \(shares[column, column]) for \(expected)")
      }
      #expect(teacher.significance == teacher.significance.sorted(by: >))
      #expect(teacher.significance.reduce(0, +) >= 1 - 0.05)
    }
  }

  @Test("come from seeds alone, each with another subspace")
  func seeds() throws {
    for family in SubspaceRegistry.all {
      let first: SubspaceProblem = try SubspaceProblem(family, inputsDimension: 8, samples: 9, seed: 4)
      let again: SubspaceProblem = try SubspaceProblem(family, inputsDimension: 8, samples: 30, seed: 4)
      let other: SubspaceProblem = try SubspaceProblem(family, inputsDimension: 8, samples: 9, seed: 5)
      #expect(first.teacher.network == again.teacher.network)
      #expect(first.samples(0..<9) == again.samples(0..<9))
      #expect(first.samples(0..<9).inputs != other.samples(0..<9).inputs)
      guard first.teacher.directionCount < 8 else { continue }
      let comparison: SubspaceComparison = try SubspaceComparison(
        found: first.teacher.directions, right: other.teacher.directions)
      #expect(comparison.missed > 0.05, "\(family.identifier)")
    }
  }

  @Test("that hide moments have none: no correlation with polynomials of the degrees that they promise")
  func vanishingMoments() throws {
    // Of x ↦ Σ aⱼ relu(wⱼ·x) with unit rows: E y ∝ Σ aⱼ, E yx ∝ Σ aⱼwⱼ, E y(xxᵀ − I) ∝ Σ aⱼ wⱼwⱼᵀ.
    func moments(_ family: any SubspaceFamily.Type, seed: UInt64) throws -> Double {
      let layers: [Layer] = try Self.teacher(family, seed: seed).core.layers
      let (rows, coefficients): (Matrix, [Double]) = (layers[0].weights, layers[1].weights.row(0))
      let scale: Double = coefficients.reduce(0) { $0 + $1.magnitude }
      let second: Matrix = rows.transposedTimes(Matrix.diagonal(coefficients) * rows)
      let first: Double = rows.transposedTimes(coefficients).euclideanNorm
      return max(second.maximumMagnitude, first, coefficients.reduce(0, +).magnitude) / scale
    }
    for seed in 0..<UInt64(10) {
      for family: any SubspaceFamily.Type in [
        BalancedTeachers.self, WheelTeachers.self, ParityNetworkTeachers.self,
      ] {
        #expect(try moments(family, seed: seed) <= 1e-13, "\(family.identifier)")
      }
      #expect(try moments(OneHiddenMixedTeachers.self, seed: seed) > 1e-3)
    }
  }

  @Test("have the shapes that their parameters say")
  func shapes() throws {
    #expect(
      try Self.teacher(DeepTeachers.self, ["depth": 4, "units": 5]).network.layers.map(\.outputs) == [
        5, 5, 5, 1,
      ])
    #expect(try Self.teacher(WheelTeachers.self, ["degree": 4]).network.layers[0].outputs == 8)
    #expect(try Self.teacher(ParityNetworkTeachers.self, ["directions": 6]).network.layers[0].outputs == 64)
    #expect(try Self.teacher(BiasedTeachers.self).network.layers[0].bias?.count == 6)
    // Sets of three and four sets: two layers of minima, two of maxima.
    #expect(try Self.teacher(LatticeTeachers.self).network.layers.count == 5)
    let mixed: SubspaceTeacher = try Self.teacher(OneHiddenMixedTeachers.self, ["directions": 4, "units": 8])
    #expect(mixed.directionCount == 4 && mixed.core.layers[1].weights.elements.filter { $0 < 0 }.count == 4)
    #expect(try Self.teacher(FullDimensionalTeachers.self).directionCount == Self.dimension)
    let pairs: SubspaceTeacher = try Self.teacher(NearParallelPairTeachers.self, ["separation": 0.001])
    #expect(pairs.isExact && pairs.network.layers[0].outputs == 6)
  }

  @Test(
    "have the closed forms of the specification: the wedge's slope, the triangle's share, the staged plane's weight"
  )
  func closedForms() throws {
    let wedge: SubspaceTeacher = try Self.teacher(WedgeTeachers.self, ["half-angle": 0.01])
    #expect((wedge.largestSlope - 2173).magnitude <= 5)
    let triangle: SubspaceTeacher = try Self.teacher(TriangleTeachers.self, ["frequency": 8])
    // Slope 2ω/π of a wave of variance 1/3.
    #expect(
      (triangle.significance[0] - 3 * pow(16 / Double.pi, 2)).magnitude <= 1e-6 * triangle.significance[0])
    let triangleAt: [Double] = triangle.core.evaluate(
      try Matrix([[0], [.pi / 8], [.pi / 16], [-.pi / 8], [30]])
    ).elements.map { $0 / 3.0.squareRoot() }
    for (value, expected) in zip(triangleAt, [-1.0, 1, 0, 1]) {
      #expect((value - expected).magnitude <= 1e-7)
    }
    let staged: SubspaceTeacher = try Self.teacher(StagedTeachers.self)
    #expect((staged.significance[1] - staged.significance[2]).magnitude <= 1e-9)
    let gap: SubspaceTeacher = try Self.teacher(VanishingGapTeachers.self)
    #expect(gap.significance[1] >= 0.385 && (gap.largestSlope - 1.76).magnitude <= 0.006)
    let slices: PlanarSlices = PlanarSlices(try #require(PlanarNetwork(gap.core)))
    #expect((slices.leastEigenvalue - 0.00098).magnitude <= 1e-4)
    let eight: SubspaceTeacher = try Self.teacher(VanishingGapTeachers.self, ["units": 8])
    let eightSlices: PlanarSlices = PlanarSlices(try #require(PlanarNetwork(eight.core)))
    #expect((eightSlices.leastEigenvalue - 3.2e-4).magnitude <= 1e-4, "\(eightSlices.leastEigenvalue)")
  }

  @Test("refuse what cannot be, and say the mend")
  func refused() throws {
    for (family, values, mend) in [
      (WheelTeachers.self, ["degree": 3], "even"), (ParityNetworkTeachers.self, ["directions": 3], "even"),
      (BalancedTeachers.self, ["terms": 6], "more than 6"),
      (BalancedTeachers.self, ["directions": 1], "at least 2"),
      (LatticeTeachers.self, ["set-size": 7], "at most 6"),
      (VanishingGapTeachers.self, ["units": 5], "4 or 8"),
      (OneHiddenMixedTeachers.self, ["directions": 13], "from 13"),
    ] as [(any SubspaceFamily.Type, [String: Double], String)] {
      let error: ProblemError? = #expect(throws: ProblemError.self) { try Self.teacher(family, values) }
      #expect(error?.mend.contains(mend) == true, "\(error?.description ?? "")")
    }
    #expect(throws: ProblemError.self) { try TeacherParameters(["depth": 3], for: WheelTeachers.self) }
    #expect(throws: ProblemError.self) {
      try SubspaceProblem(
        WheelTeachers.self, inputsDimension: 5, samples: 10, seed: 1, noise: LabelNoise(.leaky))
    }
  }

  @Test("of one unit that is never active are drawn again")
  func constants() throws {
    for seed in 0..<UInt64(20) {
      let teacher: SubspaceTeacher = try Self.teacher(
        DeepTeachers.self, ["units": 1, "depth": 4], seed: seed)
      #expect(teacher.significance[0] > 0.99)
    }
  }
}
