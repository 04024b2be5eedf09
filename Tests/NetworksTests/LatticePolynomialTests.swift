import LinearAlgebra
import Networks
import TestSupport
import Testing

@Suite("Lattice polynomials")
struct LatticePolynomialTests {
  /// A polynomial with random pieces and sets.
  private static func random(seed: UInt64, pieces: Int, inputs: Int) throws -> LatticePolynomial {
    var generator: SeededGenerator = SeededGenerator(seed: seed)
    let sets: [[Int]] = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
      Array((0..<pieces).shuffled(using: &generator).prefix(Int.random(in: 1...pieces, using: &generator)))
    }
    return try LatticePolynomial(
      gradients: .random(pieces, inputs, seed: seed + 1),
      offsets: Matrix.random(1, pieces, seed: seed + 2).elements, sets: sets)
  }

  /// The value by the definition.
  private static func naive(_ polynomial: LatticePolynomial, _ input: [Double]) -> Double {
    polynomial.sets.map { set in
      set.map { polynomial.gradients.row($0).dot(input) + polynomial.offsets[$0] }.min() ?? .nan
    }.max() ?? .nan
  }

  @Test("are their networks, of the depth of the formula, but for rounding")
  func network() throws {
    for seed in 0..<UInt64(60) {
      let polynomial: LatticePolynomial = try Self.random(
        seed: seed, pieces: 1 + Int(seed % 7), inputs: 1 + Int(seed % 4))
      let network: Network = try polynomial.network()
      #expect(network.layers.count == polynomial.hiddenLayers + 1)
      let inputs: Matrix = try .random(50, polynomial.inputsDimension, seed: seed + 9).scaled(by: 5)
      for (row, value) in network.evaluate(inputs).elements.enumerated() {
        #expect((value - Self.naive(polynomial, inputs.row(row))).magnitude <= 1e-13)
      }
      #expect(polynomial.mismatchShare(with: network, over: inputs) == 0)
    }
  }

  @Test("need ⌈log₂⌉ layers for the largest set and for the sets, by hand")
  func depth() throws {
    for (sizes, layers) in [
      ([1], 0), ([2], 1), ([3], 2), ([4], 2), ([5], 3), ([1, 1], 1), ([3, 3, 3, 3], 4), ([1, 2, 5], 5),
    ] {
      let polynomial: LatticePolynomial = try LatticePolynomial(
        gradients: .random(5, 2, seed: 1), offsets: [0, 0, 0, 0, 0], sets: sizes.map { Array(0..<$0) })
      #expect(polynomial.hiddenLayers == layers)
      #expect(try polynomial.network().layers.count == layers + 1)
    }
  }

  /// Points of all radii, from a tenth to ten.
  private static func points(_ count: Int, _ inputs: Int, seed: UInt64) throws -> Matrix {
    var points: Matrix = try .random(count, inputs, seed: seed)
    for row in 0..<count {
      let scale: Double = [0.1, 0.3, 1, 3, 10][row % 5]
      for column in 0..<inputs { points[row, column] *= scale }
    }
    return points
  }

  @Test("are found from a network's pieces at points, and back again")
  func roundTrip() throws {
    for (sizes, bias) in [
      ([2, 4, 1], true), ([3, 4, 1], false), ([2, 3, 3, 1], false), ([1, 6, 1], true),
    ] {
      let network: Network = try .random(sizes, withBias: bias, seed: 3)
      let polynomial: LatticePolynomial = try LatticePolynomial(
        of: network, at: try Self.points(4000, sizes[0], seed: 5))
      let fresh: Matrix = try Self.points(4000, sizes[0], seed: 77)
      #expect(polynomial.mismatchShare(with: network, over: fresh) < 1e-3, "\(sizes)")
      #expect(polynomial.mismatchShare(with: try polynomial.network(), over: fresh) == 0)
    }
  }

  @Test("tell a network that they are not")
  func mutant() throws {
    let network: Network = try .random([2, 4, 1], withBias: true, seed: 3)
    let polynomial: LatticePolynomial = try LatticePolynomial(
      of: network, at: try Self.points(4000, 2, seed: 5))
    let wrong: LatticePolynomial = try LatticePolynomial(
      gradients: polynomial.gradients, offsets: polynomial.offsets.map { $0 + 1e-3 }, sets: polynomial.sets)
    #expect(wrong.mismatchShare(with: network, over: try Self.points(500, 2, seed: 6)) == 1)
  }

  @Test("that cannot be are refused by field, and so are networks that are none")
  func refused() throws {
    let gradients: Matrix = try .random(2, 2, seed: 1)
    for (sets, offsets, field) in [
      ([], [0, 0], "sets"), ([[]], [0, 0], "sets[0]"), ([[0], [2]], [0, 0], "sets[1]"),
      ([[0, 0]], [0, 0], "sets[0]"), ([[0]], [0], "offsets"), ([[0]], [0, .nan], "pieces"),
    ] as [([[Int]], [Double], String)] {
      let error: NetworkError? = #expect(throws: NetworkError.self) {
        try LatticePolynomial(gradients: gradients, offsets: offsets, sets: sets)
      }
      #expect(error?.field == field)
    }
    let points: Matrix = try .random(5, 2, seed: 2)
    let two: Network = try .random([2, 3, 2], withBias: false, seed: 1)
    #expect(throws: NetworkError.self) { try LatticePolynomial(of: two, at: points) }
    let squared: Network = try Network(
      hidden: .random(3, 2, seed: 1), output: .random(1, 3, seed: 2), activation: .reluSquared)
    #expect(throws: NetworkError.self) { try LatticePolynomial(of: squared, at: points) }
  }
}
