import LinearAlgebra
import RandomStreams
import Testing

/// Inputs that are not what most learners hope for.
@Suite("Awkward input distributions")
struct FurtherInputTests {
  private static let stream: RandomStream = RandomStream(seed: 3, path: ["awkward"])

  private static func draw(_ distribution: InputDistribution, _ rows: Int, _ dimension: Int) -> Matrix {
    distribution.block(rows: 0..<rows, dimension: dimension, from: stream)
  }

  private static func mean(_ matrix: Matrix) -> Double {
    matrix.elements.reduce(0, +) / Double(matrix.elements.count)
  }

  private static func variance(_ matrix: Matrix) -> Double {
    let mean: Double = mean(matrix)
    return matrix.elements.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(matrix.elements.count)
  }

  @Test("have the means and variances they state")
  func moments() {
    let cases: [(InputDistribution, mean: Double, variance: Double)] = [
      (.shiftedGaussian(mean: 0.7), 0.7, 1), (.shiftedGaussian(mean: -20), -20, 1),
      (.unitCube, 0.5, 1.0 / 12),
      (.lattice(bound: 3), 0, 4), (.lattice(bound: 1), 0, 2.0 / 3), (.dyadic(bits: 8), 0, 1),
      (.positive, 0.797_884_560_8, 0.363_380_227_6),
    ]
    for (distribution, mean, variance) in cases {
      let sample: Matrix = Self.draw(distribution, 20_000, 5)
      // Six standard errors of 100 000 numbers with kurtosis at most 4.
      #expect((Self.mean(sample) - mean).magnitude <= 6 * (variance / 1e5).squareRoot(), "\(distribution)")
      #expect(
        (Self.variance(sample) / variance - 1).magnitude <= 6 * (3 / 1e5).squareRoot(), "\(distribution)")
    }
  }

  @Test("keep to their support")
  func support() {
    #expect(Self.draw(.unitCube, 500, 4).elements.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(Set(Self.draw(.lattice(bound: 2), 500, 4).elements) == [-2, -1, 0, 1, 2])
    #expect(Self.draw(.positive, 500, 4).elements.allSatisfy { $0 >= 0 })
    let dyadic: Matrix = Self.draw(.dyadic(bits: 3), 500, 4)
    let gaussian: Matrix = Self.draw(.gaussian, 500, 4)
    for (value, exact) in zip(dyadic.elements, gaussian.elements) {
      #expect(value * 8 == (value * 8).rounded() && (value - exact).magnitude <= 1.0 / 16)
    }
  }

  @Test("of low rank have that rank, the same subspace in every block")
  func lowRank() throws {
    for rank in 1...4 {
      let values: [Double] = try SingularValues(Self.draw(.lowRank(rank: rank), 200, 4)).values
      #expect(values.count { $0 > 1e-12 * values[0] } == rank)
      #expect(values[rank - 1] > 1e-3 * values[0])
    }
    #expect(try SingularValues(Self.draw(.lowRank(rank: 9), 200, 3)).values[2] > 0.1)
  }

  @Test("that repeat have a repetition and a zero in every four rows")
  func repeated() {
    let sample: Matrix = Self.draw(.repeated, 400, 3)
    for group in stride(from: 0, to: 400, by: 4) {
      #expect(sample.row(group) == sample.row(group + 2) && sample.row(group) != sample.row(group + 1))
      #expect(sample.row(group + 3) == [0, 0, 0])
    }
    #expect(Set((0..<400).map { sample.row($0) }).count == 201)
  }

  @Test("are made from their names and numbers again")
  func names() {
    for distribution in InputDistributionTests.all + InputDistributionTests.further {
      #expect(distribution.kind?.distribution(distribution.parameterValue) == distribution)
    }
    #expect(Set(InputDistribution.kinds.map(\.name)).count == InputDistribution.kinds.count)
    for kind in InputDistribution.kinds {
      #expect(kind.distribution()?.name == kind.name)
      guard let parameter = kind.parameter else {
        #expect(kind.distribution(1) == nil)
        continue
      }
      for value in [.nan, .infinity, parameter.range.lowerBound.nextDown, parameter.range.upperBound.nextUp] {
        #expect(kind.distribution(value) == nil, "\(kind.name) \(value)")
      }
      #expect((kind.distribution(1.5) == nil) == parameter.isInteger)
    }
  }
}
