import LinearAlgebra
import RandomStreams
import Testing

@Suite("Input distributions")
struct InputDistributionTests {
  static let all: [InputDistribution] = [
    .gaussian, .cube(), .cube(halfWidth: 2.5), .sphere(), .sphere(radius: 3),
  ]
  static let stream: RandomStream = RandomStream(seed: 1, path: ["inputs"])

  static let further: [InputDistribution] = [
    .shiftedGaussian(), .unitCube, .lattice(), .lattice(bound: 1), .dyadic(), .dyadic(bits: 0), .lowRank(),
    .lowRank(rank: 2), .repeated, .positive,
  ]

  @Test("give a row the same bytes whatever block it is drawn in", arguments: all + further, [1, 3, 100])
  func blocks(_ distribution: InputDistribution, _ dimension: Int) throws {
    let whole: Matrix = distribution.block(
      rows: 0..<1500, dimension: dimension, from: Self.stream, threads: 1)
    #expect(whole.rows == 1500 && whole.columns == dimension && whole.isFinite)
    for (start, end) in [(0, 1), (7, 1013), (1499, 1500), (200, 200)] {
      let part: Matrix = distribution.block(
        rows: start..<end, dimension: dimension, from: Self.stream, threads: 3)
      #expect(part == whole.selectingRows(start..<end), "rows \(start)..<\(end)")
    }
  }

  @Test("have the covariance they state, and no other", arguments: all)
  func covariance(_ distribution: InputDistribution) {
    let (rows, dimension): (Int, Int) = (40_000, 3)
    let sample: Matrix = distribution.block(rows: 0..<rows, dimension: dimension, from: Self.stream)
    let variance: Double =
      switch distribution {
      case .gaussian: 1
      case .cube(let halfWidth): halfWidth * halfWidth / 3
      case .sphere(let radius): radius * radius / Double(dimension)
      default: 1
      }
    for first in 0..<dimension {
      for second in 0...first {
        let sum: Double = (0..<rows).reduce(0) { $0 + sample[$1, first] * sample[$1, second] }
        let expected: Double = first == second ? variance : 0
        // A product's standard deviation is at most √2 times the variance; 6.1 standard errors.
        #expect(abs(sum / Double(rows) - expected) < 6.1 * 1.4143 * variance / Double(rows).squareRoot())
      }
      let sum: Double = (0..<rows).reduce(0) { $0 + sample[$1, first] }
      #expect(abs(sum / Double(rows)) < 6.1 * (variance / Double(rows)).squareRoot())
    }
  }

  @Test("keep to their support")
  func support() {
    let sphere: Matrix = InputDistribution.sphere(radius: 3).block(
      rows: 0..<500, dimension: 40, from: Self.stream)
    // A sum of 40 squares, a root and two roundings: a relative error below 40·2^-53.
    for row in 0..<500 { #expect(abs(sphere.row(row).euclideanNorm - 3) < 3 * 5e-15) }
    let line: Matrix = InputDistribution.sphere().block(rows: 0..<100, dimension: 1, from: Self.stream)
    #expect(Set(line.elements) == [-1, 1])
    let cube: Matrix = InputDistribution.cube(halfWidth: 2.5).block(
      rows: 0..<500, dimension: 40, from: Self.stream)
    #expect(cube.elements.allSatisfy { (-2.5..<2.5).contains($0) })
    #expect(cube.maximumMagnitude > 2.49)
  }

  @Test("fill rows of no length and blocks of no rows")
  func empty() {
    for distribution in Self.all {
      #expect(distribution.block(rows: 0..<5, dimension: 0, from: Self.stream).elements.isEmpty)
      #expect(distribution.block(rows: 3..<3, dimension: 4, from: Self.stream).columns == 4)
    }
  }

  @Test("differ from one another and from stream to stream")
  func distinct() {
    let blocks: [Matrix] = Self.all.map { $0.block(rows: 0..<4, dimension: 4, from: Self.stream) }
    #expect(Set(blocks).count == Self.all.count)
    let other: Matrix = InputDistribution.gaussian.block(
      rows: 0..<4, dimension: 4, from: RandomStream(seed: 2, path: ["inputs"]))
    #expect(other != blocks[0])
  }
}
